"""The figures of a study in their order: to add one, write its file and list it here."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from framing.errors import FramingError
from framing.figures import (
    cooccurrence,
    keyness,
    leave_one_out,
    lexicons,
    monthly,
    multiverse,
    positions,
    random_dictionaries,
    salience,
    sentiment,
    similarity,
    similarity_map,
    smallest_ratios,
    stance,
    subframes,
    validation,
    voice,
)
from framing.figures.spec import FigureSpec, captioned, draw
from framing.study import Results

_MODULES = (
    *(salience, subframes, positions, sentiment, cooccurrence, keyness, similarity, similarity_map),
    *(voice, stance, validation, leave_one_out, random_dictionaries, multiverse, lexicons, smallest_ratios),
    monthly,
)
FIGURES: Sequence[FigureSpec] = tuple(module.FIGURE for module in _MODULES)


def find(name: str) -> FigureSpec:
    """Return the figure of that name, key ("fig1") or subject ("salience").

    Raises FramingError that lists the names where there is none.
    """
    for figure in FIGURES:
        if name in (figure.name, figure.key, figure.subject):
            return figure
    raise FramingError(f"no figure {name!r}; choose one of {', '.join(figure.name for figure in FIGURES)}")


def plot(figure: str, results: Results) -> Figure:
    """Draw a figure of a study, such as "salience" or "fig1".

    Raises FramingError where there is no such figure.

    >>> from framing import analyse, read_specimen
    >>> round(plot("fig1", analyse(read_specimen())).get_figwidth() * 25.4)
    174
    """
    return draw(find(figure), figure_table(figure, results), results.drawn.methods)


def caption(figure: str, results: Results) -> str:
    """Return the caption of a figure; raises as `plot` does.

    >>> from framing import analyse, read_specimen
    >>> caption("salience", analyse(read_specimen()))[:28]
    'Salience of frame vocabulary'
    """
    return captioned(find(figure), figure_table(figure, results), results.drawn)


def alt_text(figure: str, results: Results) -> str:
    """Return the alternative text of a figure, for those who cannot see it; raises as `plot` does.

    >>> from framing import analyse, read_specimen
    >>> alt_text("salience", analyse(read_specimen()))[:36]
    'Dot plot of hits per 1,000 words wit'
    """
    return find(figure).alt(figure_table(figure, results), results.drawn)


def figure_table(figure: str, results: Results) -> pd.DataFrame:
    """Return the table that a figure draws, with printed names beside its keys; raises as `plot` does.

    >>> from framing import analyse, read_specimen
    >>> figure_table("voice", analyse(read_specimen()))["voice"].unique().tolist()
    ['author', 'reported', 'quoted']
    """
    spec, drawn = find(figure), results.drawn
    if why := spec.missing(drawn):
        raise FramingError(f"figure {figure!r} cannot be made: {why}")
    return spec.table(drawn)
