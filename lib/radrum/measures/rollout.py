"""How many have come how far: by name where the list is known, as published counts where it is not."""

import pandas as pd

STATES = ("live", "started", "planned", "declined", "no_answer", "not_asked", "not_applicable", "unlisted")
ANSWERS = ("live", "started", "planned", "declined")
MONTH = 365.25 / 12
PACE_MONTHS = 12


def shares(totals: pd.DataFrame, initiatives: pd.DataFrame) -> pd.DataFrame:
    """Published counts with their share of the whole.

    One row per count of ``initiatives``, largest share first: the columns of ``totals``, ``title`` of the initiative
    and ``share`` in percent (0-100) of ``out_of``; missing where the papers name no whole or it is 0.
    """
    titles = initiatives.set_index("initiative")["title"]
    totals = totals[totals["initiative"].isin(initiatives["initiative"])]
    whole = totals["out_of"].astype(float)
    share = totals["count"].astype(float) / whole.where(whole > 0) * 100
    named = totals.assign(title=totals["initiative"].map(titles), share=share)
    return named.sort_values(["share", "count"], ascending=False, ignore_index=True)


def concerned(initiatives: pd.DataFrame, rollout: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Who is to take which initiative into use.

    One row per (``initiative``, ``party``): the municipalities, and the region where the initiative says so, of every
    initiative that names whom it is for, and whoever stands in the roll-out besides; ``name`` and ``kind`` of the
    party. A party that is no longer in ``parties`` is left out.
    """
    municipal, region = (parties[parties["kind"] == kind]["party"] for kind in ("municipality", "region"))
    among = initiatives.dropna(subset="rollout_among")
    pairs = [
        (initiative, party)
        for initiative, whom in zip(among["initiative"], among["rollout_among"], strict=True)
        for party in [*municipal, *(region if whom == "municipalities_and_region" else [])]
    ]
    stands = rollout["initiative"].isin(initiatives["initiative"]) & rollout["party"].isin(parties["party"])
    listed = rollout.loc[stands, ["initiative", "party"]]
    both = pd.concat([pd.DataFrame(pairs, columns=["initiative", "party"], dtype=object), listed])
    named = parties.set_index("party")
    both = both.drop_duplicates(ignore_index=True)
    return both.assign(name=both["party"].map(named["name"]), kind=both["party"].map(named["kind"]))


def matrix(initiatives: pd.DataFrame, rollout: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """How far each has come with each initiative that is known by name.

    One row per (``initiative``, ``party``) of ``concerned``, for initiatives with at least one row in the roll-out:
    ``title`` of the initiative, ``name`` and ``kind`` of the party, ``state`` (``unlisted`` where the register holds
    none), ``since`` (the day the state holds from; missing where unlisted), ``comment`` and ``source``.
    """
    rollout = rollout[rollout["party"].isin(parties["party"])]
    pairs = concerned(initiatives[initiatives["initiative"].isin(rollout["initiative"])], rollout, parties)
    columns = ["initiative", "party", "state", "holds_from", "comment", "source"]
    known = rollout.reindex(columns=columns).rename(columns={"holds_from": "since"})
    merged = pairs.merge(known, on=["initiative", "party"], how="left")
    titles = initiatives.set_index("initiative")["title"]
    return merged.assign(title=merged["initiative"].map(titles), state=merged["state"].fillna("unlisted"))


def counts(initiatives: pd.DataFrame, rollout: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """How many have come how far with each initiative, with the denominators a reader needs.

    One row per initiative that names whom it is for or has a roll-out by name: ``title``; ``whole``: how many it
    concerns, with ``municipal`` where they are municipalities and nobody else; how many are in each of ``STATES``
    (``unlisted``: the register does not say); ``applicable``: the whole less those to whom it does not apply, missing
    where the papers do not say whom it is for; ``answered``: those with an answer; ``share``: those live in percent
    (0-100) of the applicable, missing where there is none or the list by name is missing (``listed`` False);
    ``target`` in percent of the applicable and ``target_count``, how many that is, rounded up; missing where none is
    set or the applicable are missing.

    The share is of all to whom it applies, so that an answer taken away can lower it and never raise it.
    """
    pairs = concerned(initiatives, rollout, parties).merge(
        rollout[["initiative", "party", "state"]], on=["initiative", "party"], how="left"
    )
    pairs["state"] = pairs["state"].fillna("unlisted")
    table = pairs.groupby(["initiative", "state"]).size().unstack(fill_value=0)
    table = table.reindex(columns=list(STATES), fill_value=0).rename_axis(columns=None).reset_index()
    columns = ["initiative", "title", "area", "rollout_among", "rollout_target", "source"]
    found = initiatives[columns].merge(table, on="initiative")
    whole = found[list(STATES)].sum(axis=1)
    municipal = (pairs["kind"] == "municipality").groupby(pairs["initiative"]).all()
    applicable = (whole - found["not_applicable"]).where(found["rollout_among"].notna())
    listed = found["unlisted"] < whole
    share = (found["live"] / applicable.where(applicable > 0) * 100).where(listed)
    target_count = -((-applicable * found["rollout_target"]) // 100)
    found = found.assign(
        whole=whole,
        municipal=found["initiative"].map(municipal.to_dict()).astype(bool),
        applicable=applicable.astype("Int64"),
        answered=found[list(ANSWERS)].sum(axis=1),
        listed=listed,
        share=share,
        target=found["rollout_target"],
        target_count=target_count,
    )
    found = found.drop(columns="rollout_among")
    return found.sort_values(["share", "title"], ascending=[False, True], ignore_index=True)


def pace(counted: pd.DataFrame, history: pd.DataFrame, initiatives: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """How fast the roll-out goes and how fast it must go to reach its target in time.

    One row per initiative of ``counted`` with a list by name: ``initiative``, ``title``, ``live``, ``live_before``: how
    many were live ``PACE_MONTHS`` months ago, as known now; ``rise``: how many more a month since, both missing where
    the list does not reach so far back; ``left``: how many
    are missing to the target, ``end``: the last day of the initiative, ``months``: until then, and ``needed`` a month;
    ``left`` missing where there is no target, ``end`` and ``months`` where there is no end, ``needed`` where either is
    missing or the end has passed.
    """
    earlier = as_of - pd.DateOffset(months=PACE_MONTHS)
    then = history[history["holds_from"] <= earlier].drop_duplicates(["initiative", "party"], keep="last")
    live = (then["change"] != "ended") & (then["state"] == "live")
    then = live.groupby(then["initiative"]).sum()
    listed = counted[counted["listed"]]
    before = listed["initiative"].map(then.to_dict()).astype("Int64")
    ends = pd.to_datetime(listed["initiative"].map(initiatives.set_index("initiative")["end_latest"].to_dict()))
    months = ((ends - as_of).dt.days / MONTH).where(ends.notna())
    left = (listed["target_count"] - listed["live"]).clip(lower=0)
    found = listed[["initiative", "title", "live", "source"]].assign(
        live_before=before,
        rise=((listed["live"] - before) / PACE_MONTHS).astype(float),
        left=left,
        end=ends,
        months=months,
        needed=left / months.where(months > 0),
    )
    return found.reset_index(drop=True)
