"""What a data editor asks for: a statement on data availability, and a README of the replication package."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from framing.export.datapackage import schema_name
from framing.export.methods_measures import told
from framing.figures.catalogue import FIGURES
from framing.figures.wording import counted, join, sentences
from framing.study import Results
from framing.tables.schema import TABLES

_UNSAID = (
    "Nothing recorded with the corpus says under which rights its texts were used; the author has to state it"
)
# what an export holds beside figures and tables, and which program writes it
_WRITERS = {
    "numbers": ("Numbers in the text", "numbers.py"),
    "methods": ("Methods paragraphs", "methods_text.py"),
    "references": ("References", "references.py"),
    "datapackage": ("Description of the tables", "datapackage.py"),
}


class Run(NamedTuple):
    """What only a run knows: command, version of Python, machine, seconds, and peak memory (MB)."""

    command: str
    python: str
    machine: str
    seconds: float
    memory: float


def availability(results: Results, released: Sequence[str] = ()) -> str:
    """Return a statement on data availability for a paper; `released` are the tables that are provided."""
    n = counted(len(results.study.pieces), "text")
    what = "All tables from which the results were made are provided, with the code that makes them"
    return sentences(
        told(results, "rights") or f"The {n} that were analysed are not provided. {_UNSAID}",
        what if released else "The tables of results are provided, with the code that makes them",
        "Whoever holds the texts can make the same tables from them" if released else "",
    )


def replication_readme(
    results: Results, run: Run, exported: Mapping[str, Sequence[str]], released: Sequence[str] = ()
) -> str:
    """Return the README of a replication package, under the headings that data editors ask for.

    `exported` are the files of the export by what they show: the name of a figure, of a result table, or
    numbers, methods, references, datapackage. `released` are the tables made from the texts that come with
    the package, by their paths in it; without them the texts are needed for everything.
    Headings: Social Science Data Editors, template README.
    """
    sections = (
        ("# Replication package", _overview(results, released)),
        ("## Data Availability and Provenance Statements", availability(results, released)),
        ("### Statement about Rights", told(results, "rights") or f"{_UNSAID}."),
        ("### License for Data", _licence(bool(released))),
        ("### Summary of Availability", _summary(bool(released))),
        ("### Details on each Data Source", _sources(results)),
        ("## Dataset list", _datasets(results, released)),
        ("## Computational requirements", ""),
        ("### Software Requirements", _software(results, run)),
        ("### Controlled Randomness", _randomness(results)),
        ("### Memory, Runtime, Storage Requirements", _needs(run)),
        ("## Description of programs/code", _programs()),
        ("## Instructions to Replicators", _steps(run, released)),
        ("## List of tables and programs", _outputs(exported, bool(released))),
        ("## References", _references(results, exported)),
    )
    return "\n\n".join(f"{title}\n\n{text}".rstrip() for title, text in sections) + "\n"


def _overview(results: Results, released: Sequence[str]) -> str:
    made = "from tables of counts that are provided" if released else "from texts that are not provided"
    n = counted(len(results.study.pieces), "piece")
    return sentences(f"The code here makes every figure, table and number on {n} {made}, with one command")


def _licence(released: bool) -> str:
    if not released:
        return "The author has to choose the licence of the tables; that of the code is MIT."
    return (
        "Tables, figures and codebook: CC BY 4.0. Specimen pieces: CC0 1.0. None covers the texts (LICENSE)."
    )


def _summary(released: bool) -> str:
    if released:
        return "Some data cannot be made public: the texts are not part of this package."
    return (
        "The texts are not part of this package. The author has to state whether and where they can be had."
    )


def _sources(results: Results) -> str:
    """List the pieces with what is known of each, and what else was read."""
    facts = ("label", "outlet", "author", "date", "title", "url", "certainty")
    head = ("Piece", "Outlet", "Author", "Date", "Title", "Address", "Certainty", "Provided")
    pieces = [
        (*(str(getattr(row, fact)) for fact in facts), "no") for row in results.study.pieces.itertuples()
    ]
    lexicons = "Lexicons come with the pinned packages vaderSentiment, textblob and afinn (rights: NOTICE)"
    return "\n\n".join([_table(head, pieces), sentences(told(results, "elsewhere"), lexicons)])


def _datasets(results: Results, released: Sequence[str]) -> str:
    there = [(f"`{path}`", _content(path), "yes") for path in released]
    texts = ("texts of the pieces", counted(len(results.study.pieces), "text"), "no")
    return _table(("Data file", "One row per", "Provided"), [*there, texts])


def _content(path: str) -> str:
    name = schema_name(path)
    return TABLES[name].row if name else "see codebook"


def _software(results: Results, run: Run) -> str:
    table = results["settings"]
    packages = table[table["kind"] == "package"]
    listed = [f"- {row.setting} {row.value} ({row.meaning})" for row in packages.itertuples()]
    pinned = "`requirements.lock` pins them with all that they need; nothing else is downloaded."
    return "\n".join([f"- Python {run.python}", *listed, "", pinned])


def _randomness(results: Results) -> str:
    methods = results.methods
    return sentences(
        f"All random numbers come from the seed {methods.seed} (`METHODS` in `analysis/pipeline.py`)",
        f"{methods.resamples:,} resamples or rearrangements of units, {methods.word_resamples:,} of words "
        f"and {methods.draws:,} random dictionaries were drawn; the same seed gives the same bytes",
    )


def _needs(run: Run) -> str:
    return sentences(
        f"The run took {_time(run.seconds)} and at most {run.memory:,.0f} MB of memory on {run.machine}",
        "Code, data and outputs take less than 100 MB, the packages about 1 GB",
    )


def _time(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"


def _programs() -> str:
    lines = (
        "`analysis/pipeline.py` holds every command and every choice (`METHODS`)",
        "`analysis/framing/results.py` names the function that makes each result table",
        "`analysis/framing/figures/` holds a module for each figure",
        "`analysis/framing/export/` writes what goes into a paper",
        "`tests/` holds the tests; `make test` runs them",
    )
    return "\n".join([*(f"- {line}." for line in lines), "", "License for code: MIT (LICENSE)."])


def _steps(run: Run, released: Sequence[str]) -> str:
    corpus = "" if released else " --corpus FOLDER --dictionary FILE --out results"
    steps = [
        "`make study` sets up the environment from the lock and makes the study's own figures and tables."
    ]
    if not released:
        steps.append(
            f"`python analysis/pipeline.py run{corpus}` makes all figures and tables; it needs the texts."
        )
    steps.append(f"`{run.command}` makes the files of this package.")
    if released:
        steps += [
            "`make test` checks that every output is the one that was released.",
            "With the texts: `python analysis/pipeline.py import PATH`, then `python analysis/pipeline.py "
            "verify`, which makes the released tables anew and compares their bytes.",
        ]
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _outputs(exported: Mapping[str, Sequence[str]], released: bool) -> str:
    """List what was exported, the program that makes it, and whether that needs the texts."""
    specs = {spec.name: spec for spec in FIGURES}
    texts = "no" if released else "yes"
    rows = []
    for name, files in exported.items():
        if name in specs:
            spec = specs[name]
            item, program = (
                f"Figure {spec.key.removeprefix('fig')}: {spec.title}",
                _path(spec.plot.__module__),
            )
        elif name in _WRITERS:
            item, writer = _WRITERS[name]
            program = f"`analysis/framing/export/{writer}`"
        else:
            item, program = f"Table {name}", f"`analysis/framing/results.py` ({name})"
        rows.append((item, program, ", ".join(f"`{file}`" for file in files), texts))
    made = "The tables of counts from which these are made need the texts once more (`features`)."
    listed = _table(("Figure, table or number", "Program", "Output", "Needs the texts"), rows)
    return f"{listed}\n\n{made}" if released else listed


def _path(module: str) -> str:
    return f"`analysis/{module.replace('.', '/')}.py`"


def _references(results: Results, exported: Mapping[str, Sequence[str]]) -> str:
    """Cite the pieces that were analysed, and name the file of the other references."""
    cited = [f"- {_cited(row)}" for row in results.study.pieces.fillna("").itertuples()]
    files = join([f"`{file}`" for file in exported.get("references", ())])
    return "\n".join([*cited, *(["", f"What else is cited stands in {files}."] if files else [])])


def _cited(piece: Any) -> str:
    """Cite a piece by what is known of it."""
    outlet, date = piece.outlet or piece.label, piece.date or "no date"
    where = f" {outlet}." if piece.author else ""
    title, date = piece.title or "Untitled", date.replace("(", "[").replace(")", "]")
    return f"{piece.author or outlet} ({date}). {title}.{where} {piece.url}".rstrip()


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a Markdown table.

    >>> print(_table(["a"], [["x | y"]]))
    | a |
    |---|
    | x \\| y |
    """
    cells = [[cell.replace("|", r"\|").replace("\n", " ") for cell in row] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in (head, *cells)]
    return "\n".join([lines[0], f"|{'---|' * len(head)}", *lines[1:]])
