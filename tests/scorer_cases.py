"""The fixture that holds the scorer of the page equal to Python: inputs, and what Python makes of them."""

import random
from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd

import reference
from framing import dictionary, paths
from framing.corpus.annotate import annotate
from framing.report.lab_data import lab_data
from framing.results import analyse
from framing.stats.bootstrap import generator_of
from framing.stats.intervals import Units, pooled_dispersion, rate_limits
from framing.stats.multiplicity import holm
from framing.stats.permutation import STREAM
from framing.study import Bootstrap, Methods
from framing.text.normalise import normalise
from framing.text.tokens import words
from made_up import made_up

_PARTS = ["a", "b", "ab", "a*", "*b", "*a*", "?", "?b", "*", "a*b*a", "no", "u.s.", ",", "é*", "!"]
_TOKENS = ["a", "b", "ab", "aB", "ba", "aab", "no", "not", "U.S.", ",", "É", "'", "abba", "x"]
_WORDS = ("war", "line", "the", "pro*", "deter*", "*ing", "nuclear", "inaug*")
_QUICK = Methods(resamples=400, word_resamples=50)


def cases(lookup_cases):
    """Return the cases of look-up, tokens, intervals, tests and random numbers by kind; all are JSON."""
    return {
        "lookups": [case for level in (1, 2) for case in _lookups(lookup_cases, level)],
        "places": _places(),
        "bags": _bags(lookup_cases),
        "texts": _texts(),
        "limits": _limits(),
        "dispersions": _dispersions(),
        "holm": [{"p": p, "adjusted": holm(np.array(p)).tolist()} for p in ([0.01, 0.04, 0.03], [0.5, 0.5])],
        "random": _random(),
        "studies": [],
    }


def _lookups(lookup_cases, level):
    for case in lookup_cases:
        rows = [
            {"key": frame if level == 1 else f"{frame}.{sub}", "pattern": pattern, "unless": []}
            for frame, subs in case["dictionary"].items()
            for sub, patterns in subs.items()
            for pattern in patterns
        ]
        counts = case["frames" if level == 1 else "subframes"]
        yield {"tokens": case["tokens"], "rows": rows, "counts": counts}


def _places():
    draw = random.Random(12)
    found = []
    for _ in range(300):
        tokens = draw.choices(_TOKENS, k=draw.randrange(12))

        def patterns(most, number, draw=draw):
            return [" ".join(draw.choices(_PARTS, k=draw.randint(1, most))) for _ in range(number)]

        # short ones set more aside
        rows = [(draw.choice("fg"), p, patterns(2, draw.randint(0, 2))) for p in patterns(3, 6)]
        plain = reference.locate(tokens, rows)
        order = sorted((first, row, last, int(aside)) for first, last, _, row, aside, _ in plain)
        found.append(
            {
                "tokens": tokens,
                "rows": [{"key": key, "pattern": p, "unless": unless} for key, p, unless in rows],
                "found": [[first, last, row, aside] for first, row, last, aside in order],
            }
        )
    return found


def _bags(lookup_cases):
    """Return of every look-up case the patterns of one token, which a bag can hold, and what they count."""
    found = []
    for case in lookup_cases:
        given = {p.lower() for subs in case["dictionary"].values() for ps in subs.values() for p in ps}
        # what a dictionary would take for another form is left out
        patterns = sorted(p for p in given if " " not in p and "\u2019" not in p)
        if patterns:
            table = dictionary.from_nested({"f": patterns})
            n = int(dictionary.count([case["tokens"]], table)["n"].iloc[0])
            bag = [*Counter(token.lower() for token in case["tokens"]).items()]
            found.append({"bag": bag, "patterns": patterns, "n": n})
    return found


def _texts():
    texts = [path.read_text(encoding="utf-8") for path in sorted((paths.SPECIMEN / "texts").glob("*.txt"))]
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    lines.append("Ms. Orr's café: 3.5 or 10,000? \u201cNo\u201d \u2014 it\u2019s U.S.-made, e.g. re-tested.")
    return [{"text": line, "tokens": words(normalise(line).strip())} for line in lines]


def _limits():
    found = []
    grid = product((0, 1, 2, 9, 45, 700), (1.0, 1.37, 4.0), (0.8, 0.95, 0.995), ("gamma mid-P", "gamma"))
    for hits, dispersion, coverage, kind in grid:
        units = Units(np.array([[float(hits)]]), np.array([900.0]), np.array([dispersion]), "a")
        limits = [float(side[0]) for side in rate_limits(units, Bootstrap(coverage=coverage, interval=kind))]
        asked = {"hits": hits, "words": 900, "dispersion": dispersion, "coverage": coverage, "kind": kind}
        found.append({**asked, "limits": limits})
    return found


def _dispersions():
    found = []
    for hits in ([[4, 0, 0, 0], [1, 1]], [[0, 0], [0, 3, 1]], [[0], [0]]):
        sizes = [[50 + 10 * place for place in range(len(own))] for own in hits]
        pairs = [
            (np.array(own, float)[:, None], np.array(n, float)) for own, n in zip(hits, sizes, strict=True)
        ]
        pieces = [{"hits": own, "words": n} for own, n in zip(hits, sizes, strict=True)]
        found.append({"pieces": pieces, "value": float(pooled_dispersion(pairs)[0])})
    return found


def _random():
    found = []
    for key, sizes in (("a", [3, 4, 2]), ("spread:x", [17, 1, 40])):
        state = generator_of(key, Bootstrap(), STREAM).bit_generator.state["state"]
        parts = [[state[name] >> 32 * place & 0xFFFFFFFF for place in range(4)] for name in ("state", "inc")]
        owners = np.repeat(np.arange(len(sizes), dtype=np.uint16), sizes)
        dealt = generator_of(key, Bootstrap(), STREAM).permuted(np.tile(owners, (50, 1)), axis=1)
        flips = generator_of(key, Bootstrap(), STREAM).integers(0, 2, (50, sizes[0]))
        drawn = {"dealt": dealt.ravel().tolist(), "flips": flips.ravel().tolist()}
        found.append({"state": parts, "sizes": sizes, "rows": 50, **drawn})
    return found


def studies(shipped, specimen):
    """Go through studies with patterns taken out: rates and claims are those of Python without their hits."""
    escalat, several = [("escalation", "escalat*")], [("escalation", "retaliat*"), ("transition", "*-elect")]
    yield _study("as released", shipped, Methods(), [])
    yield _study("without escalat*", shipped, _QUICK, escalat)
    yield _study("without two patterns", shipped, _QUICK, several)
    yield _study("sentences", shipped, replace(_QUICK, unit="sentence", coverage=0.8), escalat)
    yield of_specimen(specimen)
    sides = replace(shipped, pieces=shipped.pieces.assign(side=["a", "b", "b", "c", "a"]))
    yield _study("groups", sides, replace(_QUICK, group_by="side"), escalat)
    yield _study("no hit", made_up("nothing").study, _QUICK, [])
    yield _study("many frames", made_up("many").study, _QUICK, [("f1", "x")])


def of_specimen(specimen):
    """Return the specimen without one pattern of its dictionary."""
    return _study("specimen", specimen, replace(_QUICK, interval="gamma"), [("deterrence", "deter*")])


def _study(name, study, methods, taken_out):
    """Return a study, the patterns taken out, and what Python finds where their hits are not there."""
    data = lab_data(analyse(study, methods).drawn)
    out = [
        number
        for number, row in enumerate(data["patterns"])
        if (data["frames"][row["frame"]]["id"], row["pattern"]) in taken_out
    ]
    assert len(out) == len(taken_out)
    hits = study.features.hits
    gone = pd.MultiIndex.from_frame(hits[["frame", "pattern"]]).isin(taken_out)
    left = study.features._replace(hits=hits[~gone].reset_index(drop=True))
    without = analyse(replace(study, features=left), methods).drawn
    claims = without["claims"].rename(
        columns={"p_holm": "adjusted", "readers_agree": "readersAgree", "readers_turn": "readersTurn"}
    )
    columns = ["claim", "words", "verdict", "estimate", "low", "high", "p", "adjusted", "share"]
    rates = without["salience"][["hits", "words", "rate", "low", "high"]]
    own = claims.loc[claims["measure"] == "rate", [*columns, "readersAgree", "readersTurn"]]
    return {
        "name": name,
        "data": data,
        "out": out,
        "rates": rates.to_dict("records"),
        "claims": own.astype(object).where(own.notna(), None).to_dict("records"),
    }


def added(specimen):
    """Return a case per word that is added to a frame, and the hits that the texts then have."""
    data = lab_data(analyse(specimen, _QUICK))
    frames = [frame["id"] for frame in data["frames"]]
    for frame, word in product(range(len(frames)), _WORDS):
        patterns = specimen.definitions.dictionary
        row = patterns.iloc[:1].assign(
            frame=frames[frame], subframe=patterns["subframe"].iloc[0], pattern=word, unless=""
        )
        known = ((patterns["frame"] == frames[frame]) & (patterns["pattern"] == word)).any()
        if known:
            continue
        definitions = replace(specimen.definitions, dictionary=pd.concat([patterns, row], ignore_index=True))
        hits = annotate(specimen.texts, definitions).hits
        totals = hits.groupby(["doc_id", "frame"])["n"].sum()
        words_added = [[word] if place == frame else [] for place in range(len(frames))]
        most = [int(totals.get((piece["id"], one), 0)) for piece in data["pieces"] for one in frames]
        yield {
            "name": f"{frames[frame]} with {word}",
            "data": data,
            "out": [],
            "added": words_added,
            "most": most,
        }
