"""Reading text by its encoding, and writing that leaves the old file or the new one."""

import os
import stat
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import FramingError
from framing.files import TEMPORARY, as_written, harmless, read_text, write_bytes, write_text
from framing.processes import own_name

WORDS = "Größe – “naïve” €5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_known_encodings(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(WORDS.encode(encoding))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_text(path) == WORDS


def test_utf_16_of_the_other_byte_order(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xfe\xff" + WORDS.encode("utf-16-be"))
    assert read_text(path) == WORDS


def test_windows_1252_is_read_with_a_warning_that_names_the_file(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(WORDS.encode("cp1252"))
    with pytest.warns(UserWarning, match=r"old\.txt: not UTF-8, read as Windows-1252; save it as UTF-8"):
        assert read_text(path) == WORDS


def test_line_ends_are_left_to_normalise(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\r\ntwo\r")
    assert read_text(path) == "one\r\ntwo\r"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\0\0\0\rIHDR", "not a text file .it holds NUL bytes.; save it as plain text in UTF-8"),
        (b"caf\x81\xe9", "not text in cp1252 .byte 3.; save it as plain text in UTF-8"),
        (b"\xef\xbb\xbfok\xff", "not text in utf-8-sig"),
        (b"\xff\xfea", "not text in utf-16"),
        ("\ufeffwet".encode("utf-32-le"), "not a text file .it holds NUL"),
        (b"\xef\xbb\xbfwet\0cold", "not a text file .it holds NUL"),
    ],
)
def test_what_is_not_text_is_refused_by_name(tmp_path, data, message):
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    with pytest.raises(FramingError, match=rf"picture\.txt: {message}"):
        read_text(path)


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path):
    with pytest.raises(FramingError, match=r"absent\.txt: cannot be read .*; check the name"):
        read_text(tmp_path / "absent.txt")
    with pytest.raises(FramingError, match="cannot be read"):
        read_text(tmp_path)


def test_text_is_written_as_utf_8_with_line_feeds(tmp_path):
    path = tmp_path / "new" / "folder" / "a.txt"
    write_text(path, WORDS)
    assert path.read_bytes() == WORDS.encode("utf-8")
    assert [p.name for p in path.parent.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(("umask", "mode"), [(0o002, 0o664), (0o022, 0o644), (0o077, 0o600)])
def test_who_may_read_a_file_follows_the_umask(tmp_path, umask, mode):
    before = os.umask(umask)
    try:
        write_text(tmp_path / "a.txt", "wet")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == mode


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(FramingError, match=r"a\.txt: not a file, but a pipe or device"):
        read_text(tmp_path / "a.txt")


@given(st.text(alphabet="'=+-@\t\r0.e a", max_size=6) | st.text())
def test_a_cell_is_harmless_and_comes_back_as_it_was(cell):
    assert as_written(harmless(cell)) == cell
    safe = harmless(cell)
    assert safe[:1] not in ("=", "@", "\t", "\r") or not cell
    assert safe[:1] not in ("+", "-") or float(safe) == float(cell)


def test_a_write_that_fails_half_way_leaves_the_old_file_and_no_other(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(TypeError):
        write_bytes(path, "not bytes")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    real = os.fdopen

    def full(handle, mode):
        file = real(handle, mode)
        file.write(b"half")
        file.flush()
        file.close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(
        FramingError, match=r"a\.txt: cannot be written .No space left on device.; choose a folder"
    ):
        write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_seen_before_the_whole_is_there(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    seen = []
    real = Path.replace

    def look(temporary, target):
        seen.append(
            (path.read_text(encoding="utf-8"), temporary.read_text(encoding="utf-8"), temporary.parent)
        )
        return real(temporary, target)

    monkeypatch.setattr(Path, "replace", look)
    write_text(path, "new")
    assert seen == [("old", "new", tmp_path)]
    assert path.read_text(encoding="utf-8") == "new"


def test_unwritable_targets_are_refused_by_name(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(FramingError, match=r"below\.txt: cannot be written"):
        write_text(tmp_path / "file" / "below.txt", "new")
    with pytest.raises(FramingError, match="folder: cannot be written"):
        write_text(tmp_path / "folder", "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_what_is_renamed_is_on_the_disk_before(tmp_path, monkeypatch):
    order = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append(os.fstat(handle).st_size), sync(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda *paths: (order.append("renamed"), replace(*paths))[1])
    write_text(tmp_path / "a.txt", "new")
    assert order == [3, "renamed"]


def test_a_link_stays_one_and_who_may_read_a_file_stays_as_it_was(tmp_path):
    held = tmp_path / "held.txt"
    held.write_text("old", encoding="utf-8")
    held.chmod(0o440)
    (tmp_path / "link.txt").symlink_to("held.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert held.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(held.stat().st_mode) == 0o440
    (tmp_path / "far.txt").symlink_to("not/there.txt")
    write_text(tmp_path / "far.txt", "new")
    assert (tmp_path / "not" / "there.txt").read_text(encoding="utf-8") == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["far.txt", "held.txt", "link.txt", "not"]


def test_what_a_process_that_has_ended_left_is_removed_and_nothing_else(tmp_path):
    host, pid, born = own_name().split(".")
    for name in (f"{host}.{pid}.1.ab", f"{host}.{pid}.{born}.ab", f"elsewhere.{pid}.1.ab", "mine"):
        (tmp_path / f"{TEMPORARY}{name}").write_text("half", encoding="utf-8")
    (tmp_path / f"{TEMPORARY}{host}.{pid}.1.cd").mkdir()
    (tmp_path / f"{TEMPORARY}{host}.{pid}.1.cd" / "a.txt").write_text("half", encoding="utf-8")
    write_text(tmp_path / "a.txt", "new")
    left = {f"{TEMPORARY}{name}" for name in (f"{host}.{pid}.{born}.ab", f"elsewhere.{pid}.1.ab", "mine")}
    assert {p.name for p in tmp_path.iterdir()} == {"a.txt", *left}


def test_a_name_as_long_as_a_system_takes_is_written(tmp_path):
    write_text(tmp_path / f"{'x' * 251}.txt", "new")
    assert [len(p.name) for p in tmp_path.iterdir()] == [255]


def test_a_folder_that_is_gone_is_not_made_anew_where_that_is_not_wanted(tmp_path):
    with pytest.raises(FramingError, match=r"a\.txt: cannot be written .No such file or directory"):
        write_bytes(tmp_path / "gone" / "a.txt", b"new", anew=False)
    assert list(tmp_path.iterdir()) == []
