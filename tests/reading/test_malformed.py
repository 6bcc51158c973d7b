"""Two hundred malformed files: each is read or refused by name, within ten seconds and a gigabyte."""

import gzip
import io
import json
import resource
import time
import warnings
import zipfile

import numpy as np
import pytest

from framing import FramingError
from framing.reading.files import LEFT, READ, UNPACKED, read_files
from made_files import RICH, pdf_file, word_file

SECONDS, BYTES = 10, 10**9
LINE = "The tide rose over the quay at dawn, and all of the boats were lost. "


def zipped(files, kind=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    # a name that stands twice is one of the faults
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", kind) as archive:
        warnings.simplefilter("ignore")
        for name, data in files:
            archive.writestr(name, data)
    return held.getvalue()


def word_xml(body):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped(
        [("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')]
    )


def seeds():
    """Return a sound file of every kind, by an ending that does not always fit."""
    word = word_file(lambda d: [d.add_paragraph(LINE) for _ in range(20)])
    return {
        "a.txt": (LINE * 20).encode(),
        "a.md": f"# Tide\n\n*{LINE}*\n".encode() * 5,
        "a.html": f"<html><body>{f'<p>{LINE}</p>' * 20}</body></html>".encode(),
        "a.docx": word,
        "a.pdf": pdf_file([[LINE[:60]] * 9] * 2),
        "a.rtf": RICH.encode(),
        "a.zip": zipped([("b.txt", LINE), ("c.docx", word)]),
        "a.gz": gzip.compress(LINE.encode() * 20),
        "a.csv": b"id,text\n" + b"".join(f"{n},{LINE.strip()!r}\n".encode() for n in range(20)),
        "a.jsonl": b"".join(json.dumps({"id": n, "text": LINE}).encode() + b"\n" for n in range(20)),
    }


def damaged():
    """Return files that are cut, changed, doubled or called otherwise: 15 of each kind."""
    random, made = np.random.default_rng(20241120), {}
    kinds = seeds()
    names = [*kinds]
    for place, (name, data) in enumerate(kinds.items()):
        for share in (1, 10, 50, 90, 99):
            made[f"cut to {share} % {name}"] = data[: len(data) * share // 100]
        for number in (1, 10, 100, 1000):
            changed = np.frombuffer(data, np.uint8).copy()
            changed[random.integers(len(data), size=number)] = random.integers(256, size=number)
            made[f"{number} bytes of {name}"] = changed.tobytes()
        made[f"twice {name}"] = data * 2
        made[f"nuls in {name}"] = data[:50] + bytes(50) + data[50:]
        made[f"noise before {name}"] = random.bytes(64) + data
        made[f"head of {name}"] = data[:8] + random.bytes(2000)
        made[f"wide {name}"] = data.decode("latin-1").encode("utf-16-le")
        made[f"called {names[place - 1][2:]}.{names[place - 1][2:]}"] = data
    return made


def hostile():
    """Return files that are built to cost time or memory."""
    million = 10**6
    many = "".join(f"<p>{n}</p>" for n in range(20_000))
    texts = {
        **{f"{name}.txt": part * (million // len(part)) for name, part in PARTS.items()},
        "long line.csv": "id,text\n1," + "x" * million,
        "columns.csv": ",".join(f"c{n}" for n in range(50_000)) + "\n",
        "quotes.csv": 'id,text\n1,"' + '"",' * 300_000,
        "deep.json": "[" * 100_000,
        "deep.jsonl": '{"a":' * 100_000,
        "number.json": '[{"id": ' + "9" * 100_000 + ', "text": "x"}]',
        "deep.html": "<div>" * 100_000 + "rain",
        "wide.html": f"<html><body>{many}</body></html>",
        "open.html": "<a href=" * 100_000,
        "comments.html": "<html>" + "<!--" * 200_000,
        "table.html": "<html><table>" + "<tr><td>" * 20_000,
        "deep.rtf": r"{\rtf1 " + "{" * 300_000 + "rain",
        "fonts.rtf": r"{\rtf1{\fonttbl" + r"\f1" * 300_000,
        "binary.rtf": r"{\rtf1{\pict\bin" + "9" * 5000 + " x}",
        "deleted.rtf": r"{\rtf1 " + r"{\deleted " * 50_000,
    }
    files = {name: text.encode() for name, text in texts.items()}
    entity = '<!DOCTYPE d [<!ENTITY a "x">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(9)
    )
    bomb = zipped([("b.txt", bytes(150_000_000))])
    return files | {
        "bomb.zip": bomb,
        "bombs.zip": zipped([("b.zip", bomb), ("c.zip", bomb)]),
        "bomb.gz": gzip.compress(bytes(150_000_000), 1),
        "bomb.docx": zipped([("word/document.xml", b"<w>" + b" " * 150_000_000)]),
        "entities.docx": zipped([("word/document.xml", entity + "]><d>&j;</d>")]),
        "deep.docx": word_xml("<w:p><w:r><w:t>" * 50_000),
        "runs.docx": word_xml("<w:p>" + "<w:r><w:t>x</w:t></w:r>" * 100_000 + "</w:p>"),
        "many.zip": zipped([(f"{n}.txt", "") for n in range(3000)]),
        "alike.zip": zipped([("a.txt", LINE)] * 50),
        "path.zip": zipped([("../../a.txt", LINE), ("/etc/a.txt", LINE), ("C:\\a.txt", LINE)]),
        "objects.pdf": b"%PDF-1.7\n" + b"1 0 obj <</Length 5>> stream\n" * 20_000,
        "nested.pdf": b"%PDF-1.7\n1 0 obj " + b"[" * 100_000,
        "xref.pdf": b"%PDF-1.7\ntrailer <</Root 1 0 R /Prev 9>>\nstartxref\n9\n%%EOF" * 2000,
    }


PARTS = {
    **{"one letter": "x", "blanks": " ", "line ends": "\n", "words": LINE, "brackets": "[", "stars": "*"},
    **{"ticks": "`", "quotes": ">", "marks": "\u0301", "emoji": "\U0001f30a", "hashes": "#", "dashes": "-"},
    **{
        "escapes": "\x1b",
        "mojibake": "Ã©",
        "tags": "<",
        "ampersands": "&amp;",
        "tabs": "\t",
        "returns": "\r",
    },
    **{"short lines": "a\n", "wrapped": f"{LINE[:68]}\n", "ideographs": "雨", "underscores": "_a"},
}
MADE = damaged() | {f"m {n}.md": (part * 100_000).encode() for n, part in PARTS.items()} | hostile()


def read(folder, name):
    """Read one file in a folder of its own, within the bounds, and return what became of it."""
    (folder / name).write_bytes(MADE[name])
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    try:
        found = read_files(folder)
    except FramingError as refused:
        # a library is missing, or nothing else
        raise AssertionError(name) from refused
    assert time.process_time() - started < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < BYTES
    return found


def check(folder, name):
    found = read(folder, name)
    (whole,) = [seen for seen in found.seen if seen.kind == "file"]
    assert whole.outcome in (READ, LEFT, UNPACKED)
    assert whole.outcome != LEFT or whole.reason
    for seen in found.seen:
        assert len(seen.reason) < 1000 and "Traceback" not in seen.reason
    assert len(found.files) == len(found.reading.documents)


def test_there_are_two_hundred_malformed_files():
    assert len(MADE) >= 200


@pytest.mark.parametrize("name", [*MADE][::9])
def test_a_malformed_file_is_read_or_named(tmp_path, name):
    check(tmp_path, name)


@pytest.mark.long
@pytest.mark.parametrize("name", MADE)
def test_every_malformed_file_is_read_or_named(tmp_path, name):
    check(tmp_path, name)
