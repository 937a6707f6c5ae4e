"""The exhibit of the money: what is needed, secured, hoped for and missing."""

from collections.abc import Callable

import pandas as pd

from radrum import figures
from radrum.exhibits.choices import fund_state
from radrum.exhibits.exhibit import Column, Exhibit, Table, Unknown
from radrum.exhibits.money import amount, currency_name
from radrum.exhibits.naming import bounded, funding_state, is_exact
from radrum.exhibits.setting import Setting, kept_back
from radrum.exhibits.sources import register_line
from radrum.words import Words

FEW = 3  # fewer bars than this say less than the table
LINES = (
    *("title", "needed", "secured", "tentative", "missing", "stands", "candidate", "shared", "currency"),
    *("budget_bound", "source"),
)


def funding(
    funded: pd.DataFrame, initiatives: pd.DataFrame, funds: pd.DataFrame, parties: pd.DataFrame, about: Setting
) -> Exhibit | Unknown:
    """How the money for each initiative stands. ``funded`` comes from ``funding.funding`` of the same ``initiatives``.

    ``funds`` are all sums of money; those that are for several initiatives stand as lines of their own.
    """
    words, as_of = about.words, about.as_of
    givers = parties.set_index("party")["name"]
    funded = _marked(funded, initiatives)
    rows = pd.concat([_own(funded, funds, givers, words), _shared(funds, givers, words)], ignore_index=True)
    if rows.empty:
        reason = kept_back(about, "initiatives", "funds") or words(
            "The register holds no budget and no sum of money recorded by {day}.", day=as_of
        )
        return Unknown("funding", words("How the initiatives are paid for is not known"), reason, words)
    counted = _counted(funded, words)
    drawing = len(counted) >= FEW
    return Exhibit(
        name="funding",
        title=_headline(counted, funded, len(initiatives), words),
        subtitle=words(
            "What is needed for each initiative and how much of it is secured, as known on {day}", day=as_of
        ),
        description=_told(counted, funded, rows, words),
        figure=figures.parts_of_need(counted, [_parts(row, words) for row in counted.to_dict("records")])
        if drawing
        else None,
        table=Table(
            words("Money for the initiatives"),
            [
                Column("title", words("Initiative"), lambda row: _title(row, words)),
                *_sums(rows, words),
                Column("stands", words("How it stands")),
            ],
            pd.concat([rows.assign(together=False), _together(counted, words)], ignore_index=True),
        ),
        source=register_line(rows, about, "initiatives", "funds"),
        words=words,
        notes=_notes(drawing, counted, funded, words),
        missing=_silent(funded, initiatives, words),
    )


def _own(funded: pd.DataFrame, funds: pd.DataFrame, givers: pd.Series, words: Words) -> pd.DataFrame:
    """The initiatives for which something is stated of money, those that lack most first."""
    own = funds.dropna(subset="initiative")
    noted = {
        initiative: [_source_of(row, givers, words) for row in rows.to_dict("records")]
        for initiative, rows in own.groupby("initiative")
    }
    stated = funded["stands"].where(funded["paid_stated"], "not_stated")
    stands = [
        words.joined(
            [
                words("{told}.", told=words.sentence(funding_state(state, words))),
                *_comment(row.budget_comment, words),
                *noted.get(row.initiative, []),
            ],
            "\n",
        )
        for row, state in zip(funded.itertuples(), stated, strict=True)
    ]
    silent = ~funded["paid_stated"] | ((funded["secured"] == 0) & funded["missing"].isna())
    sums = {name: funded[name].mask(silent) for name in ("secured", "tentative", "missing")}
    rows = funded.assign(**sums, stands=stands, shared=False)
    return rows.sort_values(["candidate", "missing", "needed"], ascending=[True, False, False], kind="stable")


def _shared(funds: pd.DataFrame, givers: pd.Series, words: Words) -> pd.DataFrame:
    """The sums that are for several initiatives, in the form of the initiatives' own lines."""
    shared = funds[funds["initiative"].isna()]
    hoped = shared["state"].isin(["applied", "tentative"])
    given = shared["granted"].where(shared["state"] == "granted")
    return shared.assign(
        needed=shared["applied"],
        secured=given,
        tentative=shared["granted"].fillna(shared["applied"]).where(hoped),
        missing=float("nan"),
        stands=[_source_of(row, givers, words) for row in shared.to_dict("records")],
        candidate=False,
        shared=True,
        budget_bound=None,
    )[list(LINES)]


def _together(counted: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One row with the sums that the figures above speak of, where there is more than one initiative to add."""
    if len(counted) < 2:
        return counted.head(0)
    n = len(counted)
    title = words.plural("Total, {n} initiative", "Total, {n} initiatives", n)
    told = words("Initiatives whose need and sums are stated, candidates not counted.")
    sums = {name: counted[name].sum() for name in ("needed", "secured", "tentative", "missing")}
    same = {
        "currency": counted["currency"].iloc[0],
        "shared": False,
        "candidate": False,
        "budget_bound": None,
        "together": True,
    }
    return pd.DataFrame([{"title": title, "stands": told, **sums, **same}])


def _marked(funded: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    """The rows with whether each is of a candidate."""
    waiting = initiatives.set_index("initiative")["candidate"].fillna(False).astype(bool)
    return funded.assign(candidate=funded["initiative"].map(waiting).astype(bool))


def _counted(funded: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The initiatives whose sums can be added: known to be paid for with money, no candidates, in one currency."""
    known = funded["paid_stated"] & ~funded["candidate"]
    rows = funded[funded["needed"].notna() & funded["missing"].notna() & known]
    rows = rows[rows["currency"] == rows["currency"].mode().iloc[0]] if len(rows) else rows
    return rows.sort_values(["needed", "title"], ascending=[False, True], ignore_index=True, key=words.sorting)


def _headline(counted: pd.DataFrame, funded: pd.DataFrame, total: int, words: Words) -> str:
    if counted.empty and total == 1:
        return words("For the one initiative the papers say something about money")
    if counted.empty:
        return words.plural(
            "For {n} of {total} initiatives the papers say something about money",
            "For {n} of {total} initiatives the papers say something about money",
            len(funded),
            total=total,
        )
    currency = counted["currency"].iloc[0]
    needed, missing = (amount(counted[column].sum(), currency, words) for column in ("needed", "missing"))
    worst = counted.sort_values("missing", ascending=False, kind="stable").iloc[0]
    if not worst["missing"]:
        return words("None of the {needed} that is needed is missing", needed=needed)
    if counted["missing"].sum() == worst["missing"]:
        return words(
            "{missing} of {needed} is missing, all of it for {title}",
            missing=missing,
            needed=needed,
            title=words.own(worst["title"]),
        )
    return words(
        "{missing} of {needed} is missing, most of it for {title}",
        missing=missing,
        needed=needed,
        title=words.own(worst["title"]),
    )


def _told(counted: pd.DataFrame, funded: pd.DataFrame, rows: pd.DataFrame, words: Words) -> str:
    said = []
    if len(counted):
        currency = counted["currency"].iloc[0]
        needed, secured, hoped = (
            amount(counted[column].sum(), currency, words) for column in ("needed", "secured", "tentative")
        )
        said.append(words("{secured} of the {needed} needed is secured.", secured=secured, needed=needed))
        if counted["tentative"].sum():
            said.append(
                words("Of the rest, {hoped} has been applied for or set aside but not yet decided.", hoped=hoped)
            )
    without = funded[(funded["stands"] == "none") & ~funded["candidate"]]
    if len(without):
        said.append(words("No money: {names}.", names=words.list(words.own(title) for title in without["title"])))
    shared = rows[rows["shared"]]
    if len(shared):
        said.append(
            words.plural("{n} sum is for several initiatives.", "{n} sums are for several initiatives.", len(shared))
        )
    if not said:
        n = int(funded["needed"].notna().sum())
        some = words.plural("What is needed is stated for {n}.", "What is needed is stated for {n}.", n)
        said.append(some if n else words("What is needed is not stated for any of them."))
    return words.sentences(said)


def _parts(row: dict, words: Words) -> str:
    """What a bar shows, in words."""
    whole = bounded(amount(row["needed"], row["currency"], words), row["budget_bound"], words)
    if row["secured"] >= row["needed"]:
        return words("{sum}, all secured", sum=whole)
    names = {"secured": words("secured"), "missing": words("missing"), "tentative": words("of which not yet decided")}
    said = [
        words("{what} {sum}", what=name, sum=words.number(row[column])) for column, name in names.items() if row[column]
    ]
    return words("{sum}: {parts}", sum=whole, parts=words.joined(said, ", "))


def _title(row: dict, words: Words) -> str:
    if row["together"]:
        return row["title"]
    if row["shared"]:
        return words("{title} ({marks})", title=words.own(row["title"]), marks=words("for several initiatives"))
    if row["candidate"]:
        return words("{title} ({marks})", title=words.own(row["title"]), marks=words("candidate"))
    return words.own(row["title"])


def _sums(rows: pd.DataFrame, words: Words) -> list[Column]:
    """The columns of money; the currency stands in the heading where there is only one."""
    headings = {
        "needed": words("Needed"),
        "secured": words("Secured"),
        "missing": words("Missing"),
        "tentative": words("Of which not yet decided"),
    }
    currencies = rows["currency"].dropna().unique()
    alike = len(currencies) == 1
    if alike:
        unit = currency_name(currencies[0], words)
        headings = {name: words("{heading} ({unit})", heading=heading, unit=unit) for name, heading in headings.items()}
    how = {"number": True, "exact": lambda row: is_exact(row["budget_bound"])}
    return [Column(name, heading, _sum(name, words, bare=alike), **how) for name, heading in headings.items()]


def _sum(column: str, words: Words, *, bare: bool = False) -> Callable[[dict], str | None]:
    def written(row: dict) -> str | None:
        if pd.isna(row[column]):
            return None
        said = words.number(row[column]) if bare else amount(row[column], row["currency"], words)
        return bounded(said, row["budget_bound"], words) if column == "needed" else said

    return written


def _source_of(row: dict, givers: pd.Series, words: Words) -> str:
    """One sum of money: who gives it, what was applied for and granted, and the case's number."""
    granted, applied = (
        bounded(amount(row[each], row["currency"], words), row["bound"], words) if pd.notna(row[each]) else ""
        for each in ("granted", "applied")
    )
    state = fund_state(row["state"], words)
    if granted and applied and granted != applied:
        said = words("{granted} {state} of {applied} applied for", granted=granted, state=state, applied=applied)
    else:
        said = words("{sum} {state}", sum=granted or applied or words("an unstated sum"), state=state)
    if isinstance(row["diary_number"], str):
        said = words("{said}, case {number}", said=said, number=row["diary_number"])
    if isinstance(givers.get(row["giver"]), str):
        said = words("{body}: {said}", body=words.own(givers[row["giver"]]), said=said)
    return words.sentences([words("{told}.", told=said), *_comment(row["comment"], words)])


def _comment(text: str | None, words: Words) -> list[str]:
    return [words.own(text)] if isinstance(text, str) else []


def _notes(drawing: bool, counted: pd.DataFrame, funded: pd.DataFrame, words: Words) -> tuple[str, ...]:
    notes = (
        [words("Filled: secured. Hatched: applied for or set aside, not yet decided. Hollow: missing.")]
        if drawing
        else []
    )
    if len(counted):
        notes.append(
            words(
                "Needed is the budget or, without one, the sum applied for. Secured is what has been granted, or "
                "all of it where the papers say so. Missing is the rest, including what is not yet decided."
            )
        )
    if funded["candidate"].any() and len(counted):
        notes.append(words("Candidates are in the table and not in the sums."))
    return tuple(notes)


def _silent(funded: pd.DataFrame, initiatives: pd.DataFrame, words: Words) -> str:
    silent = initiatives[~initiatives["initiative"].isin(funded["initiative"])]
    if silent.empty:
        return ""
    names = words.list(words.own(title) for title in silent["title"])
    if len(initiatives) == 1:
        return words("Nothing is stated about money for {names}.", names=names)
    return words.plural(
        "Nothing is stated about money for {n} of {total} initiatives: {names}.",
        "Nothing is stated about money for {n} of {total} initiatives: {names}.",
        len(silent),
        total=len(initiatives),
        names=names,
    )
