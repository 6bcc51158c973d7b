"""The shipped data: keys, definitions, patterns, and released features that hold no order of words."""

import csv
import re

import pytest

from framing import paths
from framing.corpus.features import check_features
from framing.corpus.texts import FINGERPRINT_FROM
from framing.results import TABLES as RESULTS
from framing.results import analyse
from framing.sentiment.scorers import lexicon
from framing.study import Methods
from framing.tables.checked import as_csv, read_table
from framing.tables.schema import SEPARATOR, TABLES
from framing.text.normalise import normalise
from framing.text.tokens import is_word, words

FILES = {
    "pieces.csv": "pieces",
    "frames.csv": "frames",
    "subframes.csv": "subframes",
    "dictionary.csv": "dictionary",
    "dictionary_v1.csv": "dictionary",
    "masks.csv": "masks",
    "cues.csv": "cues",
    "reporting.csv": "reporting",
    "claims.csv": "claims",
    "statements.csv": "statements",
    "hits_checked.csv": "hits_checked",
    "codings.csv": "codings",
    "codings_subframes.csv": "codings_subframes",
    "adjudicated.csv": "adjudicated",
    "paragraphs.csv": "paragraphs",
    "features/sentences.csv": "sentences",
    "features/hits.csv": "hits",
    "features/hits_v1.csv": "hits",
    "features/bags.csv": "bags",
    "features/scores.csv": "scores",
    "features/made_from.csv": "made_from",
    "development/documents.csv": "development_documents",
    "development/hits.csv": "development_hits",
    "development/recall.csv": "development_recall",
    "development/voices.csv": "development_voices",
    "specimen/pieces.csv": "pieces",
    "specimen/frames.csv": "frames",
    "specimen/subframes.csv": "subframes",
    "specimen/dictionary.csv": "dictionary",
    "specimen/truth.csv": "truth",
    "specimen/planted.csv": "planted",
}
HITS = [
    *["doc_id", "paragraph", "sentence", "frame", "subframe", "pattern", "voice", "speaker", "stance"],
    *["n", "n_subframe", "n_unless"],
]
RELEASED = {
    "paragraphs": ["doc_id", "paragraph", "part", "n_words", "fingerprint"],
    "features/sentences": [
        *["doc_id", "paragraph", "sentence", "part", "n_words", "n_words_quoted", "n_words_reported"],
        "compound",
    ],
    "features/hits": HITS,
    "features/hits_v1": HITS,
    "features/bags": ["doc_id", "token", "n"],
    # of a piece, never of a sentence
    "features/scores": [
        *["doc_id", "parts", "score", "sentences", "total", "error_paragraph", "error_sentence"],
        *["change_error_paragraph", "change_error_sentence", "deviation", "with_vader"],
    ],
}
LONGEST_SPEAKER = 5
OKABE_ITO = {"#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#000000"}


def header(name):
    with (paths.CORPUS / name).open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


@pytest.fixture(scope="module")
def tables():
    return {file: read_table(paths.CORPUS / file, name) for file, name in FILES.items()}


@pytest.fixture(scope="module")
def dictionary(tables):
    return tables["dictionary.csv"]


def test_no_other_table_is_shipped():
    assert {p.relative_to(paths.CORPUS).as_posix() for p in paths.CORPUS.rglob("*.csv")} == set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_columns_are_exactly_those_of_the_schema(file):
    assert header(file) == list(TABLES[FILES[file]].columns)


@pytest.mark.parametrize("file", FILES)
def test_files_are_written_as_the_study_writes_them(file, tables):
    assert (paths.CORPUS / file).read_bytes() == as_csv(tables[file]).encode("utf-8")


def test_pieces(tables):
    pieces = tables["pieces.csv"]
    assert pieces["doc_id"].tolist() == ["000", "001", "002", "003", "004"]
    assert pieces["label"].is_unique
    assert set(pieces["genre"]) == {"opinion", "analysis", "explainer", "brief", "report"}
    assert all(pieces["certainty"])
    for column in ("sha256_raw", "sha256_text"):
        assert pieces[column].str.fullmatch("[0-9a-f]{64}").all()
        assert pieces[column].is_unique
    # rewrites are labelled by their own sites
    assert not pieces["label"].str.contains("Jazeera|Times", case=False).any()
    assert not pieces["outlet"].str.contains("Jazeera|Times", case=False).any()


def test_three_main_frames_with_three_to_five_subframes_each_and_one_beside(tables):
    frames, subframes = tables["frames.csv"], tables["subframes.csv"]
    assert frames[["frame", "role", "beside"]].to_numpy().tolist() == [
        ["escalation", "main", ""],
        ["deterrence", "main", ""],
        ["transition", "main", ""],
        ["adjacent", "adjacent", "deterrence"],
    ]
    assert frames["order"].tolist() == [1, 2, 3, 4]
    assert set(frames["colour"]) < OKABE_ITO
    assert frames["colour"].is_unique
    assert all(frames["definition"])
    assert all(subframes["definition"])
    sizes = subframes.groupby("frame").size()
    assert set(sizes.index) == set(frames["frame"])
    assert sizes.drop("adjacent").between(3, 5).all()
    assert subframes.loc[subframes["frame"] == "adjacent", "subframe"].tolist() == ["leverage", "restraint"]
    for _, group in subframes.groupby("frame"):
        assert group["order"].tolist() == list(range(1, len(group) + 1))


def test_every_frame_and_subframe_is_defined_and_used(tables, dictionary):
    used = set(zip(dictionary["frame"], dictionary["subframe"], strict=True))
    subframes = tables["subframes.csv"]
    assert used == set(zip(subframes["frame"], subframes["subframe"], strict=True))
    hits = tables["features/hits.csv"]
    assert set(zip(hits["frame"], hits["subframe"], strict=True)) <= used
    planted, own = tables["specimen/planted.csv"], tables["specimen/subframes.csv"]
    there = set(zip(own["frame"], own["subframe"], strict=True))
    assert set(zip(planted["frame"], planted["subframe"], strict=True)) <= there


@pytest.mark.parametrize(("file", "patterns"), [("dictionary.csv", 345), ("dictionary_v1.csv", 151)])
def test_no_pattern_stands_twice(tables, file, patterns):
    dictionary = tables[file]
    assert len(dictionary) == patterns
    # within a frame a pattern can have but one subframe
    assert not dictionary.duplicated(["frame", "pattern"]).any()
    assert not dictionary["pattern"].duplicated().any()


def test_patterns_are_in_the_form_of_the_texts(dictionary):
    unless = [p for cell in dictionary["unless"] if cell for p in cell.split(SEPARATOR)]
    assert len(unless) > 20
    for pattern in [*dictionary["pattern"], *unless]:
        assert pattern == normalise(pattern).lower()
        assert pattern == " ".join(pattern.split())
        assert re.search(r"[a-z0-9]", pattern), pattern
        assert "|" not in pattern


def test_every_part_of_a_pattern_can_match_a_token(dictionary):
    # a part such as "u.s," would never match, since no token looks like that
    for pattern in dictionary["pattern"]:
        for part in pattern.split(" "):
            plain = part.replace("*", "x").replace("?", "x")
            assert words(plain) == [plain], pattern


def test_every_pattern_says_where_it_comes_from(dictionary):
    assert all(dictionary["source"])
    text = (paths.CORPUS / "references.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^- \*\*(.+?)\.\*\*", text, re.MULTILINE))
    assert set(dictionary["source"]) <= known | {"definition"}
    assert all(dictionary.loc[dictionary["source"] == "definition", "note"])


def test_what_is_known_to_overreach_is_excluded(dictionary):
    unless = dictionary.set_index("pattern")["unless"]
    assert {"determin*", "deteriorat*"} <= set(unless["deter*"].split(SEPARATOR))


def test_released_features_hold_no_order_of_words(tables):
    for name, columns in RELEASED.items():
        assert header(f"{name}.csv") == columns
    bags = tables["features/bags.csv"]
    assert not bags["token"].str.contains(r"\s").any()
    for _, bag in bags.groupby("doc_id"):
        assert bag["token"].tolist() == sorted(bag["token"])
    assert sorted(path.name for path in (paths.CORPUS / "features").iterdir()) == [
        "bags.csv",
        "hits.csv",
        "hits_v1.csv",
        "made_from.csv",
        "scores.csv",
        "sentences.csv",
    ]
    # patterns of one sentence stand in the order of the dictionary, not of the sentence
    order = {
        key: i for i, key in enumerate(tables["dictionary.csv"][["frame", "pattern"]].apply(tuple, axis=1))
    }
    for _, hits in tables["features/hits.csv"].groupby(["doc_id", "sentence"]):
        places = [order[key] for key in zip(hits["frame"], hits["pattern"], strict=True)]
        assert places == sorted(places)


def test_fingerprints_are_of_long_paragraphs_only(tables):
    paragraphs = tables["paragraphs.csv"]
    long = paragraphs["n_words"] >= FINGERPRINT_FROM
    assert FINGERPRINT_FROM == 12
    assert paragraphs.loc[long, "fingerprint"].str.fullmatch("[0-9a-f]{6}").all()
    assert (paragraphs.loc[~long, "fingerprint"] == "").all()
    assert paragraphs.loc[long, "fingerprint"].is_unique
    # what has no fingerprint is found by its title, so it must be a headline
    assert set(paragraphs.loc[~long, "part"]) == {"headline"}


def test_released_tables_agree_with_each_other(tables):
    check_features(paths.CORPUS)
    pieces = tables["pieces.csv"].set_index("doc_id")
    paragraphs = tables["paragraphs.csv"].groupby("doc_id")
    assert paragraphs.size().to_dict() == pieces["n_paragraphs"].to_dict()
    for doc_id, group in paragraphs:
        assert group["paragraph"].tolist() == list(range(1, len(group) + 1)), doc_id
    sentences = tables["features/sentences.csv"]
    for doc_id, group in sentences.groupby("doc_id"):
        assert group["sentence"].tolist() == list(range(1, len(group) + 1)), doc_id
    by_paragraph = sentences.groupby(["doc_id", "paragraph"])["n_words"].sum()
    described = tables["paragraphs.csv"].set_index(["doc_id", "paragraph"])["n_words"]
    assert by_paragraph.to_dict() == described.to_dict()
    places = set(zip(sentences["doc_id"], sentences["paragraph"], sentences["sentence"], strict=True))
    hits = tables["features/hits.csv"]
    assert set(zip(hits["doc_id"], hits["paragraph"], hits["sentence"], strict=True)) <= places
    assert (hits[["n", "n_subframe", "n_unless"]].sum(axis=1) > 0).all()
    assert (hits["n"] <= hits["n_subframe"]).all()


def test_scores_are_within_their_bounds(tables):
    assert tables["features/sentences.csv"]["compound"].abs().max() <= 10_000
    scores = tables["features/scores.csv"]
    assert len(scores) == len(tables["pieces.csv"]) * 2 * 4
    assert scores["with_vader"].between(-1, 1).all()
    assert (scores.filter(regex="error|deviation").fillna(0) >= 0).all(axis=None)


def test_masks_are_words_of_the_sentiment_lexicon_or_names(tables):
    for phrase in tables["masks.csv"]["phrase"]:
        assert phrase == normalise(phrase).lower()
        assert all(map(is_word, words(phrase)))


def test_masked_words_of_the_topic_are_rated_and_their_reason_tells_how(tables):
    masks = tables["masks.csv"].set_index("phrase")
    topic = masks[masks["kind"] == "topic"]
    assert len(topic) > 20
    for word, reason in topic["reason"].items():
        assert reason.endswith(f"; {lexicon()[word]:+.1f} in VADER"), word


def described_columns():
    """Return the first column of every table of the codebook, by the file its heading names."""
    text = (paths.CORPUS / "README.md").read_text(encoding="utf-8")
    found = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        name, _, body = section.partition("\n")
        columns = re.findall(r"^\| *`([^`]+)` *\|", body, re.MULTILINE)
        if name.strip().strip("`").endswith(".csv"):
            found[name.strip().strip("`")] = columns
    return found


@pytest.mark.parametrize("file", FILES)
def test_the_codebook_describes_exactly_the_columns_there_are(file):
    described = described_columns()
    # these of the specimens are said to have the columns of the study's own
    alike = [f"specimen/{name}.csv" for name in ("pieces", "frames", "subframes", "dictionary")]
    assert described[file.removeprefix("specimen/") if file in alike else file] == header(file)


def test_the_codebook_describes_no_table_that_is_not_there():
    assert set(described_columns()) <= {*FILES, "reading.csv", "_aggregate.csv"}


@pytest.mark.parametrize(("file", "name"), [("reading.csv", "reading"), ("_aggregate.csv", "aggregate")])
def test_the_codebook_describes_what_commands_write(file, name):
    assert described_columns()[file] == list(TABLES[name].columns)


def result_tables():
    """Return what the codebook says of the result tables."""
    text = (paths.CORPUS / "README.md").read_text(encoding="utf-8")
    return text.split("\n## Result tables\n")[1].split("\n## ")[0]


def test_the_codebook_describes_every_result_table():
    rows = re.findall(r"^\| (`[^|]+`) \|", result_tables(), re.MULTILINE)
    named = [name for cell in rows for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(RESULTS)


def test_the_codebook_names_the_columns_of_intervals_tests_and_claims(shipped):
    named = {word for quoted in re.findall(r"`([^`]+)`", result_tables()) for word in quoted.split()}
    # what every table may have is told at the head of the codebook
    told = {"doc_id", "frame", "hits", "pattern"}
    results = analyse(shipped, Methods(resamples=20))
    for name in ("smallest_ratios", "coverage", "mean_positions", "claims"):
        assert {*results[name]} - told - named == set(), name
    others = {"salience_pairs": "low high", "separation": "leaves_out_0", "cooccurrence": "p expected"}
    for name, columns in {**others, "leave_one_out": "becomes_distinguishable pairs_swapped"}.items():
        assert {*columns.split()} <= {*results[name]} & named, name


def test_the_codebook_says_what_a_reader_must_know():
    text = (paths.CORPUS / "README.md").read_text(encoding="utf-8").lower()
    for subject in ("how the features were made", "taken out", "risk", "remov", "licen"):
        assert subject in text


def test_speakers_are_names_and_not_descriptions(tables):
    words_for_groups = set(tables["reporting.csv"].query("kind == 'group'")["pattern"])
    for file in ("hits_checked.csv", "features/hits.csv"):
        speakers = [speaker.split() for speaker in tables[file]["speaker"] if speaker]
        assert len(speakers) > 10
        for speaker in speakers:
            assert len(speaker) <= LONGEST_SPEAKER, speaker
            assert any(w[0].isupper() and w.lower() not in words_for_groups for w in speaker), speaker
