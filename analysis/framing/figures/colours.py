"""Colours of frames: their lightness, shades as light in every frame, and greys for print without colour."""

import numpy as np
import pandas as pd
from matplotlib.colors import to_hex, to_rgb

# CIE L* of the darkest and of the palest grey, and how far two of few lie apart
_DARKEST, _PALEST, _APART = 15.0, 90.0, 30.0
# darkest and palest of shades that stand for an order
_FIRST, _LAST = 40.0, 92.0


def lightness(colour: str) -> float:
    """Return the CIE lightness L* of a colour, from 0 (black) to 100 (white).

    Source: CIE 15:2004, of sRGB (IEC 61966-2-1) with D65 as white.

    >>> [round(lightness(colour), 1) for colour in ("#000000", "#777777", "#ffffff")]
    [0.0, 50.0, 100.0]
    """
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    y = float(linear @ [0.2126, 0.7152, 0.0722])
    return 116 * y ** (1 / 3) - 16 if y > (6 / 29) ** 3 else y * (29 / 3) ** 3


def at_lightness(colour: str, wanted: float) -> str:
    """Return a colour mixed with black or white until it has the lightness L* that is wanted.

    >>> at_lightness("#000000", 50), at_lightness("#E69F00", 50)
    ('#777777', '#9e6d00')
    """
    other = np.full(3, float(lightness(colour) < wanted))
    low, high = 0.0, 1.0
    # halved until the last digit of a colour stands
    for _ in range(12):
        share = (low + high) / 2
        mixed = to_hex(tuple((1 - share) * np.array(to_rgb(colour)) + share * other))
        enough = lightness(mixed) >= wanted if other[0] else lightness(mixed) <= wanted
        low, high = (low, share) if enough else (share, high)
    return to_hex(tuple((1 - high) * np.array(to_rgb(colour)) + high * other))


def shade(colour: str, rank: float, last: float) -> str:
    """Return the shade of a rank, 1 being the darkest: as dark as that rank in any other colour.

    >>> [round(lightness(shade(colour, 1, 5))) for colour in ("#E69F00", "#0072B2", "#F0E442")]
    [40, 40, 40]
    """
    return at_lightness(colour, _FIRST + (_LAST - _FIRST) * (rank - 1) / max(1.0, last - 1))


def greys(count: int) -> list[str]:
    """Return so many greys as far apart in lightness L* as can be; eight are more than 10 apart.

    >>> [round(lightness(grey)) for grey in greys(3)]
    [15, 45, 75]
    """
    last = min(_PALEST, _DARKEST + _APART * (count - 1))
    return [at_lightness("#000000", float(at)) for at in np.linspace(_DARKEST, last, count)]


def in_grey(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table of a figure with a grey for every colour of its frames.

    >>> in_grey(pd.DataFrame({"frame": ["a", "b"], "colour": ["#E69F00", "#0072B2"]}))["colour"].tolist()
    ['#262626', '#6b6b6b']
    """
    names = [name for name in table if str(name).startswith("colour")]
    found = pd.unique(table[names].to_numpy().ravel()) if names else []
    known = [colour for colour in found if isinstance(colour, str)]
    grey = dict(zip(known, greys(len(known)), strict=True))
    return table.assign(**{name: table[name].map(grey) for name in names})


def blend(colour: str, share: float) -> str:
    """Return a colour mixed with white.

    >>> blend("#000000", 0.25)
    '#bfbfbf'
    """
    return to_hex(tuple(1 - share * (1 - np.array(to_rgb(colour)))))


def ink_of(colour: str) -> str:
    """Return a colour dark enough for a thin line on white.

    >>> ink_of("#0072B2"), ink_of("#F0E442")
    ('#0072b2', '#a89f2e')
    """
    rgb = np.array(to_rgb(colour))
    return to_hex(tuple(rgb * min(1.0, 0.6 / max(0.6, float(rgb @ [0.2126, 0.7152, 0.0722])))))
