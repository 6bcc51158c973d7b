"""The methods of a study in a few paragraphs, every number and name from its settings and tables."""

from framing.export import methods_checks as checks
from framing.export import methods_measures as measures
from framing.export.latex_text import latex_text
from framing.export.methods_claims import claims, robustness, software
from framing.study import Results


def methods_paragraph(results: Results, *, python: str = "") -> str:
    """Return the methods as plain text: texts, measures, checks, then claims, a blank line between.

    `python` is the version of Python that ran. What a corpus has not is said in so many words.
    Fields: Lacy et al. 2015, Song et al. 2020, Chan et al. 2021.
    """
    paragraphs = (
        (measures.texts, measures.frames, measures.dictionary),
        (measures.counting, measures.uncertainty, measures.words, measures.sentiment),
        (checks.voice, checks.coders, checks.validity, checks.agreement, checks.elsewhere),
        (robustness, claims),
    )
    said = [" ".join(filter(None, (sentence(results) for sentence in of))) for of in paragraphs]
    return "\n\n".join(said) + f" {software(results, python)}\n"


def methods_latex(results: Results, *, python: str = "") -> str:
    """Return the methods for LaTeX: quotation marks in pairs, and no line that ends before a percent sign."""
    paragraphs = methods_paragraph(results, python=python).strip().split("\n\n")
    return "\n\n".join(map(latex_text, paragraphs)) + "\n"
