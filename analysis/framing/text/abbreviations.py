"""English abbreviations that end no sentence where a name, a number or a small letter follows."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# before names
_TITLES = _words(
    "Adj Adm Ald Amb Assoc Asst Atty Attys Brig Capt Cdr Cdt Cllr Cmdr Col Cols Comdr Cpl Cpt Dep Det Dist "
    "Dr Drs Ens Fr Ft Gen Gens Gov Govs Hon Insp Lieut Lt Maj Messrs Min Mlle Mme Mons Msgr Mr Mrs Ms Mt Mx "
    "Pfc Pres Prof Profs Pte Pvt Rep Reps Rev Revd Rt Sec Secy Sen Sens Sgt Spc Supt Treas"
)
# before numbers: as they are, with a capital, and with one or where no such word goes before
_NUMBERED = _words(
    "nos arts secs figs p pp pg ch chs chap chaps vol vols para paras pt pts cl eq eqs nr nn bk fol sect "
    "sess sched ibid cit est approx ca c circa abt avg incl excl esp tel ext rm rte hwy"
)
_WITH_CAPITAL = _words(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun "
    "App Apt Ep Ex Op Par Pl Ps Reg Res Ser Tab"
)
_ALSO_WORDS = _words("no art sec fig")
_WORD_AFTER = _words("a an said says say saying answered replied voted vote or and")
# before anything, and before all but a capital
_ALWAYS = _words("e.g i.e cf viz")
_WITHIN = _words(
    "op cit ibid approx est ca incl excl esp resp avg max min etc vs dept assn univ govt intl natl a.k.a"
)
# a capital after a title is no name where it opens one of these
_OPENERS = _words(
    "A All An And Another Any As At But By Every For From He Her His How I If In It Its Many Meanwhile "
    "Most My No Nobody None Not Nothing Of On Or Our She So Some Still That The Their Then There These "
    "They This Those To Until We What When Where While Who Why With Yet You Your"
)
_ROMAN, _BEFORE_NUMBERS, _OPENING = frozenset("IVXLC"), "$€£¥#(~", "\"'([—-"
_BEFORE, _AFTER = 60, 30


def goes_on(before: str, after: str) -> bool:
    """Tell whether a sentence goes on after the full stop with which its text so far ends.

    Titles lead to names ("Gov. Reyes"), others to numbers ("No. 10", "Art. V", "Mar. 3"), to small letters
    ("et al. argue") or to anything ("e.g."). Of words that are abbreviations too, "no", "art", "sec" and
    "fig", those without a capital lead to numbers alone, and not after "said", "a" and the like.

    >>> goes_on("Then Gov.", "Reyes spoke."), goes_on("He met the Gov.", "The crowd left.")
    (True, False)
    >>> goes_on("It is item no.", "5 there."), goes_on("He said no.", "5 men left.")
    (True, False)
    """
    if not before.endswith(".") or not after:
        return False
    *others, last = before[-_BEFORE:].split()
    word, first = last[:-1].lstrip(_OPENING), after[:_AFTER].split(maxsplit=1)[0]
    if word.lower() in _ALWAYS:
        return True
    previous = others[-1].lower() if others else ""
    if first[0].isupper():
        # of "ex-Gov." and "Maj.-Gen." the last part tells
        word = word.rpartition("-")[2]
        return word[:1].isupper() and (_leads_to_name(word, first) or _leads_to_number(word, previous, first))
    if first.lstrip(_BEFORE_NUMBERS)[:1].isdigit():
        return _leads_to_number(word, previous, first)
    within = word.lower() in _WITHIN or (word == "al" and previous == "et")
    return within or (first[0].islower() and word.capitalize() in _TITLES)


def _leads_to_name(word: str, first: str) -> bool:
    """Tell a title before a capital that does not open a sentence; the full stop of an initial tells it."""
    return word.capitalize() in _TITLES and first.partition("'")[0].rstrip(",;:") not in _OPENERS


def _leads_to_number(word: str, previous: str, first: str) -> bool:
    small, capital = word.lower(), word[:1].isupper()
    if first[0].isupper() and not _ROMAN.issuperset(first.rstrip(".,;:)")):
        return False
    if small in _ALSO_WORDS:
        return capital or previous not in _WORD_AFTER
    cited = small == "al" and previous == "et"
    return cited or small in _NUMBERED or (capital and word.capitalize() in _WITH_CAPITAL)
