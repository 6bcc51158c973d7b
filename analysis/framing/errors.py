"""The one error class for what a user can mend."""

import re

_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")
# of a message its beginning, which names the place, and its end, which says what to do
_BEGINNING, _END = 3_000, 1_000


class FramingError(Exception):
    """Something in the input is wrong; the message names file, row or line, what is wrong and what to do.

    What a message shows of the input may be of any length, so the middle of a long one is left out; it is one
    line, whatever a library says.

    >>> str(FramingError("a.parquet: damaged (no header.\\nNo page.\\n); save it anew"))
    'a.parquet: damaged (no header. No page. ); save it anew'

    >>> len(str(FramingError("a.csv: " + "x" * 10_000_000 + "; mend it")))
    4005
    """

    def __init__(self, message: str = ""):
        # a library's own message may have several lines
        message = _LINE_ENDS.sub(" ", message.strip())
        long = len(message) > _BEGINNING + _END
        super().__init__(f"{message[:_BEGINNING]} ... {message[-_END:]}" if long else message)

    @classmethod
    def at(cls, source: object, line: int, what: str, unit: str = "line") -> "FramingError":
        """Return the error for a line (or other unit) of a file or whatever else the input came from.

        >>> str(FramingError.at("words.dic", 3, "not a category; write its number, a tab and its name"))
        'words.dic, line 3: not a category; write its number, a tab and its name'
        """
        return cls(f"{source}, {unit} {line}: {what}")
