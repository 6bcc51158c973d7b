"""The tables that figures 8 to 14 draw: results on how far the numbers can be trusted, with printed names."""

import pandas as pd

from framing.schema import EVERY_PIECE
from framing.study import Results


def named(table: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Put the printed names beside the keys of a table: label after doc_id, frame_label after frame."""
    printed = table.copy()
    printed.insert(1, "label", printed["doc_id"].map(results.study.pieces.set_index("doc_id")["label"]))
    if "frame" in printed:
        frames = results.study.definitions.frames.set_index("frame")
        at = list(printed.columns).index("frame") + 1
        printed.insert(at, "frame_label", printed["frame"].map(frames["label"]))
        printed.insert(at + 1, "colour", printed["frame"].map(frames["colour"]))
    return printed


def drawn_voice(results: Results) -> pd.DataFrame:
    """Return the table of figure 8: who voices the hits.

    One row per piece x frame x voice with columns doc_id, label, frame, frame_label, colour, voice, hits,
    share, low, high.
    """
    return named(results["voice_shares"], results)


def drawn_stance(results: Results) -> pd.DataFrame:
    """Return the table of figure 9: how far the hits are asserted.

    One row per piece x frame x stance with columns doc_id, label, frame, frame_label, colour, stance, hits,
    share, low, high.
    """
    return named(results["stance_shares"], results)


def drawn_validation(results: Results) -> pd.DataFrame:
    """Return the table of figure 10: the dictionary against every coder, all pieces together.

    One row per coder x frame x measure with columns coder, frame, frame_label, colour, sentences, measure,
    n, of, value, low, high.
    """
    table, frames = results["validation"], results.study.definitions.frames.set_index("frame")
    shown = table[table["doc_id"] == EVERY_PIECE].drop(columns="doc_id").reset_index(drop=True)
    shown.insert(2, "frame_label", shown["frame"].map(frames["label"]))
    shown.insert(3, "colour", shown["frame"].map(frames["colour"]))
    return shown


def drawn_leave_one_out(results: Results) -> pd.DataFrame:
    """Return the table of figure 11: rates without each pattern in turn.

    One row per frame x pattern x piece with the columns of `robustness.leave_one_term_out` and printed names.
    """
    return named(results["leave_one_out"], results)


def drawn_null(results: Results) -> pd.DataFrame:
    """Return the table of figure 12: real rates among those of random dictionaries.

    One row per frame x piece and frame x spread with the columns of `null.random_dictionaries` and names.
    """
    return named(results["null"], results)


def drawn_multiverse(results: Results) -> pd.DataFrame:
    """Return the table of figure 13: the order of the pieces in every specification.

    One row per specification x piece x frame with the columns of `conclusions.ranked` and printed names.
    """
    return named(results["multiverse"], results)


def drawn_lexicons(results: Results) -> pd.DataFrame:
    """Return the table of figure 14: mean sentiment by every lexicon.

    One row per lexicon x piece with the columns of `lexicons.lexicon_means` and printed names.
    """
    return named(results["lexicons"], results)
