"""Exercises of notebook 6: voice and stance."""

from typing import Any

import pandas as pd

from framing.classroom.marking import FORM, Wrong, ids_of, names, same, several, text
from framing.classroom.of_salience import first_frame
from framing.coding.voice_check import read_planted
from framing.corpus.annotate import annotate
from framing.study import Results
from framing.tables.schema import ASSERTED, AUTHOR, STANCES, VOICES

PIECE = "s02"
# so many of what is planted there must be coded as it was planted
ENOUGH = 0.8


def voices_coded(answer: Any, _results: Results) -> str:
    """Judge the voice and the stance of the expressions that are planted in s02."""
    planted = _planted()
    coded = [_voice_and_stance(one) for one in several(answer, len(planted), "pairs of voice and stance")]
    missed = [
        sum(one != right for one, right in zip(given, planted[column], strict=True))
        for given, column in zip(zip(*coded, strict=True), ("voice", "stance"), strict=True)
    ]
    words = f"{missed[0]} voices and {missed[1]} stances of {len(planted)} differ from what was planted."
    voice, stance = (len(planted) - n >= ENOUGH * len(planted) for n in missed)
    if not voice and not stance:
        raise Wrong("both", words)
    if not voice:
        raise Wrong(
            "voice", f"{words} Whose words are they: are they in quotation marks, or told of somebody?"
        )
    if not stance:
        raise Wrong("stance", f"{words} Is it said to be so, denied, or doubted?")
    return f"{words} A quoted word is not the author's, and a reported one may not be either."


def left_without(answer: Any, results: Results) -> str:
    """Judge which pieces lose all of the first frame where the author's own asserted hits count alone."""
    frame, rows = first_frame(results)
    table = results["own_salience"]
    own = table[table["frame"] == frame].set_index("doc_id")["hits"]
    given = names(answer, ids_of(results))
    if any(rows["hits"][doc_id] == 0 for doc_id in given):
        raise Wrong("none before", "One that you name has no hit at all, so that it has nothing to lose.")
    right = {doc_id for doc_id in rows.index if rows["hits"][doc_id] > 0 and own[doc_id] == 0}
    same(given, right, "pieces", "Compare the hits of the two tables, not the rates.")
    return "A hit is not an assertion: the words may be somebody else's, or denied."


def denial_asserted(answer: Any, results: Results) -> str:
    """Judge a sentence that the rules take for the author's and asserted."""
    sentence = text(answer, "A sentence")
    texts = pd.DataFrame([("a", 1, "body", sentence)], columns=["doc_id", "paragraph", "part", "text"])
    features = annotate(texts, results.study.definitions)
    hits = features.hits[features.hits["n"] > 0]
    if len(features.sentences) != 1:
        raise Wrong(FORM, "One sentence is asked for.")
    if hits["n"].sum() == 0:
        raise Wrong("no hit", "No pattern of the dictionary has a hit in it.")
    if hits["n"].sum() > 1:
        raise Wrong("hits", "It has more than one hit; keep one.")
    if hits["voice"].iloc[0] != AUTHOR:
        raise Wrong("voice", f"The rules hear another voice in it: {hits['voice'].iloc[0]}.")
    if hits["stance"].iloc[0] != ASSERTED:
        raise Wrong("stance", f"The rules see through it: {hits['stance'].iloc[0]}. Which word told them?")
    return "The rules call it asserted. Whether it denies, let somebody read: rules know cues, not meaning."


def _planted() -> pd.DataFrame:
    planted = read_planted()
    return planted[planted["doc_id"] == PIECE]


def _voice_and_stance(answer: Any) -> tuple[str, str]:
    given = answer.split() if isinstance(answer, str) else several(answer, 2, "words, voice and stance,")
    said = [str(one).strip(" ,;").casefold() for one in given]
    if len(said) != 2 or said[0] not in VOICES or said[1] not in STANCES:
        kinds = f"{', '.join(VOICES)} and {', '.join(STANCES)}"
        raise Wrong(
            FORM, f"Each is a voice and a stance, such as ({AUTHOR!r}, {ASSERTED!r}); there are {kinds}."
        )
    return said[0], said[1]
