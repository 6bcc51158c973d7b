"""From results into a paper: figures as a journal prints them, tables, captions, numbers and methods."""
