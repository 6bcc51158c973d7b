"""What Hypothesis draws to try the look-up: tokens, patterns, cues and raw texts that are unkind to it."""

from hypothesis import strategies as st

from framing.text.normalise import normalise
from framing.text.unparted import unparted

# few letters, so that patterns match, overlap and cover one another all the time
PARTS = st.sampled_from(
    ["a", "b", "ab", "a*", "*b", "*a*", "?", "?b", "*", "a*b*a", "no", "u.s.", ",", "é*", "!"]
)
TOKENS = st.sampled_from(
    ["a", "b", "ab", "aB", "ba", "aab", "no", "not", "U.S.", ",", "É", "'", "abba", "x", ""]
)
PATTERNS = st.lists(PARTS, min_size=1, max_size=4).map(" ".join)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["f", "g"]), st.sampled_from(["", "s", "t"]), PATTERNS, st.lists(PATTERNS, max_size=2)
    ),
    max_size=8,
    unique_by=lambda row: row[:3],
)
CUE = st.tuples(
    PATTERNS,
    st.sampled_from(["negated", "negated", "contested", "asserted"]),
    st.sampled_from(["before", "after", "in"]),
    st.integers(-1, 4),
)
CUES = st.lists(CUE, max_size=3, unique_by=lambda cue: cue[:3])
# what typography, half-broken encodings and other scripts put between and into words
MARKS = "aAbB  \n,.-'*!1`_éßſİςΣ日😀’–…′\u0301\u00a0\u200b\u00ad\u2028\x1c\0\x01\t\x0b\ud800\U000f0000"
PIECES = ["e\u0301", "\r\n", "mr.", "u.s.", "no ", " not a", " ab", "--", "a" * 15, "b" * 16]
# letters with marks, forms of other letters, and what emoji are made of
SCRIPTS = ["क्", "ि", "शां", "שָׁ", "בְ", "\u05b0", "حَ", "ர்", "ọ̀", "ﬃ", "Ｗ", "ﺍ", "·", "″", "日", "ง", "\u034f"]
EMOJI = [
    "👩",
    "\u200d",
    "🚀",
    "🏽",
    "👍🏽",
    "🇺",
    "🇦",
    "❤\ufe0f",
    "\ufe0f",
    "1\ufe0f\u20e3",
    "#\u20e3",
    "🏴",
    "\U000e0067",
    "\U000e007f",
]
CHARACTERS = st.sampled_from([*MARKS, *PIECES, *SCRIPTS, *EMOJI])
# texts without blanks between words are refused by both engines, which has a test of its own
TEXTS = (st.lists(CHARACTERS, max_size=25).map("".join) | st.text(max_size=30)).filter(
    lambda text: not unparted(normalise(text))
)
