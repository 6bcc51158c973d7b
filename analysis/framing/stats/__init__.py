"""Statistics of a study: one file for each result, a table in and a table out."""
