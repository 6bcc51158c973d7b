"""Prints for journals: sizes, resolution, type, lines and greys, measured in files and from the renderer."""

import io
import re
import shutil
import subprocess
import warnings

import matplotlib as mpl
import numpy as np
import pytest
from PIL import Image

from framing import Methods, analyse, read_specimen
from framing.errors import FramingError
from framing.export.presets import preset
from framing.export.prints import look_for, prints_for
from framing.figures import fonts
from framing.figures.catalogue import FIGURES, find
from framing.figures.colours import at_lightness, greys, in_grey, lightness
from framing.figures.layout import is_narrow
from framing.figures.look import Look
from framing.figures.spec import draw
from made_up import made_up
from measured import faults, lines_of
from papers import JOURNALS

MM = 72 / 25.4
FEW = Methods(resamples=99, word_resamples=9, draws=20)
PAPERS = ("article", "nature", "springer", "plos")


@pytest.fixture(scope="module")
def usual():
    results = made_up("usual")
    return {key: (find(key), find(key).table(results)) for key in ("fig1", "fig7", "fig9")}


def test_an_article_has_a_pdf_and_a_png_of_its_width_and_resolution(usual):
    for key, width in (("fig1", 121), ("fig7", 84)):
        files = prints_for(*usual[key], Methods(), preset("article"))
        assert list(files) == ["pdf", "png"]
        box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", files["pdf"])
        assert float(box[1]) / MM == pytest.approx(width, abs=0.01)
        image = Image.open(io.BytesIO(files["png"]))
        assert image.mode == "RGB" and image.width == int(width / 25.4 * 600)
        assert image.info["dpi"][0] == pytest.approx(600, abs=0.1)


def test_plos_has_a_flat_tiff_and_letters_in_eps_are_outlines(usual):
    files = prints_for(*usual["fig1"], Methods(), preset("plos"))
    image = Image.open(io.BytesIO(files["tif"]))
    assert (image.mode, image.info["compression"], image.width) == ("RGB", "tiff_lzw", 4500)
    assert b"FontType" not in files["eps"] and max(map(len, files.values())) < 10_000_000


def test_nature_has_truetype_in_eps_and_a_tiff_on_request(usual):
    files = prints_for(*usual["fig1"], Methods(), preset("nature"), tiff=True)
    assert list(files) == ["pdf", "eps", "tif"]
    assert b"/FontType 42" in files["eps"] and b"/FontType 3" not in files["eps"]
    assert float(re.search(rb"%%HiResBoundingBox: \S+ \S+ (\S+)", files["eps"])[1]) / MM == pytest.approx(183)


@pytest.mark.long
def test_the_same_bytes_each_time_and_no_date(usual):
    for journal in ("nature", "plos", "apa7"):
        first, second = (prints_for(*usual["fig9"], Methods(), preset(journal)) for _ in range(2))
        assert first == second
        assert not [kind for kind, data in first.items() if b"CreationDate" in data or b"DateTime" in data]


def test_another_width_stands_for_both_and_one_that_no_page_has_is_refused(usual):
    files = prints_for(*usual["fig7"], Methods(), preset("article"), width=100)
    assert Image.open(io.BytesIO(files["png"])).width == int(100 / 25.4 * 600)
    with pytest.raises(FramingError, match="width 20 mm: give one between 80 and 200 mm"):
        look_for(preset("article"), width=20)


def test_in_grey_no_pixel_has_a_colour_and_frames_keep_apart(usual):
    files = prints_for(*usual["fig1"], Methods(), preset("article"), grey=True)
    assert Image.open(io.BytesIO(files["png"])).mode == "L"
    used = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg", files["pdf"])
    assert not [rgb for rgb in used if len(set(rgb)) > 1]
    table = in_grey(usual["fig1"][1])
    light = sorted(map(lightness, table.drop_duplicates("frame")["colour"]))
    assert len(light) == 3 and np.diff(light).min() > 10


def test_eight_greys_are_ten_apart_and_lightness_is_that_of_the_standard():
    assert np.diff([lightness(grey) for grey in greys(8)]).min() > 10
    # CIE L* of the primaries of sRGB, as tables of it give them
    for colour, expected in (("#ff0000", 53.24), ("#00ff00", 87.73), ("#0000ff", 32.30)):
        assert lightness(colour) == pytest.approx(expected, abs=0.01)
    for colour in ("#F0E442", "#000000", "#0072B2"):
        assert lightness(at_lightness(colour, 62)) == pytest.approx(62, abs=0.4)


def test_the_first_family_that_is_installed_is_taken_and_a_lack_is_named(monkeypatch):
    known = {font.name for font in fonts.fontManager.ttflist}
    assert fonts.installed(["No Such Sans", "DejaVu Serif"]) == "DejaVu Serif"
    assert "DejaVu Serif" in known
    monkeypatch.setattr(fonts, "ALIKE", ())
    with pytest.warns(UserWarning, match="none of No Such Sans is installed.*install Liberation Sans"):
        assert fonts.installed(["No Such Sans"]) == "DejaVu Sans"


def test_without_arguments_figures_look_as_in_the_study_and_text_has_the_size_that_is_wanted(usual):
    for look, size in ((Look(), 8), (Look(size=7), 7)):
        figure = draw(*usual["fig1"], Methods(), look)
        assert {text.get_fontsize() for text in figure.axes[0].texts} == {size}
        assert not is_narrow(figure.axes[0])
    before = dict(mpl.rcParams)
    draw(*usual["fig1"], Methods(), Look(narrow=90, wide=122, grey=True))
    assert dict(mpl.rcParams) == before


def test_a_figure_that_is_higher_than_the_page_is_named():
    results, spec = made_up("usual"), find("fig15")
    low = preset("article")._replace(height=60)
    with pytest.warns(UserWarning, match="fig15_smallest_ratios is .* mm high, more than the 60 mm"):
        prints_for(spec, spec.table(results), Methods(), low)


def drawn_of(shape):
    if shape == "specimen":
        return analyse(read_specimen(), FEW)
    return made_up(shape).drawn


@pytest.mark.long
@pytest.mark.parametrize("shape", ["study", "specimen", "forty", "one"])
def test_every_figure_of_every_paper_can_be_read(shape, request):
    results = analyse(request.getfixturevalue("shipped"), FEW) if shape == "study" else drawn_of(shape)
    wrong = {}
    for spec in (spec for spec in FIGURES if not spec.missing(results)):
        table = spec.table(results)
        for look in [*(look_for(preset(name)) for name in PAPERS), Look(wide=120), Look(wide=165)]:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                figure = draw(spec, table, results.methods, look)
            width, height = figure.get_size_inches() * 25.4
            found = faults(figure)
            found += [f"{height:.0f} mm high"] if height > 230.01 else []
            axis = figure.axes[0].get_position().width * width
            found += [f"axis of {axis:.0f} mm"] if axis < 22 and shape != "one" else []
            if found:
                wrong[spec.key, look.wide] = found
    assert wrong == {}


@pytest.mark.long
def test_no_line_is_thinner_than_any_preset_wants():
    results, thinnest = made_up("usual"), max(preset(name).line for name in JOURNALS)
    for spec in (spec for spec in FIGURES if not spec.missing(results)):
        figure = draw(spec, spec.table(results), results.methods, look_for(preset("article")))
        assert min(lines_of(figure), default=thinnest) >= thinnest, spec.key


@pytest.mark.long
def test_the_fonts_of_a_pdf_are_embedded_truetype_alone(tmp_path):
    if not shutil.which("pdffonts"):
        pytest.skip("pdffonts is missing: install poppler-utils")
    results = made_up("usual")
    for spec in (spec for spec in FIGURES if not spec.missing(results)):
        path = tmp_path / f"{spec.name}.pdf"
        path.write_bytes(prints_for(spec, spec.table(results), Methods(), preset("article"))["pdf"])
        told = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
        rows = told.splitlines()[2:]
        assert rows and all(re.search(r"TrueType\s+\S+\s+yes yes", row) for row in rows), told
