"""Coding by hand by command: sheets beside the texts, tables in the corpus, and what to say of them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from framing.coding import adjudication, hit_sheets, sheets
from framing.corpus.corpora import by_frame, read_corpus, read_study
from framing.corpus.definitions import read_definitions
from framing.corpus.texts import text_folder
from framing.errors import FramingError
from framing.paths import CORPUS
from framing.study import Study
from framing.tables.checked import read_if_there, write_table

_PUBLISH = "Do not publish it: it holds the texts."


def read_corpus_to_code(folder: Path = CORPUS, dictionary: Path | None = None) -> Study:
    """Read a corpus from its released features or its texts, with the frames of a dictionary if one is named.

    Raises FramingError where it has neither, a table is wrong, or the corpus defines frames of its own and
    the dictionary has others.
    """
    study = read_study(folder) if (folder / "features").is_dir() else read_corpus(folder)
    if dictionary is None:
        return study
    definitions = read_definitions(folder, dictionary)
    known = _known(folder, replace(study, definitions=definitions))
    for frame in definitions.frames["frame"]:
        if frame not in known:
            remedy = "define it there, or put the texts into a folder without frames.csv"
            raise FramingError(f"{dictionary}: {folder / 'frames.csv'} has no frame {frame!r}; {remedy}")
    return replace(study, definitions=definitions)


def write_coding_sheet(folder: Path, coder: str, dictionary: Path | None, subframes: bool) -> str:
    """Write a sheet for a coder beside the texts; return what to say."""
    study = read_corpus_to_code(folder, dictionary)
    path = _sheet_path(folder, sheets.coder_name(coder), "coder")
    sheet = sheets.coding_sheet(study, subframes=subframes)
    write_table(sheet, path)
    what, where = ("subframe", "subframes.csv") if subframes else ("frame", "frames.csv")
    return (
        f"wrote {path} ({len(sheet)} sentences): 1 where a {what} is there, else 0, by the definitions in\n"
        f"{where}; then `python analysis/pipeline.py import-codes` with its name. {_PUBLISH}"
    )


def import_codes(folder: Path, dictionary: Path | None, files: Sequence[Path]) -> str:
    """Read filled sheets into the codings of a corpus; return what to say."""
    study = read_corpus_to_code(folder, dictionary)
    tables, coded = sheets.import_sheets(_codings(folder), files, study)
    written = _write_codings(folder, study, tables)
    lines = [f"{coder}: {n} of {len(study.features.sentences)} sentences" for coder, n in coded.items()]
    return "\n".join([*lines, *written])


def write_hit_sheet(folder: Path, reader: str) -> str:
    """Write a sheet of all hits for a reader beside the texts; return what to say."""
    study = read_corpus_to_code(folder)
    path = _sheet_path(folder, f"hits/{sheets.coder_name(reader, 'reader')}", "reader")
    sheet = hit_sheets.hit_sheet(study)
    write_table(sheet, path)
    return (
        f"wrote {path} ({len(sheet)} hits): voice, speaker and stance of what stands between [[ and ]], by\n"
        f"corpus/README.md; then `python analysis/pipeline.py import-hits` with its name. {_PUBLISH}"
    )


def import_hits(folder: Path, files: Sequence[Path]) -> str:
    """Read filled sheets of hits into the checked hits of a corpus; return what to say."""
    study, target = read_corpus_to_code(folder), folder / "hits_checked.csv"
    checked, read = hit_sheets.import_hit_sheets(read_if_there(target, "hits_checked"), files, study)
    write_table(checked, target)
    lines = [f"{reader}: {n} of {study.features.hits['n'].sum()} hits" for reader, n in read.items()]
    return "\n".join([*lines, f"wrote {target}: {checked['reader'].nunique()} readers"])


def list_disputed(folder: Path, dictionary: Path | None) -> str:
    """List what coders differ on and write a sheet to decide it, where the texts are; return what to say."""
    study = read_corpus_to_code(folder, dictionary)
    tables, known = _codings(folder), _known(folder, study)
    decisions = adjudication.read_decisions(folder, study.features.sentences, known)
    codings = pd.concat([tables["codings"], by_frame(tables["codings_subframes"])], ignore_index=True)
    codings = codings[codings["frame"].isin(study.definitions.frames["frame"])]
    units = adjudication.disputed(codings, decisions)
    frames = units.groupby(["doc_id", "sentence"])["frame"].agg(", ".join)
    lines = [f"{doc_id} {sentence}: {named}" for (doc_id, sentence), named in frames.items()]
    lines.append(f"{len(units)} disputed codes in {len(lines)} sentences; {len(decisions)} are decided")
    path = text_folder(folder) / "coding" / "adjudication.csv"
    if path.exists():
        lines.append(f"{path} is there already and was left as it is; move it away to have a new one")
    elif len(units) and study.texts is not None:
        write_table(adjudication.adjudication_sheet(units, study), path)
        lines.append(f"wrote {path}: decide each by 1 or 0, by the definitions in frames.csv; then")
        lines.append(f"`python analysis/pipeline.py import-decisions` with its name. {_PUBLISH}")
    elif len(units):
        lines.append("no sheet to decide them was written, as the texts are not here; import them first")
    return "\n".join(lines)


def import_decisions(folder: Path, dictionary: Path | None, file: Path) -> str:
    """Read a filled adjudication sheet into the decisions of a corpus, and make its gold codes anew."""
    study, target = read_corpus_to_code(folder, dictionary), folder / "adjudicated.csv"
    decisions = adjudication.read_decisions(folder, study.features.sentences, _known(folder, study))
    new = adjudication.read_decision_sheet(file, study)
    write_table(adjudication.merge_decisions(decisions, new), target)
    written = _write_codings(folder, study, _codings(folder))
    return "\n".join([f"wrote {target}: {len(new)} decisions read", *written])


def _sheet_path(folder: Path, name: str, who: str) -> Path:
    path = text_folder(folder) / "coding" / f"{name}.csv"
    if path.exists():
        raise FramingError(f"{path}: is there already; name another {who} with --{who}, or move it away")
    return path


def _codings(folder: Path) -> dict[str, pd.DataFrame]:
    by_subframe = read_if_there(folder / "codings_subframes.csv", "codings_subframes")
    return {"codings": sheets.read_codings(folder), "codings_subframes": by_subframe}


def _known(folder: Path, study: Study) -> list[str]:
    """Return the frames that codes may be about: those the corpus defines, else those of the study."""
    own = (folder / "frames.csv").exists()
    definitions = read_definitions(folder) if own else study.definitions
    return list(definitions.frames["frame"])


def _write_codings(folder: Path, study: Study, tables: dict[str, pd.DataFrame]) -> list[str]:
    """Write codings, with gold made anew, and those by subframe where there are any; say what was written."""
    sentences, known = study.features.sentences, _known(folder, study)
    decisions = adjudication.read_decisions(folder, sentences, known)
    by_subframe = tables["codings_subframes"]
    codings = adjudication.with_gold(tables["codings"], by_frame(by_subframe), decisions)
    lines = []
    for name, table in {"codings": codings, "codings_subframes": by_subframe}.items():
        target = folder / f"{name}.csv"
        if len(table) or target.exists():
            sheets.check_codings(table, sentences, known, str(target))
            write_table(table, target)
            lines.append(f"wrote {target}: {table['coder'].nunique()} coders")
    return lines
