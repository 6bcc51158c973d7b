"""Figures as a journal prints them: at its width, in its family and formats, the same bytes every time."""

import warnings

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from framing.errors import FramingError
from framing.export.presets import Preset
from framing.figures.fonts import drawable
from framing.figures.look import Look
from framing.figures.saved import saved
from framing.figures.spec import FigureSpec, draw, style_for
from framing.methods import Methods

# widths (mm) for which figures are laid out
_LEAST, _MOST = 80, 200


def prints_for(
    spec: FigureSpec,
    table: pd.DataFrame,
    methods: Methods,
    preset: Preset,
    *,
    grey: bool = False,
    tiff: bool = False,
    width: float | None = None,
) -> dict[str, bytes]:
    """Return a figure in the formats of a preset, and as TIFF on request, by the ending of the file.

    `table` is what the figure draws, `width` (mm) stands for the preset's widths, and with `grey` nothing is
    told by colour: frames are greys whose lightness differs. Fonts in PDF and EPS are embedded TrueType, but
    letters in EPS are outlines where the preset wants that; PNG and TIFF have no alpha. Warns of a
    figure that is higher than the page.
    Raises FramingError where a width is not between 80 and 200 mm.

    >>> from framing import analyse, read_specimen
    >>> from framing.export.presets import preset
    >>> from framing.figures.catalogue import find
    >>> results, spec = analyse(read_specimen()), find("fig7")
    >>> list(prints_for(spec, spec.table(results), results.methods, preset("plos")))
    ['tif', 'eps', 'pdf']
    """
    look, shown = look_for(preset, grey=grey, width=width), drawable(table)
    figure, files = draw(spec, shown, methods, look), {}
    _warn_of_height(figure, spec, preset)
    kinds = [*preset.formats, *(["tiff"] if tiff and "tiff" not in preset.formats else [])]
    with mpl.rc_context(style_for(shown, look)):
        # outlines change the figure, so EPS comes last
        for kind in sorted(kinds, key="eps".__eq__):
            outlined = kind == "eps" and preset.outlined
            mode = "L" if grey else "RGB"
            files[_ending(kind)] = saved(figure, kind, preset.dpi, mode=mode, outlined=outlined)
    return {_ending(kind): files[_ending(kind)] for kind in kinds}


def look_for(preset: Preset, *, grey: bool = False, width: float | None = None) -> Look:
    """Return how a preset has figures drawn, or with another width (mm) for narrow and wide ones.

    Raises FramingError where a width is not between 80 and 200 mm.

    >>> from framing.export.presets import preset
    >>> look_for(preset("nature"))[1:5]
    (7.0, 89.0, 183.0, 170.0)
    """
    if width is not None and not _LEAST <= width <= _MOST:
        raise FramingError(f"width {width:g} mm: give one between {_LEAST} and {_MOST} mm")
    narrow, wide = (width, width) if width else (preset.widths[0], preset.widths[2])
    return Look(preset.families, preset.size, narrow, wide, preset.height, grey)


def file_name(preset: Preset, spec: FigureSpec, number: int) -> str:
    """Return the name of a figure's file without its ending, as the preset asks for.

    >>> from framing.export.presets import preset
    >>> from framing.figures.catalogue import find
    >>> file_name(preset("plos"), find("fig1"), 3), file_name(preset("apa7"), find("fig1"), 3)
    ('Fig3', 'fig1_salience')
    """
    return preset.file.format(number=number, name=spec.name)


def _warn_of_height(figure: Figure, spec: FigureSpec, preset: Preset) -> None:
    height = figure.get_figheight() * 25.4
    if height > preset.height + 0.5:
        what = f"{spec.name} is {height:.0f} mm high, more than the {preset.height:.0f} mm of {preset.label}"
        warnings.warn(f"{what}: its rows would touch; group the pieces or leave out frames", stacklevel=3)


def _ending(kind: str) -> str:
    return "tif" if kind == "tiff" else kind
