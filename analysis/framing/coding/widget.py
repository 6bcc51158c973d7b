"""A coding sheet in a notebook: one sentence at a time, a box per frame, saved after every step."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from framing.coding.sheets import open_row, read_sheet
from framing.corpus.definitions import read_definitions
from framing.errors import FramingError
from framing.tables.checked import write_table


def coding_widget(sheet_path: Path | str, frames: pd.DataFrame | None = None) -> widgets.VBox:
    """Show a coding sheet sentence by sentence and save every tick at once; it resumes where it stopped.

    `frames` has one row per frame with columns frame, label, definition; without it the study's are used.
    A tick writes its cell. Next writes 0 where no box is ticked and goes on; Back only goes back. The file is
    read anew before each step, so that what was written elsewhere stays. The widget shows the texts: a
    notebook that holds it must not be published. Raises FramingError where the file is no sheet for `frames`.
    """
    return _Coding(Path(sheet_path), read_definitions().frames if frames is None else frames).box


class _Coding:
    """What the widget shows and where in the sheet it is."""

    def __init__(self, path: Path, frames: pd.DataFrame):
        self.path, self.keys = path, frames["frame"].tolist()
        sheet = read_sheet(path, self.keys)
        if sheet.empty or "text" not in sheet:
            remedy = "make it with `python analysis/pipeline.py coding-sheet`"
            raise FramingError(f"{path}: no sentences in it; {remedy}")
        self.items, self.texts = sheet["item"].tolist(), sheet["text"].tolist()
        self.at, self.showing = min(open_row(sheet, self.keys), len(self.items) - 1), False
        self.sentence, self.status = widgets.HTML(), widgets.HTML()
        self.boxes = [widgets.Checkbox(description=row.label, indent=False) for row in frames.itertuples()]
        self.back, forward = widgets.Button(description="Back"), widgets.Button(description="Next")
        meanings = [f"<p><b>{escape(r.label)}</b>: {escape(r.definition)}</p>" for r in frames.itertuples()]
        for key, box in zip(self.keys, self.boxes, strict=True):
            box.observe(lambda change, key=key: self.tick(key, change["new"]), names="value")
        self.back.on_click(lambda _: self.step(-1))
        forward.on_click(lambda _: self.step(1))
        rows = [self.sentence, widgets.HBox(self.boxes), widgets.HBox([self.back, forward]), self.status]
        self.box = widgets.VBox([*rows, widgets.Accordion([widgets.HTML("".join(meanings))])])
        self.show(sheet)

    def show(self, sheet: pd.DataFrame) -> None:
        """Show the sentence that it is at, with its ticks."""
        cells = sheet.iloc[self.row(sheet)]
        self.showing = True
        for key, box in zip(self.keys, self.boxes, strict=True):
            box.value = cells[key].strip() == "1"
        self.showing = False
        left = int((sheet[self.keys] == "").any(axis=1).sum())
        self.sentence.value = f"<p style='font-size:1.2em;line-height:1.5'>{escape(self.texts[self.at])}</p>"
        waiting = f"{left} to be coded" if left else "all are coded"
        self.status.value = f"Sentence {self.at + 1} of {len(self.items)}; {waiting}"
        self.back.disabled = self.at == 0

    def tick(self, key: str, ticked: bool) -> None:
        """Save a tick that a person made, not one that is only shown."""
        if not self.showing:
            with self.telling():
                self.show(self.save({key: "1" if ticked else "0"}))

    def step(self, by: int) -> None:
        """Go one sentence on, with 0 where nothing was ticked, or one back."""
        with self.telling():
            sheet = self.save(dict.fromkeys(self.keys, "0") if by > 0 else {}, only_empty=True)
            self.at = min(max(self.at + by, 0), len(self.items) - 1)
            self.show(sheet)

    def save(self, values: dict[str, str], *, only_empty: bool = False) -> pd.DataFrame:
        """Write values into the row that it is at, in the sheet as it is now, and return the sheet."""
        sheet = read_sheet(self.path, self.keys)
        row = self.row(sheet)
        for key, value in values.items():
            if not only_empty or sheet.at[row, key] == "":
                sheet.loc[row, key] = value
        if values:
            write_table(sheet, self.path)
        return sheet

    def row(self, sheet: pd.DataFrame) -> int:
        """Return the row of the sheet that holds the sentence it is at."""
        item = self.items[self.at]
        rows = sheet.index[sheet["item"] == item]
        if len(rows) != 1:
            raise FramingError(f"{self.path}: item {item} stands there {len(rows)} times; restore the sheet")
        return int(rows[0])

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say where a step could not be taken: an error in a callback would go unseen."""
        try:
            yield
        except FramingError as error:
            self.status.value = f"<b>Not saved.</b> {escape(str(error))}"
