"""The exhibit of the candidates: what waits to be prioritised, and by what it is weighed."""

from string import ascii_uppercase

import pandas as pd
import plotly.graph_objects as go

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown, plain
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

FEW = 2  # one bar says less than a sentence


def candidates(scored: pd.DataFrame, criteria: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """The candidates, those with the highest total first. ``scored`` comes from ``candidates.scored``."""
    words, as_of = about.words, about.as_of
    grounds = criteria.sort_values("position", ignore_index=True)
    if scored.empty:
        reason = kept_back(about, "initiatives") or words(
            "The register marks no initiative as a candidate by {day}.", day=as_of
        )
        told = words.sentences([reason, *_weights(grounds, words)])
        return Unknown("candidates", words("No candidate is known to be waiting"), told, words)
    by = {"by": ["total", "label", "title"], "ascending": [False, True, True]}
    scored = scored.sort_values(**by, ignore_index=True, key=words.sorting)
    columns = [f"score_{each}" for each in grounds["criterion"]]
    weighed = bool(columns) and scored[columns].notna().any(axis=None)
    complete = scored[scored["total"].notna()].reset_index(drop=True)
    drawing = len(complete) >= FEW
    return Exhibit(
        name="candidates",
        title=_headline(scored, complete, weighed, words),
        subtitle=words("Initiatives waiting to be prioritised, as known on {day}", day=as_of),
        description=_told(scored, complete, words) if weighed else _goals(scored, words),
        figure=_figure(complete, grounds, words) if drawing else None,
        reading=reading.totals(words),
        table=Table(
            words("Candidates and their scores") if weighed else words("Candidates"),
            [
                Column("title", words("Candidate"), own=True),
                *(_scores(grounds, words) if weighed else []),
                *(
                    [Column("total", words("Total, of 100"), lambda row: _total(row, words), number=True)]
                    if weighed
                    else []
                ),
                *([] if weighed else _gives(scored, words)),
            ],
            scored,
        ),
        source=register_line(scored, about, "initiatives", "scores"),
        words=words,
        notes=_notes(grounds, weighed, drawing, words),
        missing=_lacking(scored, grounds, words) if weighed else "",
    )


def _headline(scored: pd.DataFrame, complete: pd.DataFrame, weighed: bool, words: Words) -> str:
    wait = words.plural("{n} candidate is waiting", "{n} candidates are waiting", len(scored))
    if complete.empty:
        none = words("{candidates}; none has been scored in full", candidates=wait)
        return none if weighed else words("{candidates}; none has been scored", candidates=wait)
    first = complete.iloc[0]
    total = words.number(first["total"])
    title = words.own(first["title"])
    said = {"candidates": wait, "title": title, "total": total}
    if len(complete) < len(scored):  # one that is not scored in full may be the highest
        return words("{candidates}; of those scored in full the highest is {title} with {total} of 100", **said)
    return words("{candidates}; the highest is {title} with {total} of 100", **said)


def _told(scored: pd.DataFrame, complete: pd.DataFrame, words: Words) -> str:
    said = []
    if len(complete) > 1:
        named = [
            words("{title} ({marks})", title=words.own(row.title), marks=words.number(row.total))
            for row in complete.iloc[1:].itertuples()
        ]
        said.append(words("Next: {names}.", names=words.list(named)))
    left = scored[scored["total"].isna()]
    if len(left):
        names = words.list(words.own(title) for title in left["title"])
        said.append(words("Without a total: {names}.", names=names))
    return words.sentences(said) or words("One candidate has been scored.")


def _goals(scored: pd.DataFrame, words: Words) -> str:
    n = int(scored["goal"].notna().sum())
    gain = int((scored["effect_goal"].notna() | scored["citizen_benefit"].notna()).sum())
    return words(
        "A goal is stated for {n} of {total}, and a benefit for {gain} of {total}.", n=n, gain=gain, total=len(scored)
    )


def _letters(grounds: pd.DataFrame) -> list[str]:
    return list(ascii_uppercase[: len(grounds)])


def _scores(grounds: pd.DataFrame, words: Words) -> list[Column]:
    """A column a criterion, with its letter and weight in the heading."""
    return [_score(letter, row, words) for letter, row in zip(_letters(grounds), grounds.itertuples(), strict=True)]


def _score(letter: str, ground: tuple, words: Words) -> Column:
    column = f"score_{ground.criterion}"
    heading = words(
        "{letter}. {ground} ({weight})",
        letter=letter,
        ground=words.own(ground.title),
        weight=_weight(ground.weight, words),
    )
    return Column(column, heading, lambda row: _score_said(row[column], words), number=True)


def _score_said(value: float, words: Words) -> str:
    return words("not scored") if pd.isna(value) else words.number(value, 0 if value == int(value) else 1)


def _weight(weight: float, words: Words) -> str:
    if pd.isna(weight):
        return words("no weight stated")
    return words("weight {weight}", weight=words.number(weight, 0 if weight == int(weight) else 1))


def _total(row: dict, words: Words) -> str:
    return words("not scored in full") if pd.isna(row["total"]) else words.number(row["total"])


def _gives(scored: pd.DataFrame, words: Words) -> list[Column]:
    """What the candidates are and are to give, as far as it is stated for any of them."""
    columns = [
        Column("summary", words("Description"), own=True),
        Column("goal", words("Goal"), own=True),
        Column("effect_goal", words("Effect goal"), own=True),
        Column("citizen_benefit", words("Citizen benefit"), own=True),
    ]
    return [column for column in columns if scored[column.name].notna().any()]


def _figure(complete: pd.DataFrame, grounds: pd.DataFrame, words: Words) -> go.Figure:
    letters = _letters(grounds)
    parts = {f"part_{row.criterion}": letter for letter, row in zip(letters, grounds.itertuples(), strict=True)}
    said = [words("{total} of 100", total=words.number(row.total)) for row in complete.itertuples()]
    return figures.weighed(complete.rename(columns=parts), letters, said)


def _notes(grounds: pd.DataFrame, weighed: bool, drawing: bool, words: Words) -> tuple[str, ...]:
    if not weighed:
        return tuple(_weights(grounds, words))
    notes = []
    if drawing:
        named = [
            words(
                "{letter}. {ground} ({weight})",
                letter=letter,
                ground=words.own(row.title),
                weight=_weight(row.weight, words),
            )
            for letter, row in zip(_letters(grounds), grounds.itertuples(), strict=True)
        ]
        notes.append(words("The parts of a bar: {parts}.", parts=words.joined(named, "; ")))
    notes.append(
        words(
            "The total is the sum of weight × score over the criteria, divided by 5 × the sum of the weights, in "
            "per cent. A score is 0 to 5. Without every score and weight there is no total."
        )
    )
    return tuple(notes)


def _weights(grounds: pd.DataFrame, words: Words) -> list[str]:
    """What the papers say of criteria where nothing is scored."""
    if grounds.empty:
        return [words("The papers name no criteria and no weights.")]
    named = words.list(words.own(title) for title in grounds["title"])
    if grounds["weight"].notna().any():
        named = words.list(
            words("{title} ({marks})", title=words.own(row.title), marks=_weight(row.weight, words))
            for row in grounds.itertuples()
        )
        return [_ended(words("Criteria: {names}.", names=named))]
    return [_ended(words("Criteria named in the papers, without weights: {names}.", names=named))]


def _ended(sentence: str) -> str:
    """The sentence without its full stop where its last word is a question."""
    return sentence[:-1] if plain(sentence).endswith("?.") else sentence


def _lacking(scored: pd.DataFrame, grounds: pd.DataFrame, words: Words) -> str:
    """Which scores are missing, by candidate."""
    said = []
    for row in scored[scored["lacking"] > 0].to_dict("records"):
        lacks = [
            words.own(ground.title) for ground in grounds.itertuples() if pd.isna(row[f"score_{ground.criterion}"])
        ]
        said.append(words("{title} ({marks})", title=words.own(row["title"]), marks=words.joined(lacks, ", ")))
    return words("Not scored: {names}.", names=words.joined(said, "; ")) if said else ""
