"""Documents in batches, whether they come one by one or at once."""

from collections.abc import Iterable, Iterator, Sequence, Sized
from typing import TypeVar

from framing.errors import FramingError

TokenLists = Iterable[Sequence[str]]
# a text or a list of tokens
Document = TypeVar("Document", bound=Sized)


def no_texts(token_lists: TokenLists) -> Iterator[Sequence[str]]:
    """Yield token lists, having refused texts: each would be taken for a list of letters."""
    for number, tokens in enumerate([token_lists] if isinstance(token_lists, str) else token_lists):
        if isinstance(tokens, str):
            remedy = "pass a list of lists such as [framing.words(text)]"
            raise FramingError(
                f"document {number} is the text {tokens[:40]!r}, not a list of tokens; {remedy}"
            )
        yield tokens


def batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    """Group documents so that each group but the last, which may be empty, is at least `size` long.

    >>> list(batches(["ab", "c", "def", "g"], 3))
    [['ab', 'c'], ['def'], ['g']]
    """
    batch, total = [], 0
    for document in documents:
        batch.append(document)
        total += len(document)
        if total >= size:
            yield batch
            batch, total = [], 0
    yield batch
