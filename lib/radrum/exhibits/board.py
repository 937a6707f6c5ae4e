"""The exhibit of where each initiative stands: its stage and its lights."""

import pandas as pd
import plotly.graph_objects as go

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.choices import aspect_name, light_colour, stage_name
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

STAGES = ("idea", "concept", "planning", "execution", "closing", "realisation", "closed")
OVER = ("closed", "withdrawn")
ASPECTS = ("result", "time", "resources")
FEW = 3  # fewer rows than this are told, not drawn
NAMED = 2  # more names than this do not fit in a title


def board(standing: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Where each initiative stands: its stage and its lights. ``standing`` comes from ``portfolio.board``."""
    words, as_of = about.words, about.as_of
    rows = chosen(standing, words)
    if rows.empty:
        reason = kept_back(about, "initiatives") or words(
            "The register holds no initiatives recorded by {day}.", day=as_of
        )
        return Unknown("board", words("Which initiatives there are is not known"), reason, words)
    active = rows[~rows["stage"].isin(OVER)]
    if not (rows["stage"].notna() | rows["light"].notna()).any():
        title = words.plural(
            "The one initiative has not been assessed", "None of the {n} initiatives have been assessed", len(rows)
        )
        reason = kept_back(about, "status") or words(
            "The register holds no stage and no light of any of them recorded by {day}.", day=as_of
        )
        return Unknown("board", title, reason, words)
    known = rows["stage"].notna() | rows["light"].notna()
    drawn = rows[known].reset_index(drop=True)
    lit = rows["light"].notna().any()
    return Exhibit(
        name="board",
        title=_headline(active, words),
        subtitle=words.plural(
            "Stage and overall light of {n} initiative as known on {day}; candidates are not counted",
            "Stage and overall light of {n} initiatives as known on {day}; candidates are not counted",
            len(rows),
            day=as_of,
        ),
        description=_told(active, rows, words),
        figure=_figure(drawn, words) if len(drawn) >= FEW else None,
        reading=reading.stages(words),
        table=Table(
            words("Initiatives by stage and light"),
            [
                Column("title", words("Initiative"), own=True),
                Column("stage", words("Stage"), lambda row: _stage(row, words)),
                *(_light_columns(words) if lit else ()),
                Column(
                    "assessment",
                    words("Assessed, and why") if lit else words("Note"),
                    lambda row: _assessed(row, words),
                ),
            ],
            rows if lit else drawn,
        ),
        source=register_line(_documents(rows), about, "initiatives", "status"),
        words=words,
        notes=_notes(active, words),
        missing=_unassessed(active, words) if lit else _unstaged(rows[~known], words),
    )


def chosen(standing: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The initiatives that are no candidates: those that are over last, then by light, area and title."""
    rows = standing[~standing["candidate"].fillna(False).astype(bool)]
    unmarked = rows["light"].isna() & rows["stage"].isna()
    rank = unmarked.astype(int).mask(rows["stage"] == "closed", 2).mask(rows["stage"] == "withdrawn", 3)
    light = rows.groupby("light", dropna=False, sort=False).ngroup()  # as they stand, the worst first
    by = ["_rank", "_light", "area", "title"]
    ordered = rows.assign(_rank=rank, _light=light).sort_values(by, ignore_index=True, key=words.sorting)
    return ordered.drop(columns=["_rank", "_light"])


def named(titles: pd.Series, words: Words) -> str:
    """The initiatives' titles as a list in words."""
    return words.list(words.own(title) for title in titles)


def breakable(text: str) -> str:
    """A text as a narrow column holds it: broken between any two words."""
    return text.replace("\u00a0", " ")


def short_day(day: pd.Timestamp, words: Words) -> str:
    """A day as a narrow column holds it."""
    return breakable(words.short_date(day))


def _headline(active: pd.DataFrame, words: Words) -> str:
    assessed = active[active["light"].notna()]
    total = len(assessed)
    if active.empty:
        return words("No initiative is under way")
    if assessed.empty:
        return words.plural(
            "The one initiative has not been assessed", "None of the {n} initiatives have been assessed", len(active)
        )
    red, yellow = (assessed[assessed["light"] == light] for light in ("red", "yellow"))
    if len(red):
        said = words.plural(
            "{n} of {total} assessed initiatives is red",
            "{n} of {total} assessed initiatives are red",
            len(red),
            total=total,
        )
        if total == 1:
            said = words("The one assessed initiative is red")
        return words("{said}: {names}", said=said, names=named(red["title"], words)) if len(red) <= NAMED else said
    if len(yellow):
        said = words.plural(
            "{n} of {total} assessed initiatives is yellow, none red",
            "{n} of {total} assessed initiatives are yellow, none red",
            len(yellow),
            total=total,
        )
        if total == 1:
            said = words("The one assessed initiative is yellow")
        return words("{said}: {names}", said=said, names=named(yellow["title"], words)) if len(yellow) == 1 else said
    return words.plural("The one assessed initiative is green", "All {n} assessed initiatives are green", total)


def _told(active: pd.DataFrame, rows: pd.DataFrame, words: Words) -> str:
    counts = [(light, int((active["light"] == light).sum())) for light in ("red", "yellow", "green")]
    counted = [words("{n} {light}", light=light_colour(light, words), n=n) for light, n in counts if n]
    left = int(active["light"].isna().sum())
    if left:
        counted.append(words("{n} not assessed", n=left))
    said = words.plural(
        "{n} initiative under way: {counts}.",
        "{n} initiatives under way: {counts}.",
        len(active),
        counts=words.list(counted),
    )
    sentences = [said] if counted else []
    red = active[active["light"] == "red"]
    if len(red):
        named_red = [
            words("{title} ({marks})", title=words.own(row["title"]), marks=reasons(row, words))
            for row in red.to_dict("records")
        ]
        sentences.append(words("Red: {names}.", names=words.list(named_red)))
    stages = [(stage, int((rows["stage"] == stage).sum())) for stage in (*STAGES, "paused", "withdrawn")]
    by_stage = [words("{stage} {n}", stage=stage_name(stage, words), n=n) for stage, n in stages if n]
    unstated = int(rows["stage"].isna().sum())
    if unstated:
        by_stage.append(words("not stated {n}", n=unstated))
    sentences.append(words("By stage: {stages}.", stages=words.list(by_stage)))
    return words.sentences(sentences)


def reasons(row: dict, words: Words) -> str:
    """The aspects that make the overall light what it is."""
    worst = [aspect for aspect in ASPECTS if row[f"light_{aspect}"] == row["light"]]
    return words.list(aspect_name(aspect, words) for aspect in worst)


def _figure(rows: pd.DataFrame, words: Words) -> go.Figure:
    paused = rows["stage"].eq("paused").any()
    columns = {stage: n for n, stage in enumerate(STAGES)} | {
        "paused": len(STAGES),
        "withdrawn": STAGES.index("closed"),
    }
    heads = [words.sentence(stage_name(stage, words)) for stage in (*STAGES, *(("paused",) if paused else ()))]
    over = rows["stage"].isin(OVER)
    drawn = rows.assign(
        column=rows["stage"].map(columns),
        mark=rows["light"].fillna("none").mask(over, rows["stage"]),
        travelled=~rows["stage"].isin(["paused", "withdrawn"]),
    )
    return figures.stages_and_lights(drawn, heads, [_beside(row, words) for row in rows.to_dict("records")])


def _beside(row: dict, words: Words) -> str:
    """What stands beside the mark: the light and what makes it so."""
    if row["stage"] in OVER:
        return stage_name(row["stage"], words)
    if pd.isna(row["light"]):
        said = words("not assessed")
    elif row["light"] == "green":
        said = light_colour("green", words)
    else:
        colour = light_colour(row["light"], words)
        alike = sum(row[f"light_{aspect}"] == row["light"] for aspect in ASPECTS)
        marks = words("all three") if alike == len(ASPECTS) else reasons(row, words)
        said = words("{light}: {marks}", light=colour, marks=marks)
    return said if pd.notna(row["stage"]) else words("stage not stated; {said}", said=said)


def _light_columns(words: Words) -> list[Column]:
    return [
        *(_light_column(f"light_{aspect}", words.sentence(aspect_name(aspect, words)), words) for aspect in ASPECTS),
        _light_column("light", words("Overall light"), words),
    ]


def _light_column(name: str, heading: str, words: Words) -> Column:
    return Column(name, heading, lambda row: _light(row[name], words))


def _light(light: str | None, words: Words) -> str:
    return words("not assessed") if pd.isna(light) else light_colour(light, words)


def _stage(row: dict, words: Words) -> str | None:
    return None if pd.isna(row["stage"]) else stage_name(row["stage"], words)


def _assessed(row: dict, words: Words) -> str:
    """When the lights were set, how old they are, and what was said of them."""
    comment = words.own(row["assessment"]) if isinstance(row["assessment"], str) else ""
    if pd.isna(row["age"]):
        return comment or words("not assessed")
    day = short_day(row["assessed_on"], words)
    when = words.plural("{day}, {n} day ago", "{day}, {n} days ago", int(row["age"]), day=day) if row["age"] else day
    return words("{title}: {said}", title=when, said=comment) if comment else when


def _documents(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([rows["source"], rows["assessment_source"].dropna()]).to_frame("source")


def _notes(active: pd.DataFrame, words: Words) -> tuple[str, ...]:
    notes = []
    if active["light"].notna().any():
        notes.append(
            words(
                "The overall light is the worst of result, time and resources. "
                "Circle: green. Triangle: yellow. Square: red. Dash: not assessed."
            )
        )
    old = active[active["old"]]
    if len(old):
        told = [
            words("{title} ({marks})", title=words.own(row.title), marks=words.date(row.assessed_on))
            for row in old.itertuples()
        ]
        notes.append(words("Lights set more than a year ago: {names}.", names=words.list(told)))
    return tuple(notes)


def _unassessed(active: pd.DataFrame, words: Words) -> str:
    lacking = active[active["light"].isna()]
    if lacking.empty:
        return ""
    return words(
        "Not assessed ({n} of {total}): {names}.",
        n=len(lacking),
        total=len(active),
        names=named(lacking["title"], words),
    )


def _unstaged(rows: pd.DataFrame, words: Words) -> str:
    return (
        words("No stage is stated for {n}: {names}.", n=len(rows), names=named(rows["title"], words))
        if len(rows)
        else ""
    )
