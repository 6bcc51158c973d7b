"""Figures: one file for each, with the table it draws, its plot, caption and alternative text."""
