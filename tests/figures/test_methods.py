"""Choices set to values found nowhere else: texts that state a choice state these, and none a default."""

import re
from dataclasses import asdict, fields, replace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from choices import DEFAULTS
from framing.export.latex import as_latex
from framing.export.tables import readable_tables
from framing.report import readme
from framing.report.page import page
from framing.report.write import describe
from framing.results import analyse
from framing.robustness.leave_one_out import leave_one_term_out
from framing.stats.power import smallest_ratios
from framing.study import Methods
from made_up import UNDATED

UNUSUAL = Methods(
    unit="sentence",
    interval="log t",
    coverage=0.77,
    power=0.71,
    resamples=3_017,
    word_resamples=1_019,
    seed=4711,
    prior=53,
    least_count=2,
    listed=7,
    top=5,
    draws=307,
    pool=29,
    share_kept=0.91,
)
# how texts write the choices, and which texts do
WRITTEN = {
    "unit": r"(dispersion of|permutation of|error over|error by)\s+sentences|sentences\s+are the units|"
    r"sentences that hold hits",
    "interval": r"t interval of the logarithm",
    # a mean position, which begins a line or follows the word, may be 77 % too
    "coverage": r"(?<=[^\n])(?<!mean )77[ ~]\\?%",
    "power": r"71 %\s+(of simulations|power)",
    "resamples": r"3,017\s(resamples|rearrangements)",
    "word_resamples": r"1,019 resamples",
    "prior": r"prior of 53 words",
    "least_count": r"at least 2 times",
    "listed": r"the 7 with the highest z",
    "top": r"The five most frequent patterns",
    "draws": r"307 random dictionaries",
    "share_kept": r"91[ ~]\\?% or more of the\s+specifications",
}
STATED_IN = {
    "unit": "fig1 fig2 fig3 fig4 fig8 fig9 fig11 fig14 fig15 page readme latex",
    "interval": "fig1 fig2 page latex",
    "coverage": "fig1 fig2 fig3 fig4 fig5 fig6 fig7 fig8 fig9 fig10 fig12 fig13 fig14 page latex",
    "power": "fig15 page readme",
    "resamples": "fig1 fig3 fig8 fig9 page readme latex",
    "word_resamples": "fig7 page",
    "prior": "fig6 page",
    "least_count": "fig6 page",
    "listed": "fig6 page",
    "top": "fig11 page",
    "draws": "fig12 page",
    "share_kept": "page latex",
}
# the level of the tests is 1 less the coverage
LEVEL_IN = "fig1 fig3 fig4 fig11 fig15 page readme latex"


def texts_of(results):
    """Return every text of every output by the figure or passage it belongs to, drawing no picture."""
    found = {}
    described = []
    for spec in UNDATED:
        table = spec.table(results)
        axes = spec.plot(table, Figure(figsize=(6.85, 6.85)).subplots(), results.methods)
        described.append(describe(spec, table, results))
        labels = [axes.get_xlabel(), axes.get_ylabel(), *(text.get_text() for text in axes.texts)]
        found[spec.key] = "\n".join([described[-1].caption, described[-1].alt, *labels])
    # words of the pieces, as data of the lab, are no text
    found["page"] = re.sub(
        r'<script type="application/json".*?</script>', "", page(results, described), flags=re.DOTALL
    )
    found["readme"] = readme.found(results)
    found["latex"] = "\n".join(as_latex(printed, name) for name, printed in readable_tables(results).items())
    return found


@pytest.fixture(scope="module")
def unusual(shipped):
    return texts_of(analyse(shipped, UNUSUAL))


def test_every_choice_differs_from_its_default():
    # no column puts the five pieces into groups
    alike = [f.name for f in fields(Methods) if getattr(UNUSUAL, f.name) == f.default]
    assert alike == ["group_by"]


@pytest.mark.long
@pytest.mark.parametrize("choice", STATED_IN)
def test_texts_that_state_a_choice_state_the_one_made(unusual, choice):
    stating = [name for name, text in unusual.items() if re.search(WRITTEN[choice], text)]
    assert sorted(stating) == sorted(STATED_IN[choice].split())


@pytest.mark.long
def test_texts_that_state_the_level_of_a_test_state_that_of_the_coverage(unusual):
    assert [name for name, text in unusual.items() if re.search(r"23[ ~]\\?%", text)] == LEVEL_IN.split()


@pytest.mark.long
def test_no_text_states_a_default(unusual):
    assert len(unusual) == 19
    found = {name: DEFAULTS.findall(text) for name, text in unusual.items()}
    assert {name: matches for name, matches in found.items() if matches} == {}


@pytest.mark.long
def test_axes_say_what_their_intervals_cover(shipped):
    results = analyse(shipped, UNUSUAL)
    for spec in UNDATED:
        axes = spec.plot(spec.table(results), Figure(figsize=(6.85, 6.85)).subplots(), results.methods)
        assert ("77 %" in axes.get_xlabel()) == bool(re.search("interval|range", axes.get_xlabel())), spec.key


@pytest.mark.long
def test_the_choices_change_the_numbers(shipped):
    usual, other = analyse(shipped), analyse(shipped, UNUSUAL)
    for name in ("salience", "sentiment", "keyness", "similarity", "null", "voice_shares", "agreement"):
        assert not usual[name].equals(other[name]), name
    assert other["top_terms"]["hits_top"].sum() > usual["top_terms"]["hits_top"].sum()
    counted = shipped.main.features, shipped.main.definitions
    found = smallest_ratios(*counted, UNUSUAL.bootstrap, 0.71)
    pd.testing.assert_frame_equal(other["smallest_ratios"], found)
    pd.testing.assert_frame_equal(other["leave_one_out"], leave_one_term_out(*counted, UNUSUAL.bootstrap))
    assert asdict(other.methods) == asdict(UNUSUAL)


@pytest.mark.long
@pytest.mark.parametrize("choice", [field.name for field in fields(Methods) if field.name != "group_by"])
def test_one_choice_after_the_other_is_stated_where_all_are(shipped, choice):
    usual, other = Methods(), replace(Methods(), **{choice: getattr(UNUSUAL, choice)})
    texts = texts_of(analyse(shipped, other))
    for name, pattern in WRITTEN.items():
        stating = {key for key, text in texts.items() if re.search(pattern, text)}
        expected = set(STATED_IN[name].split()) if name == choice else set()
        assert stating == expected, name
    assert usual != other
