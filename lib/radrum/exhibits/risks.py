"""The exhibit of what may go wrong, is waited for or blocks the work, and who can lift it."""

import pandas as pd

from radrum.exhibits.choices import risk_kind
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.naming import bearer, note_told
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

FEW = 3
RANKS = {"blocker": 0, "risk": 1, "dependency": 1}


def risks(
    register: pd.DataFrame, initiatives: pd.DataFrame, parties: pd.DataFrame, about: Setting
) -> Exhibit | Unknown:
    """The open risks, dependencies and blockers: blockers first, then the likeliest and worst."""
    words, as_of = about.words, about.as_of
    if register.empty:
        reason = kept_back(about, "risks") or words("The register holds no risks recorded by {day}.", day=as_of)
        return Unknown("risks", words("What stands in the way is not known"), reason, words)
    rows = _open(register, initiatives, parties, words)
    if rows.empty:
        told = words.sentences(_over(register, words))
        return Unknown("risks", words("No risk, dependency or blocker is open"), told, words)
    return Exhibit(
        name="risks",
        title=_headline(rows, words),
        subtitle=words("Open risks, dependencies and blockers as known on {day}", day=as_of),
        description=_told(rows, words),
        table=Table(
            words("Open risks, dependencies and blockers"),
            [
                Column("title", words("What"), own=True),
                Column("kind", words("Kind"), lambda row: risk_kind(row["kind"], words)),
                Column("of", words("Initiative"), own=True),
                *(
                    [Column("severity", words("Likelihood × consequence"), lambda row: _grades(row, words))]
                    if rows["severity"].notna().any()
                    else []
                ),
                Column("bearer", words("Who can resolve it")),
                Column("comment", words("Note"), lambda row: note_told(row["comment"], words)),
            ],
            rows,
        ),
        source=register_line(rows, about, "risks"),
        words=words,
        notes=(*_graded(rows, words), *_over(register, words)),
        missing=_unassessed(rows, words),
    )


def _open(register: pd.DataFrame, initiatives: pd.DataFrame, parties: pd.DataFrame, words: Words) -> pd.DataFrame:
    rows = register[register["state"] == "open"]
    names, titles = parties.set_index("party")["name"], initiatives.set_index("initiative")["title"]
    rows = rows.assign(
        of=rows["initiative"].map(titles),
        severity=(rows["likelihood"] * rows["consequence"]).astype("Int64"),
        bearer=[bearer(names.get(row.lifted_by), row.lifted_by_role, words) for row in rows.itertuples()],
        _rank=rows["kind"].map(RANKS),
    )
    order = ["_rank", "severity", "of", "title"]
    return rows.sort_values(order, ascending=[True, False, True, True], ignore_index=True, key=words.sorting).drop(
        columns="_rank"
    )


def _headline(rows: pd.DataFrame, words: Words) -> str:
    counts = rows["kind"].value_counts()
    said = [
        words.plural("{n} blocker", "{n} blockers", int(counts.get("blocker", 0))),
        words.plural("{n} risk", "{n} risks", int(counts.get("risk", 0))),
        words.plural("{n} dependency", "{n} dependencies", int(counts.get("dependency", 0))),
    ]
    there = [text for kind, text in zip(("blocker", "risk", "dependency"), said, strict=True) if kind in counts]
    nobody = int((rows["bearer"] == "").sum())
    stand = words("Open: {kinds}", kinds=words.list(there))
    if not nobody:
        return stand
    return words.plural(
        "{said}; for {n} nobody is named who can resolve it",
        "{said}; for {n} nobody is named who can resolve them",
        nobody,
        said=stand,
    )


def _told(rows: pd.DataFrame, words: Words) -> str:
    """The blockers with who can lift them, and of the rest the one graded worst."""
    said = []
    blockers, rest = rows[rows["kind"] == "blocker"], rows[rows["kind"] != "blocker"]
    if len(blockers):
        told = [_named(row, words) for row in blockers.to_dict("records")]
        said.append(words("Blockers: {names}.", names=words.list(told)))
    graded = rest[rest["severity"].notna()]
    if len(graded):
        first = graded.iloc[0].to_dict()
        n, what = int(first["severity"]), _named(first, words)
        said.append(
            words("Worst of the rest, with {n} of 25: {what}.", what=what, n=n)
            if said
            else words("Graded worst, with {n} of 25: {what}.", what=what, n=n)
        )
    if not said:
        told = [_named(row, words) for row in rows.head(FEW).to_dict("records")]
        said.append(words("{told}.", told=words.sentence(words.list(told))))
    return words.sentences(said)


def _named(row: dict, words: Words) -> str:
    what, of = words.own(words.within(row["title"])), words.own(row["of"])
    if not row["bearer"]:
        return words("{title} ({marks})", title=what, marks=of)
    return words("{title} ({initiative}; {bearer} can resolve it)", title=what, initiative=of, bearer=row["bearer"])


def _grades(row: dict, words: Words) -> str:
    if pd.isna(row["likelihood"]) and pd.isna(row["consequence"]):
        return words("not assessed")
    grades = [
        words("not assessed") if pd.isna(row[each]) else words.number(row[each])
        for each in ("likelihood", "consequence")
    ]
    product = words("{likelihood} × {consequence}", likelihood=grades[0], consequence=grades[1])
    return product if pd.isna(row["severity"]) else words("{product} = {n}", product=product, n=int(row["severity"]))


def _graded(rows: pd.DataFrame, words: Words) -> list[str]:
    if rows["severity"].isna().all():
        return []
    return [words("Likelihood and consequence are graded 1 to 5, so the worst is 25.")]


def _over(register: pd.DataFrame, words: Words) -> list[str]:
    """What is no longer open: what came true by name, what was lifted by number."""
    happened, lifted = (register[register["state"] == state] for state in ("happened", "lifted"))
    said = []
    if len(happened):
        names = words.list(words.own(words.within(title)) for title in happened["title"])
        said.append(words("Already happened: {names}.", names=names))
    if len(lifted):
        said.append(words.plural("{n} has been resolved.", "{n} have been resolved.", len(lifted)))
    return said


def _unassessed(rows: pd.DataFrame, words: Words) -> str:
    n = int(rows["severity"].isna().sum())
    return words("Likelihood or consequence is not assessed for {n} of {total}.", n=n, total=len(rows)) if n else ""
