"""What characters are to the normal form and to words: marks, emoji, invisible ones, and forms of others."""

import re
import unicodedata

# combining marks with the letters among them, as the inside of a character class
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u07fd\u0816-\u082d"
    "\u0859-\u085b\u0898-\u0963\u0981-\u09e3\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7"
    "\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e"
    "\u0eb1-\u0ece\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6\u102b-\u103e"
    "\u1056-\u109d\u135d-\u135f\u1712-\u1734\u1752-\u17d3\u17dd\u180b-\u193b\u1a17-\u1a1b"
    "\u1a55-\u1a7f\u1ab0-\u1b44\u1b6b-\u1b73\u1b80-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1dff"
    "\u20d0-\u20f0\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f\u3099-\u309a\ua66f-\ua672\ua674-\ua67d"
    "\ua69e-\ua6f1\ua802-\ua827\ua82c\ua880-\ua8c5\ua8e0-\ua8f1\ua8ff-\ua92d\ua947-\ua953"
    "\ua980-\ua9c0\ua9e5-\uaa4d\uaa7b-\uaac1\uaaeb-\uaaef\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed"
    "\ufb1e\ufe20-\ufe2f\U000101fd-\U0001037a\U00010a01-\U00010a3f\U00010ae5-\U00010ae6"
    "\U00010d24-\U00010eac\U00010efd-\U00010f50\U00010f82-\U00010f85\U00011000-\U00011046"
    "\U00011070-\U000110ba\U000110c2-\U00011134\U00011145-\U00011173\U00011180-\U000111c0"
    "\U000111c9-\U000111cc\U000111ce-\U000111cf\U0001122c-\U00011237\U0001123e-\U00011241"
    "\U000112df-\U00011446\U0001145e-\U000114c3\U000115af-\U000115c0\U000115dc-\U00011640"
    "\U000116ab-\U000116b7\U0001171d-\U0001172b\U0001182c-\U0001183a\U00011930-\U00011943"
    "\U000119d1-\U000119e0\U000119e4-\U00011a3e\U00011a47-\U00011a99\U00011c2f-\U00011c3f"
    "\U00011c92-\U00011ef6\U00011f00-\U00011f42\U00013440-\U00013455\U00016af0-\U00016af4"
    "\U00016b30-\U00016b36\U00016f4f-\U00016f92\U00016fe4-\U00016ff1\U0001bc9d-\U0001bc9e"
    "\U0001cf00-\U0001cf46\U0001d165-\U0001d169\U0001d16d-\U0001d182\U0001d185-\U0001d18b"
    "\U0001d1aa-\U0001d1ad\U0001d242-\U0001d244\U0001da00-\U0001da36\U0001da3b-\U0001da6c\U0001da75"
    "\U0001da84\U0001da9b-\U0001e136\U0001e2ae-\U0001e2ef\U0001e4ec-\U0001e94a"
)
# symbols that may be drawn as pictures, without digits in circles
EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u2775\u2794-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f0ff\U0001f10d-\U0001f1e5\U0001f200-\U0001faff"
)
TONES = "\U0001f3fb-\U0001f3ff"
FLAG_LETTERS = "\U0001f1e6-\U0001f1ff"
JOINER, BLACK_FLAG, KEYCAP = "\u200d", "\U0001f3f4", "\u20e3"
TAGS, LAST_TAG = "\U000e0020-\U000e007e", "\U000e007f"

# controls that are no white space, format characters, variation selectors, and letters that nobody sees; the
# joiner and the tags, which may belong to an emoji, are seen to apart
_INVISIBLE = (
    *((0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x600, 0x605)),
    *((0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2), (0x115F, 0x1160)),
    *((0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200C), (0x200E, 0x200F), (0x202A, 0x202E)),
    *((0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
    *((0xFFF9, 0xFFFB), (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3)),
    *((0x1D173, 0x1D17A), (0xE0001, 0xE0001), (0xE0100, 0xE01EF)),
)
# ligatures and digraphs of Latin, Armenian, Hebrew and Arabic, long s, small and full-width forms, and the
# letters of mathematics with which texts are made bold
_FORMS = (
    *((0x132, 0x133), (0x149, 0x149), (0x17F, 0x17F), (0x1C4, 0x1CC), (0x1F1, 0x1F3), (0xFB00, 0xFDFF)),
    *((0xFE50, 0xFE6B), (0xFE70, 0xFEFC), (0xFF01, 0xFF9F), (0xFFA1, 0xFFEE), (0x1D400, 0x1D7FF)),
)
_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛‹›❛❜ʻʼʽ՚′`´", "'"),
    **dict.fromkeys("“”„‟«»❝❞〝〞〟″", '"'),
    **dict.fromkeys("‐‑‒−", "-"),
    **dict.fromkeys("–―⸺⸻", "—"),
    "…": "...",
    **dict.fromkeys("\r\u0085\u2028\u2029\v\f", "\n"),
}

# blanks of any width, soft hyphens, and the joiners and marks of direction that scripts need
_HARMLESS = re.compile("[\u00a0\u00ad\u1680\u2000-\u200a\u200c-\u200f\u202f\u205f\u3000]")


def printable(text: str) -> bool:
    """Tell whether a name or label can be printed as it is, which control characters cannot.

    >>> printable("Le\u00a0Monde"), printable("Le\\nMonde")
    (True, False)
    """
    return text.isprintable() or _HARMLESS.sub("", text).isprintable()


def replacements() -> dict[int, str | None]:
    """Return what stands for each character that the normal form does not keep; None where nothing does.

    >>> found = replacements()
    >>> found[ord("ﬃ")], found[ord("Ｗ")], found[0xFE0F]
    ('ffi', 'W', None)
    """
    typography = str.maketrans(_TYPOGRAPHY)
    forms = {}
    for first, last in _FORMS:
        for character in map(chr, range(first, last + 1)):
            form = unicodedata.normalize("NFKC", character).translate(typography)
            # a mark that stands alone becomes a blank with a mark, which would part words
            if form != character and not any(map(str.isspace, form)):
                forms[ord(character)] = form
    invisible = (code for first, last in _INVISIBLE for code in range(first, last + 1))
    return {**forms, **typography, **dict.fromkeys(invisible, None)}
