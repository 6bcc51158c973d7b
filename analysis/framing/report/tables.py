"""The tables of a report: every result as CSV, and the small ones with printed names, as LaTeX too."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.figures.spec import named
from framing.figures.wording import covered, decimal, row_noun, signed
from framing.files import write_text
from framing.study import Results
from framing.tables.checked import write_table
from framing.tables.schema import OF_GROUPS

_WHOLE = "{:,}".format


class Printed(NamedTuple):
    """A table as it is printed: its title and its cells, all of them text."""

    title: str
    cells: pd.DataFrame

    @property
    def numeric(self) -> list[bool]:
        """Say of every column whether it holds numbers or ranges, which stand to the right."""
        return [is_numeric(self.cells[column]) for column in self.cells]


def readable_tables(results: Results) -> dict[str, Printed]:
    """Return the small tables of a report as they are printed, by name; of groups where figures show groups.

    The names are descriptives, salience, salience_pairs, sentiment and claims.
    """
    results = results.drawn
    noun = row_noun(results.methods)
    columns = {
        "descriptives": (f"The {noun}s", _descriptives(results)),
        "salience": ("Hits per 1,000 words", _salience(results)),
        "salience_pairs": (f"Differences between {noun}s in hits per 1,000 words", _salience_pairs(results)),
        "sentiment": ("Mean VADER compound score of sentences", _sentiment(results)),
        "claims": ("The claims, and what stands behind each", _claims(results)),
    }
    return {name: Printed(title, pd.DataFrame(cells)) for name, (title, cells) in columns.items()}


def countdown(what: str, total: int, say: Callable[[str], object]) -> Callable[[int], object]:
    """Return what says, of a number of things made, how many there are and how long the others take.

    >>> countdown("table", 2, print)(2)
    table 2 of 2, 0 s left
    """
    begun = time.perf_counter()
    return lambda made: say(
        f"{what} {made} of {total}, {(time.perf_counter() - begun) / made * (total - made):.0f} s left"
    )


def write_tables(results: Results, folder: Path, say: Callable[[str], object] = str) -> list[Path]:
    """Write every result table as CSV into the folder `tables`, and those for print as LaTeX beside it.

    Where there are groups of pieces, their tables stand in its folder `groups`. `say` is told of every table.

    Returns the paths written. Raises FramingError where the folder cannot be written to.
    """
    written, told = [], countdown("table", len(results), say)
    for number, (name, table) in enumerate(results.items(), 1):
        written.append(folder / "tables" / f"{name}.csv")
        write_table(table, written[-1])
        told(number)
    if results.drawn is not results:
        for name in sorted({*results.drawn} - {*OF_GROUPS}):
            written.append(folder / "tables" / "groups" / f"{name}.csv")
            write_table(results.drawn[name], written[-1])
    for name, (title, cells) in readable_tables(results).items():
        written.append(folder / "tables" / f"{name}.tex")
        write_text(written[-1], as_latex(cells, title, f"tab:{name.replace('_', '-')}"))
    return written


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


def is_numeric(column: pd.Series) -> bool:
    """Tell a column of printed numbers or ranges.

    >>> is_numeric(pd.Series(["−1.5", "1,200", "0.1 to 0.2"])), is_numeric(pd.Series(["a"]))
    (True, False)
    """
    number = r"[−+-]?[\d,.]+"
    return len(column) > 0 and bool(column.astype(str).str.fullmatch(f"{number}( to {number})?").all())


def _descriptives(results: Results) -> dict[str, Any]:
    about = results["descriptives"]
    counts = {name.capitalize(): about[name].map(_WHOLE) for name in ("paragraphs", "sentences", "words")}
    return {"Piece": about["label"], **counts, "Distinct words": about["types"].map(_WHOLE)}


def _salience(results: Results) -> dict[str, Any]:
    rates = named(results["salience"], results)
    return {
        "Piece": rates["label"],
        "Frame": rates["frame_label"],
        "Hits": rates["hits"].map(_WHOLE),
        "Words": rates["words"].map(_WHOLE),
        "Rate": rates["rate"].map("{:.1f}".format),
        **_interval(rates, results, 1),
    }


def _salience_pairs(results: Results) -> dict[str, Any]:
    pairs = named(results["salience_pairs"], results)
    labels = results.study.pieces.set_index("doc_id")["label"]
    return {
        "Frame": pairs["frame_label"],
        "Piece": pairs["doc_id_a"].map(labels),
        "less": pairs["doc_id_b"].map(labels),
        "Difference": pairs["difference"].map(signed),
        **_interval(pairs, results, 1),
        "p": pairs["p_holm"].map(_p),
        "Distinguishable": pairs["distinguishable"].map({True: "yes", False: "no"}),
    }


def _sentiment(results: Results) -> dict[str, Any]:
    means = named(results["sentiment"], results)
    return {
        "Piece": means["label"],
        "Score": means["score"],
        "Sentences": means["sentences"].map(_WHOLE),
        "Mean": [signed(value, 2) for value in means["mean"]],
        **_interval(means, results, 2),
    }


def _claims(results: Results) -> dict[str, Any]:
    claims = results["claims"]
    rows = [(row, 2 if "VADER" in row.unit or "share" in row.unit else 1) for row in claims.itertuples()]
    return {
        "Claim": claims["words"],
        "Estimate": [signed(row.estimate, decimals) for row, decimals in rows],
        "Unit": claims["unit"],
        "Interval": [_range(row, decimals) for row, decimals in rows],
        "p": claims["p_holm"].map(_p),
        "Readers": [f"{row.readers_agree} of {row.readers}" if row.readers else "" for row, _ in rows],
        "Kept": [_kept(row) for row, _ in rows],
        "Verdict": claims["verdict"],
    }


def _interval(table: pd.DataFrame, results: Results, decimals: int) -> dict[str, list[str]]:
    return {f"{covered(results.methods)} interval": [_range(row, decimals) for row in table.itertuples()]}


def _range(row: Any, decimals: int) -> str:
    if pd.isna(row.low):
        return "none"
    return f"{signed(row.low, decimals)} to {signed(row.high, decimals)}"


def _p(value: float) -> str:
    """Write a p-value.

    >>> _p(0.0304), _p(0.0001), _p(1.0)
    ('.03', '<.001', '1.00')
    """
    return "<.001" if value < 0.001 else decimal(value) if value >= 0.01 else f"{value:.3f}".removeprefix("0")


def _kept(claim: Any) -> str:
    """Say how many specifications keep the sign of a claim, and how many leave none."""
    if not claim.specifications > 0:
        return ""
    tied = f", {claim.tied:.0f} tied" if claim.tied else ""
    return f"{claim.kept:.0f}{tied} of {claim.specifications:.0f}"
