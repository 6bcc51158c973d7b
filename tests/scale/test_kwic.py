"""Keyword in context over files, held to the study's own and to the matches of scoring."""

import csv
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from framing import FramingError, paths, read_corpus
from framing.corpus.kwic import kwic as in_study
from framing.lookup.chunks import lay
from framing.lookup.context import contexts
from framing.lookup.counter import Counter
from framing.lookup.matching import Entry
from framing.reading import blocks
from framing.scale.kwic import COLUMNS, kwic
from framing.scale.score import score
from framing.text.normalise import normalise
from framing.text.tokens import WORD_PATTERN

DICTIONARY = "frame,subframe,pattern,unless\nsea,wet,tide*,ebb tide\nsea,,grey harbour\nsky,,*rain*,\n"


def write(folder, texts, name="texts.jsonl"):
    folder.mkdir(exist_ok=True)
    lines = [json.dumps({"id": key, "text": text}) for key, text in texts.items()]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "d.csv").write_text(DICTIONARY.replace("harbour\n", "harbour,\n"), encoding="utf-8")
    return folder / name


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def run(tmp_path, texts, **options):
    found = kwic([write(tmp_path, texts)], tmp_path / "d.csv", tmp_path / "out.csv", **options)
    header, *told = rows(tmp_path / "out.csv")
    assert header == list(COLUMNS)
    assert found.matches == len(told)
    return told


def test_matches_in_their_context(tmp_path):
    texts = {"a": "The tide rose,\n\nand the  Grey Harbour froze.", "b": "No ebb tide. Tidewater!"}
    assert run(tmp_path, texts, window=2) == [
        ["a", "2", "2", "The", "tide", "rose,", "tide*", "sea"],
        ["a", "7", "8", "and the", "Grey Harbour", "froze.", "grey harbour", "sea"],
        ["b", "5", "5", "tide.", "Tidewater", "!", "tide*", "sea"],
    ]


def test_the_window_ends_with_the_document(tmp_path):
    assert [row[3:6] for row in run(tmp_path, {"a": "tide", "b": "rain", "c": ""}, window=50)] == [
        ["", "tide", ""],
        ["", "rain", ""],
    ]
    assert [row[3:6] for row in run(tmp_path, {"a": "one tide two"}, window=0)] == [["", "tide", ""]]


@pytest.mark.parametrize(("frame", "found"), [("sky", ["rain"]), ("sea.wet", ["tide"]), ("sea", ["tide"])])
def test_one_frame_or_subframe(tmp_path, frame, found):
    told = run(tmp_path, {"a": "The tide, the rain"}, frame=frame)
    assert [row[4] for row in told] == found
    assert told[0][-1] == frame.partition(".")[0]


def invented(seed, documents):
    """Return texts with matches anywhere, odd blanks and marks, and words of every length."""
    chosen = random.Random(seed)
    words = [
        "tide",
        "Tides",
        "ebb",
        "grey",
        "harbour",
        "rain",
        "“rainy”",
        "don't",
        "Mr.",
        "é",
        "x" * 70,
        "U.S.",
        "--",
    ]
    blanks = [" ", " ", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "\r", ", ", ". "]
    return {
        f"d{n}": "".join(chosen.choice(words) + chosen.choice(blanks) for _ in range(chosen.randrange(60)))
        for n in range(documents)
    }


@pytest.mark.parametrize("window", [0, 1, 3, 40])
def test_the_context_is_that_of_the_whole_document(window):
    texts = [*invented(3, 150).values()]
    counter = Counter([Entry("sea", pattern, (), 0) for pattern in ("tide*", "grey harbour", "*rain*", "--")])
    _, located = counter.count_and_locate(lay(texts))
    assert len(located.doc) > 500
    found = list(contexts(located.doc, located.spans, lay(texts), window))
    for doc, first, last, around in zip(located.doc, located.first, located.last, found, strict=True):
        text = normalise(texts[doc])
        spans = [match.span() for match in WORD_PATTERN.finditer(text)]
        stretches = (
            spans[max(0, first - window) : first],
            spans[first : last + 1],
            spans[last + 1 :][:window],
        )
        said = [" ".join(text[own[0][0] : own[-1][1]].split()) if own else "" for own in stretches]
        assert list(around) == said


def test_rows_are_the_matches_that_count_of_scoring(tmp_path):
    texts = invented(4, 80)
    told = run(tmp_path, texts)
    score([tmp_path / "texts.jsonl"], tmp_path / "d.csv", tmp_path / "scores", matches=True, form="csv")
    matches = pd.read_csv(next((tmp_path / "scores" / "_matches").glob("*.csv")), keep_default_na=False)
    counted = matches[matches["set_aside"] == 0]
    expected = zip(
        counted["doc_id"], counted["first"] + 1, counted["last"] + 1, counted["pattern"], strict=True
    )
    assert [(row[0], int(row[1]), int(row[2]), row[6]) for row in told] == list(expected)
    assert len(told) > 100


def test_rows_are_those_of_a_study_of_the_same_text(tmp_path):
    texts = {
        "a": "Low tide. The grey harbour, and rain; ebb tide is no tide.",
        "b": "It rained on the tide.",
    }
    told = run(tmp_path, texts, window=4)
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    study = read_corpus(folder, tmp_path / "d.csv")
    found = pd.concat([in_study(study, frame, window=4) for frame in ("sea", "sky")])
    table = found.sort_values(["doc_id", "from"])[["doc_id", "from", "to", "keyword", "pattern", "frame"]]
    assert [[row[i] for i in (0, 1, 2, 4, 6, 7)] for row in told] == table.astype(str).to_numpy().tolist()


def test_many_blocks_and_processes_write_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 2_000)
    run(tmp_path, invented(5, 120))
    one = (tmp_path / "out.csv").read_bytes()
    run(tmp_path, invented(5, 120), workers=2)
    assert (tmp_path / "out.csv").read_bytes() == one
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 10**6)
    run(tmp_path, invented(5, 120))
    assert (tmp_path / "out.csv").read_bytes() == one


def test_no_cell_is_a_formula(tmp_path):
    told = run(tmp_path, {"=a": "=1+1 tide @x"}, window=1)
    assert [row for row in told if any(cell[:1] in "=+-@" and cell for cell in row)] == []
    assert told[0][0] == "'=a"


def test_what_stands_there_is_replaced_only_where_it_is_such_a_table(tmp_path):
    run(tmp_path, {"a": "tide"})
    assert len(run(tmp_path, {"a": "tide tide"})) == 2
    (tmp_path / "out.csv").write_text("my notes\n", encoding="utf-8")
    with pytest.raises(FramingError, match="stands there already"):
        run(tmp_path, {"a": "tide"})
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "my notes\n"


def test_a_folder_that_holds_the_output_can_be_read_again(tmp_path):
    source = write(tmp_path / "in", {"a": "tide"})
    (tmp_path / "in" / "d.csv").rename(tmp_path / "d.csv")
    for _ in range(2):
        found = kwic([source.parent], tmp_path / "d.csv", source.parent / "out.csv", folders=True)
        assert found.matches == 1


def test_an_error_leaves_nothing_behind(tmp_path):
    write(tmp_path, {"a": "tide"})
    with (tmp_path / "texts.jsonl").open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    before = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(FramingError, match=r"texts\.jsonl, line 2"):
        kwic([tmp_path / "texts.jsonl"], tmp_path / "d.csv", tmp_path / "out.csv")
    assert {path.name for path in tmp_path.iterdir()} == before


def test_an_input_that_changes_meanwhile_is_an_error(tmp_path, monkeypatch):
    source = write(tmp_path, {"a": "tide"})

    def changed(block):
        source.write_text('{"id": "a", "text": "rain"}\n', encoding="utf-8")
        return documents(block)

    from framing.scale import workers

    documents = workers.documents
    monkeypatch.setattr(workers, "documents", changed)
    with pytest.raises(FramingError, match="changed while it was counted"):
        kwic([source], tmp_path / "d.csv", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--frame", "sea"], "needs INPUT, --dictionary FILE and --to FILE"),
        (["--dictionary", "{}/d.csv", "--to", "{}/o.csv", "--frame", "mud"], "no frame 'mud'"),
        (["--dictionary", "{}/d.csv", "--to", "{}"], "a folder"),
        (["--dictionary", "{}/d.csv", "--to", "{}/o.csv", "--window", "-1"], "use 0 or more"),
        (["--dictionary", "{}/d.csv", "--to", "{}/o.csv", "--by", "sentence"], "leave out --by"),
    ],
)
def test_what_cannot_be_asked_for_is_one_line(tmp_path, capsys, arguments, said):
    source = write(tmp_path, {"a": "tide"})
    assert pipeline.main(["kwic", str(source), *(text.format(tmp_path) for text in arguments)]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1 and said in lines[0]


def test_the_command_says_what_was_read_and_written(tmp_path, capsys):
    source = write(tmp_path, {"a": "tide", "b": "rain"})
    arguments = ["--dictionary", str(tmp_path / "d.csv"), "--to", str(tmp_path / "out.csv")]
    assert pipeline.main(["kwic", str(source), *arguments]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == f"2 matches in {tmp_path / 'out.csv'}"
    assert said[-2] == "2 rows seen: 2 documents read, 0 left out"


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no peak of memory is told here")
def test_memory_does_not_grow_with_the_input(tmp_path):
    line = json.dumps({"text": "the tide rose over the bay " + "and nobody wrote of it then " * 120})
    source = write(tmp_path, {"a": "tide"})
    script = (
        "import sys; from pathlib import Path; import pipeline; pipeline.main(sys.argv[1:]);"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    given = ["kwic", source, "--dictionary", tmp_path / "d.csv", "--to", tmp_path / "out.csv"]
    where = {**os.environ, "PYTHONPATH": str(paths.ROOT / "analysis")}
    peaks = []
    for number in (8_000, 32_000):
        source.write_text(f"{line}\n" * number, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, given)],
            capture_output=True,
            text=True,
            check=True,
            env=where,
        )
        peaks.append(int(done.stdout.splitlines()[-1]))
        assert done.stdout.splitlines()[-2].startswith(f"{number:,} matches")
    assert peaks[1] < 1.1 * peaks[0]
