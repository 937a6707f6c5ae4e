"""What the data's keys are called in a reader's language."""

import pandas as pd

from radrum.words import Words


def measure_name(measure: str, words: Words) -> str:
    """A measure as it stands in a sentence."""
    return {
        "available_100mbps": words("broadband of 100 Mbit/s"),
        "available_100mbps_change": words("yearly change in broadband of 100 Mbit/s"),
        "available_1gbps": words("broadband of 1 Gbit/s"),
        "available_30mbps": words("broadband of 30 Mbit/s"),
        "available_fibre": words("fibre"),
        "available_or_near_fibre": words("fibre or fibre near by"),
        "desi": words("DESI"),
        "desi_rank": words("rank in DESI"),
    }[measure]


def base_name(base: str, words: Words) -> str:
    """Who is counted."""
    return {
        "households": words("households"),
        "workplaces": words("workplaces"),
        "population": words("population"),
        "population_and_workplaces": words("population and workplaces"),
        "households_and_workplaces": words("households and workplaces"),
        "population_to_households": words("population before, households after"),
        "country": words("countries"),
    }[base]


def segment_name(segment: str, words: Words) -> str:
    """Where those counted live."""
    return {
        "urban": words("in built-up areas"),
        "rural": words("outside built-up areas"),
    }[segment]


def counted_name(counted: str, n: int, words: Words) -> str:
    """What a roll-out counts, after a number."""
    return {
        "municipalities": words.plural("municipality", "municipalities", n),
        "households": words.plural("household", "households", n),
        "houses": words.plural("house", "houses", n),
    }[counted]


def rollout_state(state: str, words: Words) -> str:
    """How far those counted have come."""
    return {
        "not_asked": words("not asked"),
        "no_answer": words("no answer"),
        "declined": words("declined"),
        "planned": words("planned"),
        "started": words("started"),
        "live": words("in place"),
        "not_applicable": words("not applicable"),
        "built_or_decided": words("built or decided"),
        "forecast": words("forecast"),
    }[state]


def break_reason(reason: str, words: Words) -> str:
    """Why a series is cut."""
    return {"population_to_households": words("Counted by population before, by household after")}[reason]


def agenda_kind(kind: str, words: Words) -> str:
    """What a meeting is asked for."""
    return {
        "information": words("information"),
        "discussion": words("discussion"),
        "decision": words("decision"),
        "group_work": words("group work"),
    }[kind]


def agenda_state(state: str, words: Words) -> str:
    """What became of an agenda item."""
    return {
        "planned": words("planned"),
        "handled": words("dealt with"),
        "decided": words("decided"),
        "continued": words("continues"),
        "not_reached": words("not reached"),
    }[state]


def step_kind(kind: str, words: Words) -> str:
    """Who sets the day of a step."""
    return {
        "task": words("the council's task"),
        "decided": words("decided date"),
        "estimated": words("estimated date"),
        "required_outside": words("set by others"),
    }[kind]


def table_name(table: str, n: int, words: Words) -> str:
    """``n`` rows of a table of the register, in words."""
    return {
        "parties": words.plural("{n} body", "{n} bodies", n),
        "meetings": words.plural("{n} meeting", "{n} meetings", n),
        "attendance": words.plural("{n} seat", "{n} seats", n),
        "agenda": words.plural("{n} agenda item", "{n} agenda items", n),
        "actions": words.plural("{n} task", "{n} tasks", n),
        "initiatives": words.plural("{n} initiative", "{n} initiatives", n),
        "milestones": words.plural("{n} dated step", "{n} dated steps", n),
        "rollout_totals": words.plural("{n} roll-out count", "{n} roll-out counts", n),
        "benefits": words.plural("{n} benefit", "{n} benefits", n),
    }[table]


def bounded(written: str, bound: str | None, words: Words) -> str:
    """A number with how exact it is: about 45, over 11 million."""
    return {
        "about": words("about {number}", number=written),
        "over": words("over {number}", number=written),
        "under": words("under {number}", number=written),
    }.get(bound, written)


def day_known(day: pd.Timestamp, precision: str, words: Words) -> str:
    """A day of publication or adoption, as exactly as it is known: where only the year is, the year alone."""
    if pd.isna(day) or precision == "unknown":
        return words("not stated")
    if precision == "day":
        return words.date(day)
    if precision == "inferred":
        return words("{day} (inferred)", day=day)
    return words.month(day) if precision == "month" else str(day.year)
