"""Exhibits of what the initiatives were to give: what is measured, what is only claimed, what cannot be followed."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown, plain
from radrum.exhibits.naming import bounded, is_exact
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

KNOWN = {"measured": 0, "claimed": 1, "neither": 2}
FEW = 2  # one way says less than a sentence


def benefits(
    stands: pd.DataFrame, parties: pd.DataFrame, about: Setting, left_out: pd.DataFrame | None = None
) -> Exhibit | Unknown:
    """What is known of each benefit before and after.

    ``stands`` come from ``benefits.standing``, and so do ``left_out``: those of withdrawn initiatives.
    """
    words = about.words
    left = () if left_out is None or left_out.empty else (_withdrawn(left_out, words),)
    if stands.empty:
        title = words("No benefit is stated in numbers")
        return Unknown("benefits", title, left[0], words) if left else unstated("benefits", title, about)
    rows = ordered(stands, parties, words)
    drawable = rows[_way(rows)].reset_index(drop=True)
    drawing = (drawable["known"] != "neither").sum() >= FEW
    followed = (rows["known"] != "neither").any()
    return Exhibit(
        name="benefits",
        title=_followed(rows, words) if followed else _stated(rows, words),
        subtitle=words(
            "How far each benefit has come from the baseline to the expected value, by {day}", day=about.as_of
        )
        if followed
        else words("Benefits that the papers put a number on"),
        description=_reached(rows, words) if followed else _values(rows, words),
        figure=figures.ways_gone(
            drawable,
            [_way_gone(row, words) for row in drawable.to_dict("records")],
            [_hover(row, words) for row in drawable.to_dict("records")],
            words,
        )
        if drawing
        else None,
        reading=reading.ways(words),
        table=Table(words("Benefits: before and expected after"), _columns(rows, words), rows),
        source=register_line(rows, about, "benefits", "benefit_values"),
        words=words,
        notes=(*(_key(drawable, rows, words) if drawing else ()), *left),
        missing=_silent(rows, words),
    )


def unstated(name: str, title: str, about: Setting) -> Unknown:
    """In an exhibit's place where the register holds no benefits."""
    reason = kept_back(about, "benefits") or about.words(
        "The register holds no benefits recorded by {day}.", day=about.as_of
    )
    return Unknown(name, title, reason, about.words)


def ordered(stands: pd.DataFrame, parties: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The benefits with the body that answers for each: the measured first, each kind by how far it has come."""
    bearers = stands["owner"].map(parties.set_index("party")["name"]).fillna(stands["owner_role"])
    far = stands["reached"].fillna(stands["reached_claimed"])
    ranked = stands.assign(bearer=bearers, _rank=stands["known"].map(KNOWN), _far=far)
    ranked = ranked.sort_values(["_rank", "_far"], ascending=[True, False], kind="stable", ignore_index=True)
    return ranked.drop(columns=["_rank", "_far"])


def _withdrawn(rows: pd.DataFrame, words: Words) -> str:
    told = [
        words("{title}: {said}", title=words.headed(row.title), said=words.own(words.within(row.what)))
        for row in rows.itertuples()
    ]
    return words("Not counted, since the initiative is withdrawn: {names}.", names=words.list(told))


def _way(rows: pd.DataFrame) -> pd.Series:
    """Whether there is a way to go: a value before, known exactly, and another one expected."""
    both = rows["baseline"].notna() & rows["expected"].notna() & (rows["baseline"] != rows["expected"])
    return both & (rows["limited"] != "before")


def _columns(rows: pd.DataFrame, words: Words) -> list[Column]:
    """The table's columns; those that no benefit has a value for are left out, and named under the table."""
    columns = [
        Column("what", words("Benefit and initiative"), lambda row: _what(row, words)),
        _value("baseline", words("Before"), words),
        _value("expected", words("Expected"), words),
        Column("known", words("After"), lambda row: _after(row, words)),
        Column("due", words("When"), lambda row: _due(row, words)),
        Column("bearer", words("Owner"), own=True),
    ]
    always = ("what", "baseline", "expected", "known")
    return [each for each in columns if each.name in always or rows[each.name].notna().any()]


def _value(column: str, heading: str, words: Words) -> Column:
    return Column(
        column,
        heading,
        lambda row: _number(row, column, words),
        number=True,
        exact=lambda row: is_exact(row[f"{column}_bound"]),
    )


def _silent(rows: pd.DataFrame, words: Words) -> str:
    """What is not stated for any benefit."""
    asked = {
        "measured": words("measured value"),
        "claimed": words("claimed value"),
        "due": words("when it is expected"),
        "bearer": words("owner"),
    }
    silent = [name for column, name in asked.items() if rows[column].isna().all()]
    return words("Not stated for any of them: {aspects}.", aspects=words.list(silent)) if silent else ""


def _followed(rows: pd.DataFrame, words: Words) -> str:
    total, there = len(rows), int((rows["reached"] >= 100).sum())
    counts = rows["known"].value_counts()
    parts = [words("{n} measured", n=int(counts["measured"]))] if "measured" in counts else []
    parts += [words("{n} only claimed", n=int(counts["claimed"]))] if "claimed" in counts else []
    parts += [words("{n} neither", n=int(counts["neither"]))] if "neither" in counts else []
    said = words.plural(
        "{n} of {total} benefits has been achieved in full",
        "{n} of {total} benefits have been achieved in full",
        there,
        total=total,
    )
    if not there and rows["limited"].any():
        said = words.plural(
            "The one benefit is not known to have been achieved in full",
            "None of the {n} benefits are known to have been achieved in full",
            total,
        )
    elif not there:
        said = words.plural(
            "The one benefit has not been achieved in full",
            "None of the {n} benefits have been achieved in full",
            total,
        )
    elif total == 1:
        said = words("The one benefit has been achieved in full")
    return words("{said}; {parts}", said=said, parts=words.list(parts))


def _stated(rows: pd.DataFrame, words: Words) -> str:
    both, total = int((rows["baseline"].notna() & rows["expected"].notna()).sum()), len(rows)
    if not both:
        return words.plural(
            "The one benefit lacks a baseline or an expected value",
            "None of the {n} benefits have both a baseline and an expected value",
            total,
        )
    if total == 1:
        return words("The one benefit has both a baseline and an expected value")
    return words.plural(
        "{n} of {total} benefits has both a baseline and an expected value",
        "{n} of {total} benefits have both a baseline and an expected value",
        both,
        total=total,
    )


def _reached(rows: pd.DataFrame, words: Words) -> str:
    """Which has come furthest and least far, which went the wrong way, and what is only claimed."""
    measured = rows[rows["reached"].notna()]
    said = []
    if len(measured) > 1:
        first, last = measured.iloc[0], measured.iloc[-1]
        said.append(
            words(
                "As measured, {first} has come furthest, {most} of the way, and {last} has furthest to go, {least} "
                "of the way.",
                first=words.own(words.within(first["what"])),
                most=words.percent(first["reached"]),
                last=words.own(words.within(last["what"])),
                least=words.percent(last["reached"]),
            )
        )
    elif len(measured):
        what, share = words.own(measured.iloc[0]["what"]), words.percent(measured.iloc[0]["reached"])
        said.append(words("{what} has come {share} of the way, as measured.", what=what, share=share))
    wrong, claimed = rows[rows["reached"] < 0], rows[rows["known"] == "claimed"]
    if len(wrong):
        said.append(words("Gone the wrong way: {names}.", names=named(wrong, words)))
    if len(claimed):
        said.append(words("Only claimed, without any measurement: {names}.", names=named(claimed, words)))
    return words.sentences(said) or _values(rows, words)


def named(rows: pd.DataFrame, words: Words) -> str:
    """The benefits by what is measured, as a list in words."""
    return words.list(words.own(words.within(what)) for what in rows["what"])


def _values(rows: pd.DataFrame, words: Words) -> str:
    told = [
        words(
            "{title}: {what}, {value}.",
            title=words.headed(row["title"]),
            what=words.own(words.within(row["what"])),
            value=_said(row, words),
        )
        for row in rows.to_dict("records")
    ]
    return words.sentences(told[:3])


def _said(row: dict, words: Words) -> str:
    """A benefit's values in a sentence, with their unit."""
    messages = {
        "baseline": words("before: {value}", value=_amount(row, "baseline", words)),
        "expected": words("expected: {value}", value=_amount(row, "expected", words)),
        "measured": words("measured: {value}", value=_amount(row, "measured", words)),
        "claimed": words("claimed: {value}", value=_amount(row, "claimed", words)),
    }
    said = [message for column, message in messages.items() if pd.notna(row[column])]
    return words.joined(said, ", ") or words("not stated")


def _amount(row: dict, column: str, words: Words) -> str:
    number = _number(row, column, words)
    return words("{number} {unit}", number=number, unit=words.own(row["unit"])) if number else ""


def _number(row: dict, column: str, words: Words) -> str | None:
    if pd.isna(row[column]):
        return None
    number = words.number(row[column], 0 if row[column] == int(row[column]) else 1)
    return bounded(number, row[f"{column}_bound"], words)


def _what(row: dict, words: Words) -> str:
    """What is measured and its unit, and below it the initiative that gives it."""
    what = words("{what} ({unit})", what=words.own(row["what"]), unit=words.own(row["unit"]))
    return words.joined([what, words.own(row["title"])], "\n")


def _after(row: dict, words: Words) -> str:
    """What is known after, each value with its day, measured or only claimed, and what a reader must know of them."""
    said = []
    if pd.notna(row["measured"]):
        number, day = _number(row, "measured", words), words.short_date(row["measured_on"])
        said.append(words("{number} measured, {day}", number=number, day=day))
    if pd.notna(row["claimed"]):
        number, day = _number(row, "claimed", words), words.short_date(row["claimed_on"])
        said.append(words("{number} claimed, {day}", number=number, day=day))
    said = said or [words("neither measured nor claimed")]
    said += [words.own(row["condition"])] if isinstance(row["condition"], str) else []
    return words.joined(said, "\n")


def _due(row: dict, words: Words) -> str | None:
    if not isinstance(row["due"], str):
        return None
    return words("{due} (late)", due=words.own(row["due"])) if row["overdue"] else words.own(row["due"])


def _way_gone(row: dict, words: Words) -> str:
    """How far a benefit has come, for its label: the words keep apart what the marks do."""
    said = []
    if pd.notna(row["reached"]):
        said.append(words("{share} of the way, measured", share=words.percent(row["reached"])))
    elif pd.notna(row["measured"]):
        said.append(words("{value}, measured", value=_amount(row, "measured", words)))
    if pd.notna(row["reached_claimed"]):
        said.append(words("{share} of the way, claimed", share=words.percent(row["reached_claimed"])))
    elif pd.notna(row["claimed"]):
        said.append(words("{value}, claimed", value=_amount(row, "claimed", words)))
    return words.joined(said, "; ") or words("neither measured nor claimed")


def _hover(row: dict, words: Words) -> str:
    return plain(words("{title}: {what}, {value}.", title=row["title"], what=row["what"], value=_said(row, words)))


def _key(drawable: pd.DataFrame, rows: pd.DataFrame, words: Words) -> tuple[str, ...]:
    """What the marks mean, and which benefits have no place in the chart."""
    notes = [words("Filled circle and bar: measured. Hollow diamond: only claimed.")]
    shares = pd.concat([drawable["reached"], drawable["reached_claimed"]])
    if ((shares < figures.LEAST) | (shares > figures.MOST)).any():
        notes.append(words("An arrowhead marks a value beyond the edge of the chart."))
    left = rows[~_way(rows)]
    bounds = left["limited"] == "before"
    if len(left[~bounds]):
        names = named(left[~bounds], words)
        notes.append(words("Not in the chart, for lack of a baseline or an expected value: {names}.", names=names))
    if len(left[bounds]):
        names = named(left[bounds], words)
        notes.append(words("Not in the chart, since only a limit is known for the baseline: {names}.", names=names))
    return tuple(notes)
