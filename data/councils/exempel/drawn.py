"""What is drawn by lot in the invented council: how far whom has come, who came, which systems.

Every table has a generator of its own, seeded with ``SEED`` and the table's or the initiative's name, so that a change
in one draws nothing else anew.
"""

import datetime
import random
from collections.abc import Iterable, Iterator, Sequence

SEED = "exempel-2026"
DAY = datetime.timedelta(days=1)

Row = dict[str, object]


def lot(*names: str) -> random.Random:
    """The generator of a table or of one thing in it."""
    return random.Random("/".join((SEED, *names)))  # noqa: S311 - a story, not a secret


def reported(day: str, reporting_days: Sequence[str]) -> str:
    """The first reporting day on or after ``day``; empty where that is still to come."""
    return next((each for each in reporting_days if each >= day), "")


def rollout(settings: Iterable[Row], bodies: Sequence[str], reporting_days: Sequence[str]) -> list[Row]:
    """How far each body came with each initiative, as reported: a row a step.

    A setting says the day the list ``begins`` (not asked), the day all are ``asked``, and the least and most days of
    ``answer``, ``prepare`` and ``work``; ``steps`` are those of one body, word by word, instead of drawn ones.
    """
    rows = []
    for about in settings:
        told, comments = about.get("steps", {}), about.get("comments", {})
        for body in [*bodies, *(body for body in told if body not in bodies)]:
            drawn = _steps(about, body, eagerness(body))
            steps = [step.split(" ") for step in told[body].split(", ")] if body in told else drawn
            for day, state in steps:
                known = reported(day, reporting_days)
                if known:
                    rows.append(
                        {"initiative": about["initiative"], "party": body, "state": state}
                        | {"comment": comments.get(f"{body} {state}", ""), "cleared": "yes", "change": "new"}
                        | {"recorded": known, "holds_from": "" if day == known else day}
                        | {"source": f"avstämning med kommunerna {known}"}
                    )
    return rows


def eagerness(body: str) -> float:
    """How soon a body answers and acts, 0 to 1 and the same in every initiative: 0 is the soonest."""
    return lot("eagerness", body).random()


def _steps(about: Row, body: str, slowness: float) -> Iterator[tuple[str, str]]:
    """The day and the state of each step of a body that the story does not tell word by word."""
    chance = lot("rollout", about["initiative"], body)
    yield about["begins"], "not_asked"
    if body in about.get("not_asked", []):
        return
    later = about.get("asked_later", {})
    day = datetime.date.fromisoformat(later.get(body, about["asked"]))
    yield day.isoformat(), "no_answer"
    if body in about.get("silent", []):
        return
    for span, state in (("answer", "planned"), ("prepare", "started"), ("work", "live")):
        least, most = about[span]
        day += DAY * round(least + (most - least) * (0.55 * slowness + 0.45 * chance.random()))
        while not _at_work(day):
            day += DAY
        yield day.isoformat(), state


def _at_work(day: datetime.date) -> bool:
    holidays = day.month == 7 or not (1, 6) < (day.month, day.day) < (12, 23)
    return day.weekday() < 5 and not holidays


def attendance(meeting: str, day: str, seats: Iterable[Row], excuses: Iterable[Row]) -> list[Row]:
    """Who sat at a meeting. ``excuses`` say what was noted of a body's seat on a day, instead of what is drawn."""
    noted = {(each["date"], each["party"], each["seat"]): each for each in excuses}
    rows = []
    for seat in seats:
        if not seat.get("from", day) <= day <= seat.get("until", day):
            continue
        chance = lot("attendance", day, seat["party"], seat["seat"]).random()
        note = noted.get((day, seat["party"], seat["seat"]), {})
        came = "present" if chance < seat["comes"] else "absent"
        rows.append(
            {"meeting": meeting, "party": seat["party"], "seat": seat["seat"], "role": seat["role"]}
            | {"attended": note.get("attended", came), "comment": note.get("comment", "")}
            | {"cleared": "yes", "recorded": day, "holds_from": "", "change": "new"}
            | {"source": f"minnesanteckningar {day}, närvarolista"}
        )
    return rows


def systems(domains: Iterable[Row], bodies: Sequence[str]) -> list[Row]:
    """Which system each municipality uses in each domain, and until when its contract runs."""
    rows = []
    for about in domains:
        choices, ends = about["systems"], about["ends"]
        for body in bodies:
            chance = lot("systems", about["domain"], body)
            named = {"system": "", "supplier": "", "contract_end": ""}
            at, drawn = chance.random() * sum(share for _, _, share in choices), chance.random()
            for system, supplier, share in choices:
                if (at := at - share) < 0 and body not in about.get("unknown", []):
                    named = {"system": system, "supplier": supplier, "contract_end": ends[int(drawn * len(ends))]}
                    break
            rows.append(
                {"party": body, "domain": about["domain"], "domain_title": about["domain_title"]}
                | named
                | {"on": about["on"], "source": about["source"], "cleared": "yes" if named["system"] else ""}
            )
    return rows
