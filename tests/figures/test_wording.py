"""What captions say of intervals and tests, and of what the intervals cover."""

import pandas as pd
import pytest

from framing.figures import wording
from framing.study import Methods, Results
from framing.tables.checked import no_rows
from framing.tables.schema import INTERVALS

SIMULATED = [
    ("rate", "gamma", 2, "a", 0.9),
    ("rate", "gamma", 4, "a", 0.7),
    ("rate", "gamma", 5, "a", 0.96),
    ("rate", "gamma", 15, "b", 0.94),
    ("rate", "BCa", 15, "b", 0.5),
    ("pair", "gamma", 4, "a b", 0.04),
]


def said(methods, rows=SIMULATED, unit="paragraph", nominal=0.95):
    columns = ["measure", "method", "truth", "doc_id", "value"]
    table = pd.DataFrame(rows, columns=columns).assign(unit=unit, nominal=nominal)
    return wording.measured_coverage(Results(None, methods, {"coverage": lambda _: table}))


def test_measured_coverage_is_told_for_few_hits_and_for_more():
    expected = "measured coverage 0.95, and 0.80 with fewer than five hits"
    assert said(Methods(interval="gamma")) == expected


@pytest.mark.parametrize("other", [{"unit": "sentence"}, {"coverage": 0.9}, {"interval": "log t"}])
def test_what_was_not_simulated_by_these_methods_is_not_told(other):
    methods = Methods(**{"interval": "gamma", **other})
    assert said(methods) == "their coverage was not simulated here"
    none = Results(None, methods, {"coverage": lambda _: no_rows("coverage")})
    assert wording.measured_coverage(none) == "their coverage was not simulated here"


def test_every_kind_of_interval_is_named_with_its_units():
    for unit in ("paragraph", "sentence"):
        texts = [wording.rate_interval(Methods(interval=kind, unit=unit)) for kind in INTERVALS]
        assert len({*texts}) == len(INTERVALS)
        assert all(text.startswith("95 % ") and f"{unit}s" in text for text in texts)
        for kind, text in zip(INTERVALS, texts, strict=True):
            assert kind in text.replace("t interval of the logarithm", "log t")
