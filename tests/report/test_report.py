"""What is written: bytes, sizes, captions, LaTeX, the page; and corpora of other shapes to draw."""

import dataclasses
import pickle
import re
import struct
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool

import pandas as pd
import pytest

from framing.errors import FramingError
from framing.export.latex import as_latex
from framing.export.tables import readable_tables
from framing.figures import sentiment
from framing.figures.catalogue import find
from framing.report import write
from framing.study import Methods, Results
from framing.tables.checked import as_csv, no_rows
from made_up import UNDATED, made_up

# coarser than in print, to the same rules
DPI = 150


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    tables = made_up("usual")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "DPI", DPI)
        return folder, write.write_all(tables, folder)


def test_everything_is_written_and_named(written):
    folder, paths = written
    assert sorted(paths) == sorted(path for path in folder.rglob("*") if path.is_file())
    kinds = ("pdf", "svg", "png", "csv", "caption.txt", "alt.txt")
    assert {f"{spec.name}.{kind}" for spec in UNDATED for kind in kinds} <= {p.name for p in paths}


def test_two_writes_give_the_same_bytes(written, tmp_path):
    folder, paths = written
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "FIGURES", UNDATED[:1])
        patch.setattr(write, "DPI", DPI)
        write.write_all(made_up("usual"), tmp_path)
    again = [path for path in paths if path.parent.name == "tables" or path.name.startswith("fig1_")]
    assert len(again) > 35
    for path in again:
        assert path.read_bytes() == (tmp_path / path.relative_to(folder)).read_bytes(), path.name


def test_width_is_exact_and_the_files_hold_no_date(written):
    folder, _ = written
    for spec in UNDATED:
        width = 84 if spec.key in ("fig6", "fig7", "fig7b") else 174
        pdf, svg, png = ((folder / f"{spec.name}.{kind}").read_bytes() for kind in ("pdf", "svg", "png"))
        box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", pdf)
        assert float(box[1]) / 72 * 25.4 == pytest.approx(width, abs=0.01)
        assert b"CreationDate" not in pdf and b"/Type3" not in pdf and b"/CIDFontType2" in pdf
        size = re.search(rb'width="([\d.]+)pt"', svg)
        assert float(size[1]) / 72 * 25.4 == pytest.approx(width, abs=0.01)
        assert b"dc:date" not in svg and b"<text" not in svg
        assert struct.unpack(">I", png[16:20])[0] == int(width / 25.4 * DPI)
        assert b"Software" not in png and b"tIME" not in png


def test_the_csv_of_a_figure_is_the_table_it_draws(written):
    folder, _ = written
    tables = made_up("usual")
    for spec in UNDATED:
        text = (folder / f"{spec.name}.csv").read_text(encoding="utf-8")
        assert text == as_csv(spec.table(tables))


def test_only_one_figure_by_key_or_name(tmp_path):
    tables = made_up("nothing")
    told: list[str] = []
    for only in ("fig2", "fig2_subframes"):
        paths = write.write_all(tables, tmp_path / only, only=only, say=told.append)
        assert {path.name.split(".")[0] for path in paths} == {"fig2_subframes"}
    assert told == ["writing fig2_subframes"] * 2
    with pytest.raises(FramingError, match=r"no figure 'fig99'.*fig1_salience.*fig7b_map"):
        write.write_all(tables, tmp_path / "none", only="fig99")
    assert not (tmp_path / "none").exists()


class Gone(Executor):
    """A pool whose process ends at the second figure, and takes no more after it."""

    def __init__(self):
        self.asked = []

    def submit(self, function, /, *arguments):
        if len(self.asked) == 2:
            raise BrokenProcessPool
        future = Future()
        future.set_running_or_notify_cancel()
        self.asked.append(future)
        if len(self.asked) == 1:
            future.set_result(function(*arguments))
        else:
            future.set_exception(BrokenProcessPool())
        return future


@pytest.mark.long
def test_what_a_pool_does_not_draw_is_drawn_here(tmp_path, monkeypatch):
    monkeypatch.setattr(write, "DPI", 30)
    monkeypatch.setattr(write, "FIGURES", UNDATED[:3])
    tables = made_up("usual")
    for name, pool in (("alone", None), ("gone", Gone())):
        write.write_all(tables, tmp_path / name, pool=pool)
    alone, gone = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}
        for name in ("alone", "gone")
    )
    assert len(alone) > 18 and alone == gone


def test_captions_say_which_pairs_are_separated_or_that_none_is():
    tables = made_up("usual")
    pairs = tables["salience_pairs"].assign(distinguishable=False)
    spec = find("fig1")
    table = spec.table(tables)

    def say(pairs: pd.DataFrame) -> str:
        makers = {"salience_pairs": lambda _: pairs, "coverage": lambda _: no_rows("coverage")}
        return spec.caption(table, Results(tables.study, Methods(), makers))

    none = say(pairs)
    assert f"Of {len(pairs)} differences" in none and "finds none distinguishable" in none
    assert "their coverage was not simulated here" in none
    one = pairs.copy()
    one.loc[4, "distinguishable"] = True
    labels = tables.study.pieces.set_index("doc_id")["label"]
    a, b = labels[one.loc[4, "doc_id_a"]], labels[one.loc[4, "doc_id_b"]]
    side = "above" if one.loc[4, "difference"] > 0 else "below"
    assert f"finds 1 distinguishable: {a} {side} {b} (Frame 0" in say(one)


def test_the_caption_of_sentiment_says_which_pairs_are_told_apart_and_at_what_level():
    tables, table = made_up("usual"), find("fig4").table(made_up("usual"))
    pairs = tables["sentiment_pairs"].assign(distinguishable=False)

    def say(pairs, coverage=0.95):
        makers = {"sentiment_pairs": lambda _: pairs, "sentiment": lambda _: tables["sentiment"]}
        return find("fig4").caption(table, Results(tables.study, Methods(coverage=coverage), makers))

    assert f"Of {len(pairs)} differences" in say(pairs)
    assert "Welch's t over paragraphs (level 5 %, Holm within a score) finds none distinguishable" in say(
        pairs
    )
    assert "level 20 %" in say(pairs, 0.8)
    one = pairs.copy()
    one.loc[4, "distinguishable"] = True
    labels = tables.study.pieces.set_index("doc_id")["label"]
    a, b = labels[one.loc[4, "doc_id_a"]], labels[one.loc[4, "doc_id_b"]]
    side = "above" if one.loc[4, "difference"] > 0 else "below"
    assert f"finds 1 distinguishable: {a} {side} {b} (the score as written);" in say(one)


def test_of_many_masked_phrases_the_caption_names_the_first_and_the_last():
    few, many = pd.Series(["tide", "quay"]), pd.Series([f"word {i}" for i in range(9)])
    assert sentiment._hidden(few, "names masked") == 'Names masked: with "tide" and "quay" hidden'
    assert '9 phrases of masks.csv, "word 0" to "word 8", hidden' in sentiment._hidden(many, "topic masked")
    assert sentiment._hidden(few[:0], "names masked") == "Names masked: with nothing hidden"


def test_a_limit_that_is_missing_is_printed_as_none():
    tables = made_up("one")
    means = tables["sentiment"].assign(low=float("nan"), high=float("nan"))
    changed = Results(tables.study, tables.methods, {**tables._makers, "sentiment": lambda _: means})
    printed = readable_tables(changed)["sentiment"].cells
    assert set(printed["95 % interval"]) == {"none"}


@pytest.mark.parametrize(
    ("written", "left", "most"),
    [(-0.2, -0.09, True), (-0.2, 0.1, True), (-0.2, -0.11, False), (0.1, 0.3, False)],
)
def test_the_caption_of_sentiment_says_that_the_topic_is_measured_only_where_most_of_it_goes(
    written, left, most
):
    scores = {"as written": written, "names masked": written, "topic masked": left}
    means = pd.DataFrame({"score": list(scores), "mean": list(scores.values())})
    said = sentiment._without_topic(means)
    assert f"goes from {written:.2f} to {left:.2f}".replace("-", "−") in said
    assert ("measures the topic more than the stance" in said) == most


def test_numbers_in_captions_are_those_of_the_tables():
    tables = made_up("usual")
    text = {s.key: s.caption(s.table(tables), tables) for s in UNDATED}
    rates, words = tables["salience"], tables["keyness"]
    n_words = rates.drop_duplicates("doc_id")["words"].sum()
    assert f"{rates['hits'].sum():,} hits in {n_words:,} words" in text["fig1"]
    assert f"{(tables['salience_subframes']['hits'] == 0).sum()} of the" in text["fig2"]
    assert f"{tables['positions']['n'].sum():,} hits" in text["fig3"]
    means = tables["sentiment"].groupby("score")["mean"].mean()
    assert f"{len(tables.study.features.sentences):,} sentences" in text["fig4"]
    moved = f"goes from {means['as written']:.2f} to {means['topic masked']:.2f}"
    assert moved.replace("-", "−") in text["fig4"]
    assert f"of {len(tables['cooccurrence'])} counts".lower() in text["fig5"].lower()
    drawn = words[(words["n"] >= 3) & (words["log_odds"] > 0)].groupby("doc_id").head(8)
    assert f"for {(drawn['low'] <= 0).sum()} of the {len(drawn)} words" in text["fig6"]
    assert f"{tables['similarity']['cosine'].max():.2f}" in text["fig7"]
    assert f"{tables['similarity_map']['fit'].iloc[0] * 100:.0f} %" in text["fig7b"]
    assert not [t for t in text.values() if "nan" in t.lower().split() or "detected" in t]


def test_small_tables_are_written_as_latex(written):
    folder, _ = written
    for name, printed in readable_tables(made_up("usual")).items():
        text = (folder / "tables" / f"{name}.tex").read_text(encoding="utf-8")
        assert text == as_latex(printed, f"tab:{name.replace('_', '-')}")


def test_page_is_whole_escaped_and_alone(written):
    folder, paths = written
    page = (folder / "index.html").read_text(encoding="utf-8")
    shown = re.sub(r"(?s)<script.*?</script>", "", page)
    assert "<b>" not in shown and "&lt;b&gt;" in page and "$5m &amp; 100%" in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//|<script src|@import|url\(', page)
    for target in re.findall(r'(?:src|href)="([^"#]+)"', page):
        assert folder / target in paths
    assert len(re.findall(r'<img [^>]*alt="[^"]{20,}"', page)) == len(UNDATED)
    assert page.index("fig1_salience.svg") < page.index("<table")
    assert "5 pieces" in page and "What the numbers cannot carry" in page


def test_unwritable_folder_is_named(tmp_path):
    tables = made_up("nothing")
    (tmp_path / "file").write_text("")
    with pytest.raises(FramingError, match="cannot be written"):
        write.write_all(tables, tmp_path / "file", only="fig2")


def test_figures_are_frozen_and_named_once():
    with pytest.raises(dataclasses.FrozenInstanceError):
        UNDATED[0].width = 1
    assert len({name for s in UNDATED for name in (s.key, s.name)}) == 2 * len(UNDATED)


def test_figures_can_be_sent_to_the_process_that_draws():
    assert [spec.name for spec in pickle.loads(pickle.dumps(UNDATED))] == [spec.name for spec in UNDATED]


def test_print_is_fine():
    assert write.DPI == 600
