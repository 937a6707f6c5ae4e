"""Exhibits of coverage over time and of who is counted."""

from collections.abc import Iterable

import pandas as pd

from radrum import figures
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.lacking import uncarried_reasons
from radrum.exhibits.naming import base_name, break_told, day_known, measure_name, measured_in, segment_name
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import points_short, share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import marked, share
from radrum.words import Words

CROWDED = 50  # percent: where all shares are above it, an axis begins below the least


def coverage_over_time(
    values: pd.DataFrame,
    levels: pd.DataFrame,
    goals: pd.DataFrame,
    breaks: tuple,
    measure: str,
    about: Setting,
    lacking: pd.DataFrame | None = None,
) -> Exhibit | Unknown:
    """The council's area, its nation and their goals over the years; the nation alone where it alone is known.

    ``values`` come from ``coverage.series``, ``levels`` from ``coverage.levels`` and ``goals`` from
    ``coverage.goals_for``. ``lacking``, from ``coverage.uncarried``, says why the area has no value.
    """
    breaks = tuple((day, why) for day, why in breaks if (values["period"] < day).any())
    words, names = about.words, about.areas["name"]
    lead = next((area for area in (about.council.area, about.nation) if area in set(levels["area"])), None)
    missing = "" if lead == about.council.area else _no_value(measure, about, lacking)
    if lead is None:
        return Unknown("coverage-over-time", words("How far the region has come is not known"), missing, words)
    own = levels[levels["area"] == lead].iloc[0]
    shown_goals = goals[goals["goal_year"] >= about.as_of.year]
    if missing and not (goals["area"] == about.nation).all():  # the area's own goals do not bind the nation
        shown_goals, own = shown_goals.head(0), own.drop("goal")
    others = levels[levels["area"] != lead]
    told = [
        words(
            "In {month}, {share} of the {base} in {area} could get {measure}.",
            month=measured_in(own["period"], words),
            share=share(own, words),
            base=base_name(own["base"], words),
            area=names[own["area"]],
            measure=measure_name(measure, words),
        )
    ]
    told += [_beside(own, other, names[other["area"]], words) for other in others.to_dict("records")]
    if pd.notna(own.get("goal")):
        aim = words.percent(own["goal"], own["goal_decimals"])
        told.append(words("The goal for {year} is {goal}.", year=str(own["goal_year"]), goal=aim))
    start = axis_start([*values["value"], *shown_goals["value"]])
    cuts = tuple((day, break_told(day, why, values, words)) for day, why in breaks)
    reasons = tuple((day, figures.wrapped(why, 22)) for day, why in cuts)
    title = words.sentence(_distance(own, words))
    if missing:
        known = {"area": names[about.council.area], "nation": names[lead], "told": words.within(title)}
        title = words("No value for {area}; {nation}: {told}", **known)
    return Exhibit(
        name="coverage-over-time",
        title=title,
        subtitle=_subtitle(values, measure, words),
        description=words.sentences(told),
        figure=figures.coverage_over_time(values, shown_goals, reasons, dict(names), lead, words, start=start),
        table=Table(
            words("Values by year, and who is counted"),
            [
                Column("name", words("Area")),
                Column("period", words("Measured"), lambda row: measured_in(row["period"], words)),
                share_column("value", words("Share"), words),
                Column("base", words("Who is counted"), lambda row: base_name(row["base"], words)),
                Column(
                    "published",
                    words("Published"),
                    lambda row: day_known(row["published"], row["published_precision"], words),
                ),
            ],
            values.assign(name=values["area"].map(names)),
        ),
        source=statistics_line(values, about, documents=shown_goals["document"]),
        words=words,
        notes=(*_notes(own, cuts, words), *axis_note(start, words), *share_notes(values, about)),
        missing=missing,
    )


def _no_value(measure: str, about: Setting, lacking: pd.DataFrame | None) -> str:
    """That the area has no value, and why where that is known."""
    words, area = about.words, about.council.area
    said = words(
        "The register holds no value of {measure} for {area} published by {day}.",
        measure=measure_name(measure, words),
        area=about.areas["name"][area],
        day=about.as_of,
    )
    known = [] if lacking is None else uncarried_reasons(lacking[lacking.index == area], words)
    return words.sentences([said, *known])


def _notes(own: pd.Series, cuts: tuple, words: Words) -> list[str]:
    notes = []
    if cuts:
        reasons = words.list(words("{day} ({reason})", day=day, reason=words.within(why)) for day, why in cuts)
        notes.append(
            words(
                "The line is cut where the definition changed: {reasons}. Values before and after cannot be compared.",
                reasons=reasons,
            )
        )
    if pd.notna(own.get("goal")) and own["goal_base"] != own["base"]:
        notes.append(
            words(
                "The goal counts {goal_base}; the values count {base}.",
                goal_base=base_name(own["goal_base"], words),
                base=base_name(own["base"], words),
            )
        )
    return notes


def axis_start(shares: Iterable[float]) -> int:
    """Where an axis of shares begins, in percent: at 0, unless all of them crowd in its upper part.

    At least a point before the lowest, whose mark would else stand on the axis.
    """
    least = min(shares)
    return 0 if least < CROWDED else int((least - 1) // 10 * 10)


def axis_note(start: int, words: Words) -> list[str]:
    """That an axis of shares does not begin at 0, where it does not."""
    return [words("The axis begins at {share}, not at 0.", share=words.percent(start))] if start else []


def _subtitle(values: pd.DataFrame, measure: str, words: Words) -> str:
    name = measure_name(measure, words)
    if (values["period"].dt.month == 10).all():
        return words("Share with access to {measure}, per cent, 1 October each year", measure=name)
    return words("Share with access to {measure}, per cent", measure=name)


def _distance(own: pd.Series, words: Words) -> str:
    said = {"share": share(own, words), "base": base_name(own["base"], words)}
    if "goal" not in own:
        return words("{share} of the {base} have access", **said)
    if pd.isna(own["goal"]):
        return words("{share} of the {base} have access, and no goal lies ahead", **said)
    said["year"] = str(own["goal_year"])
    said["goal"] = words.percent(own["goal"], own["goal_decimals"])
    if own["reached"]:
        return words("{share} of the {base} have access: the goal of {goal} for {year} is reached", **said)
    if own["gap"] <= 0:
        return words(
            "{share} of the {base} have access; whether the goal of {goal} for {year} is reached is open", **said
        )
    said["distance"] = points_short(own, words)
    return words("{share} of the {base} have access, {distance} short of the goal for {year}", **said)


def _beside(own: pd.Series, other: dict, name: str, words: Words) -> str:
    level = share(other, words)
    if own["period"] != other["period"]:
        return words(
            "The newest value for {area} is {share} ({month}).",
            area=name,
            share=level,
            month=measured_in(other["period"], words),
        )
    decimals = min(own["decimals"], other["decimals"])
    apart = round(own["value"] - other["value"], int(decimals))
    distance = words.points(abs(apart), decimals)
    if apart < 0:
        return words("That is {distance} below {area} ({share}).", distance=distance, area=name, share=level)
    if apart > 0:
        return words("That is {distance} above {area} ({share}).", distance=distance, area=name, share=level)
    return words("That is the same as {area} ({share}).", area=name, share=level)


def coverage_by_group(
    rows: pd.DataFrame, measure: str, about: Setting, split: Exhibit | Unknown | None = None
) -> Exhibit | Unknown:
    """Households and workplaces, town and country: a row a group. ``rows`` come from ``coverage.groups``.

    ``split`` is the exhibit of town and country on the same page: where it is one and there are no other groups,
    there is nothing to add to it.
    """
    words, names = about.words, about.areas["name"]
    if len(rows) < 2 or (isinstance(split, Exhibit) and rows["base"].nunique() == 1):
        reason = words(
            "The register holds no newer values of {measure} by group, apart from those of town and country, "
            "published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
        return Unknown("coverage-by-group", words("No other groups are published"), reason, words)
    rows = rows.assign(group=[_group(row, words) for row in rows.itertuples()])
    lowest = rows.sort_values("own").iloc[0]

    def of(whose: str, area: str) -> list[str]:
        return share_notes(rows.assign(area=area), about, [whose])

    told = [
        words(
            "{group}: {own} in {area} against {other} in {nation}.",
            group=words.sentence(row["group"]),
            own=_level(row, "own", words),
            area=names[about.council.area],
            other=_level(row, "nation", words),
            nation=names[about.nation],
        )
        for row in rows.to_dict("records")
    ]
    return Exhibit(
        name="coverage-by-group",
        title=words(
            "{group}: the lowest share, {share}",
            group=words.sentence(lowest["group"]),
            share=_level(lowest, "own", words),
        ),
        subtitle=words(
            "Share with access to {measure}, {month}",
            measure=measure_name(measure, words),
            month=measured_in(rows["period"].iloc[0], words),
        ),
        description=words.sentences(told),
        table=Table(
            words("Groups with a published value"),
            [
                Column("group", words("Who is counted"), lambda row: words.sentence(row["group"])),
                share_column("own", names[about.council.area], words, lambda row: _cell(row, "own", words)),
                share_column("nation", names[about.nation], words, lambda row: _cell(row, "nation", words)),
            ],
            rows,
        ),
        source=statistics_line(rows, about, ["own", "nation"], measure=measure),
        words=words,
        notes=tuple(dict.fromkeys([*of("own", about.council.area), *of("nation", about.nation)])),
    )


def _group(row: tuple, words: Words) -> str:
    base = base_name(row.base, words)
    if row.segment == "all":
        return base
    return words("{base} {segment}", base=base, segment=segment_name(row.segment, words))


def _level(row: dict | pd.Series, column: str, words: Words) -> str:
    return share(row, words, column) if pd.notna(row[column]) else words("not stated")


def _cell(row: dict, column: str, words: Words) -> str:
    return marked(row, words, column) if pd.notna(row[column]) else words("not stated")
