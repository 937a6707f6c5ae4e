"""How many have come how far, where only counts are published."""

import pandas as pd


def shares(totals: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    """Published counts with their share of the whole.

    One row per count, largest share first: the columns of ``totals``, ``title`` of the initiative and ``share`` in
    percent (0-100) of ``out_of``; missing where the papers name no whole or it is 0.
    """
    titles = initiatives.set_index("initiative")["title"]
    whole = totals["out_of"].astype(float)
    share = totals["count"].astype(float) / whole.where(whole > 0) * 100
    named = totals.assign(title=totals["initiative"].map(titles), share=share)
    return named.sort_values(["share", "count"], ascending=False, ignore_index=True)
