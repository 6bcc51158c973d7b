"""An exception, a kill and a full disk at every write of every command: the rerun ends as a clean run does.

`make faults` tries every moment of every write, up to sixty of a command, `make test-all` six of each and the
ordinary tests a few.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

import made_scores
from faulty import KILLED, KINDS, attempt, contents
from framing import notebooks, paths, results
from framing.coding import commands as coding
from framing.coding import hit_sheets
from framing.corpus import commands
from framing.corpus.corpora import collect_study
from framing.corpus.texts import describe_paragraphs, read_texts
from framing.export import run as export
from framing.files import TEMPORARY, write_text
from framing.locks import LOCK
from framing.reading import blocks
from framing.reading.files import Options
from framing.report import publish, write
from framing.scored import write as write_scores
from framing.staging import NOTICE, PAGE, WAITING
from framing.tables.checked import as_csv, check, read_table, write_table

TEXTS = {
    "one": "# High tide\n\nThe deterrent failed. Escalation followed, she said.\n\nA red line was drawn.",
    "two": "No rain fell for a week.\n\nThe quay was dry, and a red line ran along it.",
}
CODES = ["one,1,amy,escalation,1", "one,1,ben,escalation,0"]
FRAMES = ("escalation", "deterrence", "transition", "adjacent")


class Command(NamedTuple):
    """A command as it is tried: what it is given, what there is before, and what makes it fast."""

    given: str
    prepare: Callable[[Path], object]
    patch: Callable[[Path, pytest.MonkeyPatch], object] = lambda *_: None


def corpus(folder):
    for name, text in TEXTS.items():
        write_text(folder / "own" / f"{name}.txt", text)
    write_text(folder / "words.csv", "frame,pattern\nsea,tide*\nsea,quay\nsky,rain*\n")


def coded(folder):
    corpus(folder)
    write_text(folder / "own" / "codings.csv", "\n".join(["doc_id,sentence,coder,frame,value", *CODES, ""]))
    rows = [f"{number},1,0,0,0" for number in range(1, 7)]
    write_text(folder / "cy.csv", "\n".join([",".join(["item", *FRAMES]), *rows, ""]))


def disputed(folder):
    coded(folder)
    coding.list_disputed(folder / "own", None)
    sheet = folder / "own" / "coding" / "adjudication.csv"
    write_text(sheet, sheet.read_text(encoding="utf-8").rstrip("\n") + "1\n")


def read_by_a_reader(folder):
    corpus(folder)
    sheet = hit_sheets.hit_sheet(coding.read_corpus_to_code(folder / "own"))
    write_table(sheet.assign(voice="author", stance="asserted"), folder / "amy.csv")


def to_import(folder):
    """Lay out a study whose texts are not there, and a file that holds them."""
    corpus(folder)
    names, texts = [*TEXTS], [f"{text}\n" for text in TEXTS.values()]
    sums = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    for name, text in zip(names, texts, strict=True):
        write_text(folder / "own" / "texts" / f"{name}.txt", text)
        (folder / "own" / f"{name}.txt").unlink()
    table = pd.DataFrame({"doc_id": names, "label": names, "title": ["High tide", ""], "sha256_text": sums})
    pieces = check(table, "pieces")
    write_text(folder / "own" / "pieces.csv", as_csv(pieces))
    paragraphs = describe_paragraphs(read_texts(folder / "own", pieces))
    write_text(folder / "own" / "paragraphs.csv", as_csv(paragraphs))
    (folder / "own" / "texts").rename(folder / "saved")


def to_release(folder):
    """Lay out the specimen with its texts, none of its features made yet."""
    shutil.copytree(paths.SPECIMEN / "texts", folder / "own" / "texts")
    for name in ("dictionary", "frames", "subframes", "masks", "cues", "reporting"):
        shutil.copy(paths.SPECIMEN.parent / f"{name}.csv", folder / "own")
    pieces = read_table(paths.SPECIMEN / "pieces.csv", "pieces")
    files = [folder / "own" / "texts" / f"{doc_id}.txt" for doc_id in pieces["doc_id"]]
    sums = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    write_text(folder / "own" / "pieces.csv", as_csv(pieces.assign(sha256_text=sums)))


def tables(folder):
    rows = [{"doc_id": n, "text": "a red line, and the tide " * (n % 7)} for n in range(90)]
    write_text(folder / "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    write_text(folder / "words.csv", "frame,pattern\nsea,tide*\nsky,red line\n")


def small_blocks(_, patch):
    patch.setattr(blocks, "BLOCK_BYTES", 2_500)


def many(folder):
    for name in ("a", "b", "c"):
        write_text(folder / "own" / f"{name}.ipynb", "{}")


def executed_at_once(_, patch):
    patch.setattr(notebooks, "execute", lambda path, _: f"{path.name} executed\n")


def answered(folder):
    for name in ("amy", "ben"):
        write_text(
            folder / "class" / name / "answers.csv",
            f"name,exercise,verdict,kind,answer\n{name},01a,right,,18\n",
        )


def written_at_once(folder, patch):
    """Let results be found once and a paper be a few files."""
    drawn_at_once(folder, patch)
    files = {f"{name}.txt": name.encode() for name in ("figures/fig1", "tables/salience", "README")}
    patch.setattr(export, "paper", lambda *_, **__: files)


def before_and_after(folder):
    """Lay out a corpus, and a folder with the results of an earlier run."""
    corpus(folder)
    for name in ("fig1_salience.svg", "fig1_salience.png", "tables/salience.csv", "index.html"):
        write_text(folder / "out" / name, "old")


def drawn_at_once(folder, patch):
    """Let results be found once and nothing be drawn, as it is the writing that is tried."""
    study = collect_study(folder / "own", folder / "words.csv", Options(), 1, str)
    found = results.analyse(study)
    patch.setattr(commands, "read", lambda *_, **__: study)
    patch.setattr(results, "analyse", lambda *_: found)
    patch.setattr(publish, "second_process", nullcontext)
    kinds = ("pdf", "svg", "png")
    patch.setattr(
        write, "prints", lambda spec, *_: {kind: f"{kind} of {spec.name}".encode() for kind in kinds}
    )


def scores(folder):
    """Lay out a folder of scores, and a folder with the results of an earlier run."""
    made_scores.write(folder / "in" / "_aggregate.csv", made_scores.corpus())
    write_text(folder / "out" / "fig1_outlets.svg", "old")
    write_text(folder / "out" / "index.html", "old")


def drawn_in_an_instant(_, patch):
    patch.setattr(write_scores, "execute", lambda path: f"{path.name} executed\n")
    patch.setattr(write_scores, "prints", lambda spec, *_: {"svg": f"svg of {spec.name}".encode()})


SCORE = "score {}/a.jsonl --dictionary {}/words.csv --out {}/out"
KWIC = "kwic {}/a.jsonl --dictionary {}/words.csv"
RUN = "run --corpus {}/own --dictionary {}/words.csv --out {}/out"
COMMANDS = {
    "score": Command(f"{SCORE} --matches", tables, small_blocks),
    "score on two processes": Command(f"{SCORE} --workers 2", tables, small_blocks),
    "run of one figure": Command(f"{RUN} --only fig1", before_and_after, drawn_at_once),
    "notebooks": Command("notebooks --folder {}/own", many, executed_at_once),
    "import-codes": Command("import-codes {}/cy.csv --corpus {}/own", coded),
    "run": Command(RUN, before_and_after, drawn_at_once),
    "export": Command(
        "export --journal nature --corpus {}/own --dictionary {}/words.csv --to {}/out",
        corpus,
        written_at_once,
    ),
    "report": Command("report --private --corpus {}/own --dictionary {}/words.csv", corpus),
    "new": Command("new {}/class/study", lambda folder: (folder / "class").mkdir(parents=True)),
    "merge-answers": Command("merge-answers {}/class --out {}/merged.csv", answered),
    "inspect": Command("inspect --corpus {}/own --out {}/out", corpus),
    "import": Command(
        "import {}/saved", to_import, lambda folder, patch: patch.setattr(paths, "CORPUS", folder / "own")
    ),
    "features": Command("features --corpus {}/own", to_release),
    "coding-sheet": Command("coding-sheet --corpus {}/own", corpus),
    "hit-sheet": Command("hit-sheet --corpus {}/own", corpus),
    "import-hits": Command("import-hits {}/amy.csv --corpus {}/own", read_by_a_reader),
    "disputed": Command("disputed --corpus {}/own", coded),
    "import-decisions": Command("import-decisions {}/own/coding/adjudication.csv --corpus {}/own", disputed),
    "lint": Command("lint {}/words.csv --corpus {}/own --out {}/found.csv", corpus),
    "kwic": Command("kwic tide --corpus {}/own --out {}/found.csv", corpus),
    "kwic of files": Command(
        "kwic {}/a.jsonl --dictionary {}/words.csv --to {}/found.csv", tables, small_blocks
    ),
    "run of scores": Command("run --scores {}/in --out {}/out", scores, drawn_in_an_instant),
    "coverage": Command("coverage --corpus {}/own --simulations 2 --out {}/found.csv", corpus),
}
# what takes a moment alone
QUICK = ("score", "score on two processes", "run of one figure", "notebooks")
# so many moments of one command at most, from its first to its last
MOST = int(os.environ.get("FRAMING_FAULTS", "6"))


@pytest.fixture
def tried(pipeline, tmp_path, monkeypatch, request):
    """Return a function that tries a command in a fresh folder with a fault, and what a clean run gives."""
    command = COMMANDS[request.param]
    folder, first = tmp_path / "here", tmp_path / "first"
    command.prepare(first)
    shutil.copytree(first, folder)
    command.patch(folder, monkeypatch)
    given = [argument.format(folder) for argument in command.given.split()]

    def call(kind=KINDS[0], moment=0):
        return attempt(lambda: pipeline.main(given), tmp_path, kind, moment)

    def afresh():
        shutil.rmtree(folder)
        shutil.copytree(first, folder)

    clean = call()
    assert clean.status == 0, clean.said
    return folder, call, afresh, clean.moments, contents(folder), contents(first)


def check_fault(tried, kind, moment):
    """Try a command with a fault at a moment; its rerun must give what a clean run gives."""
    folder, call, afresh, _, clean, first = tried
    afresh()
    ended = call(kind, moment)
    left = contents(folder)
    if kind == "full disk":
        errors = [line for line in ended.said if line.startswith("error: ")]
        assert ended.status == 2 and len(errors) == 1, ended
        assert "Traceback" not in " ".join(ended.said)
    elif kind == "kill":
        # a worker that is killed is told of by the process that it works for
        assert ended.status in (KILLED, 2), ended
    if kind != "kill":
        assert not [name for name in left if TEMPORARY in name or name.endswith(LOCK)], moment
    for name, data in left.items():
        whole = TEMPORARY in name or name.endswith(LOCK) or WAITING in name or name.startswith("out/_")
        assert whole or data in (first.get(name), clean.get(name), NOTICE.encode()), name
    assert is_marked(folder) or not is_mixed(left, clean, first), moment
    again = call()
    there_already = again.status == 2 and "is there already" in " ".join(again.said)
    assert again.status == 0 or there_already, (moment, ended, again)
    assert contents(folder) == clean, moment


def is_mixed(left, clean, first):
    """Tell whether results of two runs stand beside each other in the folder of `run`."""
    told = [name for name in first if name.startswith("out/") and first[name] != clean[name]]
    return len({left[name] == clean[name] for name in told}) == 2


def is_marked(folder):
    out = folder / "out"
    return (out / WAITING).is_dir() or ((out / PAGE).is_file() and (out / PAGE).read_text() == NOTICE)


@pytest.mark.parametrize("tried", QUICK, indirect=True)
def test_a_fault_now_and_then_and_a_rerun_give_what_a_clean_run_gives(tried):
    moments = tried[3]
    assert moments >= 4
    for number, kind in enumerate(KINDS):
        check_fault(tried, kind, 2 + number * (moments - 2) // 2)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tried", COMMANDS, indirect=True)
def test_a_fault_at_every_moment_and_a_rerun_give_what_a_clean_run_gives(tried, kind):
    # odd, so that all four moments of a write have their turn
    moments = range(1, tried[3] + 1, max(1, tried[3] // MOST) | 1)
    for moment in moments:
        check_fault(tried, kind, moment)
    print(f"{len(moments)} faults at {tried[3]} moments")
