"""Documents read from files, block by block."""
