"""Trying another dictionary: what it would change, and which words and patterns are worth a look."""
