"""A coding sheet in a notebook: one sentence at a time, a box per frame, saved after every step."""

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd

from framing.coding import open_row, read_sheet
from framing.corpus import read_definitions
from framing.errors import FramingError
from framing.tables import write_table


def coding_widget(sheet_path: Path | str, frames: pd.DataFrame | None = None) -> widgets.VBox:
    """Show a coding sheet sentence by sentence and save every tick at once; it resumes where it stopped.

    `frames` has one row per frame with columns frame, label, definition; without it the study's are used.
    A tick writes its cell. Next writes 0 where no box is ticked and goes on; Back only goes back. The file is
    read anew before each step, so that what was written elsewhere stays. The widget shows the texts: a
    notebook that holds it must not be published. Raises FramingError where the file is no sheet for `frames`.
    """
    path = Path(sheet_path)
    frames = read_definitions().frames if frames is None else frames
    keys = frames["frame"].tolist()
    sheet = read_sheet(path, keys)
    if sheet.empty or "text" not in sheet:
        raise FramingError(
            f"{path}: no sentences in it; make it with `python analysis/pipeline.py coding-sheet`"
        )
    items, texts = sheet["item"].tolist(), sheet["text"].tolist()
    at, showing = min(open_row(sheet, keys), len(items) - 1), False

    sentence, status = widgets.HTML(), widgets.HTML()
    boxes = [widgets.Checkbox(description=row.label, indent=False) for row in frames.itertuples()]
    back, forward = widgets.Button(description="Back"), widgets.Button(description="Next")
    meanings = widgets.HTML(
        "".join(f"<p><b>{escape(r.label)}</b>: {escape(r.definition)}</p>" for r in frames.itertuples())
    )

    def show(sheet: pd.DataFrame) -> None:
        nonlocal showing
        cells = sheet.iloc[_row(sheet, items[at], path)]
        showing = True
        for key, box in zip(keys, boxes, strict=True):
            box.value = cells[key].strip() == "1"
        showing = False
        left = int((sheet[keys] == "").any(axis=1).sum())
        sentence.value = f"<p style='font-size:1.2em;line-height:1.5'>{escape(texts[at])}</p>"
        status.value = f"Sentence {at + 1} of {len(items)}; " + (
            f"{left} to be coded" if left else "all are coded"
        )
        back.disabled = at == 0

    def save(values: dict[str, str], *, only_empty: bool = False) -> pd.DataFrame:
        sheet = read_sheet(path, keys)
        row = _row(sheet, items[at], path)
        for key, value in values.items():
            if not only_empty or sheet.at[row, key] == "":
                sheet.loc[row, key] = value
        write_table(sheet, path)
        return sheet

    def tick(key: str, ticked: bool) -> None:
        if not showing:
            _say(status, lambda: show(save({key: "1" if ticked else "0"})))

    def go_on(_button: Any) -> None:
        def step() -> None:
            nonlocal at
            sheet = save(dict.fromkeys(keys, "0"), only_empty=True)
            at = min(at + 1, len(items) - 1)
            show(sheet)

        _say(status, step)

    def go_back(_button: Any) -> None:
        def step() -> None:
            nonlocal at
            sheet = read_sheet(path, keys)
            at = max(at - 1, 0)
            show(sheet)

        _say(status, step)

    for key, box in zip(keys, boxes, strict=True):
        box.observe(lambda change, key=key: tick(key, change["new"]), names="value")
    back.on_click(go_back)
    forward.on_click(go_on)
    show(sheet)
    return widgets.VBox(
        [sentence, widgets.HBox(boxes), widgets.HBox([back, forward]), status, widgets.Accordion([meanings])]
    )


def _row(sheet: pd.DataFrame, item: str, path: Path) -> int:
    rows = sheet.index[sheet["item"] == item]
    if len(rows) != 1:
        raise FramingError(f"{path}: item {item} stands there {len(rows)} times; restore the sheet")
    return int(rows[0])


def _say(status: widgets.HTML, step: Any) -> None:
    try:
        step()
    except FramingError as error:
        # an error in a callback would go unseen
        status.value = f"<b>Not saved.</b> {escape(str(error))}"
