"""How many threads the algebra of numpy takes."""

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager[Any]:
    """Return a context in which products of matrices take one thread.

    Products as small as those of a study take four times as long where two threads share them.

    >>> with one_thread():
    ...     [pool["num_threads"] for pool in ThreadpoolController().info() if pool["user_api"] == "blas"][:1]
    [1]
    """
    return _blas().limit(limits=1)  # type: ignore[no-any-return]


@cache
def _blas() -> ThreadpoolController:
    # to look for the libraries takes longer than most products
    return ThreadpoolController().select(user_api="blas")
