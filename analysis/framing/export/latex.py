"""Printed tables as LaTeX that fits the page: wrapped columns, groups of rows, notes, several pages."""

from collections.abc import Iterator, Sequence

from framing.export.alignment import Padded, padded
from framing.export.latex_layout import PAGE, Layout, is_long, lay_out
from framing.export.latex_text import latex_text, needs_t1, unprinted
from framing.export.tables import Printed
from framing.export.widths import width

# a group of so many lines is kept on one page
_TOGETHER = 12
# in points, so that a table is as wide in an article of 12 pt as in one of 10 pt
_TYPE = [r"  \fontsize{8}{9.6}\selectfont", r"  \setlength{\tabcolsep}{4pt}"]


def as_latex(printed: Printed, label: str) -> str:
    """Return a printed table as LaTeX: 8 pt, no wider than 345 pt, points of numbers under each other.

    The first line names the packages that it needs. A group is named once, in its column or above its rows; a
    column whose text is too long stands above its row; a table that is longer than a page is a longtable.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"Piece": ["A & B", "C"], "Rate": ["9.5", "10"]})
    >>> print(as_latex(Printed("Rates, in %", table, ("Rate: hits.",)), "tab:rates"))
    % needs \\usepackage{booktabs,array}; in two columns put it into table*
    \\begin{table}
      \\centering
      \\caption{Rates, in~\\%}
      \\label{tab:rates}
      \\fontsize{8}{9.6}\\selectfont
      \\setlength{\\tabcolsep}{4pt}
      \\begin{tabular}{@{}lr@{}}
        \\toprule
        Piece & Rate \\\\
        \\midrule
        A \\& B & 9.5 \\\\
        C & 10\\phantom{.0} \\\\
        \\bottomrule
      \\end{tabular}
      \\par\\smallskip
      \\parbox{\\linewidth}{\\raggedright\\emph{Note.} Rate: hits.}
    \\end{table}
    <BLANKLINE>
    """
    layout = lay_out(printed)
    make = _over_pages if is_long(printed, layout) else _on_a_page
    return "\n".join([*_needs(printed, long=make is _over_pages), *make(printed, layout, label), ""])


def _on_a_page(printed: Printed, layout: Layout, label: str) -> list[str]:
    top = [r"\begin{table}", r"  \centering", rf"  \caption{{{latex_text(printed.title)}}}"]
    body = [r"\toprule", *_head(layout), r"\midrule", *_rows(printed, layout, long=False), r"\bottomrule"]
    return [
        *(*top, rf"  \label{{{label}}}", *_TYPE, rf"  \begin{{tabular}}{{{_sides(layout)}}}"),
        *(f"    {line}" for line in body),
        *(r"  \end{tabular}", *_note(printed, r"  \par\smallskip"), r"\end{table}"),
    ]


def _over_pages(printed: Printed, layout: Layout, label: str) -> list[str]:
    title, head = latex_text(printed.title), [r"\toprule", *_head(layout), r"\midrule"]
    n = len(layout.columns)
    body = [
        *(rf"\caption{{{title}}}\label{{{label}}} \\", *head, r"\endfirsthead"),
        rf"\multicolumn{{{n}}}{{@{{}}l}}{{\tablename~\thetable{{}} (continued)}} \\",
        *(*head, r"\endhead", r"\bottomrule", r"\endfoot"),
        *_rows(printed, layout, long=True),
    ]
    return [
        *(r"\begingroup", *_TYPE, r"  \setlength{\LTpost}{4pt}", r"  \setlength{\LTcapwidth}{\linewidth}"),
        rf"  \begin{{longtable}}{{{_sides(layout)}}}",
        *(f"    {line}" for line in body),
        *(r"  \end{longtable}", *_note(printed, r"  \noindent"), r"  \par", r"\endgroup"),
    ]


def _needs(printed: Printed, long: bool) -> Iterator[str]:
    """Say which packages a table needs, and what pdflatex cannot print of it."""
    texts = [printed.title, *printed.cells, *printed.cells.to_numpy().ravel(), *printed.notes]
    text = " ".join(map(str, texts))
    encoding = r" \usepackage[T1]{fontenc}" if needs_t1(text) else ""
    where = "the page must have one column" if long else "in two columns put it into table*"
    packages = "booktabs,array,longtable" if long else "booktabs,array"
    yield rf"% needs \usepackage{{{packages}}}{encoding}; {where}"
    if scripts := unprinted(text):
        yield (
            f"% pdflatex prints question marks for {', '.join(scripts)}: use lualatex or xelatex "
            "with a font that has these letters"
        )


def _sides(layout: Layout) -> str:
    wraps = r">{{\raggedright\arraybackslash}}p{{{:.3f}\linewidth}}"
    sides = [
        wraps.format(int(wide / PAGE * 1000) / 1000) if wide else "r" if numeric else "l"
        for wide, numeric in zip(layout.widths, layout.numeric, strict=True)
    ]
    return f"@{{}}{''.join(sides)}@{{}}"


def _head(layout: Layout) -> list[str]:
    above = [rf"{_across(layout, latex_text(layout.stacked))} \\"] if layout.stacked else []
    return [*above, rf"{' & '.join(map(latex_text, layout.columns))} \\"]


def _across(layout: Layout, text: str) -> str:
    whole = r"@{}>{\raggedright\arraybackslash}p{\linewidth}@{}"
    return rf"\multicolumn{{{len(layout.columns)}}}{{{whole}}}{{{text}}}"


def _heading(layout: Layout, name: str) -> str:
    """Set the name of a group above its rows, in as many lines as it needs."""
    text = rf"\emph{{{latex_text(name)}}}"
    if layout.stacked or width(name) > 0.9 * layout.total:
        return _across(layout, text)
    return rf"\multicolumn{{{len(layout.columns)}}}{{@{{}}l}}{{{text}}}"


def _rows(printed: Printed, layout: Layout, long: bool) -> Iterator[str]:
    """Write the rows group by group; rows that must not be parted by a page end in a star."""
    named = zip(layout.columns, layout.numeric, strict=True)
    columns = [_cells(list(printed.cells[column]), numeric) for column, numeric in named]
    rows = list(zip(*columns, strict=True))
    stay, go = r"\\*" if long else r"\\", r"\\"
    for number, group in enumerate(printed.groups):
        if number and printed.group and (layout.heads or layout.in_column):
            yield r"\addlinespace"
        if layout.heads:
            name = printed.cells[printed.group].iloc[group[0]]
            yield f"{_heading(layout, name)} {stay}"
        together = long and sum(layout.rows[at] for at in group) <= _TOGETHER
        for at in group:
            if at > group[0] and max(layout.rows) > 1:
                yield r"\addlinespace[2pt]"
            if layout.stacked:
                above = latex_text(printed.cells[layout.stacked].iloc[at])
                yield f"{_across(layout, above)} {stay}"
            once = layout.in_column and at > group[0] and (together or not long)
            cells = ["", *rows[at][1:]] if once else rows[at]
            yield f"{' & '.join(cells)} {stay if together and at < group[-1] else go}".lstrip()


def _cells(column: Sequence[str], numeric: bool) -> list[str]:
    return [_number(cell) for cell in padded(column)] if numeric else [latex_text(cell) for cell in column]


def _number(cell: Padded) -> str:
    text = f"{latex_text(cell.first)}{_blank(cell.after)}"
    if cell.second:
        text += f" to {_blank(cell.before)}{latex_text(cell.second)}{_blank(cell.last)}"
    return text


def _blank(text: str) -> str:
    return rf"\phantom{{{latex_text(text)}}}" if text else ""


def _note(printed: Printed, before: str) -> list[str]:
    said = " ".join(map(latex_text, printed.notes))
    return [before, rf"  \parbox{{\linewidth}}{{\raggedright\emph{{Note.}} {said}}}"] if said else []
