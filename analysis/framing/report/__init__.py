"""What a study publishes: figures, tables, the page, and the passages of the README."""
