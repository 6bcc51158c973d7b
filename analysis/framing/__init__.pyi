"""What `import framing` offers, for editors and type checkers."""

from framing.classroom.check import check
from framing.classroom.passages import readable, shown, told
from framing.coding.voice_check import evaluate_features, read_planted
from framing.coding.widget import coding_widget
from framing.corpus.annotate import annotate, split_sentences
from framing.corpus.corpora import open_study, read_corpus, read_specimen, read_study
from framing.corpus.kwic import kwic
from framing.corpus.texts import describe_paragraphs
from framing.dictionary.dictionary import count, from_nested, locate
from framing.dictionary.dictionary import read as read_dictionary
from framing.dictionary.dictionary import write as write_dictionary
from framing.dictionary.lint import lint
from framing.dictionary.unmatchable import cannot_match
from framing.errors import FramingError
from framing.figures.catalogue import alt_text, caption, figure_table, plot
from framing.figures.wording import claims_in_words
from framing.lab.doctor import doctor
from framing.lab.edit import edit_dictionary
from framing.lab.what_if import what_if
from framing.lab.widget import lab_widget
from framing.methods import Methods
from framing.results import analyse
from framing.sentiment.scorers import mask
from framing.sentiment.scorers import score as score_sentiment
from framing.stats.power import sample_size
from framing.stats.salience import frame_dispersion
from framing.tables.checked import read_table
from framing.text.normalise import normalise
from framing.text.tokens import sentences, word_spans, words

__all__ = [
    "FramingError",
    "Methods",
    "alt_text",
    "analyse",
    "annotate",
    "cannot_match",
    "caption",
    "check",
    "claims_in_words",
    "coding_widget",
    "count",
    "describe_paragraphs",
    "doctor",
    "edit_dictionary",
    "evaluate_features",
    "figure_table",
    "frame_dispersion",
    "from_nested",
    "kwic",
    "lab_widget",
    "lint",
    "locate",
    "mask",
    "normalise",
    "open_study",
    "plot",
    "read_corpus",
    "read_dictionary",
    "read_planted",
    "read_specimen",
    "read_study",
    "read_table",
    "readable",
    "sample_size",
    "score_sentiment",
    "sentences",
    "shown",
    "split_sentences",
    "told",
    "what_if",
    "word_spans",
    "words",
    "write_dictionary",
]
