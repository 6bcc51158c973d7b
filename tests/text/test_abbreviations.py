"""Abbreviations before names, numbers and small letters, and the words that only look like them."""

import pytest

from framing.text.tokens import sentences

WHOLE = """
Gov. Ana Reyes rang the bell.
Later Sgt. Lee and Cpl. Day rowed on.
On Sunday Pres. Lind named the boat.
The order was signed by Brig. Gen. Kay.
So did Amb. Frost and Lt. Gov. Hale.
SEN. HALE RANG THE BELL.
The ferry docks at No. 10 for an hour.
No. 3 and Nos. 7 and 9 are full.
It is item no. 4 in the list.
Look at Art. 5, Art. V and Sec. 12 of the treaty.
See Fig. 3, pp. 12 and vol. 2 for the tides.
It sailed on Mar. 3 and on Sat. 5 July.
It sailed on Jan. 20 and on Sept. 4 again.
Small craft, e.g. Optimists, and dinghies, i.e. boats, stayed.
Hale et al. (2020) and Kay et al. argue so, cf. Lunt.
The mole is approx. 300 m long and cost approx. $20.
It cost an est. 5 million and ca. 40 boats.
The dept. of fisheries and the gov. of the isles agreed.
The U.S. boat left at 5 a.m. on Monday.
It was wet vs. dry at St. Ives.
Acme Inc. said so.
Gov. A. Reyes and Gov. I. Hale met.
"Gov. Reyes rang," he said.
They sailed past Mt. Hood and Ft. Kay.
There ex-Gov. Reyes, Vice-Adm. Lee and Assoc. Prof. Day rowed.
Look at App. 2, Sect. 4, sched. 3 and op. cit. pp. 5 of Lunt.
It cost an avg. 5 pounds, incl. 2 for nets, abt. 3 hours each.
"""
PARTED = """
Asked whether it would sail, he said no.| Nobody rowed.
He said no.| 5 men rowed on.
Wait just a sec.| Nobody rows.
Wait a sec.| 5 men row.
They looked at art.| Nobody bought any.
She met the Gov.| The boat was late.
He was made Sgt.| He rowed on.
She cited Hale et al.| The tide turned.
I know Al.| 5 men rowed on.
He left at 5 p.m.| The tide turned.
They live in the U.S.| The tide turned.
It sold nets, rope, etc.| The tide turned.
He sat.| 20 men rowed.
He came to say no.| But the boat left.
She bought the app.| 5 men rowed.
They met at the co-op.| 5 men rowed.
"""


@pytest.mark.parametrize("sentence", WHOLE.strip().split("\n"))
def test_a_sentence_goes_on(sentence):
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize("text", PARTED.strip().split("\n"))
def test_a_sentence_ends(text):
    parts = text.split("| ")
    assert sentences(" ".join(parts)) == parts
