"""Results that several modules of these tests read: the study's, and those of two invented texts."""

import pytest

from framing.corpus.corpora import read_corpus
from framing.results import analyse
from framing.study import Methods

DAM = "# The dam held\n\nThe river rose by a foot. Nobody fled.\n\nThe mayor said that the flood was over.\n"
HILL = "# Fire on the hill\n\nA fire burned all night. Last year's flood was worse.\n\nIt rained at dawn.\n"
CLAIMS = (
    "claim,compare,measure,frame,column,higher,lower,higher_label,lower_label,family,source,found_by,note\n"
)
FEW = Methods(resamples=200, word_resamples=100, draws=50, seed=7)


@pytest.fixture(scope="session")
def study_results(shipped):
    return analyse(shipped, FEW)


@pytest.fixture(scope="session")
def own_results(tmp_path_factory):
    """Return the results of two texts, 19 and 18 words long, by a dictionary alone, without claims."""
    folder = tmp_path_factory.mktemp("own")
    files = {"dam.txt": DAM, "hill.txt": HILL, "claims.csv": CLAIMS}
    files["dictionary.csv"] = "frame,pattern\nwater,flood*\nwater,river\nheat,fire*\n"
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return analyse(read_corpus(folder), FEW)
