"""Counting in files of any size."""
