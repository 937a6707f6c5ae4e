"""How the money for each initiative stands: secured, tentative, missing."""

import pandas as pd


def funding(initiatives: pd.DataFrame, funds: pd.DataFrame) -> pd.DataFrame:
    """What each initiative may cost and what has been granted for it.

    One row per initiative for which the papers say anything of money: ``initiative``, ``title``, ``currency``,
    ``budget`` (missing where not stated) with ``budget_bound``; ``granted``: the sum granted, ``tentative``: the sum
    applied for or set aside and not yet decided, both in the initiative's currency (0 where there is none);
    ``needed``: the budget or, without one, the sum applied for: what was refused counts only where nothing else was
    applied for, and then the largest; ``secured``: all that is needed where the papers say that it is, else the sum
    granted; ``missing``: what is needed beyond what is secured (missing where nothing says what is needed, where work
    is given in kind and where there is money in another currency; never below 0); ``stands``: ``secured``,
    ``tentative``, ``in_kind``, ``none`` as the papers say, else ``secured`` where the grants cover the budget,
    ``tentative`` where there is money to hope for, ``part`` where some is granted (in whatever currency) and nothing
    more to hope for, ``missing`` where there is a budget and nothing else; ``paid_stated``: whether the papers say
    anything of how it is paid for.
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
    needed = found["budget"].fillna(pairs.map(_applied(own).to_dict()).astype(float))
    abroad = own[own["initiative"].map(currency.set_axis(chosen["initiative"]).to_dict()) != own["currency"]]
    given, hoped = (
        found["initiative"].isin(abroad.loc[abroad["state"].isin(states), "initiative"])
        for states in (["granted"], ["applied", "tentative"])
    )
    secured = found["granted"].mask((found["funding"] == "secured") & (needed > found["granted"]), needed)
    missing = (needed - secured).clip(lower=0).mask((found["funding"] == "in_kind") | given | hoped)
    covered = needed.notna() & (needed <= found["granted"])
    reckoned = pd.Series("not_stated", found.index).mask(needed.notna(), "missing")
    hoped |= found["tentative"] > 0
    reckoned = reckoned.mask(hoped, "tentative").mask(covered | (found["granted"] > 0), "secured")
    part = ((found["granted"] > 0) & (needed > found["granted"])) | (given & ~covered)
    reckoned = reckoned.mask(part, "part").mask(part & hoped, "tentative")
    return found.assign(
        needed=needed,
        secured=secured,
        missing=missing,
        stands=found["funding"].fillna(reckoned),
        paid_stated=found["funding"].notna() | found["initiative"].isin(own["initiative"]),
    ).reset_index(drop=True)


def _applied(funds: pd.DataFrame) -> pd.Series:
    """The sum applied for, by initiative and currency; of nothing but refusals the largest."""
    by = ["initiative", "currency"]
    asked = funds.dropna(subset="applied")
    refused = asked["state"] == "refused"
    only = refused.groupby(asked["initiative"]).transform("all")
    return pd.concat([asked[~refused].groupby(by)["applied"].sum(), asked[only].groupby(by)["applied"].max()])
