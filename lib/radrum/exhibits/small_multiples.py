"""Exhibit of coverage over time in every municipality: small panels with the same axes, the nation in each."""

from collections.abc import Callable, Sequence

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.coverage import axis_note
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.lacking import without_value
from radrum.exhibits.municipalities import LEAST, NAMED, limits_title
from radrum.exhibits.naming import base_name, break_told, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import limits_among, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import BRIEF, marked, share
from radrum.words import Words

ACROSS = ((30, 5, 2), (36, 6, 3), (1000, 7, 3))  # of so many panels: how many are side by side, and on a phone
HIGH = (138, 138)  # pixels of a panel, of which its title takes a third
NONE = float("nan")
STEP = 25  # percent: where the axis can begin


def small_multiples(
    values: pd.DataFrame,
    municipalities: pd.DataFrame,
    breaks: tuple,
    measure: str,
    about: Setting,
    earlier: Sequence[Exhibit | Unknown] = (),
) -> Exhibit | Unknown:
    """Each municipality's values over the years beside the nation's, highest first.

    ``values`` come from ``coverage.series`` of the municipalities and the nation. Those with a value of the newest
    period stand before the others. A municipality with one value has no panel; where fewer than three have two there is
    nothing to follow. ``earlier`` are exhibits above it on the page: names that one of them lists are not listed again.
    """
    words = about.words
    own = values[values["area"].isin(municipalities.index)]
    nation = values[values["area"] == about.nation]
    many = own["area"].value_counts()
    if (many > 1).sum() < LEAST:
        reason = words(
            "Fewer than {n} municipalities have values of {measure} of more than one year, published by {day}.",
            n=LEAST,
            measure=measure_name(measure, words),
            day=about.as_of,
        )
        return Unknown("small-multiples", words("How each municipality has developed is not known"), reason, words)
    newest = own.sort_values("period", kind="stable").drop_duplicates("area", keep="last")
    newest = newest.assign(name=newest["area"].map(municipalities["name"]))
    late = newest["period"] == newest["period"].max()
    newest = newest.assign(late=late).sort_values(
        ["late", "value", "name"], ascending=[False, False, True], ignore_index=True, key=words.sorting
    )
    followed = newest[newest["area"].map(many) > 1]
    start = int(min([*own["value"], *nation["value"]]) // STEP * STEP)
    columns = next((wide, phone) for most, wide, phone in ACROSS if len(followed) <= most)
    crossed = [
        (day, break_told(day, why, values, words))
        for day, why in breaks
        if (values["period"] < day).any() and (values["period"] >= day).any()
    ]
    missing, lacking = without_value(newest["area"], municipalities, words, earlier)
    return Exhibit(
        name="small-multiples",
        title=_title(newest, nation, len(municipalities), about),
        subtitle=words(
            "Share of {base} with access to {measure}, {first} to {last}; highest first",
            base=base_name(newest["base"].iloc[0], words),
            measure=measure_name(measure, words),
            first=str(values["period"].min().year),
            last=str(values["period"].max().year),
        ),
        description=words.sentences(_told(own, newest, words)),
        figure=figures.small_multiples(
            _panels(own, followed, nation, about), _years(values), start, _key(nation, about), columns, HIGH, words
        ),
        reading=reading.panels(words),
        table=_table(own, newest, words),
        source=statistics_line(values, about),
        words=words,
        notes=(
            *axis_note(start, words),
            *_single_note(len(newest) - len(followed), words),
            *(
                words("The lines are cut on {day} ({reason}).", day=day, reason=words.within(why))
                for day, why in crossed
            ),
            *share_notes(own, about),
        ),
        missing=missing,
        lacking=lacking,
    )


def _title(newest: pd.DataFrame, nation: pd.DataFrame, total: int, about: Setting) -> str:
    """How many are above the nation where both are measured, else where the highest and the lowest stand."""
    words, period = about.words, newest["period"].max()
    same, level = newest[newest["period"] == period], nation[nation["period"] == period]
    if limits_among(same) or limits_among(level):
        return limits_title(same, total, words)
    if len(level):
        above = int((same["value"] > level["value"].iloc[0]).sum())
        said = {"area": about.areas["name"][about.nation], "month": measured_in(period, words)}
        if not above:
            return words.plural(
                "The one municipality with a value was not above {area} in {month}",
                "None of the {n} municipalities with a value were above {area} in {month}",
                len(same),
                **said,
            )
        if len(same) == total:
            return words.plural(
                "{n} of {total} municipalities was above {area} in {month}",
                "{n} of {total} municipalities were above {area} in {month}",
                above,
                total=total,
                **said,
            )
        return words.plural(
            "{n} of the {total} municipalities with a value was above {area} in {month}",
            "{n} of the {total} municipalities with a value were above {area} in {month}",
            above,
            total=len(same),
            **said,
        )
    same = same.sort_values("value", ascending=False, kind="stable")
    first, last = same.iloc[0], same.iloc[-1]
    return words(
        "From {least} in {last} to {most} in {first}",
        least=share(last, words),
        last=last["name"],
        most=share(first, words),
        first=first["name"],
    )


def _told(own: pd.DataFrame, newest: pd.DataFrame, words: Words) -> list[str]:
    """How many have risen between their first and their newest value since the last break, and who has not."""
    era = own["era"].max()
    first = own[own["era"] == era].sort_values("period", kind="stable").drop_duplicates("area").set_index("area")
    now = newest[newest["era"] == era].set_index("area")
    both = now[now["period"] > first["period"].reindex(now.index)]
    both = both[[not limits_among(pd.concat([both.loc[[area]], first.loc[[area]]])) for area in both.index]]
    if both.empty:
        return [words("No municipality has two values under the same definition.")]
    change = (both["value"] - first["value"].reindex(both.index)).round(6)
    since = measured_in(first["period"].reindex(both.index).min(), words)
    others = both.loc[change <= 0, "name"]
    risen = int((change > 0).sum())
    if risen == len(both) > 2:
        told = [
            words("Since {month}, all {n} municipalities with two values or more have risen.", n=risen, month=since)
        ]
    else:
        told = [
            words.plural(
                "Since {month}, {n} of {total} municipalities with two values or more has risen.",
                "Since {month}, {n} of {total} municipalities with two values or more have risen.",
                risen,
                month=since,
                total=len(both),
            )
        ]
    if 0 < len(others) <= NAMED:
        told.append(words("Not risen: {names}.", names=words.list(others)))
    spread = both.assign(change=change)
    most = spread.loc[spread["change"].idxmax()]
    if most["change"] > 0:
        decimals = int(min(both["decimals"].min(), first["decimals"].reindex(both.index).min()))
        rise = words.points(most["change"], decimals, signed=True)
        told.append(words("{name} has risen most: {change}.", name=most["name"], change=rise))
    return told


def _single_note(n: int, words: Words) -> list[str]:
    if not n:
        return []
    return [
        words.plural(
            "{n} municipality with a single value has no panel; it is in the table.",
            "{n} municipalities with a single value have no panel; they are in the table.",
            n,
        )
    ]


def _panels(own: pd.DataFrame, newest: pd.DataFrame, nation: pd.DataFrame, about: Setting) -> list[figures.Panel]:
    words, name = about.words, about.areas["name"][about.nation]
    beside = _line(nation, name, words, dotted=True)
    shown = []
    for row in newest[["area", "name", "late", "period"]].itertuples():
        value = marked(newest.loc[row.Index], words)
        line = _line(own[own["area"] == row.area], row.name, words, mine=True)
        shown.append(
            figures.Panel(
                row.name.split(" - ")[0],
                value + ("" if row.late else f" {row.period.year}"),
                [line, *([beside] if len(nation) else [])],
            )
        )
    return shown


def _line(rows: pd.DataFrame, name: str, words: Words, **look: bool) -> figures.Line:
    """The values over the years, with a gap where the definition changed."""
    x, y, said, era = [], [], [], None
    for row in rows.sort_values("period").itertuples():
        if era is not None and row.era != era:
            x, y, said = [*x, x[-1]], [*y, None], [*said, ""]
        year = round(row.period.year + (row.period.day_of_year - 1) / 365.25, 3)
        x, y = [*x, year], [*y, row.value]
        said.append(f"{name}, {measured_in(row.period, words)}<br>{marked(row, words)}")
        era = row.era
    return figures.Line(x, y, said, **look)


def _years(values: pd.DataFrame) -> tuple[float, float, str, str]:
    """The first and the last place on the axis of years, and how they are named."""
    first, last = values["period"].min(), values["period"].max()
    ends = [round(day.year + (day.day_of_year - 1) / 365.25, 3) for day in (first, last)]
    return *ends, str(first.year), str(last.year)


def _key(nation: pd.DataFrame, about: Setting) -> str:
    return about.words("Dotted line: {area}", area=about.areas["name"][about.nation]) if len(nation) else ""


def _table(own: pd.DataFrame, newest: pd.DataFrame, words: Words) -> Table:
    """A row a municipality, a column a period."""
    periods = sorted(own["period"].unique())
    written = {(row["area"], row["period"]): marked(row, words) for row in own.to_dict("records")}
    known = own.drop_duplicates(["area", "period"]).set_index(["area", "period"])["value"]
    rows = newest[["area", "name"]]
    for period in periods:
        rows = rows.assign(**{f"{period:%Y-%m-%d}": [known.get((area, period), NONE) for area in rows["area"]]})
    columns = [Column("name", words("Municipality"))]
    for period in periods:
        key = f"{period:%Y-%m-%d}"
        # A limit is no number: whoever takes the table to a spreadsheet gets its words.
        numbers = not own.loc[own["period"] == period, "status"].isin([*BRIEF]).any()
        columns.append(Column(key, measured_in(period, words), _cell(period, written, words), number=numbers))
    return Table(words("Share by municipality and time"), columns, rows, dense=len(periods) > 6)


def _cell(period: pd.Timestamp, written: dict[tuple, str], words: Words) -> Callable[[dict], str]:
    return lambda row: written.get((row["area"], period), words("no value available"))
