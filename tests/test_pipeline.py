"""The pipeline script: the same bytes wherever and however it runs, and one line where the input is wrong."""

import hashlib
import os
import re
import shutil
import site
import stat
import subprocess
import sys
import warnings
from contextlib import nullcontext
from pathlib import Path

import pytest

from checkout import contents, files_of_the_study, is_checkout, run_script, seal
from framing import paths
from framing.corpus import corpora as corpus
from framing.corpus.texts import describe_paragraphs, missing_texts, read_texts
from framing.files import write_text
from framing.methods import Methods
from framing.report import publish, write
from framing.stats.coverage import simulate
from framing.stats.power import sample_size
from framing.tables.checked import as_csv, check, read_table

NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event in ("socket.__new__", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        raise RuntimeError("network: " + event)

sys.addaudithook(refuse)
"""
# pictures of toy corpora need not be fine
COARSE = 40
FRAMES = "frame,label,definition,source,colour,order\n"


def lines(text):
    return text.rstrip("\n").split("\n") if text else []


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """Return what Python imports from: no network, and data files group-writable and hard-linked."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    before = os.umask(0o002)
    try:
        for package in ("punkt", "vaderSentiment"):
            (found,) = [Path(f) / package for f in site.getsitepackages() if (Path(f) / package).is_dir()]
            for path in found.rglob("*"):
                if path.is_file() and "__pycache__" not in path.parts:
                    target = folder / path.relative_to(found.parent)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)
                    os.link(target, target.with_name(f"{target.name}.linked"))
    finally:
        os.umask(before)
    return folder


@pytest.fixture(scope="session")
def away(clone, hostile, tmp_path_factory):
    """Return a run of a copy of the study, called from an empty folder without a network, and that folder."""
    folder = tmp_path_factory.mktemp("away")
    elsewhere = {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    return run_script(clone, cwd=folder, PYTHONPATH=str(hostile), **elsewhere), folder


def test_a_run_ends_well_and_says_what_it_made_from_what(away):
    run, _ = away
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert re.search(r"^5 pieces, 184 sentences, from released features$", run.stdout, re.MULTILINE)
    assert re.search(r"^\d+ files in .*, made from released features in [\d.]+ s$", lines(run.stdout)[-1])


def test_nothing_is_written_into_the_folder_it_is_called_from(away):
    assert list(away[1].iterdir()) == []


def test_the_network_was_refused_and_the_data_group_writable_and_hard_linked(hostile, clone):
    opened = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"],
        env=os.environ | {"PYTHONPATH": str(hostile)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "network: socket.__new__" in opened.stderr
    for data in (hostile / "punkt/data/english.py", hostile / "vaderSentiment/vader_lexicon.txt"):
        assert data.stat().st_nlink == 2
        assert stat.S_IMODE(data.stat().st_mode) & stat.S_IWGRP
    for folder in ("analysis", "corpus"):
        assert all(path.stat().st_mode & stat.S_IWGRP for path in (clone / folder).rglob("*"))


@pytest.mark.usefixtures("away")
def test_committed_figures_are_what_the_pipeline_makes(clone):
    made, committed = contents(clone / "figures"), contents(paths.FIGURES)
    assert len(made) > 40
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []


@pytest.mark.usefixtures("away")
def test_a_run_leaves_a_clean_copy(clone):
    if not is_checkout():
        pytest.skip("not a git checkout, so it is not known which files belong to the study")
    before = {path.relative_to(paths.ROOT).as_posix(): path.read_bytes() for path in files_of_the_study()}
    after = contents(clone)
    assert set(after) - set(before) == set()
    assert [name for name in before if before[name] != after[name]] == []


@pytest.mark.usefixtures("away")
def test_no_file_holds_a_date_of_making_or_a_path(clone):
    made = contents(clone / "figures")
    assert made
    for name, data in made.items():
        assert str(clone).encode() not in data, name
        assert not re.search(rb"CreationDate|<dc:date>|tEXtDate", data), name


def test_importing_the_five_pieces(clone_with_texts):
    folder, imported = clone_with_texts
    assert imported.returncode == 0, imported.stderr
    assert imported.stderr == ""
    pieces = read_table(folder / "corpus" / "pieces.csv", "pieces")
    for piece in pieces.itertuples():
        n = piece.n_paragraphs
        assert f"{piece.doc_id}: {n} of {n} paragraphs; verified by its SHA-256" in lines(imported.stdout)
        text = (folder / "corpus" / "texts" / f"{piece.doc_id}.txt").read_bytes()
        assert hashlib.sha256(text).hexdigest() == piece.sha256_text
    assert len(contents(folder / "corpus" / "texts")) == 5
    assert imported.stdout.count("left out as page furniture") == 5


def test_the_raw_files_are_the_released_ones(private_texts):
    pieces = read_table(paths.CORPUS / "pieces.csv", "pieces")
    sums = {hashlib.sha256(path.read_bytes()).hexdigest() for path in private_texts.iterdir()}
    assert set(pieces["sha256_raw"]) <= sums


@pytest.mark.long
def test_figures_from_the_texts_are_the_same_bytes(clone_with_texts, tmp_path):
    run = run_script(clone_with_texts[0], "run", "--out", tmp_path / "out", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "made from texts in" in lines(run.stdout)[-1]
    made, committed = contents(tmp_path / "out"), contents(paths.FIGURES)
    assert len(made) == len(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def test_verify_without_texts_says_what_could_not_be_checked(clone, call):
    status, said, errors = call("verify", "--corpus", clone / "corpus")
    assert (status, errors) == (0, [])
    assert said == [
        "released tables agree with each other, and with the dictionary they were made with",
        "not checked against the texts: those of 000, 001, 002, 003, 004 are not here in full (see README)",
    ]


def test_the_pipeline_chooses_what_notebooks_choose_without_saying_so(pipeline):
    assert Methods() == pipeline.METHODS


# from here on the script is called within this process, on toy corpora


@pytest.fixture
def call(pipeline, capsys, monkeypatch):
    """Return a function that calls the script and gives its status, its output and its errors, as lines."""
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    monkeypatch.setattr(write, "DPI", COARSE)
    # toys are drawn sooner than a second process starts
    monkeypatch.setattr(publish, "second_process", nullcontext)

    def run(*arguments):
        capsys.readouterr()
        status = pipeline.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return status, lines(said.out), lines(said.err)

    return run


def test_the_released_features_are_what_the_texts_give(clone_with_texts, call):
    status, said, errors = call("verify", "--corpus", clone_with_texts[0] / "corpus")
    assert (status, errors) == (0, [])
    assert said[-1] == "all 7 released files match the texts of 5 pieces, byte for byte"


def test_making_the_features_anew_gives_the_same_bytes(clone_with_texts, call):
    folder = clone_with_texts[0] / "corpus"
    before = contents(folder)
    status, said, _ = call("features", "--corpus", folder)
    assert status == 0
    made = ("sentences", "hits", "hits_v1", "made_from", "bags", "scores")
    assert sorted(said)[:6] == sorted(f"wrote {folder / 'features' / name}.csv" for name in made)
    assert contents(folder) == before


def test_verify_names_the_file_that_differs(call, released):
    assert call("verify", "--corpus", released)[0] == 0
    path = released / "features" / "sentences.csv"
    text = path.read_text(encoding="utf-8")
    # the sentiment of one sentence, the last column
    head, first, *rest = text.split("\n")
    write_text(path, "\n".join([head, first.rpartition(",")[0] + ",1", *rest]))
    assert path.read_text(encoding="utf-8") != text
    status, _, errors = call("verify", "--corpus", released)
    assert (status, len(errors)) == (2, 1)
    assert errors[0].startswith(f"error: {path}: not the file whose SHA-256 features/made_from.csv keeps")
    seal(released, "features/sentences")
    status, _, errors = call("verify", "--corpus", released)
    assert status == 2
    assert errors == [
        f"error: {path}: differs from what the texts give; run `python analysis/pipeline.py features`"
    ]
    assert call("features", "--corpus", released)[0] == 0
    assert path.read_text(encoding="utf-8") == text
    assert call("verify", "--corpus", released)[0] == 0


def test_a_figure_made_alone_is_the_one_made_with_all(pipeline, tmp_path):
    assert pipeline.main(["--only", "fig3", "--out", str(tmp_path / "out")]) == 0
    made, committed = contents(tmp_path / "out"), contents(paths.FIGURES)
    kinds = ("alt.txt", "caption.txt", "csv", "pdf", "png", "svg")
    assert list(made) == [f"fig3_positions.{kind}" for kind in kinds]
    assert [name for name in made if made[name] != committed[name]] == []


def test_a_corpus_and_a_dictionary_of_ones_own(call, make_corpus, tmp_path):
    folder = make_corpus(
        wet="# High tide\n\nThe tide rose. The tide fell on the quay, said Ann.\n\nIt rained.",
        dry="No rain fell for a week.\n\nThe quay was dry, and the tide out of sight.",
    )
    mine = make_corpus("words", {"mine": "frame,pattern\nsea,tide*\nsea,quay\nsky,rain*\n"}) / "mine.csv"
    before = {**contents(folder), **contents(mine.parent)}
    status, said, errors = call("--corpus", folder, "--dictionary", mine, "--out", tmp_path / "out")
    assert (status, errors) == (0, [])
    assert said[1] == "2 pieces, 6 sentences, from texts"
    salience = (tmp_path / "out" / "tables" / "salience.csv").read_text(encoding="utf-8")
    rows = [row.split(",")[:5] for row in lines(salience)]
    assert rows == [
        ["doc_id", "frame", "hits", "words", "rate"],
        ["dry", "sea", "2", "16", "125.0000"],
        ["dry", "sky", "1", "16", "62.5000"],
        ["wet", "sea", "4", "15", "266.6667"],
        ["wet", "sky", "1", "15", "66.6667"],
    ]
    assert {**contents(folder), **contents(mine.parent)} == before


def test_keyword_in_context_on_the_screen_and_as_csv(call, make_corpus, tmp_path):
    folder = make_corpus(wet="The tide rose. The tide fell on the quay.", dry="No rain. Low tide")
    status, said, errors = call("kwic", "tid*", "quay", "--corpus", folder, "--window", "1")
    assert (status, errors) == (0, [])
    assert said[2:] == [
        "dry:2  Low  [tide]  ",
        "wet:1  The  [tide]  rose",
        "wet:2  The  [tide]  fell",
        "wet:2  the  [quay]  .",
        "4 matches",
    ]
    out = tmp_path / "context.csv"
    assert call("kwic", "tid*", "--corpus", folder, "--by", "sentence", "--out", out)[0] == 0
    assert out.read_text(encoding="utf-8").splitlines()[:2] == [
        "doc_id,paragraph,sentence,from,to,pre,keyword,post,pattern,frame",
        "dry,1,2,5,5,Low,tide,,tid*,",
    ]
    status, _, errors = call("kwic", "tide", "--corpus", paths.CORPUS)
    assert status == 2 and "no text in it" in errors[0]


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(make_corpus):
    script = [sys.executable, str(paths.ROOT / "analysis" / "pipeline.py"), "inspect", "--corpus"]
    with subprocess.Popen(
        [*script, make_corpus(a="It rained.")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as ended:
        # closed before anything is said, as `head` does after a few lines
        ended.stdout.close()
        assert (ended.stderr.read(), ended.wait()) == (b"", 0)


@pytest.mark.parametrize(
    "command",
    [("lint", paths.CORPUS / "dictionary.csv", "--corpus"), ("import",), ("coding-sheet", "--corpus")],
)
def test_what_the_system_refuses_is_one_line(call, command):
    status, _, errors = call(*command, "x" * 5000)
    assert (status, len(errors)) == (2, 1)
    assert errors[0].endswith("the system says: File name too long; check the name and the folder")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"a": "The deterrent failed. It rained."}, (0, 0)),
        ({"a": "...", "b": "..."}, (2, 1)),
        ({"a": "Rain.", "b": "Snow fell on the quay."}, (0, 0)),
    ],
    ids=["one piece", "no words", "no hit"],
)
@pytest.mark.long
def test_the_smallest_corpora_end_well_or_with_one_line(call, make_corpus, tmp_path, texts, expected):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        status, _, errors = call("run", "--corpus", make_corpus(**texts), "--out", tmp_path / "out")
    assert (status, len(errors)) == expected, errors


def test_a_text_in_windows_1252_is_read_with_a_warning(call, make_corpus, tmp_path):
    folder = make_corpus(a="It rained on the quay.")
    (folder / "b.txt").write_bytes("The café was wet.".encode("cp1252"))
    out = tmp_path / "out"
    status, _, errors = call("run", "--corpus", folder, "--only", "fig1", "--out", out)
    assert status == 0
    assert errors == [
        f"warning: {folder / 'b.txt'}: not UTF-8, read as Windows-1252; save it as UTF-8 to be sure"
    ]


def test_the_words_that_a_comparison_needs(call):
    status, said, errors = call("sample-size", "17", "6")
    assert (status, errors) == (0, [])
    assert said == [
        "1,632 words, or 37 paragraphs of 45 words, in each text to tell 17 from 6 hits per 1,000 words"
    ]
    chosen = ["--dispersion", "1.4", "--power", "0.9", "--coverage", "0.9", "--comparisons", "3"]
    size = sample_size(2.5, 9, dispersion=1.4, power=0.9, coverage=0.9, comparisons=3, paragraph=60.5)
    _, said, _ = call("sample-size", "2.5", "9", *chosen, "--paragraph", "60.5")
    assert said == [
        f"{size.words:,} words, or {size.paragraphs:,} paragraphs of 60.5 words, in each text to tell 2.5 "
        "from 9 hits per 1,000 words"
    ]


def test_coverage_is_simulated_and_written_only_where_a_file_is_named(call, pipeline, tmp_path):
    before = contents(paths.FIGURES)
    arguments = ["coverage", "--corpus", paths.CORPUS / "specimen", "--simulations", "20"]
    status, printed, errors = call(*arguments)
    assert (status, errors) == (0, [])
    assert printed[1:3] == ["5 pieces, 110 sentences, from texts", "simulating 20 times"]
    titles = [line for line in printed if line.endswith(("expected hits", "of these", "1,000 words"))]
    assert len(titles) == 4
    assert not any(line.startswith("wrote") for line in printed)
    out = tmp_path / "coverage.csv"
    status, again, _ = call(*arguments, "--out", out)
    assert status == 0
    assert again == [*printed, f"wrote {out}"]
    table = read_table(out, "coverage")
    assert table["simulations"].unique().tolist() == [20]
    methods = pipeline.METHODS
    assert table[["unit", "nominal"]].drop_duplicates().to_numpy().tolist() == [
        [methods.unit, methods.coverage]
    ]
    assert contents(paths.FIGURES) == before


def test_the_coverage_of_the_study_is_written_among_its_tables(call, monkeypatch, tmp_path):
    asked = []

    def simulating(words, *rest):
        asked.append({doc_id: len(of) for doc_id, of in words.items()})
        return simulate(words, *rest)

    monkeypatch.setattr("framing.stats.coverage.simulate", simulating)
    monkeypatch.setattr(paths, "FIGURES", tmp_path)
    status, said, _ = call("coverage", "--simulations", "1")
    path = tmp_path / "tables" / "coverage.csv"
    assert (status, said[-1]) == (0, f"wrote {path}")
    committed = read_table(paths.ROOT / "figures" / "tables" / "coverage.csv", "coverage")
    key = ["measure", "method", "model", "truth", "doc_id"]
    assert read_table(path, "coverage")[key].equals(committed[key])
    # paragraphs are the units
    pieces = read_table(paths.CORPUS / "pieces.csv", "pieces").set_index("doc_id")
    assert asked == [pieces["n_paragraphs"].to_dict()]


WRONG = {
    "no folder": ({}, {}, ["run", "--corpus", "{own}/absent"], "absent: no such folder"),
    "an empty folder": (
        {},
        {},
        ["run", "--corpus", "{own}"],
        "no text in it; put one text file per piece",
    ),
    "an empty text": ({"a": ""}, {}, ["run", "--corpus", "{own}"], "a.txt: the file is empty"),
    "no text": (
        {"a": "wet\0"},
        {},
        ["run", "--corpus", "{own}"],
        "a.txt: not a text file (it holds NUL bytes)",
    ),
    "a missing column": (
        {"a": "Rain."},
        {"pieces": "doc_id\na\n"},
        ["run", "--corpus", "{own}"],
        "pieces.csv: column 'label' is missing; add it to the header row",
    ),
    "a duplicate doc_id": (
        {"a": "Rain."},
        {"pieces": "doc_id,label\na,A\na,B\n"},
        ["run", "--corpus", "{own}"],
        "pieces.csv, row 3: doc_id 'a' stands there twice",
    ),
    "a listed piece without a text": (
        {"a": "Rain."},
        {"pieces": "doc_id,label\na,A\nb,B\n"},
        ["run", "--corpus", "{own}"],
        "pieces.csv: piece 'b' has no file b.txt",
    ),
    "a pattern twice, with different exclusions": (
        {"a": "Rain."},
        {"mine": "frame,pattern,unless\nsky,rain,\nsky,Rain,rain dance\n"},
        ["run", "--corpus", "{own}", "--dictionary", "{own}/mine.csv"],
        "mine.csv, row 3: pattern 'Rain' stands there twice with another `unless` or weight, first on row 2",
    ),
    "an unknown frame": (
        {"a": "Rain."},
        {"mine": "frame,pattern\nsky,rain\nsea,tide\n", "frames": FRAMES + "sky,Sky,,,#000000,1\n"},
        ["run", "--corpus", "{own}", "--dictionary", "{own}/mine.csv"],
        "mine.csv, row 3: frame 'sea' is not defined; use one of sky",
    ),
    "an empty pattern": (
        {"a": "Rain."},
        {"dictionary": "frame,pattern\nsky,rain\nsky,\n"},
        ["run", "--corpus", "{own}"],
        "dictionary.csv, row 3: pattern is empty; fill it or remove the row",
    ),
    "an empty dictionary": (
        {"a": "Rain."},
        {"mine": ""},
        ["run", "--corpus", "{own}", "--dictionary", "{own}/mine.csv"],
        "mine.csv, row 1: the file is empty; the first row must name the columns",
    ),
    "a dictionary without patterns": (
        {"a": "Rain."},
        {"mine": "frame,pattern\n"},
        ["run", "--corpus", "{own}", "--dictionary", "{own}/mine.csv"],
        "mine.csv: there is no pattern in it",
    ),
    "a dictionary that is not CSV": (
        {"a": "Rain."},
        {"mine": 'frame,pattern\nsky,"rain\n'},
        ["run", "--corpus", "{own}", "--dictionary", "{own}/mine.csv"],
        "mine.csv: not a CSV table",
    ),
    "no dictionary": (
        {"a": "Rain."},
        {},
        ["run", "--corpus", "{own}", "--dictionary", "{own}/mine.csv"],
        "mine.csv: the dictionary cannot be read, as there is no such file",
    ),
    "no dictionary, for the study's own pieces": (
        {},
        {},
        ["run", "--dictionary", "{own}/mine.csv"],
        "mine.csv: the dictionary cannot be read, as there is no such file",
    ),
    "a colour that is none": (
        {"a": "Rain."},
        {"dictionary": "frame,pattern\nsky,rain\n", "frames": FRAMES + "sky,Sky,,,pinkish,1\n"},
        ["run", "--corpus", "{own}"],
        "frames.csv: colour of frame 'sky' is 'pinkish'; write # and six hexadecimal digits",
    ),
    "no such figure": (
        {"a": "Rain.", "b": "More rain."},
        {},
        ["run", "--corpus", "{own}", "--only", "fig99"],
        "no figure 'fig99'; choose one of fig1",
    ),
    "no file to import": ({}, {}, ["import", "{own}/absent.txt"], "absent.txt: no such file or folder"),
    "an empty folder to import": ({}, {}, ["import", "{own}"], "the folder is empty"),
    "no paragraph to import": (
        {"a": "Rain."},
        {},
        ["import", "{own}/a.txt"],
        "a.txt: no paragraph of any piece in it",
    ),
    "no text to import": ({"a": "wet\0"}, {}, ["import", "{own}/a.txt"], "a.txt: not a text file"),
    "no features to verify": ({}, {}, ["verify", "--corpus", "{own}"], "pieces.csv: cannot be read"),
    "no texts to make features from": (
        {},
        {"pieces": "doc_id,label\na,A\n"},
        ["features", "--corpus", "{own}"],
        "the text of a is not there in full; import it first",
    ),
    "a rate of 0": ({}, {}, ["sample-size", "0", "6"], "rate_a is 0.0; it must be a number above 0"),
    "a negative rate": ({}, {}, ["sample-size", "6", "-1"], "rate_b is -1.0; it must be a number above 0"),
    "equal rates": ({}, {}, ["sample-size", "6", "6"], "no number of words tells equal rates apart"),
    "a power in percent": (
        {},
        {},
        ["sample-size", "6", "9", "--power", "80"],
        "power is 80.0; it must lie between 0 and 1",
    ),
    "no simulation": (
        {"a": "Rain.", "b": "More rain."},
        {},
        ["coverage", "--corpus", "{own}", "--simulations", "0"],
        "simulations is 0; it must be a whole number from 1",
    ),
    "no notebooks": ({}, {}, ["notebooks", "--folder", "{own}"], "no notebook in it"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_what_is_wrong_gives_one_line_and_nothing_is_written(call, make_corpus, tmp_path, case):
    texts, tables, arguments, message = case
    own = make_corpus(tables=tables, **texts)
    before, shipped = contents(tmp_path), contents(paths.CORPUS)
    out = ["--out", tmp_path / "out"] if arguments[0] == "run" else []
    status, _, errors = call(*[argument.format(own=own) for argument in arguments], *out)
    assert status == 2
    assert len(errors) == 1
    assert errors[0].startswith("error: ")
    assert message in errors[0]
    assert contents(tmp_path) == before
    assert not (tmp_path / "out").exists()
    assert contents(paths.CORPUS) == shipped


def test_a_folder_that_cannot_be_written_to(call, make_corpus, tmp_path):
    (tmp_path / "file").write_text("a file, not a folder", encoding="utf-8")
    folder = make_corpus(a="Rain fell on the quay.", b="The tide was high, and rain fell.")
    before = contents(tmp_path)
    status, _, errors = call("run", "--corpus", folder, "--out", tmp_path / "file" / "out")
    assert status == 2
    assert len(errors) == 1
    assert re.match(
        r"error: .*file/out.*: cannot be written .*; choose a folder that you may write to$", errors[0]
    )
    assert contents(tmp_path) == before


def test_the_script_itself_ends_with_status_2_and_no_traceback(clone, tmp_path):
    ended = run_script(clone, "run", "--corpus", tmp_path / "absent", cwd=tmp_path)
    assert ended.returncode == 2
    assert lines(ended.stderr) == [
        f"error: {tmp_path / 'absent'}: no such folder; name a folder of texts, or a file"
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def toy_study(tmp_path, monkeypatch):
    """Return a study of two toy pieces whose texts are to be imported, in place of the real one."""
    folder = tmp_path / "study"
    long = "One two three four five six seven eight nine ten eleven twelve {}."
    texts = {
        "t1": f"# Ferry\n\n{long.format('rain')}\n\n{long.format('tide')}\n",
        "t2": f"{long.format('quay')}\n",
    }
    for doc_id, text in texts.items():
        write_text(folder / "texts" / f"{doc_id}.txt", text)
    rows = [
        {
            "doc_id": d,
            "label": d,
            "title": "Ferry" if d == "t1" else "",
            "sha256_text": hashlib.sha256(t.encode()).hexdigest(),
        }
        for d, t in texts.items()
    ]
    pieces = check(corpus.pd.DataFrame(rows), "pieces")
    write_text(folder / "pieces.csv", as_csv(pieces))
    write_text(folder / "paragraphs.csv", as_csv(describe_paragraphs(read_texts(folder, pieces))))
    shutil.rmtree(folder / "texts")
    monkeypatch.setattr(paths, "CORPUS", folder)
    return folder, texts


def test_import_writes_whole_pieces_only(call, toy_study, tmp_path):
    folder, texts = toy_study
    page = tmp_path / "page.txt"
    page.write_text("Menu\n\n" + texts["t2"] + "\n" + texts["t1"].split("\n\n")[1], encoding="utf-8")
    status, said, errors = call("import", page)
    assert (status, errors) == (0, [])
    assert said == [
        "t1: 1 of 3 paragraphs; missing: 1, 3; not written (complete it, or use --partial)",
        "t2: 1 of 1 paragraphs; verified by its SHA-256",
        "  left out as page furniture: 1 line",
        "    Menu",
    ]
    assert contents(folder / "texts") == {"t2.txt": texts["t2"].encode()}


def test_import_partial_writes_what_there_is(call, toy_study, tmp_path):
    folder, texts = toy_study
    page = tmp_path / "page.txt"
    second = texts["t1"].split("\n\n")[1]
    page.write_text(second, encoding="utf-8")
    status, said, _ = call("import", "--partial", page)
    assert status == 0
    assert said == [
        "t1: 1 of 3 paragraphs; missing: 1, 3; written in part",
        "t2: 0 of 1 paragraphs; missing: 1; not written (complete it, or use --partial)",
    ]
    assert contents(folder / "texts") == {"t1.txt": f"{second}\n".encode()}
    # a piece in part is not taken for the piece
    assert missing_texts(folder, read_table(folder / "pieces.csv", "pieces")) == ["t1", "t2"]


def test_import_partial_keeps_what_was_there(call, toy_study, tmp_path):
    folder, texts = toy_study
    paragraphs = texts["t1"].strip("\n").split("\n\n")
    for number in (1, 0):
        (tmp_path / f"{number}.txt").write_text(paragraphs[number], encoding="utf-8")
        status, said, _ = call("import", "--partial", tmp_path / f"{number}.txt")
        assert status == 0
    assert said[0] == "t1: 2 of 3 paragraphs; missing: 3; written in part"
    kept = (folder / "texts" / "t1.txt").read_text(encoding="utf-8")
    assert kept == "\n\n".join(paragraphs[:2]) + "\n"


def test_import_of_a_whole_folder(call, toy_study, tmp_path):
    folder, texts = toy_study
    for i, paragraph in enumerate("\n\n".join(texts.values()).split("\n\n")[::-1]):
        write_text(tmp_path / "saved" / f"{i}.txt", paragraph.replace(" five ", "\nfive\u00a0"))
    status, said, _ = call("import", tmp_path / "saved")
    assert status == 0
    assert said == [
        "t1: 3 of 3 paragraphs; verified by its SHA-256",
        "t2: 1 of 1 paragraphs; verified by its SHA-256",
    ]
    assert contents(folder / "texts") == {f"{name}.txt": text.encode() for name, text in texts.items()}
