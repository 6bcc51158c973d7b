"""Methods in words: whole for two invented texts; every field of the study; nothing that a corpus has not."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from framing.export import methods_checks as checks
from framing.export import methods_measures as measures
from framing.export.methods_claims import claims, software
from framing.export.methods_text import methods_latex, methods_paragraph
from framing.results import analyse
from framing.study import Methods
from framing.tables.checked import check
from made_up import CORPORA, long_where_large, made_up

OWN = """\
Two pieces were analysed (6 paragraphs, 8 sentences, 37 words; 18 to 19 words per piece): dam and hill. \
How the texts were chosen was not recorded. How sure the facts about the texts are was not recorded. The \
analysis ran on the texts. The construct was the salience of the vocabulary of two frames, Water and Heat. \
The frames had no written definition. A dictionary of 3 patterns (2 of Water and 1 of Heat) stood for \
them. Where its patterns come from was not recorded. The SHA-256 of its patterns and exclusions, which \
identifies its version, begins with SHA.

Texts were brought into one form (normal form 2: Unicode NFC, quotation marks, hyphens and blanks made \
alike) and split into sentences within paragraphs by NLTK's Punkt, with rules of the study's own for \
abbreviations (version 3); punctuation marks were tokens but no words, case was ignored, and no word was \
stemmed or removed. A piece was looked up as one sequence of tokens: for each frame the longest match \
counted, the leftmost on ties, and no token twice. The unit of analysis was the piece, its score the \
number of hits per 1,000 words. The pieces were taken as fixed and paragraphs as the units that might have \
been others. Rates had a 95 % gamma mid-P interval, the dispersion of paragraphs pooled over pieces (their \
coverage was not simulated here); means had a 95 % t interval, error by paragraphs; shares and mean \
positions had a 95 % percentile bootstrap over the paragraphs that hold hits, 200 resamples. Two pieces \
were told apart by a permutation of paragraphs (200 rearrangements, level 5 %, Holm within a frame), and \
their means by Welch's t over paragraphs (level 5 %, Holm within a score); what could have been told apart \
was computed for 80 % power. All random numbers were drawn from the seed 7. Words that set a piece apart \
were found by log-odds against the other pieces with an informative Dirichlet prior of 500 words (Monroe, \
Colaresi & Quinn 2008), the eight highest of those used at least three times being shown. Likeness was the \
cosine of tf-idf vectors, its interval found from 100 resamples of words."""
# what must be said of the study: every field of the list, by a pattern that holds its numbers
FIELDS = {
    "texts, choice": r"Five pieces were analysed .*National Interest.* not a sample of outlets",
    "certainty": r"recorded as: high \(National Interest\); outlet and address certain",
    "size": r"103 paragraphs, 184 sentences, 4,486 words",
    "construct": r"Escalation \(Kahn 1965; Morgan et al\. 2008\).*Escalation was defined as: \"The war",
    "dictionary": r"345 patterns.*for 33 of them.*242 have the concept from one of 18 sources and 103 follow",
    "version": r"begins with 61a2426f1790\. An earlier version of 151 patterns",
    "origin": r"written from the literature and the definitions by a language model",
    "preprocessing": r"normal form 2: .*Punkt.*version 3",
    "counting rule": r"the longest match counted, the leftmost on ties, and no token twice",
    "unit, score": r"unit of analysis was the piece, its score the number of hits per 1,000 words",
    "uncertainty": r"95 % gamma mid-P.*seed 7\.",
    "coders": r"machine-1, machine-2, machine-3a and machine-3b, 184 of 184 sentences each\. "
    r"All four are language models; no person coded\. machine-3a and machine-3b are readings by one model",
    "blindness": r"shuffled and each alone, without the piece and without hits",
    "validity": r"for Deterrence precision 1\.00 \(lowest 12 of 12.*recall 0\.35 to 0\.71 \(lowest 12 of 34, "
    r".*by piece",
    "agreement": r"Krippendorff's alpha between coders was 0\.94 to 1\.00 for Escalation \(lowest limit",
    "voice, stance": r"Of 70 hits read by machine-1, a language model, .*author 0\.86 and 0\.94",
    "other texts": r"47 of 60 for Escalation.*9 of 23 for Escalation \(0\.39 weighted\)",
    "length": r"correlated with their hits at 0\.07 to 0\.21, with their codes at 0\.09 to 0\.25",
    "robustness": r"192 specifications.*36 patterns with hits was left out in turn.*50 random dictionaries",
    "claims": r"38 claims.*at most 10.*Bonferroni.*within twelve families \(Holm 1979\)",
    "verdicts": r'It was "holds" for \d+.*"not distinguishable" for \d+\.',
    "sentiment": r"VADER \(Hutto & Gilbert 2014\).*lexicon of vaderSentiment 3\.3\.2.*TextBlob 0\.20\.1",
    "software": r"ran in Python 3\.12\.4 with framing \S+, numpy \d",
}


@pytest.fixture(scope="module")
def paragraphs(study_results):
    return methods_paragraph(study_results, python="3.12.4")


def test_the_methods_of_two_texts_are_these(own_results):
    sha = measures.setting(own_results, "dictionary_sha256")[:12]
    first, second, third, fourth = methods_paragraph(own_results).split("\n\n")
    expected = OWN.replace("SHA.", f"{sha}.").split("\n\n")
    assert first == expected[0]
    assert second.split(" Sentiment was")[0] == expected[1]
    assert third.endswith(
        "No reader checked voice and stance. No coder checked the dictionary. The dictionary was not tried "
        "on other texts."
    )
    assert "No claim was looked into. The analysis ran in Python with framing " in fourth


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_the_study_is_there(paragraphs, field):
    assert re.search(FIELDS[field], paragraphs, re.DOTALL)


@pytest.mark.parametrize("shape", long_where_large([*CORPORA, "class"]))
def test_what_is_written_is_sentences(shape):
    text = methods_paragraph(made_up(shape))
    assert not re.search(r"  |\.\.|\bnan\b|None|\(\)| ,| \.(?!\d)", text)
    assert all(paragraph.strip().endswith(".") for paragraph in text.split("\n\n"))
    # one sentence ends before the next begins
    assert not re.search(
        r"(?<![.:\"] )(?<!^)\b(The analysis ran|The dictionary was not|No coder)\b", text, re.MULTILINE
    )


def test_choices_that_are_stated_are_those_that_were_made(shipped):
    text = methods_paragraph(
        analyse(shipped, Methods(coverage=0.77, resamples=31, seed=4711, draws=23, prior=53))
    )
    for stated in (
        "77 % gamma",
        "level 23 %",
        "31 resamples",
        "seed 4711",
        "23 random dictionaries",
        "prior of 53 ",
    ):
        assert stated in text
    assert not re.search(r"95 % gamma|20241117|10,000|2,000 random", text)


def test_people_are_not_called_models_and_one_coder_has_no_agreement(own_results):
    study = own_results.study
    sentences = study.features.sentences[["doc_id", "sentence"]].assign(frame="water", value=0)

    def coded(*names):
        codings = pd.concat([sentences.assign(coder=name) for name in names])
        return analyse(replace(study, codings=check(codings, "codings")), Methods(resamples=50, draws=20))

    alone = coded("ann")
    assert checks.coders(alone).startswith("Sentences were coded by ann, 8 of 8 sentences. The sheets")
    assert checks.agreement(alone) == "One coder coded, so that agreement between coders is not known."
    mixed = checks.coders(coded("ann", "machine-7"))
    assert "by ann and machine-7, 8 of 8 sentences each. Of these machine-7 is a language model. The" in mixed
    assert (
        "Both are language models; no person coded. machine-7a and machine-7b are readings by one model."
        in (checks.coders(coded("machine-7a", "machine-7b")))
    )


def test_agreement_is_that_of_the_table(study_results):
    table = study_results["agreement"]
    table = table[(table["coder_a"] != "dictionary") & (table["frame"] == "deterrence")]
    low, high = (f"{value:.2f}".removeprefix("0") for value in (table["alpha"].min(), table["alpha"].max()))
    assert f"{low} to {high} for Deterrence" in checks.agreement(study_results)


def test_verdicts_are_counted(study_results):
    counts = study_results["claims"]["verdict"].value_counts()
    said = dict(re.findall(r'"([a-z ]+)" for (\d+)', claims(study_results)))
    assert {verdict: int(n) for verdict, n in said.items()} == counts.to_dict()


@pytest.mark.long
def test_groups_are_compared_where_there_are_groups():
    text = methods_paragraph(made_up("class"))
    assert "The pieces were taken together, as no column puts them into groups." in text
    assert "26 pieces were analysed" in text and "permutation" not in text


def test_versions_are_those_of_the_settings(study_results):
    assert "Python 3.13.1 with framing" in software(study_results, "3.13.1")
    assert f"numpy {measures.setting(study_results, 'numpy')}, " in software(study_results)


def test_latex_ends_no_line_at_a_percent_sign_and_pairs_quotation_marks(study_results):
    text = methods_latex(study_results)
    assert not re.search(r"(?<!\\)[%&#_$]", text)
    assert r"95~\%" in text and "``holds''" in text and '"' not in text


def test_what_a_corpus_says_of_itself_is_quoted(own_results):
    rows = [("texts", "Two invented texts were taken."), ("rights", "Both are free.")]
    told = check(pd.DataFrame(rows, columns=["topic", "statement"]), "statements")
    results = analyse(replace(own_results.study, statements=told), Methods(resamples=50))
    assert "Two invented texts were taken. How sure" in measures.texts(results)
    assert "was not recorded. The analysis" in measures.texts(results)
