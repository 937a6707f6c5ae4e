"""What the data's keys are called in a reader's language."""

import re

import pandas as pd

from radrum.words import Words

DAY = re.compile(r"\d{4}(-\d{2}-\d{2})?")


def note_told(text: str | None, words: Words) -> str:
    """A note of the register, or that there is none."""
    return words.own(text) if isinstance(text, str) else words("no note")


def measure_name(measure: str, words: Words, title: str = "") -> str:
    """A measure as it stands in a sentence; one that the catalogues do not know is called by the ``title`` given."""
    named = {
        "available_100mbps": words("broadband of 100 Mbit/s"),
        "available_100mbps_change": words("yearly change in broadband of 100 Mbit/s"),
        "available_10mbps": words("broadband of 10 Mbit/s"),
        "available_1gbps": words("broadband of 1 Gbit/s"),
        "available_30mbps": words("broadband of 30 Mbit/s"),
        "available_5g": words("5G at home"),
        "available_any": words("any broadband"),
        "available_cable": words("cable television networks"),
        "available_fibre": words("fibre"),
        "available_fixed_wireless": words("fixed wireless broadband"),
        "available_lte": words("4G at home"),
        "available_or_near_1gbps": words("broadband of 1 Gbit/s or fibre nearby"),
        "available_or_near_fibre": words("fibre or fibre nearby"),
        "available_vdsl": words("VDSL"),
        "available_wired": words("wired broadband"),
        "available_xdsl": words("broadband over the telephone network"),
        "covered_5g": words("5G coverage"),
        "covered_fttp": words("fibre to the building"),
        "covered_vhcn": words("very high capacity networks"),
        "desi": words("DESI"),
        "desi_2020": words("DESI (series {first} to {last})", first="2015", last="2020"),
        "desi_2022": words("DESI (series {first} to {last})", first="2017", last="2022"),
        "desi_rank": words("rank in DESI"),
        "digital_skills": words("at least basic digital skills"),
        "dwellings": words("number of dwellings"),
        "households": words("number of households"),
        "mobile_area_4g_10mbps": words("4G coverage of land area at 10 Mbit/s"),
        "mobile_area_basic": words("basic mobile coverage of land area"),
        "mobile_usual_places": words("mobile coverage where people usually are"),
        "population": words("number of inhabitants"),
        "services_businesses": words("digital public services for businesses"),
        "services_citizens": words("digital public services for citizens"),
        "workplaces": words("number of workplaces"),
    }
    return named.get(measure) or title or measure.replace("_", " ")


def producer_name(producer: str, words: Words) -> str:
    """Who is cited; of one that has a name in each language, that of the reader's."""
    return {
        "Regeringen och Västra Götalandsregionen": words("Government of Sweden and Region Västra Götaland"),
        "Norges regjering": words("Government of Norway"),
        "Europeiska kommissionen": words("European Commission"),
        "European Commission": words("European Commission"),
        "Europeiska kommissionen, DESI": words("European Commission, DESI"),
        "European Commission, DESI": words("European Commission, DESI"),
        "Europeiska kommissionens DESI": words("European Commission, DESI"),
    }.get(producer, producer)


def source_name(source: str, words: Words) -> str:
    """Who said a value, as its row has it: what has no name of its own in the reader's words, a day as a date."""
    name, _, day = source.rpartition(" ")
    if not DAY.fullmatch(day):
        return source
    named = {"press": words("press report"), "minnesanteckningar": words("minutes")}.get(name, name)
    return words("{source} of {day}", source=named, day=pd.Timestamp(day) if "-" in day else day)


def dimension_name(dimension: str, words: Words) -> str:
    """A part of DESI, as the last words of its measure say: human_capital."""
    named = {
        "connectivity": words("connectivity"),
        "human_capital": words("human capital"),
        "integration": words("integration of digital technology"),
        "internet_use": words("use of the internet"),
        "public_services": words("digital public services"),
    }
    return named.get(dimension) or dimension.replace("_", " ")


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
        "dwellings": words("dwellings"),
        "area": words("square kilometres"),
    }[base]


def segment_name(segment: str, words: Words) -> str:
    """Where those counted live."""
    return {
        "urban": words("in built-up areas"),
        "rural": words("outside built-up areas"),
    }[segment]


def measured_name(measure: str, segment: str, words: Words) -> str:
    """A measure with where those counted live, where that is not everywhere."""
    named = measure_name(measure, words)
    if segment == "all":
        return named
    return words("{base} {segment}", base=named, segment=segment_name(segment, words))


def kind_name(kind: str, n: int, words: Words) -> str:
    """Areas of one kind, after a number of them."""
    return {
        "municipality": words.plural("municipality", "municipalities", n),
        "county": words.plural("county", "counties", n),
        "country": words.plural("country", "countries", n),
    }[kind]


def counted_name(counted: str, n: int, words: Words) -> str:
    """What a roll-out counts, after a number."""
    return {
        "municipalities": words.plural("municipality", "municipalities", n),
        "households": words.plural("household", "households", n),
        "houses": words.plural("house", "houses", n),
        "bodies": words.plural("body", "bodies", n),
    }[counted]


def break_reason(reason: str, words: Words) -> str:
    """Why a series is cut."""
    return {"population_to_households": words("Counted by population before, by households after")}[reason]


def break_told(day: pd.Timestamp, reason: str, values: pd.DataFrame, words: Words) -> str:
    """Why a series is cut on a day: where each side counts one base, who was counted before and who after.

    ``values`` come from ``coverage.series``.
    """
    before, after = (values.loc[side, "base"].unique() for side in (values["period"] < day, values["period"] >= day))
    if reason != "population_to_households" or not (len(before) == len(after) == 1):
        return break_reason(reason, words)
    said = {"before": base_name(before[0], words), "after": base_name(after[0], words)}
    return words("Counted by {before} before, by {after} after", **said)


def table_name(table: str, n: int, words: Words) -> str:
    """``n`` rows of a table of the register, in words."""
    return {
        "parties": words.plural("{n} body", "{n} bodies", n),
        "aims": words.plural("{n} aim", "{n} aims", n),
        "meetings": words.plural("{n} meeting", "{n} meetings", n),
        "attendance": words.plural("{n} seat", "{n} seats", n),
        "agenda": words.plural("{n} agenda item", "{n} agenda items", n),
        "actions": words.plural("{n} task", "{n} tasks", n),
        "initiatives": words.plural("{n} initiative", "{n} initiatives", n),
        "milestones": words.plural("{n} milestone", "{n} milestones", n),
        "rollout_totals": words.plural("{n} roll-out count", "{n} roll-out counts", n),
        "benefits": words.plural("{n} benefit", "{n} benefits", n),
        "benefit_values": words.plural("{n} value of a benefit", "{n} values of benefits", n),
        "decisions": words.plural("{n} body's decision", "{n} bodies' decisions", n),
        "year_wheel": words.plural("{n} yearly activity", "{n} yearly activities", n),
        "status": words.plural("{n} assessment", "{n} assessments", n),
        "risks": words.plural("{n} risk", "{n} risks", n),
        "funds": words.plural("{n} sum of money", "{n} sums of money", n),
        "criteria": words.plural("{n} criterion", "{n} criteria", n),
        "scores": words.plural("{n} score", "{n} scores", n),
        "rollout": words.plural("{n} state in the roll-out", "{n} states in the roll-out", n),
        "responsibilities": words.plural("{n} responsibility", "{n} responsibilities", n),
        "systems": words.plural("{n} system", "{n} systems", n),
    }[table]


def row_name(table: str, words: Words) -> str:
    """What one row of a table of the register is."""
    return {
        "parties": words("body"),
        "aims": words("aim"),
        "meetings": words("meeting"),
        "attendance": words("seat"),
        "agenda": words("agenda item"),
        "actions": words("task"),
        "initiatives": words("initiative"),
        "milestones": words("milestone"),
        "rollout_totals": words("roll-out count"),
        "benefits": words("benefit"),
        "benefit_values": words("value of a benefit"),
        "decisions": words("a body's decision"),
        "year_wheel": words("yearly activity"),
        "status": words("assessment"),
        "risks": words("risk"),
        "funds": words("sum of money"),
        "criteria": words("criterion"),
        "scores": words("score"),
        "rollout": words("state in the roll-out"),
        "responsibilities": words("responsibility"),
        "systems": words("system"),
    }[table]


def funding_state(state: str, words: Words) -> str:
    """How the money for an initiative stands."""
    return {
        "secured": words("secured"),
        "part": words("secured in part"),
        "tentative": words("tentative"),
        "in_kind": words("paid for in kind"),
        "none": words("no money"),
        "missing": words("missing"),
        "not_stated": words("not stated"),
    }[state]


def bounded(written: str, bound: str | None, words: Words) -> str:
    """A number with how exact it is: about 45, over 11 million."""
    return {
        "about": words("about {number}", number=written),
        "over": words("over {number}", number=written),
        "under": words("under {number}", number=written),
    }.get(bound, written)


def is_exact(bound: str | None) -> bool:
    """Whether a number is one to reckon with, about or exact, and no limit."""
    return bound not in ("over", "under")


def day_known(day: pd.Timestamp, precision: str, words: Words) -> str:
    """A day of publication or adoption, as exactly as it is known: where only the year is, the year alone."""
    if pd.isna(day) or precision == "unknown":
        return words("not stated")
    if precision == "day":
        return words.date(day)
    if precision == "inferred":
        return words("{day} (inferred)", day=day)
    return words.month(day) if precision == "month" else str(day.year)


def bearer(body: str | None, role: str | None, words: Words) -> str:
    """Who answers for something: the body and the role there; empty where neither is stated."""
    return words.joined([words.own(part) for part in (body, role) if isinstance(part, str)], ", ")


def measured_in(period: pd.Timestamp, words: Words) -> str:
    """When a value was measured: the month, or the year alone where no more of it is known."""
    return str(period.year) if (period.month, period.day) == (1, 1) else words.month(period)
