"""Exhibits of the bodies: who has decided, who answers for what, who shares which system."""

import pandas as pd

from radrum import figures
from radrum.exhibits import reading
from radrum.exhibits.choices import decision_state
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.matrix import LEAST, listed_names, states_drawn
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

STANDINGS = ("decided", "refused", "asked", "not_asked", "not_applicable")
ANSWERED = STANDINGS[:2]
WIDEST = 12  # matters that a matrix has room for on a phone
TOLD = 3  # sentences of a description


def decisions_tracker(answers: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Which bodies have decided on each matter that each must decide for itself.

    ``answers`` come from ``bodies.decisions``.
    """
    words, as_of = about.words, about.as_of
    if answers.empty:
        reason = kept_back(about, "decisions") or words(
            "The register holds no matter that several bodies must decide, by {day}.", day=as_of
        )
        return Unknown("decisions-tracker", words("Which bodies have decided is not known"), reason, words)
    alike = answers.groupby(["decision", "state"], sort=False).ngroup()
    answers = answers.assign(_alike=alike).sort_values(["_alike", "name"], ignore_index=True, key=words.sorting)
    matters = _matters(answers, words)
    figure = _tracked(answers, matters, words)
    gaps = len(answers) < answers["party"].nunique() * len(matters)
    return Exhibit(
        name="decisions-tracker",
        title=_undecided(matters, words),
        subtitle=words("Matters that each body must decide for itself, as known on {day}", day=as_of),
        description=words.sentences(_matter_told(row, answers, words) for row in matters.head(TOLD).to_dict("records")),
        figure=figure,
        reading=reading.standings(words),
        table=Table(
            words("Decisions by matter and body"),
            [
                Column("name", words("Body"), own=True),
                *([Column("title", words("Matter"), own=True)] if len(matters) > 1 else []),
                Column("state", words("Decision"), lambda row: _standing(row, words)),
                Column("decider", words("Decided by"), own=True),
                Column("asked_on", words("Asked"), lambda row: _short(row["asked_on"], words)),
                Column("decided_on", words("Date decided"), lambda row: _short(row["decided_on"], words)),
                Column("diary_number", words("Case number"), own=True),
            ],
            answers,
            dense=True,
        ),
        source=register_line(answers, about, "decisions"),
        words=words,
        notes=(words("An empty cell in the chart: not involved."),) if figure and gaps else (),
        missing=_unanswered(answers, matters, words),
    )


def _matters(answers: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row per matter, the one that most have left to decide first: how many it applies to, and how many decided."""
    table = pd.crosstab(answers["decision"], answers["state"]).reindex(columns=list(STANDINGS), fill_value=0)
    titles = answers.drop_duplicates("decision").set_index("decision")["title"]
    table = table.assign(title=titles, done=table[list(ANSWERED)].sum(axis=1))
    table = table.assign(total=table["done"] + table["asked"] + table["not_asked"])
    share = table["done"] / table["total"].where(table["total"] > 0)
    return table.assign(share=share).sort_values(["share", "title"], key=words.sorting).reset_index()


def _undecided(matters: pd.DataFrame, words: Words) -> str:
    first = matters.iloc[0]
    if first["done"] == first["total"]:
        return words("Every body has decided: {matters}", matters=words.list(map(words.own, matters["title"])))
    return words.plural(
        "{matter}: decided by {done} of {n} body",
        "{matter}: decided by {done} of {n} bodies",
        int(first["total"]),
        done=int(first["done"]),
        matter=words.headed(first["title"]),
    )


def _matter_told(row: dict, answers: pd.DataFrame, words: Words) -> str:
    states = [state for state in STANDINGS if row[state]]
    counts = words.list(words("{n} {state}", n=int(row[state]), state=decision_state(state, words)) for state in states)
    told = words("{title}: {counts}.", title=words.headed(row["title"]), counts=counts)
    waits = answers.loc[answers["decision"] == row["decision"], "waited"].dropna()
    if waits.empty or not waits.max():
        return told
    longest = words.plural("The longest wait is {n} day.", "The longest wait is {n} days.", int(waits.max()))
    return words.sentences([told, longest])


def _tracked(answers: pd.DataFrame, matters: pd.DataFrame, words: Words) -> object:
    """The matrix of bodies and matters, where it says more than a sentence."""
    names = answers.drop_duplicates("party").set_index("party")["name"]
    order = sorted(names.index, key=lambda party: (words.order(names[party]), party))
    if len(order) < LEAST or len(matters) > WIDEST or answers["state"].nunique() < 2:
        return None
    told = [decision_state(state, words) for state in answers["state"]]
    key = {state: decision_state(state, words) for state in STANDINGS}
    last = [words("Decided"), *(words.number(n) for n in matters["done"])]
    return states_drawn(answers, names[order], matters.set_index("decision")["title"], told, key, last)


def _standing(row: dict, words: Words) -> str:
    state = decision_state(row["state"], words)
    if pd.isna(row["waited"]) or not row["waited"]:
        return state
    return words.plural("{state} for {n} day", "{state} for {n} days", int(row["waited"]), state=state)


def _short(day: pd.Timestamp, words: Words) -> str | None:
    return None if pd.isna(day) else words.short_date(day)


def _unanswered(answers: pd.DataFrame, matters: pd.DataFrame, words: Words) -> str:
    """By name, of whom no decision is recorded."""
    told = []
    for row in matters.to_dict("records"):
        waiting = answers[(answers["decision"] == row["decision"]) & answers["state"].isin(["asked", "not_asked"])]
        if len(waiting):
            names = words.list(words.own(name) for name in sorted(waiting["name"], key=words.order))
            told.append(
                words("No decision is recorded on {matter}: {names}.", matter=words.headed(row["title"]), names=names)
            )
    return words.sentences(told)


def systems(shared: pd.DataFrame, about: Setting) -> Exhibit | Unknown:
    """Who shares which system, domain by domain. ``shared`` comes from ``bodies.systems``."""
    words, as_of = about.words, about.as_of
    if shared.empty:
        if kept := kept_back(about, "systems"):
            return Unknown("systems", words("Who shares which system is not for the public"), kept, words)
        reason = words("The register holds no inventory of systems, by {day}.", day=as_of)
        return Unknown("systems", words("Who shares which system is not known"), reason, words)
    shared = shared.assign(
        _unknown=shared["system"].isna(), names=[sorted(each, key=words.order) for each in shared["names"]]
    )
    order = ["domain_title", "_unknown", "bodies", "system"]
    up = [True, True, False, True]
    shared = shared.sort_values(order, ascending=up, ignore_index=True, key=words.sorting)
    domains = _domains(shared, words)
    bars = [_bar(row, shared, words) for row in domains.to_dict("records")]
    looks = {"most": words("most used"), "other": words("other systems"), "unlisted": words("not stated")}
    drawn = {look for bar in bars for look, _ in bar.segments}
    key = {look: said for look, said in looks.items() if look in drawn}
    return Exhibit(
        name="systems",
        title=_shared(domains.iloc[0], words),
        subtitle=words("Bodies by the system they use in each domain, as known on {day}", day=as_of),
        description=words.sentences(_domain_told(row, words) for row in domains.head(TOLD).to_dict("records")),
        figure=figures.segmented_bars(bars, key, words) if len(shared) >= LEAST else None,
        reading=reading.systems(words),
        table=Table(
            words("Systems by domain: who uses which"),
            [
                Column("domain_title", words("Domain"), own=True),
                Column("system", words("System"), own=True),
                Column("bodies", words("Bodies"), number=True),
                Column("names", words("Used by"), lambda row: ", ".join(row["names"]), own=True),
                Column("supplier", words("Supplier"), own=True),
                Column("ending", words("Contract ends within a year"), lambda row: _ending(row, words)),
            ],
            shared,
            dense=True,
        ),
        source=register_line(shared, about, "systems"),
        words=words,
        notes=(_first_end(shared, as_of, words),),
        missing=_unknown_systems(shared, words),
    )


def _domains(shared: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row per domain, the one that most share first: its most used system, by how many, and of how many."""
    known = shared.dropna(subset="system").drop_duplicates("domain").set_index("domain")
    whole = shared.groupby("domain", sort=False).agg(
        title=("domain_title", "first"), total=("bodies", "sum"), systems=("system", "count")
    )
    first = whole.assign(system=known["system"], most=known["bodies"].astype("Int64"))
    first["most"] = first["most"].fillna(0)
    share = first["most"] / first["total"]
    return (
        first.assign(share=share)
        .sort_values(["share", "title"], ascending=[False, True], key=words.sorting)
        .reset_index()
    )


def _shared(row: pd.Series, words: Words) -> str:
    domain = words.own(row["title"])
    if row["most"] < 2:
        return words("No two bodies are known to share a system in any domain")
    return words(
        "{domain}: {n} of {total} share the same system", domain=domain, n=int(row["most"]), total=int(row["total"])
    )


def _domain_told(row: dict, words: Words) -> str:
    return words.plural(
        "{domain}: {n} system, {system} ({most} of {total}).",
        "{domain}: {n} systems; the most used is {system} ({most} of {total}).",
        int(row["systems"]),
        domain=words.own(row["title"]),
        system=words.own(row["system"]),
        most=int(row["most"]),
        total=int(row["total"]),
    )


def _bar(row: dict, shared: pd.DataFrame, words: Words) -> "figures.Bar":
    """The systems of a domain as segments, the most used first and in colour."""
    rows = shared[shared["domain"] == row["domain"]]
    known = rows["system"].notna().tolist()
    looks = ["most" if n == 0 and known[n] else "other" if known[n] else "unlisted" for n in range(len(rows))]
    said = words.joined(
        (
            words(
                "{n} {system}",
                n=int(each.bodies),
                system=each.system if isinstance(each.system, str) else words("not stated"),
            )
            for each in rows.itertuples()
        ),
        ", ",
    )
    return figures.Bar(row["title"], "", list(zip(looks, map(int, rows["bodies"]), strict=True)), said)


def _ending(row: dict, words: Words) -> str:
    if not row["ending"]:
        return words("none known")
    names = words.list(map(words.own, sorted(row["ending"], key=words.order)))
    return words("{names} (first {day})", names=names, day=words.short_date(row["first_end"]))


def _first_end(shared: pd.DataFrame, as_of: pd.Timestamp, words: Words) -> str:
    """How many contracts end within a year, and by name whose is first."""
    soon = shared[shared["soon"]].sort_values(["first_end", "domain_title", "system"], key=words.sorting)
    if soon.empty:
        return words("No contract is known to end within a year of {day}.", day=as_of)
    first = soon[soon["first_end"] == soon["first_end"].iloc[0]]
    systems = words.list(
        words("{system} ({domain})", system=words.own(row.system), domain=words.own(row.domain_title))
        for row in first.itertuples()
    )
    return words.plural(
        "{n} contract ends within a year of {day}: {systems} on {first}. The table says whose it is.",
        "{n} contracts end within a year of {day}, the first on {first}: {systems}. The table says whose they are.",
        int(soon["ending"].str.len().sum()),
        day=as_of,
        systems=systems,
        first=first["first_end"].iloc[0],
    )


def _unknown_systems(shared: pd.DataFrame, words: Words) -> str:
    told = [
        words(
            "{title}: {names}",
            title=words.own(row["domain_title"]),
            names=listed_names(row["names"], words),
        )
        for row in shared[shared["system"].isna()].to_dict("records")
    ]
    return words("Which system they use is not stated: {told}.", told=words.joined(told)) if told else ""
