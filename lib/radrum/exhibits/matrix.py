"""The exhibit of the roll-out by name: who has come how far with what."""

from collections.abc import Sequence

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.choices import rollout_state
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown, plain
from radrum.exhibits.naming import counted_name
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

STATES = ("live", "started", "planned", "declined", "no_answer", "not_asked", "not_applicable", "unlisted")
ANSWERS = STATES[:4]
SILENT = ("no_answer", "not_asked", "unlisted")
WIDEST = 12  # initiatives that a matrix has room for on a phone
LEAST = 3  # rows from which a figure says more than a sentence
NAMED = 12  # names that a sentence has room for


def rollout_matrix(matrix: pd.DataFrame, counted: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """How far each has come with each initiative, by name.

    ``matrix`` and ``counted`` come from ``rollout.matrix`` and ``rollout.counts``.
    """
    words, as_of = about.words, about.as_of
    if matrix.empty:
        title = words("How far each body has come is not known")
        return Unknown("rollout-matrix", title, unnamed(counted, about), words)
    counted = in_order(counted, words)
    listed = counted[counted["listed"]]
    initiatives, titles = listed["initiative"].tolist(), listed.set_index("initiative")["title"]
    bodies = _by_progress(matrix, words)
    cells = matrix.assign(told=[_told(row, words) for row in matrix.to_dict("records")])
    told = {(row["party"], row["initiative"]): row["told"] for row in cells.to_dict("records")}
    rows = [
        {"party": party, "name": name}
        | {f"in {each}": told.get((party, each), words("not involved")) for each in initiatives}
        for party, name in bodies.items()
    ]
    figure = _drawn(cells, bodies, listed, words) if len(bodies) >= LEAST and len(listed) <= WIDEST else None
    gaps = words("An empty cell in the chart: not involved.") if len(matrix) < len(bodies) * len(listed) else ""
    notes = (gaps if figure else "", _all_answered(listed, words), *nameless(counted, words))
    return Exhibit(
        name="rollout-matrix",
        title=_headline(listed, matrix, words),
        subtitle=words("How far each body has come with each initiative, as known on {day}", day=as_of),
        description=_furthest(listed, len(bodies), words),
        figure=figure,
        reading=reading.states(words),
        table=Table(
            words("How far each body has come with each initiative, and since when"),
            [
                Column("name", words("Body"), own=True),
                *(_cell(f"in {each}", words.own(titles[each])) for each in initiatives),
            ],
            pd.DataFrame(rows),
            dense=True,
        ),
        source=register_line(matrix.dropna(subset="source"), about, "rollout"),
        words=words,
        notes=tuple(filter(None, notes)),
        missing=_silence(matrix, listed, words),
    )


def in_order(counted: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The initiatives with the highest share in place first, then by title; those without a share last."""
    return counted.sort_values(["share", "title"], ascending=[False, True], ignore_index=True, key=words.sorting)


def _drawn(cells: pd.DataFrame, bodies: pd.Series, listed: pd.DataFrame, words: Words) -> object:
    matters = listed.set_index("initiative")["title"]
    told = cells["told"].fillna(rollout_state("unlisted", words))
    key = {state: rollout_state(state, words) for state in STATES}
    last = [words.sentence(rollout_state("live", words)), *(words.number(n) for n in listed["live"])]
    return states_drawn(cells, bodies, matters, told, key, last)


def states_drawn(
    cells: pd.DataFrame, bodies: pd.Series, matters: pd.Series, told: Sequence[str], key: dict[str, str], last: list
) -> object:
    """The matrix of bodies and matters, both names by key, with a state a cell and ``told``, what to hover.

    ``cells`` have ``party``, ``state``, ``name``, ``title`` and a column that ``matters`` are indexed by.
    """
    there = {state: said for state, said in key.items() if state in set(cells["state"])}
    return figures.states_by_body(crossed(cells, bodies, matters, told), bodies.tolist(), matters.tolist(), there, last)


def crossed(cells: pd.DataFrame, bodies: pd.Series, matters: pd.Series, told: Sequence[str]) -> pd.DataFrame:
    """The cells with their ``row`` and ``column`` in a matrix, and ``said``, the lines to hover."""
    rows, columns = ({key: n for n, key in enumerate(names.index)} for names in (bodies, matters))
    said = [
        [name, f"{title}: {plain(text)}"] for name, title, text in zip(cells["name"], cells["title"], told, strict=True)
    ]
    return cells.assign(row=cells["party"].map(rows), column=cells[matters.index.name].map(columns), said=said)


def _cell(name: str, heading: str) -> Column:
    return Column(name, heading, lambda row: row[name])


def _by_progress(matrix: pd.DataFrame, words: Words) -> pd.Series:
    """The bodies' names by party, those who have come furthest first, then by name."""
    table = pd.crosstab(matrix["party"], matrix["state"]).reindex(columns=list(STATES), fill_value=0)
    far = {party: [-n for n in counts[: len(ANSWERS)]] for party, *counts in table.itertuples()}
    names = matrix.drop_duplicates("party").set_index("party")["name"]
    return names[sorted(names.index, key=lambda party: (far[party], words.order(names[party]), party))]


def _told(row: dict, words: Words) -> str | None:
    """A cell in words; None where the register does not say."""
    if row["state"] == "unlisted":
        return None
    day = words.short_date(row["since"]).replace("\u00a0", " ")  # a column of the table is narrow
    told = words("{state} (since {day})", state=rollout_state(row["state"], words), day=day)
    if isinstance(row["comment"], str):
        return words("{told}. {comment}", told=told, comment=words.own(row["comment"]))
    return told


def _headline(listed: pd.DataFrame, matrix: pd.DataFrame, words: Words) -> str:
    first = listed.iloc[0]
    if not first["live"]:  # where no share can be had another may be in place all the same
        first = listed.loc[listed["live"].idxmax()]
    title = words("{title} is in place in {count}", title=words.own(first["title"]), count=in_place(first, words))
    if not first["live"]:
        title = words.plural(
            "The one initiative listed by name is not in place anywhere",
            "None of the {n} initiatives listed by name are in place anywhere",
            len(listed),
        )
    nothing = _mute(matrix, words)
    if not nothing:
        return title
    names = listed_names(nothing, words, most=2)
    told = words.plural(
        "{names} has answered nothing",
        "{names} have answered nothing",
        len(nothing),
        names=names,
    )
    return words("{title}; {rest}", title=title, rest=told)


def _mute(matrix: pd.DataFrame, words: Words) -> list[str]:
    """The names of those who were asked and have answered nothing that applies to them."""
    applies = matrix[matrix["state"] != "not_applicable"]
    silent = applies["state"].isin(SILENT).groupby(applies["party"]).all()
    asked = (applies["state"] == "no_answer").groupby(applies["party"]).any()
    names = applies.drop_duplicates("party").set_index("party")["name"]
    return sorted(names[silent & asked], key=words.order)


def _furthest(listed: pd.DataFrame, bodies: int, words: Words) -> str:
    told = words(
        "Listed by name: {initiatives}, with {bodies}.",
        initiatives=words.plural("{n} initiative", "{n} initiatives", len(listed)),
        bodies=words.plural("{n} body", "{n} bodies", bodies),
    )
    shared = listed[listed["share"].notna()]
    if len(shared) < 2:
        return told
    first, last = shared.iloc[0], shared.iloc[-1]
    ends = words(
        "{first} has come furthest, in place in {most}; {last} has furthest to go, in place in {least}.",
        first=words.own(first["title"]),
        most=in_place(first, words),
        last=words.own(last["title"]),
        least=in_place(last, words),
    )
    return words.sentences([told, ends])


def in_place(row: pd.Series | dict, words: Words) -> str:
    """How many of those to whom it applies have it in place: 14 of 19 municipalities; without them the count alone."""
    counted = "municipalities" if row["municipal"] else "bodies"
    if pd.isna(row["applicable"]):
        return f"{words.number(row['live'])}\u00a0{counted_name(counted, int(row['live']), words)}"
    noun = counted_name(counted, int(row["applicable"]), words)
    return words("{n} of {total} {noun}", n=words.number(row["live"]), total=int(row["applicable"]), noun=noun)


def _all_answered(listed: pd.DataFrame, words: Words) -> str:
    told = [
        words(
            "{title}: {n} of {total}",
            title=words.headed(row["title"]),
            n=int(row["answered"]),
            total=int(row["applicable"]),
        )
        for row in listed[listed["applicable"].notna()].to_dict("records")
    ]
    return words("Have answered, of those it applies to: {told}.", told=words.joined(told)) if told else ""


def _silence(matrix: pd.DataFrame, listed: pd.DataFrame, words: Words) -> str:
    """Who has not answered, was not asked or is not stated, by name and initiative."""
    sentences = []
    for state in SILENT:
        told = []
        for row in listed.to_dict("records"):
            rows = matrix[(matrix["initiative"] == row["initiative"]) & (matrix["state"] == state)]
            if len(rows):
                names = listed_names(sorted(rows["name"], key=words.order), words)
                told.append(words("{title}: {names}", title=words.headed(row["title"]), names=names))
        if told:
            heading = words.sentence(rollout_state(state, words))
            sentences.append(words("{state}: {told}.", state=heading, told=words.joined(told)))
    return words.sentences(sentences)


def listed_names(names: list[str], words: Words, most: int = NAMED) -> str:
    """The names, or how many they are where a sentence has no room for them; the table has them all."""
    if len(names) > most:
        return words.plural("{n} body", "{n} bodies", len(names))
    return words.list(words.own(name) for name in names)


def nameless(counted: pd.DataFrame, words: Words) -> tuple[str, ...]:
    """A note that names the initiatives of which nobody's state is known, where there are such."""
    titles = counted.loc[~counted["listed"], "title"]
    if titles.empty:
        return ()
    return (words("List by name missing: {titles}.", titles=words.list(map(words.own, titles))),)


def unnamed(counted: pd.DataFrame, about: Setting) -> str:
    """Why nothing can be shown by name."""
    words = about.words
    if counted.empty:
        kept = kept_back(about, "rollout", "initiatives")
        return kept or words("The register does not say who any initiative is meant for, by {day}.", day=about.as_of)
    return words.sentences(nameless(counted, words))
