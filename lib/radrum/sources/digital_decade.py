"""The facts of the European Commission's Digital Decade, read from its service or from a file of the same shape.

A fact is one value of one country, named by three codes: indicator, breakdown and unit. Its ``period`` is the edition
(desi_2026) and its ``reference_period`` the year measured; outside the editions ``period`` is the year itself.
"""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from radrum.errors import Fault, Faults
from radrum.sources.answers import changed
from radrum.sources.paging import pages
from radrum.sources.service import Service, document

CODES = ("indicator", "breakdown", "unit", "country")
FIELDS = (*CODES, "period", "value", "flags")
TARGET = "target"  # in the breakdown of what is aimed at
TOLD = 20  # faults of one file
LARGEST = 1e15
FLAGS = {
    "suppressed": "cCNP",
    "not_available": "mx",
    "not_applicable": "z",
    "break": "b|",
    "definition_differs": "d",
    "imputed": "i",
    "estimated": "efs",
    "provisional": "p",
    "low_reliability": "un",
    "": "r0~",  # revised, a real nought, put together from some of its parts: no word of ours
}


@dataclass(frozen=True)
class Fact:
    """One fact: ``year`` measured, ``edition`` it came in (None where it has none), ``place`` for messages."""

    place: str
    indicator: str
    breakdown: str
    unit: str
    country: str
    year: int
    edition: int | None
    value: float | None
    flags: str

    @property
    def code(self) -> str:
        """Indicator, breakdown and unit."""
        return f"{self.indicator}/{self.breakdown}/{self.unit}"

    @property
    def status(self) -> str | None:
        """The gravest of its flags, or why there is no value."""
        words = [word for word, signs in FLAGS.items() if word and any(sign in signs for sign in self.flags)]
        return words[0] if words else (None if self.value is not None else "not_available")


@dataclass(frozen=True)
class Facts:
    """What a file or the service holds: facts, and how many of its rows are targets; ``address`` is where it lies.

    Of one's own file it is empty: where that lay says nothing to others.
    """

    facts: list[Fact]
    targets: int
    address: str = ""


def asked(service: Service, codes: list[str]) -> Facts:
    """The facts of each of ``codes`` from the service. Raises ``RadrumError`` where it has none of one."""
    found, targets = [], 0
    for done, code in enumerate(codes, start=1):
        parts = code.split("/")
        if len(parts) != 3 or not all(parts):
            remedy = "Write indicator/breakdown/unit, as desi_fttp/total_pophh/pc_hh."
            raise Faults([Fault(service.address, f"'{code}' is not a code of three.", remedy)])
        place = f"{service.address}/facts/ {code}"
        records = pages(
            service,
            f"{service.address}/facts/",
            dict(zip(CODES, parts, strict=False)),
            rows="results",
            following="next",
        )
        some = facts_in(records, place)
        if not some.facts:
            raise Faults([Fault(place, "it has no fact.", "Look the code up in the service. Nothing is stored.")])
        strangers = {fact.code for fact in some.facts} - {code}
        if strangers:
            raise changed(place, f"it answers with {', '.join(sorted(strangers))}")
        found, targets = found + some.facts, targets + some.targets
        service.told(done, len(codes))
    return Facts(found, targets, service.address)


def read(given: str | Path, service: Service | None = None) -> Facts:
    """The facts in the file or at the address ``given``: JSON, as the service answers or as its site is filled."""
    file = document(given, service=service)
    try:
        records = json.loads(file.content.decode("utf-8-sig"))
    except ValueError as error:
        found = f"is not whole JSON ({error})."
        raise Faults([Fault(str(given), found, "Give the facts as JSON. Nothing is stored.")]) from None
    if isinstance(records, dict):
        records = records.get("results")
    facts = facts_in(records, str(given))
    if not facts.facts:
        raise Faults([Fault(str(given), "holds no fact.", "Give a file of facts. Nothing is stored.")])
    return replace(facts, address=file.address)


def facts_in(records: Any, place: str) -> Facts:
    """The facts of ``records``. Raises ``Faults`` with each record that is none."""
    if not isinstance(records, list):
        raise Faults([Fault(place, "holds no list of facts.", "Give facts as JSON. Nothing is stored.")])
    facts, faults, targets = [], [], 0
    for number, record in enumerate(records, start=1):
        where = f"{place}, fact {number}"
        try:
            said = _said(record)
            if TARGET in said["breakdown"]:
                targets += 1
            else:
                year, edition = _year(said)
                named = {name: said[name] for name in CODES}
                facts.append(Fact(where, **named, year=year, edition=edition, value=_value(said), flags=_flags(said)))
        except ValueError as error:
            faults.append(Fault(where, f"{error}.", "The service or the file has changed. Nothing is stored."))
        if len(faults) == TOLD:
            break
    if faults:
        raise Faults(faults)
    return Facts(facts, targets)


def _said(record: Any) -> dict[str, Any]:
    """What a record says, as the service answers: the site's own files wrap it, and each code in a list of one."""
    if isinstance(record, dict) and "model" in record:
        if record["model"] != "core.fact":
            raise ValueError(f"is a {record['model']} and not a fact")
        record = record.get("fields")
    if not isinstance(record, dict):
        raise ValueError("is no fact")
    lacking = [name for name in FIELDS if name not in record]
    if lacking:
        raise ValueError(f"has no {' and no '.join(lacking)}")
    said = {name: _alone(value) for name, value in record.items()}
    for name in CODES:
        if not (isinstance(said[name], str) and said[name]):
            raise ValueError(f"has {said[name]!r} as {name}")
    return said | {"indicator": said["indicator"].lower(), "breakdown": said["breakdown"].lower()}


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _year(said: dict[str, Any]) -> tuple[int, int | None]:
    """The year measured and the edition."""
    period, measured = str(said["period"]), said.get("reference_period")
    edition = re.fullmatch(r"desi_(\d{4})", period.lower())
    if measured in (None, ""):
        if edition:
            raise ValueError(f"is of the edition {period} and has no reference_period, the year measured")
        measured = period
    if not re.fullmatch(r"(19|20)\d{2}", str(measured)):
        raise ValueError(f"is of '{measured}', which is no year")
    if not edition and not re.fullmatch(r"(19|20)\d{2}", period):
        raise ValueError(f"is of the period '{period}', which is no edition and no year")
    return int(measured), int(edition[1]) if edition else None


def _value(said: dict[str, Any]) -> float | None:
    value = said["value"]
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        raise ValueError(f"has the value {str(value)[:40]!r}, which is no number")
    return float(value)


def _flags(said: dict[str, Any]) -> str:
    flags = str(said.get("flags") or "")
    unknown = set(flags) - set("".join(FLAGS.values()))
    if unknown:
        raise ValueError(f"has the flag '{flags}', whose {', '.join(sorted(unknown))} is not known")
    return flags.replace("0n", "")
