"""A small invented corpus about weather at sea, whose hits can be counted by eye."""

from dataclasses import replace

import pandas as pd
import pytest

import framing as fr
from framing.tables.checked import check

DICTIONARY = (
    "frame,subframe,pattern,unless\nstorm,,gale*,gale warning*\nstorm,,high wind*,\nstorm,,wind,\n"
    "calm,,still water,\ncalm,,lull*,\n"
)
TEXTS = {
    # storm 4 (gale, gales, high winds, wind), calm 1; "gale warning" is set aside
    "a": "A gale came. Two gales met the swell.\nHigh winds, more wind, a swell.\nA gale warning. A lull.",
    # storm 1, calm 3
    "b": "Still water lay there. A lull, then a lull.\nThe wind fell.\nBoats slept in harbour.",
}


@pytest.fixture
def sea(make_corpus):
    """Return the invented corpus, read from its texts."""
    return fr.read_corpus(make_corpus("sea", {"dictionary": DICTIONARY}, **TEXTS))


@pytest.fixture
def released_sea(sea):
    """Return the same corpus as its released features alone would give it."""
    return replace(sea, texts=None)


@pytest.fixture
def coded():
    """Return a function that gives a study codes: these sentences have the frame, the others have not."""

    def code(study, frame, given, coder="amy"):
        rows = study.features.sentences[["doc_id", "sentence"]].assign(coder=coder, frame=frame)
        places = zip(rows["doc_id"], rows["sentence"], strict=True)
        values = [int(place in given) for place in places]
        new = check(rows.assign(value=values), "codings")
        return replace(study, codings=pd.concat([study.codings, new], ignore_index=True))

    return code
