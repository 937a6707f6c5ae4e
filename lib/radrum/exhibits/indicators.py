"""The exhibit of any indicator that has been fetched: what it is, where the area stands, and which way is better."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from radrum import figures
from radrum.exhibits.ages import age
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.municipalities import TIED
from radrum.exhibits.naming import base_name, measure_name, measured_in, segment_name
from radrum.exhibits.setting import Setting
from radrum.exhibits.shares import limits_among, share_column
from radrum.exhibits.sources import statistics_line
from radrum.figures.shares import limited
from radrum.words import Words

FAR = 4  # times: of counts that are further apart than that, the own area's alone is drawn
STEPS = (1, 2, 2.5, 5, 10)
MOST = 5  # steps on the axis


def indicators(held: Sequence[pd.DataFrame], measures: Mapping[str, Any], about: Setting) -> list[Exhibit | Unknown]:
    """An exhibit an indicator that says something of the area.

    ``held`` come from ``indicators.held``, ``measures`` are described by name.
    """
    own = [values for values in held if _touches(values, about)]
    if not own:
        words = about.words
        reason = words("The register holds no other statistics of the area, published by {day}.", day=about.as_of)
        return [Unknown("indicators", words("There are no other indicators"), reason, words)]
    return [indicator(values, measures[values["measure"].iloc[0]], about) for values in own]


def _touches(values: pd.DataFrame, about: Setting) -> bool:
    """Whether the area, its nation or a municipality has a value: of peers alone there is nothing to compare."""
    kinds = values["area"].map(about.areas["kind"])
    return bool((values["area"].isin([about.council.area, about.nation]) | (kinds == "municipality")).any())


def indicator(values: pd.DataFrame, measure: Any, about: Setting) -> Exhibit | Unknown:
    """An indicator over time for the council's area, its nation and its peers, and how its municipalities spread.

    ``values`` come from ``indicators.held``; ``measure`` has its ``name``, ``unit``, ``better`` and ``sources``. What
    the catalogues have no name for is called as its data set is.
    """
    words, names, mine = about.words, about.areas["name"], about.council.area
    named = _name(values, measure, about)
    anchor = "-".join(("indicator", measure.name, *values.head(1)["segment"], *values.head(1)["base"]))
    anchor = anchor.replace("_", "-")
    if values.empty:
        reason = words("The register holds no value of {measure} published by {day}.", measure=named, day=about.as_of)
        return Unknown(anchor, words("Nothing is known about {measure}", measure=named), reason, words)
    towns = (values["area"].map(about.areas["kind"]) == "municipality") & (values["area"] != mine)
    large, small = values[~towns], values[towns]
    lead = next((area for area in (mine, about.nation) if area in set(large["area"])), None)
    newest = large.sort_values("period", kind="stable").drop_duplicates("area", keep="last").set_index("area")
    told = [_at(row, names[area], measure.unit, words) for area, row in newest.iterrows()][:3] if lead is None else []
    if lead is not None:
        told = [_at(newest.loc[lead], names[lead], measure.unit, words), *_moved(large, lead, measure, about)]
        told += [_at(newest.loc[area], names[area], measure.unit, words) for area in newest.index if area != lead][:3]
    told += _spread(small, measure.unit, about)
    drawn = _drawn(large, lead, measure.unit)

    def write(value: float, decimals: int) -> str:
        return written(value, int(decimals), measure.unit, words)

    return Exhibit(
        name=anchor,
        title=_title(named, newest, small, lead, measure.unit, about),
        subtitle=_subtitle(values, named, measure, words),
        description=words.sentences(told),
        figure=figures.indicator_over_time(drawn, dict(names), lead, write, ticks(drawn, measure.unit))
        if drawn is not None
        else None,
        table=Table(
            words.sentence(named),
            [
                Column("name", words("Area")),
                Column("period", words("Measured"), lambda row: measured_in(row["period"], words)),
                share_column("value", words("Value"), words, lambda row: _said(row, measure.unit, words)),
            ],
            _rows(large, small, names),
        ),
        source=statistics_line(values, about),
        words=words,
        notes=(*age(values["period"].max(), about), *_notes(values, drawn, large, measure.unit, words)),
    )


def written(value: float, decimals: int, unit: str, words: Words) -> str:
    """A value in its unit."""
    if unit == "percent":
        return words.percent(value, decimals)
    return words.points(value, decimals) if unit == "percentage_points" else words.number(value, decimals)


def _said(row: pd.Series | dict, unit: str, words: Words) -> str:
    """A row's value in its unit; of which only a limit was published, that it is one."""
    return limited(written(row["value"], int(row["decimals"]), unit, words), row["status"], words)


def ticks(values: pd.DataFrame, unit: str) -> list[float]:
    """Round values from the axis's first to its last: of shares from 0 to 100, else around what is shown."""
    if unit == "percent" and values["value"].min() < 70:
        return [0, 25, 50, 75, 100]
    low, high = float(values["value"].min()), float(values["value"].max())
    span = max(high - low, abs(high) * 0.02, 1e-6)
    scale = 10.0 ** math.floor(math.log10(span / MOST))
    step = next((each * scale for each in STEPS if span / (each * scale) <= MOST), 10 * scale)
    first, last = math.floor(low / step), math.ceil(high / step)
    last = max(last, first + 1)
    found = [round(n * step, 6) for n in range(first, last + 1)]
    return [tick for tick in found if tick <= 100] if unit in ("percent", "score") else found


def _name(values: pd.DataFrame, measure: Any, about: Setting) -> str:
    """What the measure is called: the catalogues' name, else what its data set says of its code, or its title."""
    title = ""
    if len(values):
        whole = about.passports[values["snapshot"].iloc[-1]].title
        codes = list(measure.sources.values())
        parts = [part.partition(code)[2].strip() for part in whole.split("; ") for code in codes if code in part]
        title = next(filter(None, parts), whole)
    return measure_name(measure.name, about.words, title)


def _title(named: str, newest: pd.DataFrame, small: pd.DataFrame, lead: str | None, unit: str, about: Setting) -> str:
    words, names = about.words, about.areas["name"]
    if lead is None:
        n = small["area"].nunique() or len(newest)
        return words.plural("{measure} in {n} area", "{measure} in {n} areas", n, measure=words.sentence(named))
    own = newest.loc[lead]
    said = {
        "measure": words.sentence(named),
        "area": names[lead],
        "value": _said(own, unit, words),
    }
    other = newest.loc[about.nation] if lead != about.nation and about.nation in newest.index else None
    if other is None or other["period"] != own["period"] or unit == "number":
        return words("{measure}: {value} in {area}", **said)
    return words(
        "{measure}: {value} in {area}, {other} in {nation}",
        other=_said(other, unit, words),
        nation=names[about.nation],
        **said,
    )


def _subtitle(values: pd.DataFrame, named: str, measure: Any, words: Words) -> str:
    unit = {
        "percent": words("per cent"),
        "percentage_points": words("percentage points"),
        "index": words("index from 0 to 1"),
        "score": words("score from 0 to 100"),
        "rank": words("rank, 1 is best"),
        "number": words("number"),
    }[measure.unit]
    base, segment = values["base"].iloc[0], values["segment"].iloc[0]
    counted = "" if base in ("country", measure.name) else base_name(base, words)
    if counted and segment != "all":
        counted = words("{base} {segment}", base=counted, segment=segment_name(segment, words))
    better = {"higher": words("higher is better"), "lower": words("lower is better")}.get(measure.better, "")
    years = sorted({period.year for period in values["period"]})
    when = str(years[0]) if len(years) == 1 else words("{first} to {last}", first=str(years[0]), last=str(years[-1]))
    parts = [words.sentence(unit), counted, when, better]
    return words.joined([part for part in parts if part], "; ")


def _at(row: pd.Series, name: str, unit: str, words: Words) -> str:
    return words(
        "{area} had {value} in {month}.",
        area=name,
        value=_said(row, unit, words),
        month=measured_in(row["period"], words),
    )


def _moved(large: pd.DataFrame, lead: str, measure: Any, about: Setting) -> list[str]:
    """Where the area stood at its first value since the last break."""
    words, own = about.words, large[large["area"] == lead].sort_values("period")
    own = own[own["era"] == own["era"].max()]
    if len(own) < 2:
        return []
    first, last = own.iloc[0], own.iloc[-1]
    said = {
        "month": measured_in(first["period"], words),
        "value": _said(first, measure.unit, words),
    }
    apart = round(last["value"] - first["value"], 6)
    if apart == 0 or measure.better == "neither" or limits_among(own.iloc[[0, -1]]):
        return [words("In {month} it was {value}.", **said)]
    if (apart > 0) == (measure.better == "higher"):
        return [words("In {month} it was {value}: it has improved.", **said)]
    return [words("In {month} it was {value}: it has worsened.", **said)]


def _spread(small: pd.DataFrame, unit: str, about: Setting) -> list[str]:
    """The highest and the lowest of the municipalities that have a value of the newest period."""
    words = about.words
    now = small[small["period"] == small["period"].max()].sort_values(["value", "area"], ascending=[False, True])
    if len(now) < 2:
        return [_at(row, about.areas["name"][row["area"]], unit, words) for _, row in now.iterrows()]
    first = now.iloc[0]
    high, low = (_said(row, unit, words) for _, row in now.iloc[[0, -1]].iterrows())
    return [
        words(
            "Highest of the {n} municipalities with a value for {month}: {first} ({high}); lowest: {last} ({low}).",
            n=len(now),
            month=measured_in(first["period"], words),
            first=_sharing(now, high, unit, about),
            high=high,
            last=_sharing(now, low, unit, about),
            low=low,
        )
    ]


def _sharing(rows: pd.DataFrame, value: str, unit: str, about: Setting) -> str:
    """The names of all whose value is written so; of many how many they are."""
    words = about.words
    names = [about.areas["name"][row["area"]] for _, row in rows.iterrows() if _said(row, unit, words) == value]
    if len(names) > TIED:
        return words.plural("{n} municipality", "{n} municipalities", len(names))
    return words.list(names)


def _drawn(large: pd.DataFrame, lead: str | None, unit: str) -> pd.DataFrame | None:
    """What is drawn: the lines, where any has two values; of counts of other sizes, the own area's alone."""
    if lead is None:
        return None
    ends = large.groupby("area")["value"].max()
    if unit == "number" and ends.max() > FAR * max(ends.min(), 1):
        large = large[large["area"] == lead]
    return large if large["area"].value_counts().max() > 1 and large["period"].nunique() > 2 else None


def _rows(large: pd.DataFrame, small: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """All values of the larger areas, and the newest of each municipality."""
    newest = small.sort_values("period", kind="stable").drop_duplicates("area", keep="last").sort_index()
    rows = pd.concat([large, newest], ignore_index=True)
    return rows.assign(name=rows["area"].map(names))


def _notes(values: pd.DataFrame, drawn: pd.DataFrame | None, large: pd.DataFrame, unit: str, words: Words) -> list[str]:
    notes = []
    if drawn is not None and unit != "rank" and ticks(drawn, unit)[0] > 0:
        notes.append(words("The axis does not begin at 0."))
    if values["era"].nunique() > 1:
        notes.append(words("The definition changed in between; values before and after cannot be compared."))
    if drawn is not None and drawn["area"].nunique() < large["area"].nunique():
        notes.append(words("The areas differ so much in size that only one is drawn; the table has them all."))
    loose = values["status"].isin(["provisional", "estimated", "imputed", "carried"])
    if loose.any():
        n = int(loose.sum())
        notes.append(
            words.plural(
                "{n} value is provisional, estimated or carried over.",
                "{n} values are provisional, estimated or carried over.",
                n,
            )
        )
    return notes
