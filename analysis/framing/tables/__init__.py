"""What tables hold: columns, closed vocabularies, units; and tables checked, read and written."""
