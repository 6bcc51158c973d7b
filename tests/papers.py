"""What tests of exports share: a corpus with long labels, and the tools that print what is exported."""

import csv
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from framing import paths
from framing.results import TABLES, analyse
from framing.study import Methods, Results, Study
from made_up import made_up

with (paths.ROOT / "analysis/framing/export/presets.csv").open(encoding="utf-8") as held:
    FACTS = [*csv.DictReader(held)]
JOURNALS = list(dict.fromkeys(fact["journal"] for fact in FACTS))
FEW = Methods(resamples=99, word_resamples=9, draws=20)
_PLACES = (
    "Upper and Lower Harbour",
    "the Łódź & Åland Islands",
    "Saint-Étienne-du-Grès",
    "“Great” Yarrow_Fell",
)
_PREAMBLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{booktabs,array,longtable}
\begin{document}
"""


def long_labels(n: int, what: str) -> list[str]:
    """Return n labels of 40 to 90 characters, some with letters that LaTeX escapes or has not."""
    return [f"The {what} of {_PLACES[i % 4]}, Weekend Edition for 95 % of Readers, No. {i}" for i in range(n)]


@cache
def forty_pieces() -> Study:
    """Return a study of 40 pieces with long labels, in twelve outlets with long names, and two frames."""
    study = made_up("exported").study
    outlets = [long_labels(12, "Gazette")[i % 12] for i in range(40)]
    frames = study.definitions.frames.assign(label=long_labels(2, "Frame"))
    pieces = study.pieces.assign(label=long_labels(40, "Harbour Times"), outlet=outlets)
    return replace(study, pieces=pieces, definitions=replace(study.definitions, frames=frames))


@cache
def results_of_forty() -> tuple[Results, Results]:
    """Return the results of the study of 40 pieces: with its outlets as groups, and piece by piece."""
    grouped = analyse(forty_pieces(), FEW)
    return grouped, Results(grouped.study, grouped.methods, TABLES)


def tool(name: str) -> str:
    """Return the path of a tool, or skip the test where it is not installed."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def compiled(folder, body: str, preamble: str = _PREAMBLE, runs: int = 3) -> str:
    """Compile a LaTeX article (345 pt wide) in a folder and return its log."""
    (folder / "paper.tex").write_text(f"{preamble}{body}\n\\end{{document}}\n", encoding="utf-8")
    return latex_log(folder, "paper", ["pdflatex"] * runs)


def latex_log(folder, name: str, programs=("pdflatex", "pdflatex")) -> str:
    """Run pdflatex and bibtex on an article in a folder, one after the other, and return its log."""
    more = {"pdflatex": ["-interaction=nonstopmode"], "bibtex": []}
    for program in programs:
        command = [tool(program), *more[program], name]
        subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)
    return (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")


def faults(log: str, most: float = 5) -> list[str]:
    """Return the errors in a LaTeX log, and the boxes that are too wide by more points than that."""
    found = re.findall(r"^(?:!.*|Missing character.*|Overfull \\hbox \(([\d.]+)pt.*)", log, re.MULTILINE)
    lines = re.findall(r"^(?:!.*|Missing character.*|Overfull \\hbox.*)", log, re.MULTILINE)
    return [line for line, points in zip(lines, found, strict=True) if not points or float(points) > most]


def as_pdf(folder, name: str) -> list[str]:
    """Turn a document into PDF with LibreOffice and return the text of its pages."""
    office, read = tool("soffice"), tool("pdftotext")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "pdf", name]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=True)
    pdf = f"{name.rpartition('.')[0]}.pdf"
    text = subprocess.run(
        [read, "-layout", pdf, "-"], cwd=folder, capture_output=True, timeout=60, check=True
    )
    return text.stdout.decode("utf-8").split("\f")


def frame(columns: str, *rows: str) -> pd.DataFrame:
    """Return a table of text whose columns, and the cells of a row, are parted by bars."""
    return pd.DataFrame([row.split("|") for row in rows], columns=columns.split("|"))
