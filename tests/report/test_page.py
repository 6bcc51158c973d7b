"""The page as text: its parts, its links and what it holds, for studies of several shapes."""

import json
import re
from html import unescape

import pytest

from framing import paths
from framing.corpus.corpora import read_study
from framing.figures.catalogue import FIGURES
from framing.report import about
from framing.report.lab_data import MOST_BAGS, as_json, lab_data
from framing.report.page import page
from framing.report.write import describe
from framing.results import analyse
from framing.study import Methods
from made_up import long_where_large, made_up

SHAPES = ("usual", "many", "class", "one", "nothing", "unnamed")


def page_of(results):
    drawn = results.drawn
    specs = [spec for spec in FIGURES if not spec.missing(drawn)]
    return page(drawn, [describe(spec, spec.table(drawn), drawn) for spec in specs])


def text_of(html):
    return " ".join(unescape(re.sub(r"(?s)<(script|style).*?</\1>|<[^>]*>", " ", html)).split())


@pytest.fixture(scope="module")
def own():
    return page_of(analyse(read_study(prefer_texts=False), Methods(resamples=300, word_resamples=50)))


@pytest.mark.parametrize("shape", long_where_large(SHAPES))
def test_a_page_of_any_shape_is_whole(shape):
    html = page_of(made_up(shape))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//|@import|url\(|\bfetch\(|XMLHttp', html)
    text = text_of(html)
    assert "nan" not in text.lower().split() and " 1 pieces" not in text
    assert len(html) < 1_000_000
    lab = json.loads(re.search(r'id="lab-data">(.*?)</script>', html)[1])
    assert [frame["label"] for frame in lab["frames"]] == made_up(shape).study.main.definitions.frames[
        "label"
    ].tolist()


def test_headings_of_figures_are_the_numbers_that_captions_name(own):
    headings = re.findall(r"<h3>(Figure [^<]*)</h3>", own)
    assert [heading.split(".")[0] for heading in headings][:9] == [
        *(f"Figure {n}" for n in range(1, 8)),
        "Figure 7b",
        "Figure 8",
    ]
    contents = own[own.index("<nav") : own.index("</nav>")]
    assert all(f">{heading}</a>" in contents for heading in headings)
    assert len(headings) == own.count("<figcaption>") == own.count("<img ")


def test_what_was_found_is_said_in_the_words_of_the_readme():
    # the page that is released, of the study's own resamples, which the README quotes
    found = text_of((paths.FIGURES / "index.html").read_text(encoding="utf-8"))
    readme = paths.README.read_text(encoding="utf-8")
    passage = readme.split("<!-- made by the pipeline: found -->")[1].split("<!-- end -->")[0]
    for line in passage.replace("**", "").split("\n\n"):
        points = re.split(r"\n- |^- ", line.strip())
        assert all(" ".join(point.split()) in found for point in points if point)


def test_the_case_is_that_of_the_readme_for_its_pieces_alone(own):
    assert "let Ukraine fire ATACMS missiles" in text_of(own)
    other = text_of(page_of(made_up("usual")))
    assert "ATACMS missiles" not in other and "Counted are 5 pieces" in other
    assert "its maker's own" in other and "its maker's own" not in text_of(own)


@pytest.mark.long
def test_many_pieces_are_counted_and_not_listed():
    html = page_of(made_up("class"))
    case = text_of(html[html.index('id="case"') : html.index('id="found"')])
    assert "Counted are 26 pieces, 337 paragraphs" in case and "Piece 0" not in case


def test_every_claim_is_a_row_with_its_verdict(own):
    table = own[own.index('aria-label="The claims, and what stands behind each"') :].split("</table>")[0]
    assert table.count("<tr") == 1 + len(read_claims())
    assert table.count('data-label="Verdict"') == len(read_claims())


def read_claims():
    return (paths.FIGURES / "tables" / "claims.csv").read_text(encoding="utf-8").splitlines()[1:]


def test_the_lab_holds_what_is_released_and_no_more(own):
    study = read_study(prefer_texts=False)
    lab = json.loads(re.search(r'id="lab-data">(.*?)</script>', own)[1])
    released = study.features.bags
    assert sum(n for bag in lab["bags"] for _, n in bag) == released["n"].sum()
    main = study.main.features.hits
    assert sum(hit["n"] for hit in lab["hits"] if hit["pattern"] >= 0) == main["n"].sum()
    assert sum(map(sum, lab["units"])) == study.features.sentences["n_words"].sum()
    assert set(lab) == {
        *("methods", "pieces", "frames", "patterns", "units", "hits", "aside", "specifications", "bags"),
        *("readers", "claims", "others", "printed", "states"),
    }


def test_bags_that_are_too_large_are_left_out(monkeypatch):
    assert len(as_json(lab_data(made_up("usual"))["bags"])) < MOST_BAGS
    monkeypatch.setattr("framing.report.lab_data.MOST_BAGS", 10)
    assert lab_data(made_up("usual"))["bags"] is None


def test_how_to_cite_is_read_from_its_file(tmp_path):
    file = tmp_path / "CITATION.cff"
    assert about.citation(file) is None
    file.write_text(
        "title: 'Tides'\nversion: 2.0\nauthors:\n  - {given-names: Ada, family-names: Orr}\n  - name: Lab\n"
        "date-released: 2025-03-01\n",
        encoding="utf-8",
    )
    found = about.citation(file)
    assert found.line == "Ada Orr and Lab (2025). Tides (version 2.0) [Computer software]."
    assert "author = {{Ada Orr} and {Lab}}" in found.entry and "year = {2025}" in found.entry
