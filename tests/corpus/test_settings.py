"""The table of settings: every choice, sums of what was counted, versions that are those of the lock."""

import re
from dataclasses import asdict, fields, replace

from framing import paths
from framing.corpus.settings import package_version, settings
from framing.study import Methods


def test_every_choice_stands_there_as_it_was_made(shipped):
    methods = Methods(coverage=0.77, seed=4711, group_by="outlet")
    table = settings(shipped.definitions, methods)
    chosen = table[table["kind"] == "method"].set_index("setting")["value"].to_dict()
    assert chosen == {name: str(value) for name, value in asdict(methods).items()}
    assert list(chosen) == [field.name for field in fields(Methods)]
    assert all(table["meaning"])


def test_sums_are_those_that_the_features_were_made_with(shipped):
    table = settings(shipped.definitions, Methods()).set_index("setting")["value"]
    recorded = (paths.CORPUS / "features" / "made_from.csv").read_text(encoding="utf-8")
    for name in ("normalise_version", "dictionary_sha256", "dictionary_v1_sha256", "masks_sha256"):
        assert f"\n{name},{table[name]}\n" in recorded


def test_another_dictionary_has_another_sum_and_no_earlier_one(shipped):
    fewer = replace(shipped.definitions, dictionary=shipped.definitions.dictionary[1:], earlier=None)
    own, other = (settings(d, Methods()).set_index("setting")["value"] for d in (shipped.definitions, fewer))
    assert own["dictionary_sha256"] != other["dictionary_sha256"]
    assert "dictionary_v1_sha256" in own and "dictionary_v1_sha256" not in other


def test_versions_are_the_one_of_the_lock_for_every_python(shipped):
    lock = (paths.ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    table = settings(shipped.definitions, Methods())
    named = table.loc[table["kind"] == "package", "setting"].tolist()
    assert len(named) > 8
    for name in named[1:]:
        # one line, and no marker of a version of Python on it
        assert re.findall(rf"^{name.lower()}==(.*)$", lock, re.MULTILINE) == [
            rf"{package_version(name)} \ "[:-1]
        ]


def test_the_version_of_the_study_is_that_of_its_own_files():
    cited = re.search(r"^version: (\S+)$", (paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.M)
    assert package_version("framing") == cited[1]
