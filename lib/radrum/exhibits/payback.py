"""The exhibit of when initiatives pay, with everything that is assumed."""

import pandas as pd

from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.money import amount, currency_name
from radrum.exhibits.rounding import to_figures
from radrum.exhibits.setting import Setting
from radrum.exhibits.sources import register_line
from radrum.words import Words


def payback(paid: pd.DataFrame, stands: pd.DataFrame, years: int, rate: float, about: Setting) -> Exhibit | Unknown:
    """When each initiative pays. ``paid`` comes from ``benefits.payback``, for as many years and at the same rate.

    ``stands`` come from ``benefits.standing`` and tell what the worth rests on and what is left out.
    """
    words = about.words
    if paid.empty:
        reason = words(
            "This needs an initiative with a budget and a benefit with a baseline, an expected value and a value in "
            "money. The register holds none recorded by {day}.",
            day=about.as_of,
        )
        return Unknown("payback", words("Whether anything pays for itself is not known"), reason, words)
    period = words.plural("{n} year", "{n} years", years)
    yearly = words.percent(rate, 0 if rate == int(rate) else 1)
    paid = paid.sort_values(["expected_payback", "title"], ignore_index=True, key=words.sorting)
    rows, currencies = _twice(paid), paid["currency"].dropna().unique()
    currency = currencies[0] if len(currencies) == 1 else None
    return Exhibit(
        name="payback",
        title=_headline(paid, period, words),
        subtitle=words(
            "Cost and yearly value of benefits; net value over {period} at a discount rate of {rate} a year",
            period=period,
            rate=yearly,
        ),
        description=_told(paid, words),
        table=Table(
            words("Cost, value, payback and net value"),
            [
                Column("title", words("Initiative"), own=True),
                Column("kind", words("Calculated"), lambda row: _reckoned(row["kind"], words)),
                _money("cost", words("Cost"), currency, words),
                _money("running", words("Running cost a year"), currency, words),
                _money("value", words("Value a year"), currency, words),
                Column("payback", words("Payback"), lambda row: _paid(row, words), number=True),
                _money("net", words("Net value"), currency, words),
            ],
            rows,
            dense=True,
        ),
        source=register_line(paid, about, "initiatives", "benefits"),
        words=words,
        notes=_assumed(paid, stands, period, yearly, words),
        missing=_left_out(paid, stands, words),
    )


def _headline(paid: pd.DataFrame, period: str, words: Words) -> str:
    expected, measured = int((paid["expected_net"] > 0).sum()), paid["measured_net"].dropna()
    if len(paid) == 1:
        return _headline_of_one(bool(expected), measured, period, words)
    said = words.plural(
        "{n} of {total} initiatives pays for itself within {period} on expected values",
        "{n} of {total} initiatives pay for themselves within {period} on expected values",
        expected,
        total=len(paid),
        period=period,
    )
    if measured.empty:
        return words("{said}; none of them are fully measured", said=said)
    n, total = int((measured > 0).sum()), len(measured)
    return words.plural(
        "{said}, {n} of {total} as measured", "{said}, {n} of {total} as measured", n, said=said, total=total
    )


def _headline_of_one(expected: bool, measured: pd.Series, period: str, words: Words) -> str:
    said = words("The one initiative does not pay for itself within {period} on expected values", period=period)
    if expected:
        said = words("The one initiative pays for itself within {period} on expected values", period=period)
    if measured.empty:
        return words("{said}; it is not fully measured", said=said)
    pays = bool((measured > 0).all())
    return (
        words("{said}; as measured it does", said=said) if pays else words("{said}; as measured it does not", said=said)
    )


def _told(paid: pd.DataFrame, words: Words) -> str:
    """The one that pays first, and those that never pay."""
    said = []
    first = paid.iloc[0]
    if pd.notna(first["expected_payback"]):
        message = words(
            "{title} pays back in {expected} on expected values; as measured: {measured}.",
            title=words.own(first["title"]),
            expected=_years(first["expected_payback"], words),
            measured=_paid({"value": first["measured_value"], "payback": first["measured_payback"]}, words),
        )
        said.append(message)
    for kind, never in (("expected", words("on expected values")), ("measured", words("as measured"))):
        lost = paid[paid[f"{kind}_payback"].isna() & paid[f"{kind}_value"].notna()]
        if len(lost):
            names = words.list(words.own(title) for title in lost["title"])
            said.append(
                words("The benefits cover no more than the running cost, {how}: {names}.", how=never, names=names)
            )
    return words.sentences(said) or words("No payback can be calculated from what is stated.")


def _twice(paid: pd.DataFrame) -> pd.DataFrame:
    """Two rows an initiative: reckoned on what is expected, and on what is measured."""
    parts = ("value", "payback", "net")
    rows = [
        paid.rename(columns={f"{kind}_{part}": part for part in parts}).assign(kind=kind, _order=n)
        for n, kind in enumerate(("expected", "measured"))
    ]
    both = pd.concat(rows).rename_axis("place").sort_values(["place", "_order"], ignore_index=True)
    return both[["title", "kind", "cost", "running", "running_stated", *parts, "currency"]]


def _reckoned(kind: str, words: Words) -> str:
    return words("on expected values") if kind == "expected" else words("as measured")


def _money(column: str, heading: str, currency: str | None, words: Words) -> Column:
    """A column of money; ``currency`` stands in the heading where all sums are in the same."""

    def written(row: dict) -> str:
        if pd.isna(row[column]):
            return words("not fully measured")
        value = to_figures(row[column]) if column == "net" else row[column]
        said = words.number(value) if currency else amount(value, row["currency"], words)
        return words("{sum} (not stated)", sum=said) if column == "running" and not row["running_stated"] else said

    if currency:
        heading = words("{heading} ({unit})", heading=heading, unit=currency_name(currency, words))
    return Column(column, heading, written, number=True)


def _paid(row: dict, words: Words) -> str:
    if pd.isna(row["value"]):
        return words("not fully measured")
    return words("never") if pd.isna(row["payback"]) else _years(row["payback"], words)


def _years(value: float, words: Words) -> str:
    return words("{number} years", number=words.number(value, 1)).replace(" ", "\u00a0")


def _assumed(paid: pd.DataFrame, stands: pd.DataFrame, period: str, yearly: str, words: Words) -> tuple[str, ...]:
    """What the sums rest on: the formula, the years and the rate, and what somebody says a unit is worth."""
    counted = stands[stands["initiative"].isin(paid["initiative"]) & stands["priced"]]
    notes = [
        words(
            "Assumed: {period} and a discount rate of {rate} a year. Payback is cost / (value a year − running "
            "cost). Net value is the sum over the years of (value a year − running cost) / (1 + rate)^year, less "
            "the cost; each year is counted at its end, in constant prices. Net value is rounded to three figures.",
            period=period,
            rate=yearly,
        )
    ]
    currencies = paid.set_index("initiative")["currency"]
    for row in counted.itertuples():
        basis = (
            words.own(row.worth_basis)
            if isinstance(row.worth_basis, str)
            else words("What it is based on is not stated.")
        )
        notes.append(
            words(
                "Value of {what}: {sum} a year for each unit ({unit}). {basis}",
                what=words.own(words.within(row.what)),
                sum=amount(row.worth, currencies[row.initiative], words),
                unit=words.own(row.unit),
                basis=basis,
            )
        )
    return tuple(notes)


def _left_out(paid: pd.DataFrame, stands: pd.DataFrame, words: Words) -> str:
    """Benefits that count for nothing here, and initiatives whose benefits have no budget to set against."""
    reckoned = stands["initiative"].isin(paid["initiative"])
    bounds = reckoned & (stands["limited"] != "") & stands["worth"].notna()
    without = stands[reckoned & ~stands["priced"] & ~bounds]
    said = []
    if bounds.any():
        names = words.list(words.own(words.within(what)) for what in stands.loc[bounds, "what"])
        said.append(words("Where only a limit is known, nothing is calculated: {names}.", names=names))
    if len(without):
        names = words.list(words.own(words.within(what)) for what in without["what"])
        said.append(words("Left out, since no value in money is stated: {names}.", names=names))
    others = stands[~reckoned].drop_duplicates("initiative")
    if len(others):
        names = words.list(words.own(title) for title in others["title"])
        said.append(words("Not calculated for lack of a budget or a value in money: {names}.", names=names))
    unstated = paid[~paid["running_stated"]]
    if len(unstated):
        names = words.list(words.own(title) for title in unstated["title"])
        said.append(words("Running cost not stated and counted as 0: {names}.", names=names))
    return words.sentences(said)
