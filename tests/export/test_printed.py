"""Printed tables: their groups, notes, columns of ranges, CSV; and how widths are shared out."""

from hypothesis import given
from hypothesis import strategies as st

from framing.export.tables import Printed, printed_csv, ranges_apart, readable_tables
from framing.export.widths import lines, shares, width
from framing.results import analyse
from framing.study import Methods
from made_up import made_up
from papers import frame, results_of_forty


def test_rows_that_follow_each_other_are_a_group():
    cells = frame("Unit|Rate", "a|1", "a|2", "b|3", "a|4")
    assert Printed("T", cells, group="Unit").groups == [range(2), range(2, 3), range(3, 4)]
    assert Printed("T", cells).groups == [range(4)]
    assert Printed("T", cells.head(0)).groups == [] == Printed("T", cells.head(0), group="Unit").groups


def test_every_table_names_a_group_that_it_has_and_none_a_column_twice():
    for table in readable_tables(made_up("usual")).values():
        assert table.group in {*table.cells, ""} and table.cells.columns.is_unique
        assert {type(cell) for cell in table.cells.to_numpy().ravel()} == {str}


def test_csv_holds_the_cells_as_printed():
    table = readable_tables(made_up("usual"))["sentiment"]
    head, first, *_ = printed_csv(table).splitlines()
    assert head == "Piece,Score,Sentences,Mean,95 % interval"
    assert first.split(",") == list(table.cells.iloc[0])


def test_a_range_of_numbers_is_two_columns_and_one_in_words_stays():
    table = Printed("T", frame("x|y", "1 to 2|from a to b", "none|c"))
    assert ranges_apart(table).cells.to_dict("list") == {
        "x, low": ["1", "none"],
        "x, high": ["2", "none"],
        "y": ["from a to b", "c"],
    }


def test_notes_state_the_choices_that_were_made(specimen):
    choices = {"coverage": 0.77, "share_kept": 0.91, "unit": "sentence"}
    results = analyse(specimen, Methods(resamples=99, word_resamples=9, draws=20, **choices))
    notes = {name: " ".join(table.notes) for name, table in readable_tables(results).items()}
    assert "77 % gamma mid-P interval, the dispersion of sentences" in notes["salience"]
    assert "(99 rearrangements, level 23 %, Holm within a frame)" in notes["salience_pairs"]
    assert "p is below 23 %" in notes["claims"] and "91 % or more" in notes["claims"]
    assert "77 % t interval, error by sentences" in notes["sentiment"]


def test_tables_of_groups_say_group():
    tables = readable_tables(results_of_forty()[0])
    assert {"Group"} <= {*tables["salience"].cells} and len(tables["descriptives"].cells) == 12
    assert tables["descriptives"].title == "The groups"
    assert "of the group named first" in tables["salience_pairs"].notes[0]


def test_lines_are_counted_by_words():
    room, texts = width("one two"), ("", "one", "one two", "one two one", "two one two one")
    assert [lines(text, room) for text in texts] == [1, 1, 1, 2, 2]
    assert lines("x" * 30, width("x" * 10)) == 3


some = st.floats(1, 900)


@given(st.lists(st.tuples(some, some), min_size=1, max_size=6), st.floats(10, 900))
def test_shares_fill_the_room_and_no_more(columns, room):
    natural = [max(pair) for pair in columns]
    least = [min(pair) for pair in columns]
    found = shares(natural, least, room)
    assert sum(found) <= room + 0.01
    if sum(natural) >= room:
        assert sum(found) > room - 0.01
    if sum(least) < room:
        triples = zip(least, found, natural, strict=True)
        assert all(a <= wide + 1e-9 <= n + 1e-6 for a, wide, n in triples)
