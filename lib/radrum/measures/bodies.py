"""Who must decide, who answers for what, who shares which system."""

import pandas as pd

ROLES = ("responsible", "accountable", "consulted", "informed")
SOON = 365


def decisions(decisions: pd.DataFrame, parties: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Each body's answer to each matter that several must decide.

    One row per (matter, body), those who have not answered first: the columns of ``decisions``, ``name`` of the body
    and ``waited``: days since it was asked, missing where it was not asked or has answered. A body that is no longer in
    ``parties`` is left out, here and in the other tables.
    """
    decisions = decisions[decisions["party"].isin(parties["party"])]
    waiting = decisions["state"] == "asked"
    waited = (as_of - decisions["asked_on"]).dt.days.where(waiting).astype("Int64")
    rank = decisions["state"].map({"asked": 0, "not_asked": 1, "refused": 2, "decided": 3, "not_applicable": 4})
    named = decisions.assign(name=decisions["party"].map(parties.set_index("party")["name"]), waited=waited, _rank=rank)
    return named.sort_values(["decision", "_rank", "name"], ignore_index=True).drop(columns="_rank")


def responsibilities(responsibilities: pd.DataFrame, initiatives: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Each body's part in each initiative that stands.

    One row per (initiative, body): the columns of ``responsibilities``, ``title`` and ``name``.
    """
    titles, names = initiatives.set_index("initiative")["title"], parties.set_index("party")["name"]
    stands = responsibilities["initiative"].isin(initiatives["initiative"])
    found = responsibilities[stands & responsibilities["party"].isin(parties["party"])]
    return found.assign(title=found["initiative"].map(titles), name=found["party"].map(names)).reset_index(drop=True)


def clarity(matrix: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    """Whether it is clear who answers for each initiative.

    One row per initiative, in order: ``initiative``, ``title``, how many bodies have each of ``ROLES``, and ``clear``:
    exactly one is accountable and at least one responsible.
    """
    with_role = matrix.dropna(subset="role")
    table = pd.crosstab(with_role["initiative"], with_role["role"]).reindex(columns=list(ROLES), fill_value=0)
    table = table.reindex(initiatives["initiative"], fill_value=0).rename_axis(columns=None).reset_index()
    clear = (table["accountable"] == 1) & (table["responsible"] >= 1)
    return initiatives[["initiative", "title"]].merge(table.assign(clear=clear), on="initiative")


def systems(systems: pd.DataFrame, parties: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Who shares which system.

    One row per (domain, system), the most shared first within each domain: ``domain``, ``domain_title``, ``system``
    (missing for those whose system is not known, and for the municipalities that the register does not name in the
    domain), ``supplier`` (missing where they differ or none is stated), ``bodies``: how many, ``names``: of the bodies,
    as a list, ``first_end``: the first last day of a contract to come, with ``soon`` where that is within a year,
    ``ending``: the names of those whose contract ends within a year, and ``source``.
    """
    known = systems[systems["party"].isin(parties["party"])]
    named = pd.concat([known, _unlisted(systems, parties)], ignore_index=True)
    named = named.assign(name=named["party"].map(parties.set_index("party")["name"]))
    named["ahead"] = named["contract_end_latest"].where(named["contract_end_latest"] >= as_of)
    named["ends_soon"] = (named["ahead"] - as_of).dt.days <= SOON
    found = []
    for (domain, title, system), rows in named.groupby(["domain", "domain_title", "system"], dropna=False, sort=False):
        supplier = rows["supplier"].iloc[0] if rows["supplier"].nunique(dropna=False) == 1 else None
        ending = sorted(rows.loc[rows["ends_soon"], "name"])
        source = rows["source"].iloc[0]
        found.append([domain, title, system, supplier, sorted(rows["name"]), rows["ahead"].min(), ending, source])
    columns = ["domain", "domain_title", "system", "supplier", "names", "first_end", "ending", "source"]
    table = pd.DataFrame(found, columns=columns)
    table["first_end"] = pd.to_datetime(table["first_end"])
    table = table.assign(
        bodies=table["names"].str.len().astype("Int64"),
        soon=(table["first_end"] - as_of).dt.days <= SOON,
        unknown=table["system"].isna(),
    )
    ordered = table.sort_values(
        ["domain_title", "unknown", "bodies", "system"], ascending=[True, True, False, True], ignore_index=True
    )
    return ordered.drop(columns="unknown")


def _unlisted(systems: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """The municipalities that a domain of the inventory does not name, as rows without a system."""
    municipal = parties.loc[parties["kind"] == "municipality", "party"]
    missing = [
        rows.iloc[[0]].reindex(columns=["domain", "domain_title", "source"]).assign(party=party)
        for _, rows in systems.groupby("domain", sort=False)
        for party in municipal[~municipal.isin(rows["party"])]
    ]
    return pd.concat(missing, ignore_index=True) if missing else systems.head(0)
