"""Exhibit of the municipalities on a map, with its twin of tiles: how they stand, and who reaches the goal."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.lacking import without_value
from radrum.exhibits.municipalities import few_title, goal_documents, limits_title, sharing
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import distance, limits_among, share_column, share_notes
from radrum.exhibits.sources import processed, statistics_line
from radrum.figures.shares import BRIEF, MADE, made, marked, share
from radrum.words import Words

LEAST = 3  # municipalities with a value: of fewer a sentence says more than a map
PART = 3  # and so it does where fewer than one in so many have one
NAMED = 8  # municipalities that a sentence has room for
CLASSES = 5
STEPS = (1, 2, 5, 10, 20)
DASH = "–"  # on a tile without value


def coverage_map(
    rows: pd.DataFrame,
    borders: Any,
    tiles: pd.DataFrame,
    municipalities: pd.DataFrame,
    measure: str,
    about: Setting,
    *,
    name: str = "coverage-map",
    earlier: Sequence[Exhibit | Unknown] = (),
) -> Exhibit | Unknown:
    """The municipalities in classes of their share, on the map and as tiles of one size.

    ``rows`` come from ``coverage.by_municipality``, ``borders`` from ``places.borders`` (None where there are none) and
    ``tiles`` from ``places.tiles``. What does not show every one of ``municipalities`` is left out, and both where
    fewer than a third of them have a value. ``earlier`` are exhibits above it on the page: names that one of them lists
    are not listed again.
    """
    words = about.words
    if rows.empty:
        reason = words(
            "The register holds no municipality's value of {measure} published by {day}.",
            measure=measure_name(measure, words),
            day=about.as_of,
        )
        return Unknown(name, words("There is nothing to map"), reason, words)
    first, last = rows.iloc[0], rows.iloc[-1]
    lacking = bool((~municipalities.index.isin(rows["area"])).any())
    corners = None if borders is None or not _whole(borders.corners, municipalities) else borders.corners
    drawn = len(rows) >= max(LEAST, len(municipalities) / PART) and _whole(tiles, municipalities)
    limits = class_limits(rows["value"])
    notes = share_notes(rows, about)
    figure = None
    if drawn:
        figure = figures.coverage_map(
            _shown(rows, municipalities, limits, words),
            corners,
            tiles[tiles["area"].isin(municipalities.index)],
            limits,
            [words.percent(limit) for limit in limits],
            _signs(rows, lacking, corners is not None, words),
        )
        notes.insert(0, words("On the tiles each municipality is one square, placed as on the map."))
    if figure is not None and figures.cut_short(figure):
        notes.insert(1, words("A name too long for its square is cut short, with a full stop."))
    if drawn and corners is not None:
        passport = borders.passport
        said = processed(passport.citation_derived, passport.language, words)
        notes.append(words("Borders: {citation}.", citation=said))
    missing, without = without_value(rows["area"], municipalities, words, earlier, period=first["period"])
    return Exhibit(
        name=name,
        title=_title(rows, len(municipalities), words),
        subtitle=words(
            "Share of {base} with access to {measure}, {month}",
            base=base_name(first["base"], words),
            measure=measure_name(measure, words),
            month=measured_in(first["period"], words),
        ),
        description=_description(rows, len(municipalities), first, last, words),
        figure=figure,
        reading=reading.places(words, land=corners is not None),
        table=Table(
            words("Municipalities with a published value"),
            [
                Column("name", words("Municipality")),
                share_column("value", words("Share"), words),
                Column("gap", words("Distance to the goal"), lambda row: distance(row, words), number=True),
            ],
            rows.sort_values("name", key=lambda names: names.map(words.order), kind="stable", ignore_index=True),
        ),
        source=statistics_line(
            rows,
            about,
            derived=bool(rows["goal"].notna().any()),
            documents=goal_documents(rows, measure, about),
        ),
        words=words,
        notes=tuple(notes),
        missing=missing,
        lacking=without,
    )


def class_limits(values: pd.Series) -> list[float]:
    """Round limits of at most five classes of one width, from the lowest value's to the highest's, in percent."""
    low, high = values.min(), values.max()
    for step in STEPS:
        start = math.floor(min(low, 100 - step) / step) * step
        end = max(min(100, math.ceil(high / step) * step), start + step)
        if (end - start) / step <= CLASSES:
            return [float(limit) for limit in range(start, end + 1, step)]
    raise ValueError(f"{low} to {high} percent is no span of shares.")


def _whole(places: pd.DataFrame, municipalities: pd.DataFrame) -> bool:
    return set(municipalities.index) <= set(places["area"])


def _shown(rows: pd.DataFrame, municipalities: pd.DataFrame, limits: list[float], words: Words) -> pd.DataFrame:
    """One row a municipality, in the order of their codes, with what the figure writes of it."""
    known = {row["area"]: row for row in rows.to_dict("records")}
    shown = pd.DataFrame({"area": municipalities.index, "name": municipalities["name"].to_numpy()})
    found = [known.get(area) for area in shown["area"]]
    none = words("no value available")
    return shown.assign(
        value=[row["value"] if row else float("nan") for row in found],
        written=[marked(row, words) if row else none for row in found],
        brief=_briefs(found, limits, words),
        reached=[bool(row and row["reached"]) for row in found],
    )


def _briefs(found: list[dict | None], limits: list[float], words: Words) -> list[str]:
    """The shares as tiles have room for, all in whole percent or all with one decimal; a dash where there is none.

    With a decimal where one of them, rounded, would reach the limit of a class: a number never stands in two colours.
    More have those alone that would still reach the goal, the whole or a limit.
    """
    known = [(row, (row["goal"], *limits, 100)) for row in found if row]
    alike = min(1, max(_fewest(row["value"], 0, int(row["decimals"]), ends) for row, ends in known))
    return [_brief(row, alike, (row["goal"], *limits, 100), words) if row else DASH for row in found]


def _fewest(value: float, least: int, most: int, ends: tuple[float, ...]) -> int:
    """The fewest decimals, of at ``least`` so many and at ``most`` so many, that do not make it reach one of ``ends``.

    An end that is missing is never reached.
    """
    fits = (n for n in range(least, most) if not any(value < end <= round(value, n) for end in ends))
    return next(fits, most)


def _brief(row: dict, decimals: int, ends: tuple[float, ...], words: Words) -> str:
    """The share with ``decimals`` or more; a limit with its sign, what is made of earlier areas with its mark."""
    written = words.number(row["value"], _fewest(row["value"], decimals, int(row["decimals"]), ends))
    return f"{BRIEF.get(row.get('status'), '')}{written}{MADE if made(row) else ''}"


def _signs(rows: pd.DataFrame, lacking: bool, land: bool, words: Words) -> str:
    """What frame, hatching and dash mean, where there are any."""
    said = []
    if rows["reached"].any():
        said.append(words("Thick frame: reaches the goal of {goal}.", goal=_goal(rows, words)))
    if lacking:
        said.append(
            words("Hatched, and with a dash: no value available.")
            if land
            else words("With a dash: no value available.")
        )
    return "<br>".join(said)


def _goal(rows: pd.DataFrame, words: Words) -> str:
    return words.percent(rows["goal"].iloc[0], rows["goal_decimals"].iloc[0])


def _title(rows: pd.DataFrame, total: int, words: Words) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    if len(rows) < total / 2:
        return few_title(len(rows), total, words)
    if limits_among(rows):
        return limits_title(rows, total, words)
    lowest = {"last": sharing(rows, -1, words), "least": share(last, words)}
    if rows["goal"].isna().all():
        highest = {"first": sharing(rows, 0, words), "most": share(first, words)}
        return words("From {least} in {last} to {most} in {first}", **lowest, **highest)
    goal, reached = _goal(rows, words), int(rows["reached"].sum())
    among = {"total": len(rows), "goal": goal}
    if len(rows) < total:
        if not reached:
            return words("None of the {total} municipalities with a value reach the goal of {goal}", **among)
        return words.plural(
            "{n} of the {total} municipalities with a value reaches the goal of {goal}",
            "{n} of the {total} municipalities with a value reach the goal of {goal}",
            reached,
            **among,
        )
    if not reached:
        return words("None of the {total} municipalities reach the goal of {goal}", **among)
    if reached == total == 2:
        return words("Both municipalities reach the goal of {goal}", **among)
    if reached == total:
        return words("All {total} municipalities reach the goal of {goal}", **among)
    return words.plural(
        "{n} of {total} municipalities reaches the goal of {goal}; lowest: {last} with {least}",
        "{n} of {total} municipalities reach the goal of {goal}; lowest: {last} with {least}",
        reached,
        **among,
        **lowest,
    )


def _description(rows: pd.DataFrame, total: int, first: pd.Series, last: pd.Series, words: Words) -> str:
    ends = {
        "first": sharing(rows, 0, words),
        "most": share(first, words),
        "last": sharing(rows, -1, words),
        "least": share(last, words),
    }
    month = measured_in(first["period"], words)
    if limits_among(rows):
        told = [words("The values for {month} are on the map and in the table.", month=month)]
    elif len(rows) == total:
        told = [
            words(
                "Highest of the area's {total} municipalities in {month}: {first} with {most}; lowest: {last} "
                "with {least}.",
                total=total,
                month=month,
                **ends,
            )
        ]
    else:
        told = [
            words.plural(
                "{n} of the area's {total} municipalities has a value available for {month}.",
                "{n} of the area's {total} municipalities have a value available for {month}.",
                len(rows),
                total=total,
                month=month,
            ),
            words("Highest of these: {first} with {most}; lowest: {last} with {least}.", **ends),
        ]
    reached = rows.loc[rows["reached"], "name"]
    goal = _goal(rows, words) if rows["goal"].notna().any() else ""
    if 0 < len(reached) <= NAMED:
        told.append(
            words.plural(
                "The goal of {goal} is reached by {n} of them: {names}.",
                "The goal of {goal} is reached by {n} of them: {names}.",
                len(reached),
                goal=goal,
                names=words.list(reached),
            )
        )
    elif len(reached) > NAMED and 0 < len(rows) - len(reached) <= NAMED and not rows["open"].any():
        short = rows.loc[~rows["reached"], "name"]
        told.append(
            words.plural(
                "{n} of them does not reach the goal of {goal}: {names}.",
                "{n} of them do not reach the goal of {goal}: {names}.",
                len(short),
                goal=goal,
                names=words.list(short),
            )
        )
    return words.sentences(told)
