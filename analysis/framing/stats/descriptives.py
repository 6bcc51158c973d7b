"""What the pieces consist of."""

import pandas as pd

from framing.study import Features
from framing.tables.schema import PARTS


def describe(features: Features, pieces: pd.DataFrame) -> pd.DataFrame:
    """Count paragraphs, sentences, words and distinct words of every piece.

    One row per piece with columns doc_id, label, paragraphs, sentences, words, types (distinct words, in
    lower case), and words_headline, words_dek, words_body.
    """
    by_piece = features.sentences.groupby("doc_id", sort=False)
    by_part = features.sentences.pivot_table(index="doc_id", columns="part", values="n_words", aggfunc="sum")
    table = pd.DataFrame(
        {
            "paragraphs": by_piece["paragraph"].nunique(),
            "sentences": by_piece.size(),
            "words": by_piece["n_words"].sum(),
            "types": features.bags.groupby("doc_id").size(),
        }
    )
    parts = by_part.reindex(columns=PARTS).fillna(0).astype("int64").add_prefix("words_")
    return pieces[["doc_id", "label"]].merge(table.join(parts), left_on="doc_id", right_index=True)
