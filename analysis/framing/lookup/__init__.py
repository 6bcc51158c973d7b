"""The fast engine: which patterns match where in many documents at once."""
