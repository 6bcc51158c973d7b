"""Columns of numbers that grow at their end."""

import numpy as np
import numpy.typing as npt


class Growing:
    """Columns of whole numbers to which rows are added, in room that is doubled where it is full.

    >>> grown = Growing(2, np.int64)
    >>> grown.add(np.array([[1, 2], [3, 4]]))
    >>> grown.add(np.array([[5], [6]]))
    >>> len(grown), grown.columns.tolist()
    (3, [[1, 2, 5], [3, 4, 6]])
    """

    def __init__(self, n_columns: int, kind: npt.DTypeLike):
        self._room, self._count = np.empty((n_columns, 0), kind), 0

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._count

    @property
    def columns(self) -> npt.NDArray[np.int64]:
        """Return the columns as they are now, without a copy."""
        return self._room[:, : self._count]

    def add(self, rows: npt.NDArray[np.int64]) -> None:
        """Add rows, given by columns."""
        stop = self._count + rows.shape[1]
        if stop > self._room.shape[1]:
            # of no round length, as the same places of the columns would push each other out of the cache
            wider = np.empty((len(self._room), 2 * stop + 77), self._room.dtype)
            wider[:, : self._count] = self.columns
            self._room = wider
        self._room[:, self._count : stop] = rows
        self._count = stop
