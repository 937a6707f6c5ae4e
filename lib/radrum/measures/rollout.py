"""How many have come how far, where only counts are published."""

import pandas as pd


def shares(totals: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    """Published counts with their share of the whole.

    One row per count, largest share first: the columns of ``totals``, ``title`` of the initiative and ``share`` in
    percent (0-100) of ``out_of``; missing where the papers name no whole.
    """
    titles = initiatives.set_index("initiative")["title"]
    share = (totals["count"] / totals["out_of"] * 100).astype("Float64").astype(float)
    named = totals.assign(title=totals["initiative"].map(titles), share=share)
    return named.sort_values(["share", "count"], ascending=False, ignore_index=True)
