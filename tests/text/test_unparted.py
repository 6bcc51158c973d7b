"""Texts whose words no blanks part: refused, but not where a tool has parted them or a name stands alone."""

import pytest

from framing.errors import FramingError
from framing.text.normalise import normalise
from framing.text.unparted import check_parted, long_stretches, unparted

FERRY = "The ferry left the outer harbour late because the tide was low. " * 40
CLAUSE = "港口今天非常安静因为所有的渔船都在天亮以前出海去了只有几个老人还坐在码头上修补渔网"


@pytest.mark.parametrize(
    ("text", "language", "tool"),
    [
        ("港口今天很安静。船都出海了。", "Chinese", "jieba"),
        ("港が静かになった。", "Japanese", "SudachiPy"),
        ("アメリカの船が来る", "Japanese", "SudachiPy"),
        ("เรือออกจากท่าเรือแล้ว", "Thai", "PyThaiNLP"),
        ("ເຮືອອອກຈາກທ່າແລ້ວ", "Lao", "LaoNLP"),
        ("ទូកចាកចេញពីកំពង់ផែ", "Khmer", "khmer-nltk"),
        ("သင်္ဘောဆိပ်ကမ်းမှထွက်သွားသည်", "Burmese", "pyidaungsu"),
        # a quotation of some length within another text
        (FERRY + CLAUSE, "Chinese", "jieba"),
    ],
)
def test_refused(text, language, tool):
    why = unparted(normalise(text))
    assert why.startswith(f"{language} is written without blanks between words")
    assert why.endswith(f"a tool such as {tool}, so that blanks part the words")


@pytest.mark.parametrize(
    "text",
    [
        "港口 今天 很 安静 。 船 都 出海 了 。",
        "港口 今天 很 安静。船 都 出海 了。",
        "港\u3000が\u3000静か\u3000に\u3000なっ\u3000た",
        "コミュニケーション と アイデンティティ の 問題",
        "เรือ ออก จาก ท่าเรือ แล้ว",
        "សង្គ្រាម រីករាលដាល ទៅ ប្រទេស ជិតខាង",
        "She read history at 北京大学 before she went to sea.",
        "The ward is called กรุงเทพมหานคร by those who live there.",
        FERRY + "中华人民共和国国务院新闻办公室",
        "항구가 조용해졌고 배들이 모두 떠났습니다",
        "नाव आज सुबह बहुत देर से चली",
        FERRY,
        "日",
        "",
    ],
)
def test_passed(text):
    assert unparted(normalise(text)) == ""


def test_what_is_refused_holds_a_long_stretch():
    # the fast engine looks closer only at documents that hold one
    assert long_stretches(f"quay|{CLAUSE}|港口|เรือออกจากท่าเรือ|", "|") == [1, 3]


def test_the_text_is_named():
    with pytest.raises(
        FramingError, match="^b.txt: Chinese is written without blanks between words, so that"
    ):
        check_parted("b.txt", CLAUSE)
    check_parted("a.txt", FERRY)
