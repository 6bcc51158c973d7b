"""What notebooks say of one study and not of another: of the shipped one, and of one's own."""

from pathlib import Path

from matplotlib.figure import Figure

from framing.corpus.annotate import annotate
from framing.corpus.corpora import read_specimen
from framing.errors import FramingError
from framing.figures.catalogue import find, plot
from framing.files import read_text
from framing.paths import CORPUS
from framing.study import Results, Study
from framing.tables.checked import read_table

_SHIPPED, _OWN = "shipped", "own"


class Passage(str):
    """A passage, which a notebook shows as Markdown."""

    def _repr_markdown_(self) -> str:
        return str(self)


def told(study: Study, about: str) -> Passage:
    """Return the passage of passages.md on a matter: as it holds for this study.

    Raises FramingError where there is no such passage.

    >>> from framing import read_specimen, read_study
    >>> told(read_study(prefer_texts=False), "pieces")[:34]
    'All are about one decision of Nove'
    >>> told(read_specimen(), "pieces")[:27]
    'These are the texts of your'
    """
    there = passages()
    if (about, _OWN) not in there:
        matters = ", ".join(sorted({matter for matter, _ in there}))
        raise FramingError(f"no passage {about!r}; choose one of {matters}")
    return Passage(there[about, _SHIPPED if is_shipped(study) else _OWN])


def shown(figure: str, results: Results) -> Figure | Passage:
    """Return a figure as `plot` does, or the passage that says why there is none of this study.

    Raises FramingError where there is no such figure.

    >>> from framing import analyse, read_specimen
    >>> shown("months", analyse(read_specimen()))
    'No figure: the dates in pieces.csv lie in fewer than three months.'
    """
    why = find(figure).missing(results.drawn)
    return Passage(f"No figure: {why}.") if why else plot(figure, results)


def passages() -> dict[tuple[str, str], str]:
    """Return every passage by what it is about and for which study: the shipped one or one's own."""
    found = {}
    for section in read_text(Path(__file__).parent / "passages.md").split("\n## ")[1:]:
        about, *versions = section.split("\n### ")
        for version in versions:
            which, _, text = version.partition("\n")
            for study in (_SHIPPED, _OWN) if which == "both" else (which,):
                found[about.strip(), study] = text.strip()
    return found


def is_shipped(study: Study) -> bool:
    """Tell whether a study is about the pieces that are shipped: by the sums of their texts.

    >>> from framing import read_specimen
    >>> is_shipped(read_specimen())
    False
    """
    shipped = read_table(CORPUS / "pieces.csv", "pieces")["sha256_text"]
    return {*study.pieces["sha256_text"]} == {*shipped}


def readable(study: Study) -> Study:
    """Return a study whose texts may be shown: one's own, or the specimen pieces in place of the shipped.

    The specimen pieces are counted by the definitions of the study.

    >>> from framing import read_study
    >>> readable(read_study(prefer_texts=False)).pieces["doc_id"].tolist()
    ['s01', 's02', 's03', 's04', 's05']
    """
    if study.texts is not None and not is_shipped(study):
        return study
    specimen = read_specimen()
    assert specimen.texts is not None
    features = annotate(specimen.texts, study.definitions)
    return Study(specimen.pieces, study.definitions, features, specimen.texts)
