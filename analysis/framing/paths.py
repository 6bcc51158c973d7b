"""Where things are, counted from this file and never from the working directory."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
SPECIMEN = CORPUS / "specimen"
FIGURES = ROOT / "figures"
README = ROOT / "README.md"
NOTEBOOKS = ROOT / "notebooks"
