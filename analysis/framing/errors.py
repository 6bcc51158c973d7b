"""The one error class for what a user can mend."""


class FramingError(Exception):
    """Something in the input is wrong; the message names file, row or line, what is wrong and what to do."""

    @classmethod
    def at(cls, source: object, line: int, what: str, unit: str = "line") -> "FramingError":
        """Return the error for a line (or other unit) of a file or whatever else the input came from.

        >>> str(FramingError.at("words.dic", 3, "not a category; write its number, a tab and its name"))
        'words.dic, line 3: not a category; write its number, a tab and its name'
        """
        return cls(f"{source}, {unit} {line}: {what}")
