"""Folders of `score`: what was changed, damaged, removed or added is refused or made anew, never believed."""

import json
import os
import shutil
from multiprocessing import active_children
from pathlib import Path

import pytest

from faulty import contents
from framing import FramingError, dictionary
from framing.locks import LOCK
from framing.reading import blocks
from framing.scale import kwic, manifest, origins, progress
from framing.scale import score as scale
from framing.scale.aggregate import AGGREGATE
from framing.scale.manifest import MANIFEST, RUN, verify

TABLE = dictionary.from_nested({"sea": ["tide*"], "sky": ["red line"]})
MATCHES = {"form": "csv", "matches": True}


def write(path, n=90, word="tide"):
    rows = [{"doc_id": i, "text": f"a red line, and the {word} " * (i % 7)} for i in range(n)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def scored(tmp_path, monkeypatch):
    """Return an input, and the folder of a whole run on it in four parts."""
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 2_500)
    source, out = write(tmp_path / "a.jsonl"), tmp_path / "out"
    assert scale.score([source], TABLE, out, **MATCHES).parts == 4
    return source, out


def during(monkeypatch, act):
    """Return a function to be told of progress that does something once, after the first block."""
    monkeypatch.setattr(progress, "PROGRESS_SECONDS", 0.0)
    left = [act]
    return lambda _: left.pop()() if left else None


def test_a_whole_run_is_verified_and_its_manifest_tells_every_file(scored):
    source, out = scored
    said = "4 parts, 90 documents, 0 rows left out, all as they were written"
    told, _, rows = verify(out, [source]).partition("; SHA-256 of rows ")
    assert told == f"{out}: {said}"
    assert len(rows) == 64
    assert verify(out) == verify(out, [source])
    about = json.loads((out / MANIFEST).read_text())
    rows = [(out / f"part-00000{n}.csv").read_text().count("\n") - 1 for n in range(4)]
    assert [part["documents"] for part in about["parts"]] == rows
    told = {name for part in about["parts"] for name in part["files"]}
    notes = {f"_notes/{n:06d}.json" for n in range(4)}
    assert {*contents(out)} == told | notes | {RUN, MANIFEST, AGGREGATE, "_reading.csv"}
    assert len(told) == 8


def test_the_same_inputs_elsewhere_give_the_same_bytes(scored, tmp_path):
    source, out = scored
    (tmp_path / "other").mkdir()
    copy = Path(shutil.copyfile(source, tmp_path / "other" / "a.jsonl"))
    scale.score([copy], TABLE, tmp_path / "second", workers=2, **MATCHES)
    made, again = contents(out), contents(tmp_path / "second")
    # the report names the inputs by their path
    for files in (made, again):
        files.pop("_reading.csv")
        about = json.loads(files.pop(MANIFEST))
        about["tables"].pop("_reading.csv")
        files["told"] = {key: about[key] for key in about if key != "sha256"}
    assert made == again


DAMAGE = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "empty": lambda path: path.write_bytes(b""),
    "foreign": lambda path: path.write_text("doc_id,n_words,sea,sky\nx,1,1,1\n"),
    "gone": lambda path: path.unlink(),
    "of another block": lambda path: shutil.copyfile(path.with_name(path.name.replace("1", "2")), path),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("name", ["part-000001.csv", "_matches/matches-000001.csv", "_notes/000001.json"])
def test_what_is_not_as_it_was_written_is_told_and_made_anew(scored, damage, name):
    source, out = scored
    before = contents(out)
    damage(out / name)
    with pytest.raises(FramingError, match=rf"{name}: missing, or not as it was written; run `score` again"):
        verify(out)
    assert scale.score([source], TABLE, out, **MATCHES).made == 1
    assert contents(out) == before


@pytest.mark.parametrize(
    "name", ["part-000004.csv", "part-000001.parquet", "_notes/000009.json", "_matches/matches-000004.csv"]
)
def test_what_is_not_of_the_run_is_refused(scored, name):
    source, out = scored
    (out / name).write_text("doc_id,n_words,sea,sky\nx,1,1,1\n")
    for act in (lambda: verify(out), lambda: scale.score([source], TABLE, out, **MATCHES)):
        with pytest.raises(FramingError, match=rf"{name}: not of this run; remove it"):
            act()
    (out / name).unlink()
    scale.score([source], TABLE, out, **MATCHES)
    assert verify(out)


def test_a_part_and_its_note_from_another_run_are_made_anew(scored, tmp_path):
    source, out = scored
    before, other = contents(out), tmp_path / "other"
    scale.score([write(tmp_path / "b.jsonl", word="line")], TABLE, other, **MATCHES)
    for name in ("part-000001.csv", "_matches/matches-000001.csv", "_notes/000001.json"):
        shutil.copyfile(other / name, out / name)
    assert scale.score([source], TABLE, out, **MATCHES).made == 1
    assert contents(out) == before


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (RUN, "[1,2]", "_run.json: damaged; remove the folder to begin anew"),
        (RUN, "", "_run.json: damaged"),
        (RUN, '{"inputs": 3}', "_run.json: not that of _manifest.json"),
        (MANIFEST, "[1,2]", "_manifest.json: damaged"),
        (MANIFEST, "{}", "_manifest.json: damaged"),
        (MANIFEST, None, "unfinished: there is no _manifest.json"),
        ("_reading.csv", "", "_reading.csv: missing, or not as it was written"),
    ],
)
def test_what_describes_a_run_is_believed_only_as_it_was_written(scored, name, content, message):
    source, out = scored
    before = contents(out)
    if content is None:
        (out / name).unlink()
    else:
        (out / name).write_text(content)
    with pytest.raises(FramingError, match=message):
        verify(out)
    if name == RUN:
        with pytest.raises(FramingError, match=r"_run\.json: damaged|begun with other"):
            scale.score([source], TABLE, out, **MATCHES)
    else:
        assert scale.score([source], TABLE, out, **MATCHES).made == 0
        assert contents(out) == before


def test_a_manifest_that_was_edited_is_not_believed(scored):
    _, out = scored
    text = (out / MANIFEST).read_text()
    (out / MANIFEST).write_text(text.replace('"documents": 90', '"documents": 91'))
    with pytest.raises(FramingError, match=r"_manifest\.json: damaged"):
        verify(out)


def test_verify_compares_inputs_that_are_named(scored, tmp_path):
    source, out = scored
    other = write(tmp_path / "b.jsonl")
    with pytest.raises(FramingError, match=r"b\.jsonl: not the input of"):
        verify(out, [other])
    with pytest.raises(FramingError, match="made from 1 inputs, not 2"):
        verify(out, [source, source])


def test_an_input_of_the_same_name_size_and_time_but_other_content_is_refused(scored):
    source, out = scored
    before = source.stat()
    source.write_text(source.read_text().replace("tide", "calm"))
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (source.stat().st_size, source.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    with pytest.raises(FramingError, match="begun with other inputs"):
        scale.score([source], TABLE, out, **MATCHES)


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_large_input_is_told_by_its_ends_samples_size_and_time(tmp_path, monkeypatch, place):
    monkeypatch.setattr(origins, "WHOLE", 1_000)
    monkeypatch.setattr(origins, "STRETCH", 50)
    monkeypatch.setattr(origins, "STRETCHES", 3)
    source = tmp_path / "a.txt"
    data = bytearray(b"x" * 10_000)
    source.write_bytes(data)
    before = origins.fingerprint(source)
    data[{"first": 0, "middle": 5_000, "last": -1}[place]] = 0
    source.write_bytes(data)
    after = origins.fingerprint(source)
    assert before[:2] == after[:2] == ["a.txt", 10_000]
    assert before[2] != after[2]


def test_a_large_input_that_was_written_anew_is_refused(scored, monkeypatch, tmp_path):
    source, _ = scored
    monkeypatch.setattr(origins, "WHOLE", 1_000)
    monkeypatch.setattr(origins, "STRETCH", 1_000)
    out = tmp_path / "large"
    scale.score([source], TABLE, out, **MATCHES)
    os.utime(source, ns=(1, 1))
    with pytest.raises(FramingError, match="begun with other times"):
        scale.score([source], TABLE, out, **MATCHES)


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ((origins, "engine", lambda: "another tokeniser"), "engine"),
        ((blocks, "BLOCK_BYTES", 2_000), "blocks"),
        ((blocks, "MOST_ROWS", 7), "blocks"),
        ((origins, "PUNKT_SHA256", "another"), "lexicons"),
        ((origins, "versions", lambda: {"python": "2.7"}), "versions"),
        ((origins, "VERSION", -1), "rules"),
    ],
)
def test_a_rerun_by_another_engine_is_refused(scored, monkeypatch, changed, what):
    source, out = scored
    (out / "part-000001.csv").unlink()
    monkeypatch.setattr(*changed)
    with pytest.raises(FramingError, match=rf"begun with other {what}; give another folder"):
        scale.score([source], TABLE, out, **MATCHES)


def test_the_engine_is_all_modules_on_which_counts_depend(tmp_path, monkeypatch):
    package = tmp_path / "framing"
    shutil.copytree(Path(origins.__file__).parent.parent, package)
    monkeypatch.setattr(origins, "__file__", str(package / "scale" / "origins.py"))
    before = origins.engine()
    assert origins.engine() == before
    for name, counts in {
        "text/tokens.py": True,
        "lookup/counter.py": True,
        "figures/fonts.py": False,
    }.items():
        held = (package / name).read_text(encoding="utf-8")
        (package / name).write_text(held + "# \n", encoding="utf-8")
        assert (origins.engine() != before) is counts, name
        (package / name).write_text(held, encoding="utf-8")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_that_is_deleted_or_emptied_during_a_run_is_an_error(scored, monkeypatch, tmp_path, workers):
    source, whole = scored
    for number, act in enumerate((deleted, emptied)):
        out = tmp_path / f"other-{number}"
        with pytest.raises(FramingError, match="cannot be written|missing, or not as it was written"):
            told = during(monkeypatch, lambda out=out, act=act: act(out))
            scale.score([source], TABLE, out, workers=workers, progress=told, **MATCHES)
        scale.score([source], TABLE, out, workers=workers, **MATCHES)
        assert contents(out) == contents(whole)


def deleted(folder):
    # other processes write into it meanwhile
    shutil.rmtree(folder, ignore_errors=True)


def emptied(folder):
    for path in folder.iterdir():
        deleted(path) if path.is_dir() else path.unlink(missing_ok=True)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("change", ["grows", "changes", "vanishes"])
def test_an_input_that_changes_during_a_run_is_an_error(scored, monkeypatch, tmp_path, workers, change):
    source, whole = scored
    text, out = source.read_text(), tmp_path / "other"
    acts = {
        "grows": lambda: source.write_text(text + '{"doc_id": 7, "text": "tide"}\n'),
        "changes": lambda: source.write_text(text.replace("tide", "calm")),
        "vanishes": source.unlink,
    }
    with pytest.raises(FramingError, match=r"a\.jsonl: (changed while it was counted|gone|cannot be read)"):
        told = during(monkeypatch, acts[change])
        scale.score([source], TABLE, out, workers=workers, progress=told, **MATCHES)
    assert not (out / MANIFEST).exists()
    # what was made of the other content is not taken for done when the input is what it was
    source.write_text(text)
    scale.score([source], TABLE, out, **MATCHES)
    assert contents(out) == contents(whole)


def test_a_change_that_keeps_size_and_time_is_found_at_the_end(scored, monkeypatch, tmp_path):
    source, whole = scored
    text, before, out = source.read_text(), source.stat(), tmp_path / "other"

    def change():
        source.write_text(text.replace("tide", "calm"))
        os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(FramingError, match=r"a\.jsonl: changed while it was counted"):
        scale.score([source], TABLE, out, progress=during(monkeypatch, change), **MATCHES)
    source.write_text(text)
    assert scale.score([source], TABLE, out, **MATCHES).made == 4
    assert contents(out) == contents(whole)


def test_as_many_documents_stand_there_as_were_counted(scored, monkeypatch):
    source, out = scored
    real = scale.read_ids
    monkeypatch.setattr(scale, "read_ids", lambda path: real(path)[1:])
    with pytest.raises(FramingError, match="90 documents were counted, 86 stand there"):
        scale.score([source], TABLE, out, **MATCHES)
    assert not (out / MANIFEST).exists()


def test_what_a_kill_left_in_the_first_write_does_not_forbid_a_rerun(scored, tmp_path):
    source, whole = scored
    out = tmp_path / "other"
    out.mkdir()
    # a process that is no more
    gone = f"{manifest.TEMPORARY}{origin_of_none()}.12ab"
    (out / gone).write_text("{")
    (out / LOCK).write_text(origin_of_none())
    with pytest.warns(UserWarning, match="ended while it wrote into it; going on"):
        scale.score([source], TABLE, out, **MATCHES)
    assert contents(out) == contents(whole)


def origin_of_none():
    from framing.processes import own_name

    host, pid, _ = own_name().split(".")
    return f"{host}.{pid}.1"


@pytest.mark.parametrize("command", ["score", "kwic"])
def test_an_input_replaced_once_its_columns_are_found_is_an_error(tmp_path, monkeypatch, command):
    source, module = tmp_path / "a.csv", {"score": scale, "kwic": kwic}[command]
    source.write_text("id,text\n1,the sea\n")
    real = module.find

    def find(*given, **more):
        found = real(*given, **more)
        source.write_text("text,id\nthe sea,1\n")
        return found

    monkeypatch.setattr(module, "find", find)
    with pytest.raises(FramingError, match=r"a\.csv: changed while it was counted"):
        getattr(module, command)([source], TABLE, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv" / MANIFEST).exists()


def test_workers_have_ended_when_a_run_that_fails_lets_its_folder_go(tmp_path, monkeypatch):
    source = write(tmp_path / "a.jsonl", 2_000)
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 2_500)

    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        scale.score(
            [source], TABLE, tmp_path / "out", workers=2, form="csv", progress=during(monkeypatch, fail)
        )
    # what is raised holds on to the run, as a notebook does to the last error
    assert caught.tb is not None and active_children() == []
    assert not (tmp_path / "out" / LOCK).exists()


def test_no_manifest_tells_of_a_file_that_is_gone(scored, monkeypatch):
    source, out = scored
    real = scale._report

    def report(*given):
        told = real(*given)
        (out / "_notes" / "000002.json").unlink()
        return told

    monkeypatch.setattr(scale, "_report", report)
    with pytest.raises(FramingError, match=r"000002\.json: gone, or cannot be read"):
        scale.score([source], TABLE, out, **MATCHES)
    assert not (out / MANIFEST).exists()


def test_a_manifest_that_knows_no_hash_of_a_file_is_not_believed(scored):
    _, out = scored
    about = json.loads((out / MANIFEST).read_text())
    del about["sha256"]
    about["notes"][2] = ""
    (out / "_notes" / "000002.json").unlink()
    sealed = {"sha256": manifest._hash(json.dumps(about)), **about}
    (out / MANIFEST).write_text(json.dumps(sealed))
    with pytest.raises(FramingError, match=r"000002\.json: missing, or not as it was written"):
        verify(out)
