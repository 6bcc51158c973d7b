"""Folders of files of any kind: what is read and what is left out make up what is there."""

import gzip
import io
import json
import os
import socket
import tarfile
import zipfile
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import FramingError
from framing.reading import archives
from framing.reading.archives import members, unpack
from framing.reading.documents import NotRead
from framing.reading.files import (
    LEFT,
    READ,
    UNPACKED,
    Options,
    names_apart,
    parse_encodings,
    read_bytes,
    read_files,
)
from framing.reading.folder import list_files, shown
from framing.reading.kinds import kind_by_bytes
from made_files import RICH, pdf_file, word_file


def make(folder, **files):
    for name, data in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def zip_of(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def tar_of(text):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text.encode()))
    return held.getvalue()


def packed_often(data, times):
    for _ in range(times):
        data = gzip.compress(data, 1)
    return data


def outcomes(found):
    return {seen.name: seen.outcome for seen in found.seen}


def texts(found):
    return {document.name: document.text for document in found.reading.documents}


WORD = word_file(lambda document: document.add_paragraph("It rained."))
KINDS = {
    "a.txt": "It rained.",
    "b.TXT": "It rained.",
    "c": "It rained.",
    "d.md": "It rained.",
    "e.html": "<html><body><p>It rained.</p></body></html>",
    "f.txt": "<!DOCTYPE html><html><body><p>It rained.</p></body></html>",
    "g.docx": WORD,
    "h.txt": WORD,
    "i.pdf": pdf_file([["It rained."]]),
    "j.txt": pdf_file([["It rained."]]),
    "k.rtf": r"{\rtf1\ansi It rained.\par}",
    "l.doc": r"{\rtf1\ansi It rained.\par}",
    "m.txt.gz": gzip.compress(b"It rained."),
    "n.docx.gz": gzip.compress(WORD),
    "Notes of 3.11.2024": "It rained.",
}


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_of_a_file_is_told_by_its_content(tmp_path, name):
    make(tmp_path, **{name: KINDS[name]})
    found = read_files(tmp_path)
    assert outcomes(found) == {name: READ}
    assert [document.text for document in found.reading.documents] == ["It rained."]


LEFT_OUT = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\t", "the file is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "photo.jpg": (b"\xff\xd8\xff\xe0JFIF", "a picture"),
    "film.mp4": (b"\0\0\0\x18ftypmp42", "sound or film"),
    "program.exe": (b"MZ\x90\0", "a program"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
    "broken.docx": (WORD[:500], "damaged"),
    "slides.pptx": (zip_of(**{"ppt/presentation.xml": ""}), "slides"),
    "open.odt": (zip_of(**{"content.xml": "<a/>"}), "an OpenDocument file"),
    "book.epub": (zip_of(**{"META-INF/container.xml": "<a/>"}), "an electronic book"),
    "archive.7z": (b"7z\xbc\xaf\x27", "an archive of another kind"),
    "data.bin": (bytes(range(256)), "NUL bytes"),
    "script.py": (b"print(1)", "its ending .py"),
    "words.yml": (b"sea: [tide]", "its ending .yml"),
    "feed.xml": (b"<?xml version='1.0'?><feed/>", "XML"),
    "saved.mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related; x\n", "a web archive"),
    "archive.tar": (tar_of("It rained."), "an archive of another kind"),
    "archive.tar.gz": (gzip.compress(tar_of("It rained.")), "an archive of another kind"),
    "archive.zip.gz": (gzip.compress(zip_of(**{"a.txt": "It rained."})), "an archive within a gzip file"),
    "deep.gz": (packed_often(b"It rained.", 2_000), "an archive within a gzip file"),
    "cut.gz": (gzip.compress(b"It rained. " * 99)[:-20], "ends too early"),
    "nothing.csv": (b"id,text\n", ""),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_holds_no_text_is_left_out_by_name_and_the_rest_is_read(tmp_path, name):
    data, reason = LEFT_OUT[name]
    make(tmp_path, **{"a.txt": "It rained.", name: data})
    found = read_files(tmp_path)
    assert outcomes(found) == {"a.txt": READ, name: LEFT}
    assert texts(found) == {"a": "It rained."}
    (left,) = found.reading.left_out
    assert (left.source, left.kind) == (name, "file") and reason in left.reason


def test_files_of_systems_and_links_are_named_and_pipes_are_never_opened(tmp_path):
    make(tmp_path, **{"a.txt": "Rain.", "._a.txt": b"\0", ".hidden": "x", "Thumbs.db": "x", "~$b.docx": "x"})
    make(tmp_path, **{"sub__b.txt": "Wind.", ".git__config": "x", "__MACOSX": ""} | {"x__c.txt": "Snow."})
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "again.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "nowhere.txt").symlink_to("absent")
    (tmp_path / "null").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as bound:
        os.chdir(tmp_path)
        bound.bind("socket")
        listing = list_files(tmp_path)
    assert list(listing.files) == ["a.txt", "sub/b.txt", "x/c.txt"]
    reasons = {row.source: row.reason.split(";")[0] for row in listing.left_out}
    assert reasons["again.txt"] == "another name of a file that is read already"
    assert reasons["sub/loop"] == "another name of a folder that is read already"
    assert reasons["pipe.txt"] == "a pipe, not a file" and reasons["socket"] == "a socket, not a file"
    assert reasons["null"] == "a device, not a file" and reasons["nowhere.txt"] == "a link that leads nowhere"
    assert {"._a.txt", ".hidden", "Thumbs.db", "~$b.docx", ".git"} <= reasons.keys()
    for one in ("pipe.txt", "socket"):
        with pytest.raises(FramingError, match="not a file; save its content to a file"):
            list_files(tmp_path / one)


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    make(tmp_path, **{"a.txt": "Rain.", "b.txt": "Wind."})

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    read = type(tmp_path).read_bytes
    monkeypatch.setattr(type(tmp_path), "read_bytes", lambda p: refuse(p) if p.name == "b.txt" else read(p))
    (left,) = read_files(tmp_path).reading.left_out
    assert left.reason == "cannot be read (Permission denied); give yourself the right to read it"


def test_a_name_that_cannot_be_printed_is_escaped(tmp_path):
    assert shown("a\x07\n.txt") == "a\\x07\\n.txt"
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("It rained.")
    assert [seen.name for seen in read_files(tmp_path).seen] == ["caf\\udce9.txt"]


def test_blanks_and_joiners_that_scripts_need_may_stand_in_a_name(tmp_path):
    names = ["Le\u00a0Monde", "نامه\u200cها", "夕刊\u3000一", "Eis\u00adzeit"]
    make(tmp_path, **{f"{name}.txt": "It rained." for name in names})
    assert {*texts(read_files(tmp_path))} == {*names}


def test_archives_are_read_as_folders(tmp_path):
    inner = zip_of(**{"d.txt": "Snow."})
    data = zip_of(
        **{"in/a.txt": "Rain.", "__MACOSX/._a.txt": "x", "b.png": b"\x89PNG", "c.docx": WORD, "d.zip": inner}
    )
    make(tmp_path, **{"z.zip": data})
    found = read_files(tmp_path)
    assert outcomes(found) == {
        **{"z.zip": UNPACKED, "z.zip/in/a.txt": READ, "z.zip/c.docx": READ, "z.zip/b.png": LEFT},
        **{"z.zip/__MACOSX/._a.txt": LEFT, "z.zip/d.zip": UNPACKED, "z.zip/d.zip/d.txt": READ},
    }
    assert texts(found) == {"a": "Rain.", "c": "It rained.", "d": "Snow."}
    assert [seen.documents for seen in found.seen if seen.name == "z.zip"] == [3]


def test_archives_within_archives_and_bombs_are_refused(tmp_path, monkeypatch):
    data = zip_of(**{"a.txt": "Rain."})
    for _ in range(3):
        data = zip_of(**{"z.zip": data})
    make(tmp_path, **{"z.zip": data, "b.txt": "Wind."})
    found = read_files(tmp_path)
    assert texts(found) == {"b": "Wind."}
    assert "an archive within archives" in found.reading.left_out[-1].reason
    monkeypatch.setattr(archives, "LARGEST", 1000)
    with pytest.raises(NotRead, match="more than 100 MB"):
        unpack(gzip.compress(bytes(2000)))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "x" * 2000)
    ((_, refused),) = members(held.getvalue())
    assert "more than 100 MB" in str(refused)


def test_rows_of_tables_are_documents(tmp_path):
    make(tmp_path, **{"t.csv": "ID;Text;Outlet\n7;It rained.;Gazette\n8;;Gazette\n"})
    make(tmp_path, **{"u.jsonl": json.dumps({"doc_id": "u1", "text": "Wind."})})
    found = read_files(tmp_path)
    assert texts(found) == {"7": "It rained.", "u1": "Wind."}
    assert found.reading.documents[0].meta == {"outlet": "Gazette"}
    assert [(row.source, row.kind) for row in found.reading.left_out] == [("t.csv", "row")]
    make(tmp_path, **{"v.csv": "a,b\nx,y\n"})
    assert outcomes(read_files(tmp_path))["v.csv"] == LEFT
    named = read_files(tmp_path / "v.csv", Options(text_column="b", id_column="a"))
    assert texts(named) == {"x": "y"}


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.rtf", r"{\rtf1\ansi Rain \u-10180?\u-8438? \u-10180?.}", "Rain \U0001f30a \ufffd."),
        (
            "a.jsonl",
            '{"id": "\\ud83c", "text": "Rain \\ud83c\\udf0a \\ud83c.", "mood\\udf0a": "\\udf0a"}\n',
            None,
        ),
        ("a.txt", "Rain +2DzfCg- +2Dw-.", None),
    ],
)
def test_halves_of_characters_are_joined_or_marked_as_damage(tmp_path, name, data, text):
    make(tmp_path, **{name: data})
    (document,) = read_files(tmp_path, Options({"": "utf-7"} if name == "a.txt" else {})).reading.documents
    assert document.text == (text or "Rain \U0001f30a \ufffd.")
    everything = [document.name, document.title, *document.meta, *document.meta.values(), document.source]
    "".join(everything).encode("utf-8")


def test_documents_of_one_name_are_told_apart_by_their_files(tmp_path):
    make(tmp_path, **{"a.txt": "Rain.", "2024__a.txt": "Wind.", "a.md": "Snow.", "b.txt": "Hail."})
    make(tmp_path, **{"t.csv": "id,text\nb,One.\nb,Two.\n"})
    found = read_files(tmp_path)
    names, doubts = names_apart(found)
    assert dict(zip(names, [d.text for d in found.reading.documents], strict=True)) == {
        **{"2024/a": "Wind.", "a.md": "Snow.", "a.txt": "Rain.", "b": "Hail."},
        **{"t.csv/b": "One.", "t.csv/b (2)": "Two."},
    }
    assert "6 documents have a name that is not theirs alone" in doubts[0].message


def test_encodings_are_named_by_file_or_for_all(tmp_path):
    make(
        tmp_path, **{"a.txt": "Дождь шёл весь день.".encode("cp1251"), "x__b.txt": "雨。".encode("shift_jis")}
    )
    assert not read_files(tmp_path).reading.documents
    named = read_files(tmp_path, Options({"a.txt": "cp1251", "b.txt": "shift_jis"}))
    assert texts(named) == {"a": "Дождь шёл весь день.", "b": "雨。"}
    assert texts(read_files(tmp_path / "a.txt", Options(parse_encodings("cp1251"))))
    with pytest.raises(FramingError, match=r"--encoding c\.txt=big5: there is no file 'c\.txt'"):
        read_files(tmp_path, Options({"c.txt": "big5"}))


def test_the_encoding_of_a_packed_file_is_named_by_the_name_that_the_reason_gives(tmp_path):
    rain = "Дождь шёл весь день и всю ночь.".encode("cp1251")
    make(tmp_path, **{"a.txt.gz": gzip.compress(rain), "b.csv.gz": gzip.compress(b"id,text\n7," + rain)})
    reasons = [left.reason for left in read_files(tmp_path).reading.left_out]
    named = parse_encodings([reason.rsplit("--encoding ", 1)[1] for reason in reasons])
    assert texts(read_files(tmp_path, Options(named))) == dict.fromkeys(("a", "7"), rain.decode("cp1251"))


def test_a_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FramingError, match="no such folder; name a folder of texts, or a file"):
        read_files(tmp_path / "absent")


SEEDS = [
    WORD,
    pdf_file([["It rained."]]),
    RICH.encode(),
    zip_of(**{"a.txt": "Rain."}),
    gzip.compress(b"Rain."),
]


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), st.sampled_from([*KINDS]))
def test_any_bytes_give_documents_or_a_reason(data, name):
    try:
        reading, _ = read_bytes(data, name) if kind_by_bytes(data, name) != "ZIP" else (None, "")
    except FramingError as refused:
        assert str(refused)
    else:
        assert reading is None or reading.documents or reading.left_out


@settings(max_examples=60)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    st.integers(0, 100),
)
def test_a_damaged_file_gives_documents_or_a_reason(seed, changes, cut):
    data = bytearray(seed[: len(seed) * (100 - cut) // 100] if cut < 50 else seed)
    for place, byte in changes:
        if data:
            data[place % len(data)] = byte
    try:
        if kind_by_bytes(bytes(data), "a") != "ZIP":
            read_bytes(bytes(data), "a")
        else:
            list(members(bytes(data)))
    except FramingError as refused:
        assert str(refused)


FILES = st.dictionaries(
    st.sampled_from(
        ["a.txt", "b.md", "c.html", "d.csv", "sub__e.txt", "f.bin", "g.zip", "~$h", "i.rtf", "j"]
    ),
    st.one_of(st.binary(max_size=60), st.sampled_from([b"It rained.", b"id,text\n1,Rain.\n2,\n", *SEEDS])),
    max_size=6,
)


@settings(max_examples=40)
@given(FILES)
def test_read_and_left_out_make_up_what_is_there(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("any")
    make(folder, **files)
    found = read_files(folder)
    there = Counter("file" for path in folder.rglob("*") if path.is_file())
    assert Counter(seen.kind for seen in found.seen if seen.kind == "file") == there
    left = Counter((row.source, row.kind) for row in found.reading.left_out)
    for seen in found.seen:
        assert seen.outcome in (READ, LEFT, UNPACKED)
        assert (left[seen.name, seen.kind] == 1) == (seen.outcome == LEFT), seen
        assert bool(seen.reason) == (seen.outcome == LEFT)
        assert found.files.count(seen.name) == (seen.documents if seen.outcome == READ else 0)
