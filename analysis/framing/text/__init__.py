"""Texts in one normal form, their paragraphs, sentences and words."""
