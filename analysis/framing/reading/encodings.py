"""Bytes as text: by mark, as UTF-8, as Windows-1252 where they look Western; else said, not guessed."""

import codecs
import re
from typing import NamedTuple

from framing.errors import FramingError
from framing.reading.documents import NotRead
from framing.reading.listed import counted

# UTF-32 before UTF-16, whose mark it begins with
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# a name for what `repair` mends, beside the names that Python knows
MOJIBAKE = "mojibake"
_SEVEN_BIT = (
    (re.compile(rb"\x1b\$[@B]|\x1b\$\([@BDOPQ]|\x1b\([IJ]"), "Japanese", "iso2022_jp_2"),
    (re.compile(rb"\x1b\$\)C"), "Korean", "iso2022_kr"),
    (re.compile(rb"\x1b\$[)*+][AEGH]"), "Chinese", ""),
    (re.compile(rb"~\{(?:[!-w][!-~]){2,}~\}"), "Chinese", "hz"),
)
# legacy pages of other scripts, each with its commonest letters and their share in a text, then of Latin ones
_CYRILLIC, _ARABIC, _KANA, _HANZI = "[оеаинтсрвлі]", "[اليمنورتبةع]", "[ぁ-ん。、]", "[一-龠，。]"
_PAGES = (
    ("cp1251", "Cyrillic", _CYRILLIC, 0.6),
    ("koi8_u", "Cyrillic", _CYRILLIC, 0.6),
    ("iso8859_5", "Cyrillic", _CYRILLIC, 0.6),
    ("cp866", "Cyrillic", _CYRILLIC, 0.6),
    ("cp1253", "Greek", "[αοιεντσρηυό]", 0.6),
    ("cp1255", "Hebrew", "[יוהלאמרתבש]", 0.6),
    ("cp1256", "Arabic", _ARABIC, 0.6),
    ("iso8859_6", "Arabic", _ARABIC, 0.6),
    ("cp874", "Thai", "[าน่อรกเง้ว]", 0.5),
    ("shift_jis", "Japanese", _KANA, 0.4),
    ("euc_jp", "Japanese", _KANA, 0.4),
    ("euc_kr", "Korean", "[가-힣]", 1.0),
    ("gb18030", "Chinese", _HANZI, 1.0),
    ("big5", "Chinese", _HANZI, 1.0),
)
_LATIN_PAGES = (
    ("cp1250", "Central European", "[áâäăąćčçďéęëěíîłľńňóôöőŕřśšşťţúůüűýźžż]", 1.0),
    ("cp1254", "Turkish", "[âçğıîöşüİ]", 1.0),
    ("mac_roman", "Western, of old Macintosh computers", "[àâçéèêëîïôùûœáíñóúäöüß’“”–—…]", 1.0),
    ("cp850", "Western, of MS-DOS", "[àâçéèêëîïôùûáíñóúäöüß]", 1.0),
)
# the letters beyond ASCII of each language that Windows-1252 was made for
_WESTERN = (
    *("àâæçéèêëîïôùûüÿœ", "äöüß", "áéíñóúüïç", "ãáàâçéêíõóôúü", "àèéìíîòóùú", "àçèéíïòóúü", "æøåéüöäèòôê"),
    *("åäöéàüšž", "ëïéèöüóê", "áðéíóúýþæö", "áðíóúýæø", "áéíóúâêîôûŵ", "äöõüšž", "ëç"),
)
# signs that stand beside words in Western texts, and those that stand within them
_SIGNS = "€‚„…‰‹›“”•–—™¡¢£§©ª«®°±²³´·¹º»¼½¾¿×‘†‡\xb5\xb6\xa5"
_WITHIN = "’‘´·\xad\xa0–—ªº"
_HIGH = re.compile(r"[^\x00-\x7f]")
_UPPER_WITHIN = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ](?=[a-zß-öø-ÿ]|\W|$)")
# and the thorn that ends no Icelandic word, but many a Turkish one has its place
_SIGN_WITHIN = re.compile(rf"(?<=[^\W\d_])(?:[^\x00-\x7f\w{_WITHIN}]|[¹²³¼½¾])(?=[^\W\d_])|þ(?!\w)")
_BESIDE = re.compile(r"(?<=[^\x00-\x7f\W])[^\x00-\x7f\W]")
_HIGH_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
# controls that no text holds; tab, line ends, form feed and substitute may stand in one
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
# of a text's letters, and of its letters beyond ASCII
_MOST_HIGH, _FEW_HIGH, _COVERED = 0.4, 0.015, 0.9
_FEWEST = 6
# so much of a text tells what it is written in
_SAMPLE = 1_000_000
# bytes to letters as Windows does it: what cp1252 does not define is the control character of that number
_TO_BYTE = {
    bytes([byte]).decode("cp1252", errors="ignore") or chr(byte): bytes([byte]) for byte in range(0x80, 0x100)
}
_NEXT = "[" + re.escape("".join(c for c, byte in _TO_BYTE.items() if byte < b"\xc0")) + "]"
_TWICE = re.compile(rf"(?<![A-ZÀ-Þ])Ã |[Â-ß]{_NEXT}|[à-ï]{_NEXT}{{2}}|[ð-ô]{_NEXT}{{3}}")
# not all that two bytes can be, so that a Swedish word before a quotation mark is not taken for damage
_LIKELY = re.compile(
    "[\u0080-\u017f\u0192\u02c6\u02dc\u0218-\u021b\u0370-\u03ff\u0400-\u045f\u0490\u0491"
    "\u05d0-\u05ea\u0621-\u064a\u0800-\U0010ffff]"
)


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and what may be wrong with it, each in words."""

    text: str
    encoding: str
    doubts: tuple[str, ...] = ()


def decode(data: bytes, named: str | None = None, name: str = "NAME") -> Decoded:
    """Return the text that bytes hold: by `named`, by byte-order mark, as UTF-8, or as Windows-1252.

    `named` is an encoding of Python, or "mojibake" for UTF-8 read as Windows-1252 and saved; `name` is what
    a message calls the file. Windows-1252 is taken only where the letters beyond ASCII are those of
    a Western language, and with a doubt.
    Raises NotRead where the bytes are no text or the encoding is not known, with the option that names it.

    >>> decode("The caf\u00e9 was wet.".encode("cp1252")).encoding
    'cp1252'
    >>> decode("\u0412\u043e\u0439\u043d\u0430".encode("cp1251"), name="a.txt")
    Traceback (most recent call last):
    framing.reading.documents.NotRead: not UTF-8 and not in Western letters (it may be Cyrillic); save it as \
UTF-8, or name its encoding: --encoding a.txt=cp1251
    """
    if named:
        return _by_name(data, named)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(Decoded(_strict(data, encoding), encoding.removesuffix("-sig")), name)
    if (wide := _without_mark(data)) is not None:
        return wide
    if b"\0" in data:
        raise NotRead("not a text file (it holds NUL bytes); save it as plain text in UTF-8")
    if data.isascii() and (seven := _seven_bit(data, name)):
        raise NotRead(seven)
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"), name)
    except UnicodeDecodeError as error:
        if damaged := _damaged(data, error, name):
            raise NotRead(damaged) from None
    text = data.decode("cp1252", errors="replace")
    if not is_western(text):
        raise NotRead(_foreign(data, name))
    doubt = "not UTF-8, read as Windows-1252; save it as UTF-8 to be sure"
    return _checked(Decoded(text, "cp1252", (doubt,)), name)


def is_western(text: str) -> bool:
    """Tell whether bytes that were decoded as Windows-1252 look like a text in a Western language.

    The letters beyond ASCII must be few, all but a tenth of them those of one such language, and no sign or
    capital may stand within words where only another encoding would put it.

    >>> is_western("Après l'été, São Paulo"), is_western("Âîéíà ðàñøèðèëàñü.")
    (True, False)
    """
    if "\ufffd" in text:
        return False
    text = text[:_SAMPLE]
    found = _HIGH.findall(text)
    high = [c for c in found if c not in _SIGNS + _WITHIN]
    odd = len(_UPPER_WITHIN.findall(text)) + len(_SIGN_WITHIN.findall(text))
    letters = sum(map(str.isalpha, text))
    if odd > 0.05 * len(found) or len(high) > _MOST_HIGH * max(letters, 1):
        return False
    beside = any(map(str.isalpha, _BESIDE.findall(text)))
    if len(high) <= max(_FEW_HIGH * letters, _FEWEST) and not beside:
        # words of several languages: short of a page that has whole words of such letters
        return True
    own = [c.lower() for c in high]
    return max(sum(c in language for c in own) for language in _WESTERN) >= _COVERED * len(own)


def repair(text: str) -> tuple[str, float, int]:
    """Undo once that UTF-8 was read as Windows-1252: the text, the share of its letters mended, how often.

    The share is of the characters beyond ASCII.

    >>> repair("It doesn\u00e2\u20ac\u2122t end.")
    ('It doesn\u2019t end.', 1.0, 1)
    """
    mended: list[int] = []

    def undo(match: re.Match[str]) -> str:
        run = match[0].replace("Ã ", "Ã\xa0")
        try:
            right = b"".join(_TO_BYTE[c] for c in run).decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        if not _LIKELY.fullmatch(right):
            return match[0]
        mended.append(len(_HIGH.findall(match[0])))
        return right

    whole = len(_HIGH.findall(text))
    fixed = _TWICE.sub(undo, text)
    return fixed, min(sum(mended) / max(whole, 1), 1.0), len(mended)


def check_encoding(named: str) -> str:
    """Return the name of an encoding that is known.

    Raises FramingError for another.

    >>> check_encoding("latin-1"), check_encoding("mojibake")
    ('latin-1', 'mojibake')
    """
    try:
        # not one such as rot13, which is none of texts
        if named != MOJIBAKE and not codecs.lookup(named)._is_text_encoding:
            raise LookupError
    except (LookupError, ValueError):
        remedy = "write one such as cp1251, iso8859_7, shift_jis, gb18030 or mojibake"
        raise FramingError(f"--encoding {named}: no such encoding; {remedy}") from None
    return named


def _by_name(data: bytes, named: str) -> Decoded:
    if check_encoding(named) != MOJIBAKE:
        return Decoded(_strict(data, named).removeprefix("\ufeff"), named)
    text, count = _strict(data, "utf-8-sig"), 1
    while count:
        text, _, count = repair(text)
    return Decoded(text, MOJIBAKE)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeError, ValueError) as error:
        where = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else str(error)
        raise NotRead(f"not text in {encoding} ({where}); save it as UTF-8, or name its encoding") from None
    if "\0" in text:
        raise NotRead("not a text file (it holds NUL characters); save it as plain text in UTF-8")
    return text


def _checked(found: Decoded, name: str) -> Decoded:
    if len(_CONTROLS.findall(found.text)) > max(len(found.text) // 200, 1):
        raise NotRead("not a text file (it is full of control characters); save it as plain text in UTF-8")
    # text without a character that damage leaves needs no closer look
    _, share, count = repair(found.text[:_SAMPLE]) if not found.text.isascii() else ("", 0.0, 0)
    if not count or (share < _COVERED and count < 3):
        return found
    what = f"UTF-8 that was read as Windows-1252 and saved ({counted(count, 'place')} such as â€™ or Ã©)"
    if share >= _COVERED:
        raise NotRead(f"{what}; have it mended: --encoding {name}={MOJIBAKE}")
    doubt = f"{what}; mend it, or have it mended: --encoding {name}={MOJIBAKE}"
    return found._replace(doubts=(*found.doubts, doubt))


def _without_mark(data: bytes) -> Decoded | None:
    """Read UTF-16 that lacks its byte-order mark, where every other byte shows it."""
    if len(data) % 2 or len(data) < 4:
        return None
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if high.count(0) >= 0.7 * len(high) and data.count(0) <= 1.02 * high.count(0):
            doubt = "UTF-16 without a byte-order mark, told by its bytes; save it as UTF-8 to be sure"
            return Decoded(_strict(data, encoding), encoding, (doubt,))
    return None


def _seven_bit(data: bytes, name: str) -> str:
    for pattern, script, encoding in _SEVEN_BIT:
        if pattern.search(data):
            remedy = f", or name its encoding: --encoding {name}={encoding}" if encoding else ""
            return f"{script} in a seven-bit encoding, not Latin letters; save it as UTF-8{remedy}"
    if b"\x1b" in data:
        return "it holds escape sequences, so that it is no plain text; save it as plain text in UTF-8"
    return ""


def _damaged(data: bytes, error: UnicodeDecodeError, name: str) -> str:
    """Say where UTF-8 is broken, where most of what lies beyond ASCII is UTF-8; nothing elsewhere."""
    right = sum(len(c.encode()) for c in _HIGH.findall(data.decode("utf-8", errors="ignore")))
    wrong = sum(byte >= 0x80 for byte in data) - right
    if right <= 2 * wrong or right < 4:
        return ""
    line = data.count(b"\n", 0, error.start) + 1
    what = f"UTF-8 but for {wrong} bytes, the first on line {line}"
    return f"{what}; mend them, or name its encoding: --encoding {name}=cp1252"


def _foreign(data: bytes, name: str) -> str:
    """Say that bytes are no Western text, and which encoding they are most likely in."""
    data = data[: _SAMPLE // 10]
    # words of Latin letters hold letters of ASCII too
    words = b"".join(_HIGH_WORD.findall(data))
    latin = sum(byte >= 0x80 for byte in words) < 0.6 * len(words)
    best, share = ("", ""), 0.0
    for encoding, script, letters, expected in _LATIN_PAGES if latin else _PAGES:
        high = _HIGH.findall(data.decode(encoding, errors="replace"))
        own = len(re.findall(letters, "".join(high))) / max(len(high), 1) / expected
        if own > share and "\ufffd" not in high:
            best, share = (encoding, script), own
    encoding, script = best if share > 0.7 else ("ENCODING", "")
    may = f" (it may be {script})" if script else ""
    remedy = f"save it as UTF-8, or name its encoding: --encoding {name}={encoding}"
    return f"not UTF-8 and not in Western letters{may}; {remedy}"
