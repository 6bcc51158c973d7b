"""Text written so that LaTeX prints it."""

_SPECIAL: dict[str, int | str | None] = {
    **{character: f"\\{character}" for character in "&%$#_{}"},
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    **{"<": r"\ensuremath{<}", ">": r"\ensuremath{>}", "−": r"\ensuremath{-}", "–": "--", "—": "---"},
}


def latex(text: str) -> str:
    r"""Write text so that LaTeX prints it, in running text and, numbers, between dollars too.

    >>> print(latex("5 % of $9 & a_b −1"))
    5 \% of \$9 \& a\_b \ensuremath{-}1
    """
    return text.translate(str.maketrans(_SPECIAL))
