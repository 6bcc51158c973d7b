"""What a study claims, and what stands behind each claim."""
