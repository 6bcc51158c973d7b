"""Tables as LaTeX: whole small tables, what fits a page, and articles that pdflatex compiles."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.export.alignment import is_numeric, padded
from framing.export.captions import caption_of, captions
from framing.export.latex import as_latex
from framing.export.latex_layout import FITS, is_long, lay_out
from framing.export.latex_text import latex_text, needs_t1, unprinted
from framing.export.tables import Printed, readable_tables
from framing.figures.catalogue import FIGURES
from framing.results import analyse
from papers import FEW, compiled, faults, frame, long_labels, results_of_forty

RATES = frame(
    "Piece|Frame|Rate|95 % interval", "A_1|War|9.5|−10.5 to 1", "A_1|Peace|10|8 to 11.25", "B|War||none"
)


def body(text):
    """Return the lines from the first rule to the last."""
    lines = [line.strip() for line in text.splitlines()]
    return lines[lines.index(r"\toprule") : lines.index(r"\bottomrule") + 1]


def test_a_table_whole():
    text = as_latex(Printed("Rates & more, 95 %", RATES, ("Rate: hits.", "No test."), "Piece"), "tab:rates")
    assert (
        text
        == r"""% needs \usepackage{booktabs,array}; in two columns put it into table*
\begin{table}
  \centering
  \caption{Rates \& more, 95~\%}
  \label{tab:rates}
  \fontsize{8}{9.6}\selectfont
  \setlength{\tabcolsep}{4pt}
  \begin{tabular}{@{}llrr@{}}
    \toprule
    Piece & Frame & Rate & 95~\% interval \\
    \midrule
    A\_1 & War & 9.5 & \ensuremath{-}10.5 to \phantom{0}1\phantom{.00} \\
    & Peace & 10\phantom{.0} & 8\phantom{.0} to 11.25 \\
    \addlinespace
    B & War &  & none \\
    \bottomrule
  \end{tabular}
  \par\smallskip
  \parbox{\linewidth}{\raggedright\emph{Note.} Rate: hits. No test.}
\end{table}
"""
    )


def test_names_of_groups_stand_above_their_rows_where_the_line_is_too_short():
    names = long_labels(2, "Gazette")
    cells = RATES.assign(Piece=[names[0], names[0], names[1]])
    text = as_latex(Printed("Rates", cells, group="Piece"), "tab:rates")
    lines = body(text)
    assert lines[1] == r"Frame & Rate & 95~\% interval \\"
    assert [line.startswith(r"\multicolumn{3}") for line in lines[3:]] == [
        True,
        False,
        False,
        False,
        True,
        False,
        False,
    ]
    assert lines[6] == r"\addlinespace"
    assert lines[4].startswith("War & 9.5 & ")


def test_a_column_of_long_text_stands_above_its_row():
    claims = [f"{label} is above {label}" for label in long_labels(2, "Gazette")]
    rest = [f"{word} and more words of this column" for word in ("some", "other")]
    cells = RATES.head(2).assign(Piece=claims, Frame=rest, Kept=rest, Verdict=rest)
    lines = body(as_latex(Printed("Claims", cells), "tab:claims"))
    assert lines[2] == r"Frame & Rate & 95~\% interval & Kept & Verdict \\"
    assert lines[1].startswith(r"\multicolumn{5}") and lines[1].endswith(r"{Piece} \\")
    above = [line for line in lines[4:] if line.startswith(r"\multicolumn{5}")]
    assert len(above) == 2 and latex_text(claims[0]) in above[0]


def test_a_table_longer_than_a_page_goes_over_pages_and_keeps_groups_together():
    rows = [f"Piece {i // 3}|Frame {i % 3}|{i}.5" for i in range(90)]
    printed = Printed("Rates", frame("Piece|Frame|Rate", *rows), ("Rate: hits.",), "Piece")
    assert is_long(printed, lay_out(printed))
    text = as_latex(printed, "tab:rates")
    assert text.startswith(r"% needs \usepackage{booktabs,array,longtable}; the page must have one column")
    assert text.count(r"Piece & Frame & Rate \\") == 2 and text.count(r"\endhead") == 1
    # of three rows the first two stay with what follows
    assert len(re.findall(r"\\\\\*$", text, re.MULTILINE)) == 60
    assert text.count("Piece 7 &") == 1
    short = printed._replace(cells=printed.cells.head(30))
    assert not is_long(short, lay_out(short))


def test_a_group_that_no_page_holds_has_its_name_in_every_row():
    rows = [f"Piece {i // 30}|Frame {i}|{i}.5" for i in range(90)]
    text = as_latex(Printed("Rates", frame("Piece|Frame|Rate", *rows), group="Piece"), "tab:rates")
    assert text.count("Piece 1 &") == 30 and r"\\*" not in text


def test_a_table_without_rows_has_its_head():
    lines = body(as_latex(Printed("Rates", RATES.head(0), group="Piece"), "tab:rates"))
    assert lines == [r"\toprule", r"Piece & Frame & Rate & 95~\% interval \\", r"\midrule", r"\bottomrule"]


words = st.text(st.characters(codec="latin-1", categories=("L", "N", "P")), min_size=1, max_size=14)
texts = st.lists(words, min_size=1, max_size=30).map(" ".join)
numbers = st.floats(-999, 999).map(lambda value: f"{value:.1f}".replace("-", "−"))


@given(st.lists(st.tuples(texts, texts, numbers, numbers), min_size=1, max_size=8))
def test_no_table_is_wider_than_the_page(rows):
    cells = frame("Piece|Claim|Rate|Interval", *(["|".join([""] * 4)] * len(rows)))
    cells.loc[:, :] = [[a, b, c, f"{c} to {d}"] for a, b, c, d in rows]
    layout = lay_out(Printed("Any", cells, group="Piece"))
    assert layout.total <= FITS + 0.01
    shown = {*layout.columns, layout.stacked, "Piece" if layout.heads else ""} - {""}
    assert shown == {*cells}


@given(st.lists(st.tuples(st.floats(-2000, 2000), st.floats(-2000, 2000), st.integers(0, 3)), min_size=1))
def test_points_stand_under_each_other(rows):
    cells = [f"{a:,.{n}f} to {b:,.{n}f}".replace("-", "−") for a, b, n in rows]
    made = padded(cells)
    assert [f"{cell.first} to {cell.second}" for cell in made] == cells
    ends = [(cell.first + cell.after).partition(".")[2] for cell in made]
    starts = [
        sorted("0" if c.isdigit() else c for c in (cell.before + cell.second).partition(".")[0])
        for cell in made
    ]
    lasts = [(cell.second + cell.last).partition(".")[2] for cell in made]
    for parts in (ends, lasts):
        assert len({len(part) for part in parts}) == 1
    assert len({tuple(start) for start in starts}) == 1


def test_columns_of_numbers_are_told():
    for cells, told in (
        ("1.5|none|", True),
        ("<0.001|0.02|1.00", True),
        ("2 of 4|", False),
        ("none|", False),
        ("−|", False),
    ):
        assert is_numeric(frame("x", *cells.split("|"))["x"]) == told, cells


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (r"50% of $5_000 #1 {x}", r"50\% of \$5\_000 \#1 \{x\}"),
        (
            "~ ^ \\ < > | `",
            r"\textasciitilde{} \textasciicircum{} \textbackslash{} "
            r"\textless{} \textgreater{} \textbar{} \textasciigrave{}",
        ),
        ("95 % of it", r"95~\% of it"),
        ('("one two") "three"', "(``one two'') ``three''"),
        ("a--b − c – d", r"a-{}-b \ensuremath{-} c -- d"),
        ("E\u0301t\u00e9\u200b\u00a0Łódź", "Été~Łódź"),
        ("Жук, 東京", r"\ifdefined\Uchar Жук\else ???\fi{}, \ifdefined\Uchar 東京\else ??\fi{}"),
        ("x" * 25, r"xxxxxxxxxx\allowbreak{}xxxxxxxxxx\allowbreak{}xxxxx"),
        (
            "www.example.org/a-page",
            r"www.\allowbreak{}example.\allowbreak{}org/\allowbreak{}a-\allowbreak{}page",
        ),
        ("two\nlines", "two lines"),
        ("", ""),
    ],
)
def test_text_is_escaped(text, written):
    assert latex_text(text) == written


def test_the_first_lines_name_what_is_needed():
    text = as_latex(Printed("Ąż", frame("Piece|Rate", "Жук 😀|1")), "tab:x").splitlines()
    assert text[0].startswith(r"% needs \usepackage{booktabs,array} \usepackage[T1]{fontenc};")
    assert "question marks for Cyrillic, U+1F600: use lualatex" in text[1]
    assert unprinted("Łódź “x” − …") == [] and not needs_t1("Łódź")


def article(results, folder):
    """Return an article with all tables and all captions of a study."""
    parts = []
    for name, printed in readable_tables(results).items():
        (folder / f"{name}.tex").write_text(as_latex(printed, f"tab:{name}"), encoding="utf-8")
        parts.append(rf"\input{{{name}.tex}}\clearpage")
    drawn = results.drawn
    specs = [spec for spec in FIGURES if not spec.missing(drawn)]
    for name, text in captions((s.name, caption_of(s, s.table(drawn), drawn)) for s in specs).items():
        (folder / name).write_text(text, encoding="utf-8")
    for spec in specs:
        short, full = (rf"\input{{{spec.name}.{form}.tex}}" for form in ("short", "caption"))
        parts.append(rf"\begin{{figure}}\caption[\protect{short}]{{{full}}}\end{{figure}}\clearpage")
    return "\n".join([*parts, r"\listoftables\listoffigures"])


@pytest.mark.long
@pytest.mark.parametrize("corpus", ["study", "specimen", "outlets", "forty"])
def test_every_table_and_caption_compiles_within_its_line(corpus, tmp_path, request):
    if corpus in ("study", "specimen"):
        results = analyse(request.getfixturevalue({"study": "shipped"}.get(corpus, corpus)), FEW)
    else:
        results = results_of_forty()[corpus == "forty"]
    log = compiled(tmp_path, article(results, tmp_path))
    assert faults(log) == []
    assert "Output written on paper.pdf" in log
    lists = [(tmp_path / f"paper.{kind}").read_text(encoding="utf-8") for kind in ("lot", "lof")]
    assert [text.count(r"\contentsline") for text in lists] == [
        5,
        len([s for s in FIGURES if not s.missing(results.drawn)]),
    ]


@pytest.mark.long
@pytest.mark.parametrize("options", ["11pt", "12pt,a4paper"])
def test_tables_fit_articles_of_larger_type_and_other_fonts(options, tmp_path, shipped):
    parts = [as_latex(table, name) for name, table in readable_tables(analyse(shipped, FEW)).items()]
    for fonts in (
        "",
        r"\usepackage{mathptmx}",
        r"\usepackage{helvet}\renewcommand{\familydefault}{\sfdefault}",
    ):
        packages = r"\usepackage{booktabs,array,longtable}"
        top = rf"\documentclass[{options}]{{article}}{packages}{fonts}\begin{{document}}"
        assert faults(compiled(tmp_path, "\n".join(parts), top)) == []


@pytest.mark.long
def test_other_scripts_compile_and_are_question_marks(tmp_path):
    table = Printed(
        "Labels",
        frame("Piece|Rate", "Жук in Łódź, ħŉ|1.5", "東京 ąę|−2", "😀 ½ § „x“|none"),
        ("95 % of “it”.",),
    )
    log = compiled(tmp_path, as_latex(table, "tab:x"))
    assert faults(log) == [] and "Output written" in log
