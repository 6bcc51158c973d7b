"""Texts in which blanks do not part words, so that a clause would count as one word and hold no pattern."""

import re

from framing.errors import FramingError

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA, _KATAKANA = "\u3041-\u3096", "\u30a1-\u30fa\u30fc"
# letters alone, as how many marks a word has differs more between scripts than how many letters
_THAI, _LAO = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46", "\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"
_KHMER, _BURMESE = "\u1780-\u17b3", "\u1000-\u102a\u103f\u1050-\u1055\uaa60-\uaa76"
_EASTERN, _SOUTHERN = _HAN + _HIRAGANA + _KATAKANA, _THAI + _LAO + _KHMER + _BURMESE
# letters of a word, of which borrowed words in katakana have one, and how many a word has on average at most
_WRITINGS = (
    (_EASTERN, f"[{_HAN}{_HIRAGANA}]|[{_KATAKANA}]+", 3),
    (_SOUTHERN, f"[{_SOUTHERN}]", 6),
)
_LONGEST = 30
# the first script that a text holds tells its language, and what parts the words of that
_LANGUAGES = (
    (f"[{_HIRAGANA}{_KATAKANA}]", "Japanese", "SudachiPy"),
    (f"[{_HAN}]", "Chinese", "jieba"),
    (f"[{_THAI}]", "Thai", "PyThaiNLP"),
    (f"[{_LAO}]", "Lao", "LaoNLP"),
    (f"[{_KHMER}]", "Khmer", "khmer-nltk"),
    (f"[{_BURMESE}]", "Burmese", "pyidaungsu"),
)
_ANY = re.compile(f"[{_EASTERN}{_SOUTHERN}]")
_LETTER = re.compile(r"[^\W\d_]")


def long_stretches(text: str, mark: str) -> list[int]:
    """Return which of the stretches that a mark parts have more letters of such scripts than words have.

    >>> long_stretches("战争可能升级|战争|war", "|")
    [0]
    """
    if text.isascii() or not _ANY.search(text):
        return []
    return [
        place
        for place, stretch in enumerate(text.split(mark))
        if any(len(re.findall(letter, stretch)) > mean for _, letter, mean in _WRITINGS)
    ]


def unparted(text: str) -> str:
    """Return why a normalised text cannot be counted as blanks do not part its words, or nothing.

    That is so where more than 30 letters of Chinese and Japanese, or of Thai, Lao, Khmer and Burmese, follow
    one another without a blank; or where at least half of its letters are such and on average more than
    three, or six, do (marks apart, a word in katakana as one letter). So a text in which blanks part the
    words passes, and so does a name in another text.

    >>> unparted("战争可能升级。和平还远。").partition(",")[0]
    'Chinese is written without blanks between words'
    >>> unparted("战争 可能 升级 。 和平 还 远 。"), unparted("He left 北京大学 in May.")
    ('', '')
    """
    if not _ANY.search(text):
        return ""
    for letters, letter, mean in _WRITINGS:
        sizes = [n for n in (len(re.findall(letter, stretch)) for stretch in text.split()) if n]
        mostly = 2 * len(re.findall(f"[{letters}]", text)) >= len(_LETTER.findall(text))
        if sizes and (max(sizes) > _LONGEST or (mostly and sum(sizes) > mean * len(sizes))):
            language, tool = next(rest for script, *rest in _LANGUAGES if re.search(script, text))
            why = "so that a clause would count as one word"
            remedy = f"segment the text with a tool such as {tool}, so that blanks part the words"
            return f"{language} is written without blanks between words, {why}; {remedy}"
    return ""


def check_parted(name: str, text: str) -> None:
    """Raise FramingError that names a normalised text in which blanks do not part the words."""
    if why := unparted(text):
        raise FramingError(f"{name}: {why}")
