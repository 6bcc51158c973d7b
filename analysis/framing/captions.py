def caption_salience(t, r, s):
    return "x"


def alt_salience(t, r, s):
    return "x"


def caption_subframes(t, r, s):
    return "x"


def alt_subframes(t, r, s):
    return "x"


def caption_positions(t, r, s):
    return "x"


def alt_positions(t, r, s):
    return "x"


def caption_sentiment(t, r, s):
    return "x"


def alt_sentiment(t, r, s):
    return "x"


def caption_cooccurrence(t, r, s):
    return "x"


def alt_cooccurrence(t, r, s):
    return "x"


def caption_keyness(t, r, s):
    return "x"


def alt_keyness(t, r, s):
    return "x"


def caption_similarity(t, r, s):
    return "x"


def alt_similarity(t, r, s):
    return "x"


def caption_map(t, r, s):
    return "x"


def alt_map(t, r, s):
    return "x"
