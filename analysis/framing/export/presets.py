"""What journals ask of figures, from presets.csv, which has source, certainty and date of each fact."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from framing.errors import FramingError
from framing.tables.schema import cells

_FILE = Path(__file__).with_name("presets.csv")
# figures are not laid out for pages that are higher than these (mm)
_HEIGHT = 230.0


class Preset(NamedTuple):
    """How a journal prints figures.

    Width of one, one and a half and two columns and greatest height (mm), font families in the order in which
    they are wanted, text size and thinnest line (points), dots per inch, formats, the name of a file (with
    {number} or {name}), and whether letters in EPS are outlines.
    """

    journal: str
    label: str
    widths: tuple[float, float, float]
    height: float
    families: tuple[str, ...]
    size: float
    line: float
    dpi: int
    formats: tuple[str, ...]
    file: str
    outlined: bool


def preset(journal: str) -> Preset:
    """Return the preset of a journal or publisher.

    Raises FramingError that lists the names where there is none.

    >>> preset("nature").widths, preset("plos").formats
    ((89.0, 136.0, 183.0), ('tiff', 'eps', 'pdf'))
    """
    facts = _facts().get(journal.lower())
    if facts is None:
        raise FramingError(f"no preset {journal!r}; choose one of {', '.join(_facts())}")
    one, half, two = map(float, facts["width"].split(";"))
    return Preset(
        journal=journal.lower(),
        label=facts["label"],
        widths=(one, half, two),
        height=min(_HEIGHT, float(facts.get("height", _HEIGHT))),
        families=tuple(facts["families"].split(";")),
        size=float(facts["size"]),
        line=float(facts["line"]),
        dpi=int(facts["dpi"]),
        formats=tuple(facts["formats"].split(";")),
        file=facts.get("file", "{name}"),
        outlined=facts.get("outlined") == "yes",
    )


@cache
def _facts() -> dict[str, dict[str, str]]:
    facts: dict[str, dict[str, str]] = {}
    _, rows = cells(_FILE.read_text(encoding="utf-8"), str(_FILE))
    for _, (journal, key, value, *_rest) in rows:
        facts.setdefault(journal, {})[key] = value
    return facts
