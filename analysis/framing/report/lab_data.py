"""What the lexicon lab of the page counts anew: hits by unit, bags, specifications, readers and claims."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from framing.claims.contrasts import Contrast, contrasts
from framing.claims.rates import code_units, ratios
from framing.robustness.multiverse import beside, each_kept, keep
from framing.stats.bootstrap import Floats, generator_of
from framing.stats.permutation import STREAM
from framing.stats.salience import count_units
from framing.study import Results, Study
from framing.tables.schema import CHOICES, EVERY_PIECE, PER, PER_SENTENCES, SEPARATOR

# characters of the bags above which a page takes long to open
MOST_BAGS = 600_000
_RATE = "rate"


def lab_data(results: Results) -> dict[str, Any]:
    """Return what the page holds of a study so that its rates and claims about rates can be counted anew.

    methods, pieces, frames (the main ones), patterns (one per frame x pattern), units (words by piece), hits,
    aside (matches set aside), specifications (what each keeps, and the size of every piece), bags (by piece
    pairs of token and number; none where they are larger than `MOST_BAGS`), readers (shares of sentences),
    claims (what is compared), others (p of other claims by family), printed (the study's own claims about
    rates) and states (of the random numbers of every claim's test).

    >>> from framing import analyse, read_specimen
    >>> data = lab_data(analyse(read_specimen()))
    >>> [frame["id"] for frame in data["frames"]], len(data["units"])
    (['escalation', 'deterrence', 'transition'], 5)
    """
    study, methods = results.study, results.methods
    order = study.features.sentences["doc_id"].unique()
    pieces = study.pieces.set_index("doc_id").reindex(order).reset_index()
    frames = study.main.definitions.frames
    patterns = _patterns(study)
    bags = _bags(study, order)
    compared = _claims(results, pieces)
    return {
        "methods": {
            "coverage": methods.coverage,
            "interval": methods.interval,
            "unit": methods.unit,
            "resamples": methods.resamples,
            "shareKept": methods.share_kept,
        },
        "pieces": [{"id": row.doc_id, "label": row.label} for row in pieces.itertuples()],
        "frames": [
            {"id": row.frame, "label": row.label, "colour": row.colour} for row in frames.itertuples()
        ],
        "patterns": [
            {"frame": row.at, "pattern": row.pattern, "unless": [p for p in row.unless.split(SEPARATOR) if p]}
            for row in patterns.itertuples()
        ],
        "units": [words.astype(int).tolist() for words in _units(study, methods.unit).values()],
        "hits": _hits(study, methods.unit, patterns),
        "aside": _aside(study, patterns),
        "specifications": _specifications(study),
        "bags": bags if len(as_json(bags)) <= MOST_BAGS else None,
        "readers": _readers(study, methods.unit),
        "claims": compared,
        "others": _others(results),
        "printed": _printed(results),
        "states": _states(results, compared, pieces["doc_id"].tolist()),
    }


def as_json(value: object) -> str:
    """Write a value as JSON that may stand between the tags of a page; ValueError where a number is none.

    >>> as_json({"a": "</script>"})
    '{"a":"\\\\u003c/script>"}'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).replace(
        "<", "\\u003c"
    )


def _units(study: Study, unit: str) -> dict[str, Floats]:
    main = study.main
    counted = count_units(main.features, main.definitions, 1, unit)
    return {doc_id: words for doc_id, (_, words) in counted.items()}


def _patterns(study: Study) -> pd.DataFrame:
    """Return the patterns of the main frames, one row per frame x pattern, with the number of the frame."""
    main = study.main.definitions
    table = main.dictionary.drop_duplicates(["frame", "pattern"], ignore_index=True)
    return table.assign(at=pd.Index(main.frames["frame"]).get_indexer(table["frame"]))


def _hits(study: Study, unit: str, patterns: pd.DataFrame) -> list[dict[str, int]]:
    """Return the hits by piece, unit, frame and pattern with the levels of choices that keep them, as bits.

    The pattern of an adjacent frame is -1; the frame is then the one that it stands beside.
    """
    features, frames = study.features, pd.Index(study.main.definitions.frames["frame"])
    hits, kept = features.hits, keep(features, study.definitions)
    bits = np.zeros(len(hits), dtype=np.int64)
    for place, level in enumerate(_levels()):
        bits |= kept[level].hits.astype(np.int64) << place
    own = pd.MultiIndex.from_frame(patterns[["frame", "pattern"]])
    table = pd.DataFrame(
        {
            "piece": pd.Index(features.sentences["doc_id"].unique()).get_indexer(hits["doc_id"]),
            "unit": _place_of_unit(features.sentences, hits, unit),
            "frame": frames.get_indexer(hits["frame"].replace(beside(study.definitions))),
            "pattern": own.get_indexer(pd.MultiIndex.from_frame(hits[["frame", "pattern"]])),
            "mask": bits,
            "n": hits["n"].astype(int),
        }
    )
    summed = table[(table["n"] > 0) & (table["frame"] >= 0)].groupby(list(table)[:-1])["n"].sum()
    return [
        {str(name): int(value) for name, value in row.items()}
        for row in summed.reset_index().to_dict("records")
    ]


def _aside(study: Study, patterns: pd.DataFrame) -> list[dict[str, int]]:
    """Return by piece and pattern how many matches are set aside."""
    hits, pieces = study.features.hits, pd.Index(study.features.sentences["doc_id"].unique())
    own = pd.MultiIndex.from_frame(patterns[["frame", "pattern"]])
    places = {
        "piece": pieces.get_indexer(hits["doc_id"]),
        "pattern": own.get_indexer(pd.MultiIndex.from_frame(hits[["frame", "pattern"]])),
    }
    summed = hits["n_unless"].groupby([pd.Series(at, hits.index) for at in places.values()]).sum()
    return [
        {"piece": int(piece), "pattern": int(pattern), "n": int(n)}
        for (piece, pattern), n in summed.items()
        if n and pattern >= 0
    ]


def _place_of_unit(sentences: pd.DataFrame, hits: pd.DataFrame, unit: str) -> np.ndarray:
    """Return for every hit the place of its unit among those of its piece, in the order of their numbers."""
    units = sentences[["doc_id", unit]].drop_duplicates().sort_values(["doc_id", unit])
    places = units.groupby("doc_id").cumcount().set_axis(pd.MultiIndex.from_frame(units))
    return np.asarray(places.reindex(pd.MultiIndex.from_frame(hits[["doc_id", unit]])))


def _levels() -> list[tuple[str, str]]:
    return [(name, level) for name, levels in CHOICES.items() for level in levels]


def _specifications(study: Study) -> list[dict[str, Any]]:
    """Return of every specification its levels as bits, what rates are per, and the sizes of pieces."""
    sentences, levels = study.features.sentences, _levels()
    piece = pd.factorize(sentences["doc_id"])[0]
    words = {"in": sentences["n_words"], "out": sentences["n_words"] - sentences["n_words_quoted"]}
    found = []
    for choice, kept in each_kept(study.features, study.definitions):
        by_words = choice["unit"] == CHOICES["unit"][0]
        size = words[choice["quotations"]].to_numpy() if by_words else 1
        sizes = np.bincount(piece, kept.sentences * size, piece.max() + 1).astype(int).tolist()
        mask = sum(1 << place for place, (name, level) in enumerate(levels) if choice[name] == level)
        found.append({"mask": mask, "per": PER if by_words else PER_SENTENCES, "sizes": sizes})
    return found


def _bags(study: Study, order: np.ndarray) -> list[list[list[Any]]]:
    bags = dict(list(study.features.bags.groupby("doc_id", sort=False)))
    return [bags[doc_id][["token", "n"]].to_numpy().tolist() if doc_id in bags else [] for doc_id in order]


def _readers(study: Study, unit: str) -> list[list[list[float]]]:
    main = study.main
    coded = code_units(study.codings, main.features.sentences, main.definitions.frames["frame"], unit)
    return [ratios(pieces, PER_SENTENCES).tolist() for pieces in coded.values()]


def _claims(results: Results, pieces: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what every claim about rates compares: groups with their weights, others by their rule."""
    main, definitions = results.study.main, results.study.definitions
    counted = count_units(main.features, main.definitions, 1, results.methods.unit)
    values = {_RATE: ratios(counted, PER)}
    found: list[dict[str, Any]] = []
    for number, row in enumerate(definitions.claims.itertuples()):
        shared = {"compare": row.compare, "claim": row.claim, "family": row.family}
        if row.measure != _RATE:
            continue
        if row.compare == "groups":
            alone = replace(definitions, claims=definitions.claims.iloc[number : number + 1])
            found += [shared | _group(contrast) for contrast in contrasts(values, alone, pieces)]
        elif row.compare in ("frames", "pieces"):
            found.append({**shared, "frame": row.frame})
    return found


def _group(contrast: Contrast) -> dict[str, Any]:
    # {more} and {than} are left for the sign of what the page counts; doubled braces are a label's own
    words = contrast.words.replace("{{", "{").replace("}}", "}")
    fixed = {"claim": contrast.claim, "words": words, "expectedBy": contrast.expected_by}
    return {**fixed, "chosenFrom": contrast.chosen_from, "weights": contrast.weights.tolist()}


def _others(results: Results) -> dict[str, list[float]]:
    """Return by family of claims about rates the p of other claims in it."""
    claims = results["claims"]
    others = claims[(claims["measure"] != _RATE) & claims["p"].notna()]
    families = claims.loc[claims["measure"] == _RATE, "family"].unique()
    return {str(family): own["p"].tolist() for family, own in others.groupby("family") if family in families}


def _printed(results: Results) -> list[dict[str, Any]]:
    claims = results["claims"]
    columns = ["claim", "words", "estimate", "low", "high", "p_holm", "verdict"]
    own = claims.loc[claims["measure"] == _RATE, columns].rename(columns={"p_holm": "adjusted"})
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in own.to_dict("records")
    ]


def _states(
    results: Results, compared: list[dict[str, Any]], doc_ids: list[str]
) -> Mapping[str, list[list[int]]]:
    """Return by claim the state and the increment of its random numbers, each as four numbers of 32 bits."""
    frames = results.study.main.definitions.frames["frame"]
    ends = {"frames": [*doc_ids, EVERY_PIECE], "pieces": list(frames)}
    keys = [
        key
        for claim in compared
        for key in (
            [f"{claim['claim']}:{end}" for end in ends[claim["compare"]]]
            if claim["compare"] in ends
            else [claim["claim"]]
        )
    ]
    return {key: _state(generator_of(key, results.methods.bootstrap, STREAM)) for key in keys}


def _state(generator: np.random.Generator) -> list[list[int]]:
    state: Mapping[str, Any] = generator.bit_generator.state["state"]
    return [[state[name] >> 32 * place & 0xFFFFFFFF for place in range(4)] for name in ("state", "inc")]
