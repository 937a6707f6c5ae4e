"""How the money for each initiative stands: secured, tentative, missing."""

import pandas as pd


def funding(initiatives: pd.DataFrame, funds: pd.DataFrame) -> pd.DataFrame:
    """What each initiative may cost and what has been granted for it.

    One row per initiative for which the papers say anything of money: ``initiative``, ``title``, ``currency``,
    ``budget`` (missing where not stated) with ``budget_bound``; ``granted``: the sum granted, ``tentative``: the sum
    applied for or set aside and not yet decided, both in the initiative's currency (0 where there is none);
    ``needed``: the budget or, without one, the sum applied for; ``secured``: all that is needed where the papers say
    that it is, else the sum granted; ``missing``: what is needed beyond what is secured (missing where nothing says
    what is needed or where work is given in kind; never below 0); ``stands``:
    ``secured``, ``tentative``, ``in_kind``, ``none`` as the papers say, else ``secured`` where the grants cover the
    budget, ``tentative`` where there is money to hope for, ``missing`` where there is a budget and nothing else;
    ``paid_stated``: whether the papers say anything of how it is paid for.
    """
    own = funds.dropna(subset="initiative")
    granted = own[own["state"] == "granted"].groupby(["initiative", "currency"])["granted"].sum()
    hoped = own[own["state"].isin(["applied", "tentative"])]
    hoped = hoped.assign(sum=hoped["granted"].fillna(hoped["applied"]))
    tentative = hoped.groupby(["initiative", "currency"])["sum"].sum()
    said = ["budget", "funding", "budget_comment"]
    chosen = initiatives[initiatives[said].notna().any(axis=1) | initiatives["initiative"].isin(own["initiative"])]
    only = own.drop_duplicates("initiative").set_index("initiative")["currency"]
    currency = chosen["currency"].astype(object).fillna(chosen["initiative"].map(only.to_dict()))
    pairs = pd.Series(list(zip(chosen["initiative"], currency, strict=True)), index=chosen.index, dtype=object)
    found = chosen[
        ["initiative", "title", "area", "budget", "budget_bound", "budget_comment", "funding", "source"]
    ].assign(
        currency=currency,
        granted=pairs.map(granted.to_dict()).astype(float).fillna(0.0),
        tentative=pairs.map(tentative.to_dict()).astype(float).fillna(0.0),
    )
    applied = own.groupby(["initiative", "currency"])["applied"].sum(min_count=1)
    needed = found["budget"].fillna(pairs.map(applied.to_dict()).astype(float))
    secured = found["granted"].mask((found["funding"] == "secured") & (needed > found["granted"]), needed)
    missing = (needed - secured).clip(lower=0).mask(found["funding"] == "in_kind")
    covered = needed.notna() & (needed <= found["granted"])
    reckoned = pd.Series("not_stated", found.index).mask(needed.notna(), "missing")
    reckoned = reckoned.mask(found["tentative"] > 0, "tentative").mask(covered | (found["granted"] > 0), "secured")
    reckoned = reckoned.mask((found["granted"] > 0) & (needed > found["granted"]), "tentative")
    return found.assign(
        needed=needed,
        secured=secured,
        missing=missing,
        stands=found["funding"].fillna(reckoned),
        paid_stated=found["funding"].notna() | found["initiative"].isin(own["initiative"]),
    ).reset_index(drop=True)
