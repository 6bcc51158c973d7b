"""Bytes as text: what is read, what is doubted, and what is refused with the encoding to name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import FramingError
from framing.reading.documents import NotRead
from framing.reading.encodings import Decoded, check_encoding, decode, is_western, repair

WESTERN = {
    "French": "La grève s’est élargie à l’aube ; où ? « Œuvre » créée, ça coûte 5 €.",
    "German": "Der Müller erklärte, die Gespräche würden größer – „Übermut“…",
    "Spanish": "La guerra se extendió. ¿Qué dijo el señor? ¡Nada! Mañana, según él.",
    "Portuguese": "As negociações não serão retomadas até à primavera; ações, coração.",
    "Italian": "La città è più bella, perché il ministro così volle; virtù.",
    "Icelandic": "Stríðið breiddist út og ráðherrann sagði að viðræðum væri frestað. Þýðing þýðir það.",
    "Swedish": "Kriget utvidgades och ministern sade att förhandlingarna skjuts upp till våren. Åsa",
    "Danish": "Krigen bredte sig, og ministeren sagde, at det er udskudt til foråret. Ærø, øl",
    "Dutch": "De ruïne in België, coördinatie, één.",
    "English": "The café was wet. “Too late” – the naïve Müller said… São Paulo, £5, 20 °C.",
}
OTHERS = {
    "Cyrillic": (
        "Ветер усилился, и переговоры отложены до весны.",
        ["cp1251", "koi8_u", "iso8859_5", "cp866"],
    ),
    "Greek": ("Ο άνεμος δυνάμωσε και οι συνομιλίες αναβλήθηκαν.", ["cp1253"]),
    "Hebrew": ("הרוח התחזקה והשיחות נדחו עד האביב", ["cp1255"]),
    "Arabic": ("اشتدت الرياح وتأجلت المحادثات إلى الربيع", ["cp1256", "iso8859_6"]),
    "Thai": ("ลมแรงขึ้นและการเจรจาถูกเลื่อนออกไป", ["cp874"]),
    "Japanese": ("風が強くなり、会談は春まで延期された。", ["shift_jis", "euc_jp"]),
    "Chinese": ("风越来越大，会谈推迟到春天。", ["gb18030"]),
    "Chinese, old": ("風越來越大，會談推遲到春天。", ["big5"]),
    "Korean": ("바람이 강해지고 회담은 봄까지 연기되었다.", ["euc_kr"]),
    "Central European": ("Źródło łąki, a więc wiosną przełożono rozmowy; żółw śpi.", ["cp1250"]),
    "Czech": ("Vítr zesílil a jednání byla odložena až na jaro. Příští týden řeknou něco.", ["cp1250"]),
    "Turkish": (
        "Rüzgâr şiddetlendi ve görüşmelerin ertelendiğini söyledi. Işık yandı.",
        ["cp1254"],
    ),
}
CASES = [(name, encoding) for name, (_, encodings) in OTHERS.items() for encoding in encodings]


@pytest.mark.parametrize("text", WESTERN.values(), ids=WESTERN)
def test_western_texts_are_read_in_windows_1252_with_a_doubt(text):
    found = decode(text.encode("cp1252"))
    assert found[:2] == (text, "cp1252")
    assert found.doubts == ("not UTF-8, read as Windows-1252; save it as UTF-8 to be sure",)
    assert decode(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize(("name", "encoding"), CASES)
def test_texts_in_other_letters_are_refused_with_the_encoding_to_name(name, encoding):
    text = OTHERS[name][0]
    with pytest.raises(NotRead, match=f"not UTF-8 and not in Western .* --encoding a.txt={encoding}$"):
        decode(text.encode(encoding), name="a.txt")
    assert decode(text.encode(encoding), encoding) == Decoded(text, encoding)
    assert decode(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
@pytest.mark.parametrize(
    "text", ["Das Gespräch würde größer, sagte Müller.", "L'été a été très doux ; déjà ça."]
)
def test_western_texts_of_older_computers_are_not_taken_for_windows_1252(text, encoding):
    with pytest.raises(NotRead, match=f"it may be Western, of .*--encoding a.txt={encoding}"):
        decode(text.encode(encoding), name="a.txt")


@pytest.mark.parametrize("text", ["Rain.", "Дождь.", "雨。", "It’s wet."])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(text, encoding):
    assert decode(text.encode(encoding)) == Decoded(text, encoding.removesuffix("-sig"))


@pytest.mark.parametrize("mark", ["utf-16-be", "utf-32-be"])
def test_big_endian_marks_are_known(mark):
    assert decode("\ufeffRain.".encode(mark)).text == "Rain."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_bytes_and_doubted(encoding):
    found = decode("It rained on the quay.".encode(encoding))
    assert found[:2] == ("It rained on the quay.", encoding)
    assert "UTF-16 without a byte-order mark" in found.doubts[0]


@pytest.mark.parametrize(
    ("text", "encoding", "script"),
    [
        ("雨が降った。", "iso2022_jp", "Japanese"),
        ("비가 왔다.", "iso2022_kr", "Korean"),
        ("下雨了。", "hz", "Chinese"),
    ],
)
def test_seven_bit_texts_are_not_taken_for_latin_letters(text, encoding, script):
    data = text.encode(encoding)
    assert data.isascii()
    with pytest.raises(NotRead, match=f"^{script} in a seven-bit encoding"):
        decode(data)
    assert decode(data, encoding).text == text


def mojibake(text):
    """Return what a text becomes that is read as Windows-1252 as browsers read it, and saved."""
    return "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in text.encode())


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    "text", [*WESTERN.values(), *(text for text, _ in OTHERS.values()), "It doesn’t end.", "déjà vu"]
)
def test_text_that_was_read_in_the_wrong_encoding_and_saved_is_refused_and_mended(text, times):
    damaged = text
    for _ in range(times):
        damaged = mojibake(damaged)
    with pytest.raises(NotRead, match=r"UTF-8 that was read as Windows-1252 .* --encoding a.txt=mojibake$"):
        decode(damaged.encode(), name="a.txt")
    assert decode(damaged.encode(), "mojibake").text == text


def test_a_text_with_some_damaged_places_is_read_with_a_doubt_and_one_alone_is_let_pass():
    whole = "Der Müller und die Bäume, die Größe, die Übung, das Öl, die Hölle, die Vögel. " * 3
    some = whole + mojibake("drei Wörter: ö, ä, ü")
    found = decode(some.encode())
    assert found.text == some and "4 places" in found.doubts[0]
    assert decode((whole + "â€™").encode()).doubts == ()


def test_a_capital_before_a_quotation_mark_is_no_damage():
    for text in ("Han sa ”NÄ” och gick.", "L’hôtel « CAFÉ » est là.", "A IRMÃ DE ANA", "“CAFÉ”"):
        assert decode(text.encode()) == Decoded(text, "utf-8")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"wet\0dry", "holds NUL bytes"),
        (bytes(range(1, 27)) * 9, "full of control characters"),
        (b"Rain \x1b[31m", "escape sequences"),
        ("Größe, Öl, über, schön, Ähre".encode() + b" caf\xe9", "UTF-8 but for 1 bytes, the first on line 1"),
        (b"\xff\xfeR", "not text in utf-16"),
    ],
)
def test_what_is_no_text_is_refused(data, message):
    with pytest.raises(NotRead, match=message):
        decode(data)


def test_a_named_encoding_must_be_known_and_fit():
    with pytest.raises(FramingError, match="--encoding cp12510: no such encoding; write one such as cp1251"):
        check_encoding("cp12510")
    with pytest.raises(FramingError, match="no such encoding"):
        check_encoding("rot13")
    with pytest.raises(NotRead, match=r"not text in shift_jis \(byte 0\)"):
        decode(b"\xa0\xff", "shift_jis")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_name(data):
    try:
        found = decode(data)
    except NotRead as refused:
        assert ";" in str(refused)
    else:
        assert "\0" not in found.text and "\ufffd" not in found.text.replace(
            "\ufffd", "", data.count(b"\xef\xbf\xbd")
        )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf_8_with_a_mark_is_read_as_it_is_unless_it_looks_damaged(text):
    data = text.encode("utf-8-sig")
    try:
        assert decode(data).text == text
    except NotRead:
        assert repair(text)[2] > 0


def test_what_looks_western_is_told_from_what_does_not():
    assert is_western("plain ASCII") and is_western("")
    assert not is_western("Âåòåð óñèëèëñÿ")
    assert not is_western("itÕs wet")
