"""What numbers hang on: single patterns, random words, choices in counting, other lexicons."""
