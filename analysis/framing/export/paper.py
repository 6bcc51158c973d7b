"""Everything that an author takes from a study into a paper, as files by their paths."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from framing.errors import FramingError
from framing.export import numbers, references
from framing.export.article import Exported, article
from framing.export.captions import Caption, caption_of, captions
from framing.export.datapackage import about_study, datapackage, read_released
from framing.export.latex import as_latex
from framing.export.latex_text import latex_text
from framing.export.methods_text import methods_latex, methods_paragraph
from framing.export.presets import Preset
from framing.export.prints import file_name, look_for, prints_for
from framing.export.replication import Run, availability, replication_readme
from framing.export.tables import printed_csv, readable_tables
from framing.export.web import web_tables
from framing.export.word import Picture, word_tables
from framing.figures.catalogue import FIGURES
from framing.figures.spec import width_of
from framing.files import read_text
from framing.paths import ROOT
from framing.study import Results
from framing.tables.checked import as_csv

# what LaTeX and Word take, whatever a journal wants
_ALWAYS = ("pdf", "png")
_Say = Callable[[str], object]


class Wishes(NamedTuple):
    """What an author asks for: a preset, greys, TIFF beside its formats, another width (mm)."""

    preset: Preset
    grey: bool = False
    tiff: bool = False
    width: float | None = None


class _Figure(NamedTuple):
    name: str
    stem: str
    prints: Mapping[str, bytes]
    caption: Caption
    alt: str
    width: float


def paper(
    results: Results, wishes: Wishes, running: Callable[[], Run], *, shipped: bool, say: _Say = str
) -> dict[str, bytes]:
    """Return what goes into a paper on these results: figures, tables, texts, data and an article, by path.

    With `shipped`, for the study itself, the released tables and the citation file go with it. `say` is told
    what is being made, and what is left out because a package is not installed; `running` tells of the run.
    """
    figures = _figures(results, wishes, say)
    run = running()
    say("making tables and texts")
    tables, released = readable_tables(results), read_released() if shipped else {}
    files: dict[str, str | bytes] = {**_files_of(figures)}
    for name, printed in tables.items():
        files[f"tables/{name}.tex"] = as_latex(printed, f"tab:{name.replace('_', '-')}")
        files[f"tables/{name}.csv"] = printed_csv(printed)
    files["tables/tables.html"] = web_tables(tables)
    pictures = [Picture(it.prints["png"], it.caption, it.alt, it.width) for it in figures]
    try:
        files["tables_and_figures.docx"] = word_tables(tables, pictures)
    except FramingError as error:
        say(f"left out: tables_and_figures.docx; {error}")
    files |= _texts(results, run, released)
    data = {f"data/{name}.csv": as_csv(table).encode("utf-8") for name, table in results.items()}
    citation = read_text(ROOT / "CITATION.cff") if shipped else ""
    codebook = read_text(ROOT / "corpus" / "README.md") if shipped else ""
    about = about_study(citation) if shipped else None
    files["datapackage.json"] = datapackage({**released, **data}, codebook, about)
    files |= {**released, **data, **({"CITATION.cff": citation} if shipped else {})}
    files["README.md"] = replication_readme(results, run, _shown(figures, results), list(released))
    stems = [f"figures/{it.stem}" for it in figures]
    held = Exported(stems, [f"tables/{name}" for name in tables], wishes.width or wishes.preset.widths[2])
    files["article.tex"] = article(held, _sample(results))
    return {path: data.encode("utf-8") if isinstance(data, str) else data for path, data in files.items()}


def _figures(results: Results, wishes: Wishes, say: _Say) -> list[_Figure]:
    drawn, preset = results.drawn, wishes.preset
    formats = tuple(dict.fromkeys((*preset.formats, *_ALWAYS)))
    look = look_for(preset, grey=wishes.grey, width=wishes.width)
    made = []
    specs = [spec for spec in FIGURES if not spec.missing(drawn)]
    for number, spec in enumerate(specs, 1):
        say(f"drawing {spec.name}")
        table = spec.table(drawn)
        prints = prints_for(
            *(spec, table, drawn.methods, preset._replace(formats=formats)),
            grey=wishes.grey,
            tiff=wishes.tiff,
            width=wishes.width,
        )
        caption, alt = caption_of(spec, table, drawn), spec.alt(table, drawn)
        stem = file_name(preset, spec, number)
        made.append(_Figure(spec.name, stem, prints, caption, alt, width_of(spec, table, look)))
    return made


def _files_of(figures: list[_Figure]) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {}
    for it in figures:
        files |= {f"figures/{it.stem}.{kind}": data for kind, data in it.prints.items()}
        files[f"figures/{it.stem}.alt.txt"] = f"{it.alt}\n"
    said = captions((it.stem, it.caption) for it in figures)
    return {**files, **{f"figures/{name}": text for name, text in said.items()}}


def _texts(results: Results, run: Run, released: Mapping[str, bytes]) -> dict[str, str]:
    there = availability(results, list(released))
    return {
        "text/numbers.tex": numbers.macros(results),
        "text/numbers.json": numbers.as_json(results),
        "text/methods.txt": methods_paragraph(results, python=run.python),
        "text/methods.tex": methods_latex(results, python=run.python),
        "text/data_availability.txt": f"{there}\n",
        "text/data_availability.tex": f"{latex_text(there)}\n",
        "references.bib": references.read_bibliography(),
    }


def _shown(figures: list[_Figure], results: Results) -> dict[str, list[str]]:
    """Return the files by what they show: figures, result tables, and the texts."""
    texts = {"numbers": ["text/numbers.tex", "text/numbers.json"], "references": ["references.bib"]}
    texts |= {"methods": ["text/methods.txt", "text/methods.tex"], "datapackage": ["datapackage.json"]}
    drawn = {it.name: [f"figures/{it.stem}.{kind}" for kind in it.prints] for it in figures}
    return {**drawn, **{name: [f"data/{name}.csv"] for name in results}, **texts}


def _sample(results: Results) -> dict[str, str]:
    """Return the first macros of the numbers by what they stand for."""
    found = list(numbers.numbers(results).items())[:6]
    return {latex_text(number.about): rf"\{name}" for name, number in found}
