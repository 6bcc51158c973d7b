"""The little Markdown that the study writes of itself, as HTML: paragraphs, points, bold words and code."""

import re
from html import escape

_BOLD, _CODE = re.compile(r"\*\*(.+?)\*\*", re.DOTALL), re.compile(r"`([^`]+)`")


def as_html(text: str) -> str:
    r"""Return paragraphs and lists of points as HTML, what stands in them escaped.

    Bold words stand between two pairs of asterisks, code between backticks.

    >>> as_html("**One** & `two`.\n\n- three\nfour\n- five")
    '<p><strong>One</strong> &amp; <code>two</code>.</p>\n<ul>\n<li>three four</li>\n<li>five</li>\n</ul>'
    """
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    return "\n".join(_block(block) for block in blocks if block)


def _block(text: str) -> str:
    if not text.startswith("- "):
        return f"<p>{_inline(text)}</p>"
    points = re.split(r"\n- ", text.removeprefix("- "))
    return "\n".join(["<ul>", *(f"<li>{_inline(point)}</li>" for point in points), "</ul>"])


def _inline(text: str) -> str:
    plain = escape(" ".join(text.split()), quote=False)
    return _CODE.sub(r"<code>\1</code>", _BOLD.sub(r"<strong>\1</strong>", plain))
