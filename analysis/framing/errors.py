"""The one error class for what a user can mend."""


class FramingError(Exception):
    """Something in the input is wrong; the message names file, row or line, what is wrong and what to do."""
