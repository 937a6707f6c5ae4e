"""Exhibits of the initiatives, how far they have come and what they give."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.choices import rollout_state
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.matrix import LEAST
from radrum.exhibits.money import amount
from radrum.exhibits.naming import bounded, counted_name, is_exact
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words


def stated(described: pd.DataFrame, areas: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """How many initiatives have a goal, an owner, a time and money stated, by area."""
    words, as_of = about.words, about.as_of
    if described.empty:
        reason = kept_back(about, "initiatives") or words(
            "The register holds no initiatives recorded by {day}.", day=as_of
        )
        return Unknown("initiatives", words("Which initiatives there are is not known"), reason, words)
    areas = areas.sort_values(["initiatives", "area"], ascending=[False, True], ignore_index=True, key=words.sorting)
    aspects = _aspects(words)
    totals = {aspect: int(described[f"states_{aspect}"].sum()) for aspect in aspects}
    counts = words.list(words("{aspect} {n}", aspect=aspects[aspect].lower(), n=n) for aspect, n in totals.items())
    nothing = described[~described[[f"states_{aspect}" for aspect in aspects]].any(axis=1)]
    complete = described[described[[f"states_{aspect}" for aspect in aspects]].all(axis=1)]
    told = words.plural(
        "For {n} initiative the papers state: {counts}.",
        "For {n} initiatives the papers state: {counts}.",
        len(described),
        counts=counts,
    )
    if len(nothing):
        none = words.plural(
            "For {n} they state none of the four.", "For {n} they state none of the four.", len(nothing)
        )
        told = words.sentences([told, none])
    full = words.plural(
        "{n} of {total} initiatives has goal, owner, time and funding stated",
        "{n} of {total} initiatives have goal, owner, time and funding stated",
        len(complete),
        total=len(described),
    )
    if complete.empty:
        full = words.plural(
            "The one initiative does not have goal, owner, time and funding all stated",
            "None of the {n} initiatives have goal, owner, time and funding all stated",
            len(described),
        )
    elif len(described) == 1:
        full = words("The one initiative has goal, owner, time and funding stated")
    return Exhibit(
        name="initiatives",
        title=full,
        subtitle=words("Initiatives by area: how many have goal, owner, time and funding stated"),
        description=told,
        figure=figures.stated_by_area(areas, aspects, words) if len(areas) > 1 else None,
        reading=reading.stated(words),
        table=Table(
            words("Initiatives by area: how many have each fact stated"),
            [
                Column("area", words("Area"), own=True),
                Column("initiatives", words("Initiatives"), number=True),
                *(Column(aspect, heading, number=True) for aspect, heading in aspects.items()),
                Column("nothing", words("None of the four"), number=True),
            ],
            areas.assign(nothing=areas["area"].map(nothing["area"].value_counts()).fillna(0).astype(int)),
        ),
        source=register_line(described, about, "initiatives", "milestones"),
        words=words,
    )


def _aspects(words: Words) -> dict[str, str]:
    return {"goal": words("Goal"), "owner": words("Owner"), "time": words("Time"), "money": words("Funding")}


def initiative_list(
    described: pd.DataFrame, parties: pd.DataFrame, milestones: pd.DataFrame, about: Setting
) -> list[Exhibit]:
    """A table an area: what the papers say of each initiative, and by name what they do not."""
    words = about.words
    names = parties.set_index("party")["name"]
    steps = milestones.groupby("initiative")["due"].agg(list)
    shown = []
    for n, (area, rows) in enumerate(_by_size(described, words), start=1):
        rows = rows.assign(
            told=[_told(row, names, steps, words) for row in rows.to_dict("records")],
            lacks=[_lacks(row, words) for row in rows.to_dict("records")],
        )
        shown.append(
            Exhibit(
                name=f"initiatives-{n}",
                title=words(
                    "{title}: {count}",
                    title=words.own(area),
                    count=words.plural("{n} initiative", "{n} initiatives", len(rows)),
                ),
                subtitle=words("What the papers say about each initiative"),
                description=_complete(rows, words),
                table=Table(
                    words("Initiatives: {area}", area=area),
                    [
                        Column("title", words("Initiative"), lambda row: _marked(row, words)),
                        Column("summary", words("Description"), _described, own=True),
                        Column("told", words("Goal, owner, time, funding")),
                        Column("lacks", words("Missing"), lambda row: row["lacks"] or words("nothing")),
                    ],
                    rows,
                ),
                source=register_line(rows, about, "initiatives"),
                words=words,
                folded=True,
            )
        )
    return shown


def _complete(rows: pd.DataFrame, words: Words) -> str:
    """How many of an area's initiatives have all stated, and which lack most."""
    lacking = rows[rows["lacks"] != ""]
    if lacking.empty:
        return words.plural(
            "Goal, owner, time and funding are all stated for the one initiative.",
            "Goal, owner, time and funding are all stated for each of the {n} initiatives.",
            len(rows),
        )
    if len(rows) == 1:
        return words("Missing for the one initiative: {what}.", what=lacking["lacks"].iloc[0])
    return words.plural(
        "Of {total} initiatives, {n} lacks one or more of goal, owner, time and funding.",
        "Of {total} initiatives, {n} lack one or more of goal, owner, time and funding.",
        len(lacking),
        total=len(rows),
    )


def _by_size(described: pd.DataFrame, words: Words) -> list[tuple[str, pd.DataFrame]]:
    """The areas with their rows, those with most first, as in the figure of what is stated."""
    return sorted(described.groupby("area"), key=lambda each: (-len(each[1]), words.order(each[0])))


def _told(row: dict, names: pd.Series, steps: pd.Series, words: Words) -> str | None:
    """What is stated of goal, owner, time and money, each after its heading."""
    said = {
        "goal": _aims(row),
        "owner": names.get(row["owner"]),
        "time": _time(row, steps),
        "money": _money(row, words),
    }
    told = [
        words("{aspect}: {said}", aspect=heading, said=words.own(said[aspect]))
        for aspect, heading in _aspects(words).items()
        if said[aspect]
    ]
    return words.joined(told, "\n") or None


def _described(row: dict) -> str:
    return " ".join(text for text in (row["summary"], row["remark"]) if isinstance(text, str))


def _marked(row: dict, words: Words) -> str:
    marks = []
    if row["restricted"] is True:
        marks.append(words("not in the public edition"))
    if row["candidate"] is True:
        marks.append(words("candidate"))
    title = words.own(row["title"])
    return words("{title} ({marks})", title=title, marks=", ".join(marks)) if marks else title


def _aims(row: dict) -> str | None:
    said = [row[column] for column in ("goal", "effect_goal", "citizen_benefit") if isinstance(row[column], str)]
    return " ".join(said) or None


def _time(row: dict, steps: pd.Series) -> str | None:
    """From when to when, as the papers say it; where they do not, the days of its steps."""
    said = list(dict.fromkeys(row[column] for column in ("start", "end") if isinstance(row[column], str)))
    return " \u2013 ".join(said) or "; ".join(dict.fromkeys(steps.get(row["initiative"], []))) or None


def _money(row: dict, words: Words) -> str | None:
    said = []
    if pd.notna(row["budget"]):
        said.append(bounded(amount(row["budget"], row["currency"], words), row["budget_bound"], words))
    if isinstance(row["budget_comment"], str):
        said.append(row["budget_comment"])
    return "; ".join(said) or None


def _lacks(row: dict, words: Words) -> str:
    aspects = _aspects(words)
    return ", ".join(heading.lower() for aspect, heading in aspects.items() if not row[f"states_{aspect}"])


def rollout(rows: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Published counts of how many have come how far. ``rows`` come from ``rollout.shares``."""
    words, as_of = about.words, about.as_of
    if rows.empty:
        reason = kept_back(about, "rollout_totals") or words(
            "The register holds no roll-out counts recorded by {day}.", day=as_of
        )
        return Unknown("rollout", words("How far the roll-out has come is not known"), reason, words)
    rows = rows.assign(written=[_counted(row, words) for row in rows.to_dict("records")])
    whole = rows[rows["share"].notna()].reset_index(drop=True)
    told = words.list(
        words("{title}: {count}", title=words.headed(row.title), count=row.written) for row in whole.itertuples()
    )
    described = words("{told}.", told=told)
    if len(whole) == 1:
        described = words.sentences([described, words("As a share: {share}.", share=_share(whole.iloc[0], words))])
    by_name = rows[rows["counted"] == "municipalities"]
    notes = ()
    if len(by_name):
        notes = (
            words("Only counts are published: which municipalities they are is not stated (list by name missing)."),
        )
    behind = by_name[by_name["share"].notna()]
    live = behind[behind["state"] == "live"]  # what is only begun says less than what is in place
    told_first = next((some.iloc[-1] for some in (live, behind) if len(some)), rows.iloc[0])
    title = words("{title}: {count}", title=words.headed(told_first["title"]), count=told_first["written"])
    if len(whole) < 2:
        described = (
            words.plural("{n} count is published.", "{n} counts are published.", len(rows))
            if whole.empty
            else described
        )
    return Exhibit(
        name="rollout",
        title=title,
        subtitle=words("Published counts as a share of the whole; hatched where the count is approximate")
        if len(whole) >= LEAST
        else words("Published counts as a share of the whole, as known on {day}", day=as_of),
        description=described,
        figure=figures.shares_of_whole(whole, [_counted(row, words) for row in whole.to_dict("records")], words)
        if len(whole) >= LEAST
        else None,
        table=Table(
            words("Published counts of the roll-out"),
            [
                Column("title", words("Initiative"), own=True),
                Column("written", words("Count")),
                Column(
                    "share",
                    words("Share"),
                    lambda row: _share(row, words),
                    number=True,
                    exact=lambda row: is_exact(row["bound"]),
                ),
                Column("condition", words("What is counted"), own=True),
            ],
            rows,
        ),
        source=register_line(rows, about, "rollout_totals"),
        words=words,
        notes=notes,
    )


def _share(row: dict | pd.Series, words: Words) -> str:
    if pd.isna(row["share"]):
        return words("the whole is not stated")
    return bounded(words.percent(row["share"]), row["bound"], words)


def _counted(row: dict, words: Words) -> str:
    number = words.number(row["count"])
    if pd.notna(row["count_most"]):
        number = f"{number}–{words.number(row['count_most'])}"
    number = bounded(number, row["bound"], words)
    if pd.isna(row["out_of"]):
        said = f"{number}\u00a0{counted_name(row['counted'], int(row['count']), words)}"
    else:
        noun = counted_name(row["counted"], int(row["out_of"]), words)
        said = words("{n} of {total} {noun}", n=number, total=int(row["out_of"]), noun=noun)
    return words("{count} ({state})", count=said, state=rollout_state(row["state"], words))
