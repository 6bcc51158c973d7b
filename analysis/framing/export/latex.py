"""Tables as LaTeX."""

from typing import Any

import pandas as pd

from framing.export.tables import is_numeric


def as_latex(table: pd.DataFrame, caption: str, label: str) -> str:
    """Return a table of printed cells as a LaTeX table (package booktabs), columns of numbers to the right.

    >>> print(as_latex(pd.DataFrame({"Piece": ["A & B"], "Rate": ["9.5"]}), "Rates, in %", "tab:rates"))
    \\begin{table}
      \\centering
      \\caption{Rates, in \\%}
      \\label{tab:rates}
      \\begin{tabular}{lr}
        \\toprule
        Piece & Rate \\\\
        \\midrule
        A \\& B & 9.5 \\\\
        \\bottomrule
      \\end{tabular}
    \\end{table}
    <BLANKLINE>
    """
    sides = "".join("r" if is_numeric(table[column]) else "l" for column in table.columns)
    cells = [table.columns, *table.itertuples(index=False)]
    head, *rows = (rf"    {' & '.join(_latex(str(cell)) for cell in row)} \\" for row in cells)
    opened = [r"\begin{table}", r"  \centering", rf"  \caption{{{_latex(caption)}}}", rf"  \label{{{label}}}"]
    body = [rf"  \begin{{tabular}}{{{sides}}}", r"    \toprule", head, r"    \midrule", *rows]
    closed = [r"    \bottomrule", r"  \end{tabular}", r"\end{table}", ""]
    return "\n".join(opened + body + closed)


def _latex(text: str) -> str:
    r"""Write text so that LaTeX prints it.

    >>> print(_latex("5 % of $9 & a_b −1"))
    5 \% of \$9 \& a\_b $-$1
    """
    special: dict[Any, Any] = {character: f"\\{character}" for character in "&%$#_{}"}
    special |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    special |= {"<": r"\textless{}", ">": r"\textgreater{}", "−": "$-$", "–": "--"}
    return text.translate(str.maketrans(special))
