"""Media framing measured with dictionaries: texts become small tables, everything else reads only those.

What a notebook needs stands here, and is loaded when it is first asked for:

>>> import framing as fr
>>> study = fr.read_specimen()
>>> results = fr.analyse(study, fr.Methods(coverage=0.8))
>>> results["salience"].columns[:5].tolist()
['doc_id', 'frame', 'hits', 'words', 'rate']
"""

from importlib import import_module
from typing import Any

# each name, the module that holds it, and its name there where that is another
_DOOR = {
    "FramingError": "errors",
    "Methods": "methods",
    "alt_text": "figures.catalogue",
    "analyse": "results",
    "annotate": "corpus.annotate",
    "cannot_match": "dictionary.unmatchable",
    "caption": "figures.catalogue",
    "check": "classroom.check",
    "claims_in_words": "figures.wording",
    "coding_widget": "coding.widget",
    "count": "dictionary.dictionary",
    "describe_paragraphs": "corpus.texts",
    "doctor": "lab.doctor",
    "edit_dictionary": "lab.edit",
    "evaluate_features": "coding.voice_check",
    "figure_table": "figures.catalogue",
    "frame_dispersion": "stats.salience",
    "from_nested": "dictionary.dictionary",
    "kwic": "corpus.kwic",
    "lab_widget": "lab.widget",
    "lint": "dictionary.lint",
    "locate": "dictionary.dictionary",
    "mask": "sentiment.scorers",
    "normalise": "text.normalise",
    "open_study": "corpus.corpora",
    "plot": "figures.catalogue",
    "read_corpus": "corpus.corpora",
    "read_dictionary": "dictionary.dictionary read",
    "read_planted": "coding.voice_check",
    "read_specimen": "corpus.corpora",
    "read_study": "corpus.corpora",
    "read_table": "tables.checked",
    "readable": "classroom.passages",
    "sample_size": "stats.power",
    "score_sentiment": "sentiment.scorers score",
    "sentences": "text.tokens",
    "shown": "classroom.passages",
    "split_sentences": "corpus.annotate",
    "told": "classroom.passages",
    "what_if": "lab.what_if",
    "word_spans": "text.tokens",
    "words": "text.tokens",
    "write_dictionary": "dictionary.dictionary write",
}
__all__ = list(_DOOR)


def __getattr__(name: str) -> Any:
    if name not in _DOOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, there = _DOOR[name].partition(" ")
    return getattr(import_module(f"{__name__}.{module}"), there or name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_DOOR})
