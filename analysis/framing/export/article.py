"""A LaTeX article that holds what was exported, to look at and to take from."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

_PACKAGES = (
    "[T1]{fontenc}",
    "[utf8]{inputenc}",
    "{lmodern}",
    "{graphicx}",
    "{booktabs}",
    "{array}",
    "{longtable}",
)


class Exported(NamedTuple):
    """What an article holds: figures and tables as paths without endings, and the width of text (mm)."""

    figures: Sequence[str]
    tables: Sequence[str]
    width: float


def article(held: Exported, sample: Mapping[str, str]) -> str:
    """Return a LaTeX article with every exported figure, table and caption, and some macros in its text.

    `sample` are macros by what they stand for, which the text names to show how they are used.
    """
    opened = [
        "% made by the export; compile it with pdflatex in this folder",
        r"\documentclass[10pt]{article}",
        *(rf"\usepackage{package}" for package in _PACKAGES),
        rf"\usepackage[paperwidth={held.width + 40:g}mm,paperheight=360mm,margin=20mm]{{geometry}}",
        r"\input{text/numbers}",
        r"\title{What was exported}",
        r"\author{}",
        r"\date{}",
        r"\begin{document}",
        r"\maketitle",
        r"\section{Methods}",
        r"\input{text/methods}",
        r"\section{Numbers in the text}",
        " ".join(rf"{what}: {macro}." for what, macro in sample.items()),
        r"\section{Figures}",
    ]
    figures = [line for name in held.figures for line in _figure(name)]
    tables = [r"\clearpage", r"\section{Tables}", *(rf"\input{{{name}}}" for name in held.tables)]
    closed = [r"\nocite{*}", r"\bibliographystyle{plain}", r"\bibliography{references}"]
    return "\n".join([*opened, *figures, *tables, *closed, r"\end{document}", ""])


def _figure(name: str) -> list[str]:
    # at their natural size: \linewidth would shrink the letters
    return [
        r"\begin{figure}[p]",
        r"  \centering",
        rf"  \includegraphics{{{name}}}",
        rf"  \caption[\protect\input{{{name}.short}}]{{\input{{{name}.caption}}}}",
        r"\end{figure}",
        r"\clearpage",
    ]
