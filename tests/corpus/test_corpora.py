"""A corpus of one's own, the marks of its parts, and features that must fit their definitions."""

import hashlib
import shutil
import time
from pathlib import Path

import pandas as pd
import pytest

from checkout import seal
from framing import FramingError, paths
from framing.corpus import corpora
from framing.corpus.corpora import read_corpus, read_coverage, read_study
from framing.corpus.definitions import read_definitions
from framing.corpus.features import check_features, feature_files, read_features
from framing.corpus.texts import describe_paragraphs, fingerprint, missing_texts, read_texts, text_folder
from framing.files import write_text
from framing.tables.checked import read_table
from framing.text.documents import marked

LONG = "One two three four five six seven eight nine ten eleven twelve."
SEA = "frame,subframe,pattern\nsea,wet,tide*\nsea,dry,quay\nsky_line,,rain\n"
FRAMES = "frame,label,definition,source,colour,order\n"


def parts(texts):
    return list(texts[["doc_id", "paragraph", "part", "text"]].itertuples(index=False, name=None))


def test_a_folder_of_texts_is_a_corpus(make_corpus, same):
    study = read_corpus(make_corpus(b="Deterrence.\n\nIt rained.", a="# Rain\n\n## A dek\n\nRain."))
    assert parts(study.texts) == [
        ("a", 1, "headline", "Rain"),
        ("a", 2, "dek", "A dek"),
        ("a", 3, "body", "Rain."),
        ("b", 1, "body", "Deterrence."),
        ("b", 2, "body", "It rained."),
    ]
    same(study.pieces[["doc_id", "label"]], "doc_id label", [("a", "a"), ("b", "b")])
    assert study.source == "texts"
    assert study.features.hits["pattern"].tolist() == ["deter*"]
    frames = study.definitions.frames
    assert frames["frame"].tolist() == ["escalation", "deterrence", "transition", "adjacent"]
    assert frames["role"].tolist() == ["main"] * 3 + ["adjacent"]


def test_pieces_csv_names_and_orders_the_pieces(make_corpus):
    tables = {"pieces": "doc_id,label,title\nb,Beta,It  rained…\na,Alpha,\n"}
    study = read_corpus(make_corpus(tables=tables, b="It rained...\nIt rained.", a="Rain."))
    assert study.pieces["label"].tolist() == ["Beta", "Alpha"]
    assert parts(study.texts) == [
        ("b", 1, "headline", "It rained..."),
        ("b", 2, "body", "It rained."),
        ("a", 1, "body", "Rain."),
    ]
    assert study.features.sentences["doc_id"].tolist() == ["b", "b", "a"]


def test_texts_may_lie_in_a_folder_of_their_own(make_corpus):
    folder = make_corpus(readme="Not a piece.")
    write_text(folder / "texts" / "a.txt", "It rained.")
    assert parts(read_corpus(folder).texts) == [("a", 1, "body", "It rained.")]


def test_texts_are_normalised(make_corpus):
    folder = make_corpus(a="It\u2019s\u00a0a \u201cquay\u201d\u2026\r\n\r\n Rain \u2013 again ")
    assert [row[3] for row in parts(read_corpus(folder).texts)] == [
        'It\'s a "quay"...',
        "Rain — again",
    ]


def test_a_dictionary_of_ones_own_names_its_frames(make_corpus, same):
    folder = make_corpus(a="The tide came in. The quay was wet with rain and tides.")
    path = make_corpus("words", {"mine": SEA}) / "mine.csv"
    study = read_corpus(folder, path)
    same(
        study.definitions.frames[["frame", "label", "order"]],
        "frame label order",
        [("sea", "Sea", 1), ("sky_line", "Sky line", 2)],
    )
    assert study.definitions.frames["colour"].nunique() == 2
    same(
        study.definitions.subframes[["frame", "subframe", "label", "order"]],
        "frame subframe label order",
        [("sea", "wet", "Wet", 1), ("sea", "dry", "Dry", 2)],
    )
    same(
        study.features.hits[["sentence", "pattern", "n"]],
        "sentence pattern n",
        [(1, "tide*", 1), (2, "tide*", 1), (2, "quay", 1), (2, "rain", 1)],
    )


def test_a_folder_may_hold_its_own_definitions(make_corpus, same):
    tables = {
        "dictionary": SEA,
        "frames": FRAMES + "sky_line,Sky,,,#000000,2\nsea,Sea,,,#0072B2,1\n",
        "subframes": "frame,subframe,label,definition,order\nsea,dry,Dry land,,2\nsea,wet,Wet,,1\n",
        # without kinds, phrases are names
        "masks": "phrase,reason\ngrand quay,a name\n",
    }
    study = read_corpus(make_corpus(tables=tables, a="Rain fell on the Grand Quay."))
    definitions = study.definitions
    same(
        definitions.frames[["frame", "colour"]], "frame colour", [("sea", "#0072B2"), ("sky_line", "#000000")]
    )
    same(
        definitions.subframes[["subframe", "label"]], "subframe label", [("wet", "Wet"), ("dry", "Dry land")]
    )
    assert definitions.masks[["phrase", "kind"]].to_numpy().tolist() == [["grand quay", "name"]]
    written, scores = study.features.sentences["compound"].sum(), study.features.scores.set_index("score")
    assert written > 0
    assert scores.loc["names masked", "total"].tolist() == [0, 0]
    assert scores.loc["topic masked", "total"].tolist() == [written, written]


def test_more_frames_than_colours(make_corpus):
    rows = "".join(f"f{i},,word{i}\n" for i in range(20))
    path = make_corpus(tables={"mine": "frame,subframe,pattern\n" + rows}) / "mine.csv"
    frames = read_definitions(path.parent, path).frames
    assert len(frames) == 20
    assert frames["colour"].nunique() == 8


@pytest.mark.parametrize(
    ("tables", "texts", "message"),
    [
        ({}, {}, r"own: no text in it; put one text file per piece there"),
        ({}, {"b": " \n\u200b\n"}, r"own: no text in it is read: b\.txt: there are no words in it"),
        (
            {},
            {"a": "... — ''", "b": ""},
            r"own: none of the 2 files in it is read: a\.txt: there are no words",
        ),
        (
            {"pieces": "doc_id,label\na,A\nb,B\n"},
            {"a": "Rain.", "b": "..."},
            r"pieces\.csv: piece 'b' is not read \(b\.txt: there are no words in it; .*\), or remove the row",
        ),
        (
            {"pieces": "doc_id,label\na,A\n../a,B\n"},
            {"a": "Rain."},
            r"pieces\.csv, row 3: doc_id '\.\./a' leads out of the folder; name a text within it",
        ),
        (
            {"pieces": "doc_id,label\na,A\n/etc/hosts,B\n"},
            {"a": "Rain."},
            r"pieces\.csv, row 3: doc_id '/etc/hosts' leads out of the folder",
        ),
        (
            {"pieces": "doc_id,label\na,A\na.txt,B\n"},
            {"a": "Rain."},
            r"pieces\.csv: piece 'a\.txt' is the same text as another \(a\.txt\); remove the row",
        ),
        (
            {"pieces": "doc_id,label\na,A\x07\n"},
            {"a": "Rain."},
            r"pieces\.csv, row 2: label 'A\\x07' cannot be printed in a figure; use 1,000 plain letters",
        ),
        ({"pieces": f"doc_id,label\na,{'A' * 100_000}\n"}, {"a": "Rain."}, r"row 2: label 'AAA"),
        (
            {"pieces": "Doc_ID,label,LABEL\na,A,B\n"},
            {"a": "Rain."},
            r"pieces\.csv, row 1: column 'label' stands there twice",
        ),
        (
            {"pieces": "name,label\na,A\n"},
            {"a": "Rain."},
            r"column 'doc_id' is missing; add it to the header row, which has 'name', 'label'",
        ),
        (
            {"pieces": "doc_id,label\na,A\nb,B\n"},
            {"a": "Rain."},
            r"pieces\.csv: piece 'b' has no file b\.txt; add it or remove the row",
        ),
        (
            {"pieces": "doc_id,label\na,A\na,B\n"},
            {"a": "Rain."},
            r"pieces\.csv, row 3: doc_id 'a' stands there twice",
        ),
        (
            {
                "dictionary": SEA,
                "frames": FRAMES + "sea,Sea,,,#000000,1\n",
            },
            {"a": "Rain."},
            r"dictionary\.csv, row 4: frame 'sky_line' is not defined; use one of sea or add it",
        ),
        (
            {
                "dictionary": SEA,
                "frames": FRAMES + "sea,Sea,,,#000000,1\nsky_line,Sky,,,#000000,2\n",
                "subframes": "frame,subframe,label,definition,order\nsea,wet,Wet,,1\n",
            },
            {"a": "Rain."},
            r"dictionary\.csv, row 3: subframe 'dry' of frame 'sea' is not defined; add it to subframes\.csv",
        ),
        (
            {
                "dictionary": "frame,pattern\nsea,tide*\n",
                "frames": FRAMES + "sea,Sea,,,#000000,1\n",
                "subframes": "frame,subframe,label,definition,order\nlake,wet,Wet,,1\n",
            },
            {"a": "Rain."},
            r"subframes\.csv, row 2: frame 'lake' is not defined",
        ),
        ({}, {"all": "Rain."}, r"read: all\.txt: no piece can be called 'all', as that means all; rename it"),
        ({"pieces": "doc_id,label\nall,A\n"}, {"all": "Rain."}, r"pieces\.csv: no piece can be called 'all'"),
        (
            {"pieces": "doc_id,label\na,Same\nb,Same\n"},
            {"a": "Rain.", "b": "Wind."},
            r"pieces\.csv, row 3: label 'Same' stands there twice",
        ),
        (
            {"dictionary": SEA, "frames": FRAMES + "sea,Sea,,,#000000,1\nsky_line,Sea,,,#000000,2\n"},
            {"a": "Rain."},
            r"frames\.csv, row 3: label 'Sea' stands there twice",
        ),
        ({"pieces": "doc_id,label\n"}, {"a": "Rain."}, r"pieces\.csv: it lists no piece; add a row for each"),
    ],
)
def test_a_corpus_that_is_wrong_is_refused(make_corpus, tables, texts, message):
    folder = make_corpus(tables=tables, **texts)
    with pytest.raises(FramingError, match=message):
        read_corpus(folder)


def test_a_folder_that_is_not_there_and_a_text_that_is_not_text_are_refused(make_corpus, tmp_path):
    with pytest.raises(FramingError, match=r"absent: no such folder; name a folder of texts, or a file"):
        read_corpus(tmp_path / "absent")
    folder = make_corpus()
    (folder / "a.txt").write_bytes(b"\x89PNG\0\0")
    with pytest.raises(FramingError, match=r"own: no text in it is read: a\.txt: a picture; only text is"):
        read_corpus(folder)


@pytest.mark.parametrize(("part", "line"), [("headline", "# Wet"), ("dek", "## Wet"), ("body", "Wet")])
def test_marks_are_written_as_they_are_read(make_corpus, part, line):
    assert marked(part, "Wet") == line
    assert parts(read_corpus(make_corpus(a=line)).texts) == [("a", 1, part, "Wet")]


def test_fingerprints_are_made_from_twelve_words_on():
    assert fingerprint(LONG) == hashlib.sha256(LONG.encode()).hexdigest()[:6]
    assert fingerprint(LONG.replace("twelve", "-")) == ""


def test_describe_paragraphs(make_corpus, same):
    texts = read_corpus(make_corpus(a=f"# Rain, rain\n\n{LONG}\n\nIt rained.")).texts
    same(
        describe_paragraphs(texts),
        "doc_id paragraph part n_words fingerprint",
        [
            ("a", 1, "headline", 2, ""),
            ("a", 2, "body", 12, hashlib.sha256(LONG.encode()).hexdigest()[:6]),
            ("a", 3, "body", 2, ""),
        ],
    )


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", ["features/sentences", "features/hits", "features/bags", "features/scores"])
def test_a_released_table_that_was_edited_or_emptied_is_refused(released, name):
    path = released / f"{name}.csv"
    whole = path.read_bytes()
    header, _, rest = whole.partition(b"\n")
    for edited in (header + b"\n", header + b"\n" + rest.partition(b"\n")[2]):
        path.write_bytes(edited)
        with pytest.raises(FramingError, match=rf"{path.name}: not the file whose SHA-256 .* keeps; restore"):
            read_features(released)
    path.write_bytes(whole.replace(b"\n", b"\r\n"))
    assert len(read_features(released).hits) > 20
    made_from = released / "features" / "made_from.csv"
    lines = made_from.read_text(encoding="utf-8").splitlines(keepends=True)
    made_from.write_text("".join(line for line in lines if not line.startswith(path.name)))
    with pytest.raises(FramingError, match="not the file whose SHA-256"):
        read_features(released)


def test_an_earlier_count_that_is_told_of_must_be_there(released):
    with (released / "features" / "made_from.csv").open("a", encoding="utf-8") as file:
        file.write(f"hits_v1.csv_sha256,{'0' * 64}\n")
    with pytest.raises(FramingError, match=r"hits_v1\.csv: is missing; restore it from the release"):
        read_features(released)


def test_released_features_are_those_that_the_texts_give(released):
    from_texts, from_features = read_study(released), read_study(released, prefer_texts=False)
    assert (from_texts.source, from_features.source) == ("texts", "released features")
    assert from_features.texts is None
    tables = list(zip(from_texts.features, from_features.features, strict=True))
    # the specimen has no earlier dictionary
    assert tables.pop() == (None, None)
    for made, read in tables:
        assert len(made) > 20
        pd.testing.assert_frame_equal(made, read)
    check_features(released)


def test_a_text_that_was_changed_is_not_used(released):
    pieces = read_table(released / "pieces.csv", "pieces")
    assert missing_texts(released, pieces) == []
    with (released / "texts" / "s03.txt").open("a", encoding="utf-8") as file:
        file.write("One more line.\n")
    (released / "texts" / "s05.txt").unlink()
    assert missing_texts(released, pieces) == ["s03", "s05"]
    assert missing_texts(released, pieces, verify=False) == ["s05"]
    assert read_study(released).source == "released features"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("dictionary", "escalation,ladder,escalat*,", "escalation,ladder,escal*,"),
        ("dictionary", "escalation,ladder,escalat*,", "escalation,wider_war,escalat*,"),
        ("dictionary", "escalation,ladder,escalat*,escalat* * sanctions |", "escalation,ladder,escalat*,"),
        ("masks", "united states", "divided states"),
        ("masks", "outgoing,name", "outgoing,topic"),
        ("cues", "hardly,negated,before,4", "hardly,negated,before,5"),
        ("reporting", "\nsaid,verb,", "\nsaid,noun,"),
        ("features/made_from", "normalise_version,2", "normalise_version,0"),
    ],
)
def test_features_made_with_other_definitions_are_refused(released, name, old, new):
    rewrite(released / f"{name}.csv", old, new)
    with pytest.raises(FramingError, match=r"made with another dictionary\.csv, masks\.csv, cues\.csv or"):
        read_features(released)


def test_a_note_on_a_pattern_may_change(released):
    rewrite(released / "dictionary.csv", "the source's title word", "a title word")
    rewrite(released / "masks.csv", "names a state", "is a state")
    assert len(read_features(released).hits) > 20


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "features/scores",
            "s03,all,names masked,26,",
            "s03,all,names masked,25,",
            "scores.csv and sentences.csv give piece 's03' different numbers of sentences",
        ),
        (
            "features/bags",
            "s02,a,",
            "s02,a,1",
            "bags.csv and sentences.csv give piece 's02' different numbers",
        ),
        (
            "paragraphs",
            "s04,2,body,",
            "s04,2,body,1",
            "paragraphs.csv and sentences.csv give piece 's04' different",
        ),
    ],
)
def test_tables_that_contradict_each_other_are_refused(released, name, old, new, message):
    rewrite(released / f"{name}.csv", old, new)
    with pytest.raises(FramingError, match="not the file whose SHA-256"):
        check_features(released)
    seal(released, name)
    with pytest.raises(FramingError, match=message):
        check_features(released)


def test_texts_that_are_not_listed_are_left_out_with_a_warning(make_corpus):
    folder = make_corpus(tables={"pieces": "doc_id,label\na,A\n"}, a="Rain.", b="Wind.", c="Snow.")
    with pytest.warns(UserWarning, match=r"left out, 2 files: b\.txt, c\.txt: pieces\.csv does not list it"):
        study = read_corpus(folder)
    assert study.pieces["doc_id"].tolist() == ["a"]
    assert study.reading["outcome"].tolist()[:4] == ["read", "left out", "left out", "table"]


def test_a_corpus_of_ones_own_keeps_its_texts_when_features_are_made_beside_them(make_corpus):
    folder = make_corpus(a="It rained.", tables={"paragraphs": "doc_id,paragraph,part,n_words,fingerprint\n"})
    assert text_folder(folder) == folder
    assert len(read_corpus(folder).texts) == 1


def test_features_of_other_pieces_or_sentences_are_refused(released):
    hits = released / "features" / "hits.csv"
    text = hits.read_text(encoding="utf-8")
    head, first, *rest = text.split("\n")
    cells = first.split(",")
    write_text(hits, "\n".join([head, ",".join([*cells[:2], "999", *cells[3:]]), *rest]))
    seal(released, "features/hits")
    with pytest.raises(FramingError, match=rf"hits\.csv, row 2: piece '{cells[0]}' has no sentence 999"):
        read_features(released)
    write_text(hits, text)
    seal(released, "features/hits")
    shutil.rmtree(released / "texts")
    rewrite(released / "pieces.csv", "s05,", "s06,")
    with pytest.raises(FramingError, match=r"do not hold the same pieces \('s05' is in one of them alone\)"):
        read_study(released)


def test_a_missing_table_is_refused_by_name(released):
    (released / "features" / "hits.csv").unlink()
    with pytest.raises(FramingError, match=r"hits\.csv: is missing; restore it"):
        read_features(released)


def test_where_texts_and_features_are_both_missing_the_error_says_so(released):
    shutil.rmtree(released / "texts")
    shutil.rmtree(released / "features")
    with pytest.raises(FramingError, match=r"made_from\.csv: cannot be read"):
        read_study(released)


def test_feature_files_are_the_released_ones(released):
    pieces = read_table(released / "pieces.csv", "pieces")
    files = feature_files(read_texts(released, pieces), read_definitions(released))
    assert sorted(files) == [
        "features/bags.csv",
        "features/hits.csv",
        "features/made_from.csv",
        "features/scores.csv",
        "features/sentences.csv",
        "paragraphs.csv",
    ]


def test_another_dictionary_keeps_the_codes_on_its_frames_and_names_the_rest(make_corpus, tmp_path):
    coded = "doc_id,sentence,coder,frame,value\na,1,amy,sea,1\na,1,amy,sky,0\na,2,amy,sky,1\n"
    definitions = {
        "dictionary": "frame,pattern\nsea,tide\nsky,rain\n",
        "codings": coded,
    }
    folder = make_corpus(tables=definitions, a="The tide rose. It rained.")
    other = tmp_path / "other.csv"
    other.write_text("frame,pattern\nsea,wave*\n", encoding="utf-8")
    assert len(read_corpus(folder).codings) == 3
    with pytest.warns(
        UserWarning, match=r"codings\.csv: the dictionary has no frame sky; 2 rows on it are left out"
    ):
        study = read_corpus(str(folder), str(other))
    assert study.codings.to_numpy().tolist() == [["a", 1, "amy", "sea", 1]]


def test_the_simulated_coverage_is_that_of_the_studys_own_pieces(make_corpus, shipped):
    committed = read_table(paths.FIGURES / "tables" / "coverage.csv", "coverage")
    assert len(committed) and shipped.coverage.equals(committed)
    pieces = {*committed.loc[committed["measure"] == "rate", "doc_id"]}
    assert pieces == {*shipped.pieces["doc_id"]}
    own = read_corpus(make_corpus(a="It rained."))
    assert own.coverage.empty and list(own.coverage) == list(committed)


def test_coverage_that_was_not_simulated_has_no_rows_and_a_wrong_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(corpora, "FIGURES", tmp_path)
    assert read_coverage(paths.CORPUS).empty
    write_text(tmp_path / "tables" / "coverage.csv", "measure,method\nrate,gamma\n")
    with pytest.raises(FramingError, match=r"coverage\.csv: column 'model' is missing"):
        read_coverage(paths.CORPUS)
    assert read_coverage(tmp_path).empty


def test_codes_of_other_texts_are_read_where_there_are_some_and_a_wrong_file_is_named(tmp_path, shipped):
    assert len(shipped.development_hits) and len(shipped.development_recall)
    folder = tmp_path / "corpus"
    shutil.copytree(paths.CORPUS, folder, ignore=shutil.ignore_patterns("texts", "development", "specimen"))
    without = read_study(folder)
    assert without.development_hits.empty and without.development_recall.empty
    write_text(folder / "development" / "recall.csv", "half,doc_id\ncheck,a\n")
    with pytest.raises(FramingError, match=r"recall\.csv: column 'sentence' is missing"):
        read_study(folder)


def test_a_label_may_hold_blanks_and_joiners_that_scripts_need(make_corpus):
    label = "Le\u00a0Monde نامه\u200cها \U0001f469\u200d\U0001f680"
    folder = make_corpus(tables={"pieces": f"doc_id,label\na,{label}\n"}, a="Deterrence failed.")
    assert read_corpus(folder).pieces["label"].tolist() == [label]


def test_names_in_a_table_are_no_paths_and_one_that_means_all_is_left_out(make_corpus):
    table = "id,text\n/2024/storm,Deterrence failed.\n../x,It rained.\nall,It snowed.\n"
    with pytest.warns(UserWarning, match="left out, 1 document: .*all: no piece can be called 'all'"):
        study = read_corpus(make_corpus(tables={"own": table}))
    assert study.pieces["doc_id"].tolist() == ["/2024/storm", "../x"]
    assert study.reading["documents"].sum() == 2


@pytest.mark.parametrize("name", ["x" * 5000, "shut/x"])
def test_a_path_that_the_system_refuses_is_refused_in_words(make_corpus, tmp_path, monkeypatch, name):
    folder, path = make_corpus(a="It rained."), tmp_path / name
    ask = Path.stat

    def refuse(self, **options):
        if "shut" in self.parts:
            raise PermissionError(13, "Permission denied")
        return ask(self, **options)

    # whoever runs the tests may look into every folder
    monkeypatch.setattr(Path, "stat", refuse)
    for given in ((path,), (folder, path)):
        with pytest.raises(FramingError, match=r"cannot be read.*(name too long|Permission denied).*; check"):
            read_corpus(*given)


def test_a_table_of_very_many_columns_is_read_in_no_time(make_corpus):
    names = [f"column {n}" for n in range(5_000)]
    table = f"id,text,{','.join(names)}\n1,Deterrence failed.,{','.join(names)}\n"
    started = time.process_time()
    pieces = read_corpus(make_corpus(tables={"own": table})).pieces
    assert pieces[names[-1]].tolist() == [names[-1]]
    assert time.process_time() - started < 5


@pytest.mark.parametrize("doc_id", ["../a", "{folder}/../a", "x/..\\\\a", "a\x07", "x" * 5000])
def test_no_command_reads_a_text_outside_the_folder_that_pieces_csv_names(make_corpus, tmp_path, doc_id):
    folder = make_corpus(a="Rain.")
    (tmp_path / "a.txt").write_text("It rained.", encoding="utf-8")
    rows = pd.DataFrame({"doc_id": [doc_id.format(folder=folder)], "label": ["A"]})
    rows.to_csv(folder / "pieces.csv", index=False)
    for reader in (read_corpus, read_study):
        with pytest.raises(
            FramingError, match=r"pieces\.csv, row 2: .*(leads out of the folder|cannot name a piece)"
        ):
            reader(folder)


def test_what_a_corpus_says_of_its_dictionary_goes_with_that_dictionary(make_corpus, tmp_path):
    told = "topic,statement\ntexts,All were kept.\ndictionary,Two people wrote it.\n"
    folder = make_corpus(tables={"statements": told}, a="It rained all day.")
    other = tmp_path / "other.csv"
    other.write_text("frame,pattern\nwet,rain*\n", encoding="utf-8")
    own = read_corpus(folder).statements
    assert own["topic"].tolist() == ["texts", "dictionary"]
    assert read_corpus(folder, other).statements["statement"].tolist() == ["All were kept."]
    # it is a table of the study and no document
    assert read_corpus(folder, other).pieces["doc_id"].tolist() == ["a"]
    reading = read_corpus(folder).reading.set_index("source")["outcome"]
    assert reading["statements.csv"] == "table"
