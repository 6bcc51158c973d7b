"""Figures explain marks that are there, leave out what says little, and lack nothing without a reason."""

import pandas as pd
import pytest

from framing.errors import FramingError
from framing.figures import keyness
from framing.figures.catalogue import figure_table, find
from framing.figures.spec import draw
from framing.study import Methods, Results
from made_up import UNDATED, made_up

NO_HIT = "no pattern of the dictionary has a hit"


def drawn(key, **changed):
    spec, results = find(key), made_up("usual")
    (ax,) = draw(spec, spec.table(results).assign(**changed)).axes
    return ax


def test_a_diamond_and_a_hollow_mark_are_explained_where_there_is_one():
    for some in (True, False):
        assert ("diamond" in drawn("fig5", beyond_chance=some).get_xlabel()) == some
        assert ("hollow" in drawn("fig1", hits=0 if some else 1).get_xlabel()) == some


def test_the_key_of_shades_ends_at_the_highest_rate():
    results = made_up("usual")
    table = find("fig2").table(results)
    (ax,) = draw(find("fig2"), table).axes
    bottom = max(text.get_position()[1] for text in ax.texts)
    key = [
        text.get_text() for text in ax.texts if text.get_position()[1] == bottom and text.get_ha() == "center"
    ]
    assert key[0] == "0" and key[-1] == f"{table['rate'].max():.1f}"
    assert [float(value) for value in key] == sorted(float(value) for value in key)


def test_pairs_swapped_are_of_so_many_pairs():
    texts = [text.get_text() for text in drawn("fig11").texts]
    # five pieces make ten pairs
    assert [text for text in texts if text.endswith(" of 10")]


@pytest.mark.parametrize(
    ("shape", "keys", "why"),
    [
        ("nothing", "fig3 fig8 fig9 fig11 fig12 fig13", NO_HIT),
        ("unnamed", "fig2", "the dictionary defines no subframes"),
        ("one", "fig7 fig7b", "one piece has no other to be like"),
        ("one", "fig15", "with one piece there is no pair to compare"),
        ("one", "fig5", "one frame by itself has nothing to occur with"),
        ("one", "fig6", "no word is used 3 times in a piece and less often in the others"),
    ],
)
def test_a_figure_with_nothing_to_draw_is_missing_and_says_why(shape, keys, why):
    results = made_up(shape)
    assert {spec.missing(results) for spec in UNDATED if spec.key in keys.split()} == {why}
    with pytest.raises(FramingError, match=f"cannot be made: {why}"):
        figure_table(keys.split()[0], results)
    assert not [spec.key for spec in UNDATED if spec.missing(made_up("usual"))]


def words(tokens):
    rows = [(piece, token, n, 1, 1.0, 0.5, 1.5, 3.0, 3.0) for piece in "ab" for token, n in tokens.items()]
    names = ["doc_id", "token", "n", "n_rest", "log_odds", "low", "high", "z", "g2"]
    table = pd.DataFrame(rows, columns=names)
    return Results(made_up("usual").study, Methods(), {"keyness": lambda _: table})


def test_function_words_are_left_out_of_english_alone_and_only_by_default():
    english = words({"the": 9, "it's": 4, "couldn’t": 3, "harbour": 5, "system": 4, "fire": 3})
    assert keyness.table(english)["token"].unique().tolist() == ["harbour", "system", "fire"]
    assert keyness.table(english, every_word=True)["token"].nunique() == 6
    said = keyness.caption(keyness.table(english), english)
    assert "Left out are function words of English" in said and "Distinctive content words" in said
    other = words({"die": 9, "hafen": 5, "see": 3, "war": 4, "alle": 3})
    assert keyness.table(other)["token"].nunique() == 5
    assert "function words" not in keyness.caption(keyness.table(other), other)
