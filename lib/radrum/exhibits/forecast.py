"""The exhibit of when the area reaches its goal: the values, what they come to, and how sure that is."""

import pandas as pd
import plotly.graph_objects as go

from radrum import figures
from radrum.exhibits import outlook, reading
from radrum.exhibits.coverage import axis_note, axis_start
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import base_name, measure_name, measured_in
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import share_column, share_notes
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import share
from radrum.words import Words

NAME = "goal-forecast"
SHOWN = 5  # years ahead, at least


def goal_forecast(
    values: pd.DataFrame,
    coming: pd.DataFrame,
    reached: pd.DataFrame,
    measure: str,
    about: Setting,
    area: str | None = None,
) -> Exhibit | Unknown:
    """When the council's area, or another ``area``, reaches its goal.

    ``values`` come from ``coverage.series``, ``coming`` from ``forecast.coming`` and ``reached`` from
    ``forecast.reached``. Where it has too few values for a forecast and the goal is its nation's, the nation's forecast
    is shown.
    """
    words, mine, missing = about.words, area is None, ""
    area = area or about.council.area
    row = _row(reached, area)
    if not _foreseen(row):
        unknown, row = _unknown(row, values, measure, area, about), _row(reached, about.nation) if mine else None
        if not _foreseen(row) or not _of_nation(row, about):
            return unknown
        area, missing = about.nation, unknown.reason
    row["name"] = about.areas["name"][area]
    own = values[(values["area"] == area) & (values["era"] == values["era"].max()) & (values["base"] == row["base"])]
    ahead = coming[coming["area"] == area]
    ahead = ahead[ahead["period"].dt.year <= _last_shown(row)]
    start = axis_start([*own["value"] - 1, *ahead["low"] - 1, row["goal"]])
    return Exhibit(
        name=NAME,
        title=outlook.message(row, about),
        subtitle=words(
            "Share of {base} with access to {measure}, as published and where the pace leads; goal {goal}",
            base=base_name(row["base"], words),
            measure=measure_name(measure, words),
            goal=words.percent(row["goal"], row["goal_decimals"]),
        ),
        description=words.sentences(outlook.told(row, ahead, words)),
        figure=_drawn(own, ahead, row, start, words) if len(ahead) else None,
        reading=reading.ahead(words),
        table=_table(own, ahead, words),
        source=statistics_line(own, about, derived=True, documents=[row["document"]]),
        words=words,
        notes=(*outlook.notes(row, about), *axis_note(start, words), *share_notes(own, about)),
        missing=missing,
    )


def _row(reached: pd.DataFrame, area: str) -> dict | None:
    mine = reached[reached["area"] == area]
    return mine.iloc[0].to_dict() if len(mine) else None


def _foreseen(row: dict | None) -> bool:
    return row is not None and row["state"] not in ("refused", "no_goal")


def _of_nation(row: dict, about: Setting) -> bool:
    """Whether the goal is one of the nation's own."""
    goals = about.goals[about.goals["area"] == about.nation]
    same = (goals["document"] == row["document"]) & (goals["goal_year"] == row["goal_year"])
    return bool((same & (goals["value"] == row["goal"])).any())


def _last_shown(row: dict) -> int:
    """The last year of the figure: far enough for the goal's year and for the latest year in which it is reached."""
    if row["state"] == "met":
        return max(row["period"].year + SHOWN, row["goal_year"])
    latest = row["latest"] if pd.notna(row["latest"]) else row["horizon"]
    return max(row["period"].year + SHOWN, row["goal_year"], latest)


def _unknown(row: dict | None, values: pd.DataFrame, measure: str, area: str, about: Setting) -> Unknown:
    """That there is no forecast, and why."""
    words, name = about.words, about.areas["name"][area]
    if row is not None and row["state"] == "no_goal":
        reason = words("{area} has no goal ahead for {measure}.", measure=measure_name(measure, words), area=name)
        return Unknown(NAME, words("There is no goal to compare a forecast with"), reason, words)
    own = values[(values["area"] == area) & (values["era"] == values["era"].max())]
    told = [
        words(
            "When {area} reaches the goal cannot be said: a forecast needs four values or more under one definition, "
            "the newest no older than three years.",
            area=name,
        )
    ]
    if len(own):
        shares = (f"{measured_in(each['period'], words)} {share(each, words)}" for each in own.to_dict("records"))
        told.append(words("Available: {values}.", values=words.joined(shares, ", ")))
    return Unknown(NAME, outlook.refusal(row, words), words.sentences(told), words)


def _drawn(own: pd.DataFrame, ahead: pd.DataFrame, row: dict, start: int, words: Words) -> go.Figure:
    goal = words.percent(row["goal"], row["goal_decimals"])
    met = ahead.loc[ahead["period"].dt.year == row["year"], "period"] if row["state"] == "within" else []
    said = {
        "goal": words("Goal for {year}: {goal}", year=str(row["goal_year"]), goal=goal),
        "band": _at_end(ahead, words),
        "key": (words("published"), words("forecast"), words("8 in 10 chance")),
        "met": _marked(row, words) if len(met) else "",
    }
    when = row["period"] + pd.DateOffset(years=row["goal_year"] - row["period"].year)
    return figures.share_ahead(
        own, ahead, (when, row["goal"]), met.iloc[0] if len(met) else None, said, words, start=start
    )


def _at_end(ahead: pd.DataFrame, words: Words) -> str:
    """What the band says where it ends."""
    end = ahead.iloc[-1]
    return words(
        "In {year},<br>8 in 10 chance:<br>{low} to {high}",
        low=words.percent(end["low"], end["decimals"]),
        high=words.percent(end["high"], end["decimals"]),
        year=str(end["period"].year),
    )


def _marked(row: dict, words: Words) -> str:
    """The year in which the goal is reached, as written beside its mark."""
    year = f"<b>{row['year']}</b>"
    if row["earliest"] == row["latest"]:
        return year
    return f"{year}<br>" + words("8 in 10: {years}", years=outlook.years(row, words))


def _table(own: pd.DataFrame, ahead: pd.DataFrame, words: Words) -> Table:
    told = [name for name in ("status", "carried", "about", "made_of") if name in own]
    known = own.assign(share=own["value"]).rename(columns={name: f"share_{name}" for name in told})
    rows = pd.concat([known, ahead.assign(share=ahead["median"])], ignore_index=True)
    columns = ["period", "share", "low", "high", "decimals", *(f"share_{name}" for name in told)]

    def end(name: str) -> Column:
        heading = words("8 in 10: from") if name == "low" else words("8 in 10: to")
        return Column(name, heading, lambda row: _end(row, name, words), number=True)

    return Table(
        words("Published values, and the forecast with its interval"),
        [
            Column("period", words("Measured"), lambda row: measured_in(row["period"], words)),
            share_column("share", words("Share"), words),
            end("low"),
            end("high"),
        ],
        rows[columns],
    )


def _end(row: dict, name: str, words: Words) -> str:
    return words("published") if pd.isna(row[name]) else words.percent(row[name], row["decimals"])
