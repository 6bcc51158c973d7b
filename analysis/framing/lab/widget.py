"""The lexicon lab in a notebook: patterns of a frame are changed, and figure, hits and claims follow."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from framing.errors import FramingError
from framing.lab.changes import Change, apply, concordance, parse_added
from framing.lab.plot import as_png, draw_rates, in_words, with_names
from framing.lab.what_if import NEEDS, WORDING, WhatIf, what_if
from framing.study import Results

_WIDE = {"width": "98%"}
_HOW = (
    "Choose patterns in the list (with Ctrl or Shift, several) to take them out. Write others to add, one a "
    "line. Leave a box to see what changes."
)


class LabBox(widgets.VBox):  # type: ignore[misc]
    """A box that can also be shown without a browser: its figure and table as they are."""

    said = ""

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super()._repr_mimebundle_(**kwargs),
            "text/plain": "The lexicon lab",
            "text/html": self.said,
        }


def lab_widget(results: Results, frame: str = "") -> LabBox:
    """Show the lexicon lab of a study: change the patterns of a frame and see what follows.

    Rates and their intervals are redrawn at once; what the claims become is worked out on demand, by the
    study's own methods. With texts every hit that comes or goes is shown in its context and `unless` can be
    changed; without them patterns can be taken out and single words added, and what needs texts is refused
    with the reason. Nothing is saved. `frame` is shown first.
    Raises FramingError where there is no such frame.

    >>> from framing import analyse, read_specimen
    >>> lab_widget(analyse(read_specimen()), "deterrence").children[1].label
    'Deterrence'
    """
    return _Lab(results, frame).box


class _Lab:
    """What the widget shows, and by frame what was changed."""

    def __init__(self, results: Results, frame: str):
        self.results, self.frames = results, results.study.definitions.main.frames
        self.changes: dict[str, Change] = {}
        self.found: WhatIf | None = None
        self.showing = False
        keys = self.frames["frame"].tolist()
        if frame and frame not in keys:
            raise FramingError(f"lab_widget: no frame {frame!r}; choose one of {', '.join(keys)}")
        named = list(zip(self.frames["label"], keys, strict=True))
        self.frame = widgets.Dropdown(options=named, value=frame or keys[0], description="Frame")
        self.out = widgets.SelectMultiple(description="Take out", rows=8, layout=_WIDE)
        self.add = widgets.Textarea(
            description="Add", rows=3, layout=_WIDE, continuous_update=False, placeholder="one pattern a line"
        )
        self.pattern = widgets.Dropdown(description="Pattern")
        self.unless = widgets.Text(
            description="unless", layout=_WIDE, continuous_update=False, placeholder="parted by ' | '"
        )
        self.test = widgets.Button(description="Which claims flip?")
        self.back = widgets.Button(description="Put all back")
        self.figure, self.status, self.claims, self.lines = (widgets.HTML(layout=_WIDE) for _ in range(4))
        aside = [self.pattern, self.unless] if results.study.texts is not None else []
        rows = [widgets.HTML(f"<p>{_HOW}</p>"), self.frame, self.out, self.add, *aside]
        rows += [widgets.HBox([self.test, self.back]), self.status, self.figure, self.claims, self.lines]
        self.box = LabBox(rows)
        self.frame.observe(lambda _: self.show(), names="value")
        self.pattern.observe(lambda _: self.show_unless(), names="value")
        for part in (self.out, self.add, self.unless):
            part.observe(lambda _: self.change(), names="value")
        self.test.on_click(lambda _: self.show_claims())
        self.back.on_click(lambda _: self.put_back())
        self.show()

    def show(self) -> None:
        """Show the frame that is chosen, with its changes."""
        study, key = self.results.study, self.frame.value
        own = study.definitions.dictionary[study.definitions.dictionary["frame"] == key]
        hits = study.features.hits[study.features.hits["frame"] == key].groupby("pattern")["n"].sum()
        patterns = sorted(own["pattern"].unique(), key=lambda pattern: (-hits.get(pattern, 0), pattern))
        change = self.changes.get(key, Change())
        with self.quietly():
            counted = [(p, int(hits.get(p, 0))) for p in patterns]
            self.out.options = [(f"{p} ({n} hit{'' if n == 1 else 's'})", p) for p, n in counted]
            self.out.value = change.out
            self.add.value = "\n".join(change.add)
            self.pattern.options = patterns
            self.pattern.value = next(iter(patterns), None)
        self.show_unless()
        self.redraw()

    def show_unless(self) -> None:
        """Show what sets the chosen pattern aside."""
        changed = dict(self.changes.get(self.frame.value, Change()).unless)
        with self.quietly():
            self.unless.value = changed.get(self.pattern.value, self.own_unless())

    def own_unless(self) -> str:
        """Return what sets the chosen pattern aside in the study's own dictionary."""
        dictionary = self.results.study.definitions.dictionary
        own = dictionary[
            dictionary["frame"].eq(self.frame.value) & dictionary["pattern"].eq(self.pattern.value)
        ]
        return str(own["unless"].iloc[0]) if len(own) else ""

    def change(self) -> None:
        """Take over what a person changed, not what is only shown."""
        if self.showing:
            return
        key = self.frame.value
        unless = dict(self.changes.get(key, Change()).unless)
        unless.pop(self.pattern.value, None)
        if self.unless.value != self.own_unless():
            unless[self.pattern.value] = self.unless.value
        self.changes[key] = Change(tuple(self.out.value), parse_added(self.add.value), tuple(unless.items()))
        self.redraw()

    def put_back(self) -> None:
        """Show the study's own dictionary again."""
        self.changes.clear()
        self.show()

    def redraw(self) -> None:
        """Count anew and show rates and hits; where a change cannot be made say why and leave them."""
        with self.telling():
            dictionary = apply(self.results.study.definitions.dictionary, self.changes)
            self.found = what_if(self.results, dictionary, claims=False)
            rates = self.found.rates[self.found.rates["frame"] == self.frame.value].reset_index(drop=True)
            table = with_names(rates, self.results)
            picture = b64encode(as_png(draw_rates(table, self.results.drawn.methods))).decode("ascii")
            source = f"data:image/png;base64,{picture}"
            self.figure.value = f'<img alt="{escape(in_words(table))}" src="{source}" style="max-width:100%">'
            notes = "".join(f"<p><em>Note:</em> {escape(note)}.</p>" for note in self.found.notes)
            self.status.value = f"<p>{escape(self.said())}</p>{notes}"
            self.claims.value = ""
            self.lines.value = concordance(self.results, self.found.results, self.changes)
            self.box.said = self.status.value + self.figure.value + self.lines.value

    def said(self) -> str:
        """Say in words what is changed."""
        labels = self.frames.set_index("frame")["label"]
        told = [f"{labels[key]}: {words}" for key, own in self.changes.items() if (words := own.in_words())]
        return "; ".join(told) or "The study's own dictionary."

    def show_claims(self) -> None:
        """Show the claims that the changed dictionary would turn."""
        with self.telling():
            if self.found is None:
                return
            self.claims.value = "<p>Working out the claims takes some seconds.</p>"
            dictionary = self.found.results.study.definitions.dictionary
            found = what_if(self.results, dictionary).claims
            self.claims.value = _claims(found)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Set values that nobody changed."""
        before, self.showing = self.showing, True
        yield
        self.showing = before

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say where a change could not be made: an error in a callback would go unseen."""
        try:
            yield
        except FramingError as error:
            self.status.value = f"<p role='alert'><b>Not changed.</b> {escape(str(error))}</p>"


def _claims(found: pd.DataFrame) -> str:
    flipped = found[(found["flips"] != "") & (found["flips"] != WORDING)]
    if flipped.empty:
        return f"<p>No verdict on the {len(found)} claims flips.</p>"
    rows = "".join(
        f"<tr><td>{escape(row.words_before or row.words_after)}</td><td>{escape(row.verdict_before)}</td>"
        f"<td>{escape(row.verdict_after or (NEEDS if row.flips == NEEDS else 'cannot be made'))}</td></tr>"
        for row in flipped.itertuples()
    )
    head = "<tr><th>claim</th><th>own dictionary</th><th>changed dictionary</th></tr>"
    return f"<table><caption>Claims that flip, of {len(found)}</caption>{head}{rows}</table>"
