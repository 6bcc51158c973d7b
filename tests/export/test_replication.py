"""The replication README: the headings that are asked for, filled with what is true of a study."""

import re

import pytest

from framing import paths
from framing.export.datapackage import read_released
from framing.export.replication import Run, availability, replication_readme
from framing.figures.catalogue import FIGURES

RUN = Run(
    "python analysis/pipeline.py export --journal plos --to out",
    "3.12.4",
    "a machine with 2 cores",
    34.6,
    512.3,
)
HEADINGS = """\
# Replication package
## Data Availability and Provenance Statements
### Statement about Rights
### License for Data
### Summary of Availability
### Details on each Data Source
## Dataset list
## Computational requirements
### Software Requirements
### Controlled Randomness
### Memory, Runtime, Storage Requirements
## Description of programs/code
## Instructions to Replicators
## List of tables and programs
## References""".splitlines()
EXPORTED = {
    **{spec.name: [f"{spec.key}.tif"] for spec in FIGURES},
    "claims": ["claims.tex", "claims.docx"],
    "numbers": ["numbers.tex", "numbers.json"],
    "references": ["references.bib"],
}


@pytest.fixture(scope="module")
def readme(study_results):
    return replication_readme(study_results, RUN, EXPORTED, [*read_released()])


def section(text, heading):
    return re.split(r"^#+ .*\n", text.split(f"{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0].strip()


def test_headings_are_those_that_are_asked_for_and_none_is_empty(readme, own_results):
    for text in (readme, replication_readme(own_results, RUN, {"numbers": ["numbers.tex"]})):
        assert re.findall("^#.*", text, re.MULTILINE) == HEADINGS
        assert all(
            section(text, heading) for heading in HEADINGS if heading != "## Computational requirements"
        )


def test_every_piece_is_cited_and_not_provided(readme, study_results):
    sources, cited = section(readme, "### Details on each Data Source"), section(readme, "## References")
    for piece in study_results.study.pieces.itertuples():
        row = next(line for line in sources.splitlines() if line.startswith(f"| {piece.label} |"))
        assert row.endswith("| no |") and piece.certainty in row
        assert (piece.title or "Untitled") in cited and piece.url in cited


def test_data_files_are_there_and_the_texts_are_not(readme):
    listed = re.findall(r"^\| `(.+?)` \| (.+) \| yes \|$", section(readme, "## Dataset list"), re.MULTILINE)
    assert len(listed) == len(read_released()) > 20
    assert all((paths.ROOT / path).is_file() for path, _ in listed)
    assert "see codebook" not in {row for _, row in listed}
    assert section(readme, "## Dataset list").endswith("| texts of the pieces | 5 texts | no |")


def test_outputs_are_those_exported_and_programs_exist(readme):
    rows = re.findall(r"^\| ([^|]+) \| `([^`]+)`[^|]* \| ([^|]+) \| no \|$", readme, re.MULTILINE)
    assert len(rows) == len(EXPORTED)
    outputs = [file for _, _, cell in rows for file in re.findall("`([^`]+)`", cell)]
    assert outputs == [file for files in EXPORTED.values() for file in files]
    assert all((paths.ROOT / program).is_file() for _, program, _ in rows)
    assert rows[0][0].startswith("Figure 1: ") and rows[7][0].startswith("Figure 7b: ")


def test_seed_versions_and_what_the_run_took_are_stated(readme):
    assert "the seed 7 " in section(readme, "### Controlled Randomness")
    software = section(readme, "### Software Requirements")
    assert software.startswith("- Python 3.12.4\n- framing ") and "- vaderSentiment 3.3.2" in software
    needs = section(readme, "### Memory, Runtime, Storage Requirements")
    assert needs.startswith("The run took 35 seconds and at most 512 MB of memory on a machine with 2 cores.")


def test_steps_are_numbered_commands_that_exist(readme, own_results):
    steps = section(readme, "## Instructions to Replicators").splitlines()
    assert [step.split(".")[0] for step in steps] == ["1", "2", "3", "4"]
    assert f"`{RUN.command}`" in steps[1]
    own = section(replication_readme(own_results, RUN, {}), "## Instructions to Replicators")
    assert "run --corpus FOLDER" in own and "import PATH" not in own


def test_what_is_not_known_of_a_corpus_is_left_to_its_author(own_results, study_results):
    assert availability(own_results) == (
        "The 2 texts that were analysed are not provided. Nothing recorded with the corpus says under which "
        "rights its texts were used; the author has to state it. The tables of results are provided, with "
        "the code that makes them."
    )
    assert availability(study_results, ["a.csv"]).startswith(
        "The pieces are under copyright and were not released."
    )
    text = replication_readme(own_results, RUN, {"numbers": ["numbers.tex"]})
    assert "| Numbers in the text | `analysis/framing/export/numbers.py` | `numbers.tex` | yes |" in text
    assert "CC BY" not in text


def test_the_same_run_gives_the_same_bytes(study_results, readme):
    assert replication_readme(study_results, RUN, EXPORTED, [*read_released()]) == readme
