"""One table of a PxWeb service, version 1 or 2: asked for in pieces under its limit, and proved to have come whole.

The services: https://www.scb.se/en/services/open-data-api/ and https://www.ssb.no/en/api.
"""

import fnmatch
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.sources.jsonstat import MOST, Dataset, Dimension, read_dimensions, read_jsonstat
from radrum.sources.periods import first_day
from radrum.sources.service import Refusal, Service

VERSION_2 = re.compile(r"(?P<root>.*/v2)/tables/(?P<name>[^/?]+)")
CELLS = (150_000, 30_000, 5_000)  # a call to version 1, which does not state its limit: SCB's, and two lower ones
TOO_LARGE = 403
TIMES = ("tid", "time", "år", "year", "month", "månad", "måned")
AREAS = ("region", "kommun", "kommune", "län", "lan", "fylke", "geo", "area")
SHOWN = 12  # codes in one message

Wanted = Mapping[str, str | Iterable[str]]


@dataclass(frozen=True)
class Table:
    """What a service says of a table: its ``dimensions``, those that may be left out, and the one that is time."""

    address: str
    name: str
    dimensions: Mapping[str, Dimension]
    optional: frozenset[str]
    time: str
    area: str | None
    about: Mapping[str, Any]


def fetched(address: str, wanted: Wanted, service: Service, most: int | None = None) -> tuple[Table, Dataset]:
    """The table at ``address`` and, of its cells, those ``wanted``: all of them, or ``RadrumError``.

    ``wanted`` names dimensions by code or label, and their codes: a list, where ``*`` and ``?`` stand for any signs
    (``??`` are Sweden's counties), ``*`` for all, ``top(3)`` for the last three times. Times and areas that are not
    named are all. A call asks for at most ``most`` cells, the service's limit without it.
    """
    new = VERSION_2.match(address)
    table, limits = _version_2(new["root"], new["name"], service) if new else _version_1(address, service)
    selection = selected(table, wanted)
    ask = partial(_ask_2, new["root"], new["name"], service) if new else partial(_ask_1, address, service)
    pieces, first = _begun(selection, [most] if most else limits, ask)
    answers = []
    for number, piece in enumerate(pieces, start=1):
        answer = read_jsonstat(ask(piece) if answers else first, address)
        _prove(answer, piece, table)
        answers.append(answer)
        service.told(number, len(pieces))
    return table, _joined(answers, selection, table)


def _begun(
    selection: dict[str, list[str]], limits: Sequence[int], ask: Callable[[dict[str, list[str]]], Any]
) -> tuple[list[dict[str, list[str]]], Any]:
    """The pieces of the first limit of which the service does not say that it is too large, and its first answer."""
    pieces = list(cut(selection, limits[0]))
    try:
        return pieces, ask(pieces[0])
    except Refusal as error:
        finer = [limit for limit in limits[1:] if len(list(cut(selection, limit))) > len(pieces)]
        if error.status != TOO_LARGE or not finer:
            raise
    return _begun(selection, finer, ask)


def selected(table: Table, wanted: Wanted) -> dict[str, list[str]]:
    """The codes asked for of each dimension that is not left out. Raises ``Faults`` with everything that is unclear."""
    named, faults = {}, []
    called = {each.lower(): name for name, about in table.dimensions.items() for each in (about.label, name)}
    for given, codes in wanted.items():
        if given.lower() in called:
            named[called[given.lower()]] = [codes] if isinstance(codes, str) else list(codes)
        else:
            remedy = did_you_mean(given, table.dimensions)
            faults.append(Fault(table.address, f"it has no dimension '{given}'.", remedy))
    selection = {}
    for name, dimension in table.dimensions.items():
        free = name in (table.time, table.area) or len(dimension.codes) == 1
        if name in named:
            selection[name], unknown = matching(named[name], dimension, name == table.time, table.address)
            faults += unknown
        elif free:
            selection[name] = list(dimension.codes)
        elif name not in table.optional:
            some = ", ".join(f"{code} {dimension.labels[code]}" for code in dimension.codes[:SHOWN])
            more = " …" if len(dimension.codes) > SHOWN else ""
            found = f"which {dimension.label} is not said."
            faults.append(Fault(table.address, found, f"Choose {name}=CODE of: {some}{more}."))
    if faults:
        raise Faults(faults)
    count = math.prod(map(len, selection.values()))
    if count > MOST:
        raise RadrumError(f"{table.address}: {count:,} cells are asked for, more than {MOST:,}. Choose fewer codes.")
    return selection


def cut(selection: dict[str, list[str]], most: int) -> Iterator[dict[str, list[str]]]:
    """The selection in pieces of at most ``most`` cells, cut along its longest dimension first."""
    sizes = {name: len(codes) for name, codes in selection.items()}
    count = math.prod(sizes.values())
    longest = max(sizes, key=sizes.get)
    if count <= most or sizes[longest] == 1:
        yield selection
        return
    step = max(1, most // (count // sizes[longest]))
    for start in range(0, sizes[longest], step):
        yield from cut(selection | {longest: selection[longest][start : start + step]}, most)


def matching(patterns: list[str], dimension: Dimension, time: bool, address: str) -> tuple[list[str], list[Fault]]:
    """The dimension's codes that the patterns name, in its order, and a fault for each that names none."""
    found, faults = set(), []
    for pattern in patterns:
        last = re.fullmatch(r"top\((\d+)\)", pattern.strip(), re.IGNORECASE)
        if last and time:
            matching = sorted(dimension.codes, key=lambda code: first_day(code, address))[-int(last[1]) :]
        elif pattern in dimension.codes:
            matching = [pattern]
        else:
            literal = re.sub(r"\[", "[[]", pattern)  # only * and ? stand for other signs
            matching = [code for code in dimension.codes if fnmatch.fnmatchcase(code, literal)]
        if not matching:
            such = ", ".join(dimension.codes[:3])
            remedy = did_you_mean(pattern, dimension.codes) or f"Its codes are such as {such}."
            faults.append(Fault(f"{address}, {dimension.name}", f"there is no '{pattern}'.", remedy))
        found |= set(matching)
    return [code for code in dimension.codes if code in found], faults


def _version_1(address: str, service: Service) -> tuple[Table, tuple[int, ...]]:
    said = service.json(address)
    try:
        dimensions, optional, times = {}, set(), []
        for each in said["variables"]:
            codes, labels = [str(code) for code in each["values"]], [str(text) for text in each["valueTexts"]]
            about = Dimension(each["code"], each["text"], tuple(codes), dict(zip(codes, labels, strict=True)))
            dimensions[about.name] = about
            optional |= {about.name} if each.get("elimination") else set()
            times += [about.name] if each.get("time") else []
        title = str(said["title"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _no_table(address) from None
    name = address.rstrip("/").rsplit("/", 1)[-1].removesuffix(".px")
    return _table(address, name, dimensions, optional, {"time": times}, {"label": title}), CELLS


def _version_2(root: str, name: str, service: Service) -> tuple[Table, tuple[int, ...]]:
    config, address = service.json(f"{root}/config"), f"{root}/tables/{name}"
    said = service.json(f"{address}/metadata")
    try:
        limit = int(config["maxDataCells"])
        pace = config["maxCallsPerTimeWindow"] / config["timeWindow"]
        roles = {role: list(names) for role, names in said["role"].items()}
        shown = said["dimension"].items()
        optional = {each for each, about in shown if (about.get("extension") or {}).get("elimination")}
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError):
        raise _no_table(address) from None
    if pace > 0:
        service.calls_per_second = min(service.calls_per_second, pace)
    about = {**said, "config": config}
    return _table(address, name, read_dimensions(said, address), optional, roles, about), (max(1, limit),)


def _table(
    address: str, name: str, dimensions: dict[str, Dimension], optional: set[str], roles: dict, about: Mapping
) -> Table:
    time, area = by_role(dimensions, roles)
    if time is None:
        raise RadrumError(f"{address}: none of its dimensions is time. Rådrum keeps figures of a day or a year only.")
    return Table(address, name, dimensions, frozenset(optional), time, area, about)


def by_role(dimensions: Mapping[str, Dimension], roles: Mapping[str, Iterable[str]]) -> tuple[str | None, str | None]:
    """The dimensions that are time and area: by their roles, or else by their names."""
    found = []
    for role, names in (("time", TIMES), ("geo", AREAS)):
        given = [name for name in roles.get(role, ()) if name in dimensions]
        like = [name for name, each in dimensions.items() if {name.lower(), each.label.lower()} & set(names)]
        found.append(next(iter([*given, *like]), None))
    return found[0], found[1]


def _no_table(address: str) -> RadrumError:
    return RadrumError(f"{address}: what came does not describe a PxWeb table. The address must end in the table.")


def _ask_1(address: str, service: Service, piece: dict[str, list[str]]) -> Any:
    query = [{"code": name, "selection": {"filter": "item", "values": codes}} for name, codes in piece.items()]
    return service.json(address, body={"query": query, "response": {"format": "json-stat2"}})


def _ask_2(root: str, table: str, service: Service, piece: dict[str, list[str]]) -> Any:
    selection = [{"variableCode": name, "valueCodes": codes} for name, codes in piece.items()]
    wanted = {"outputFormat": "json-stat2"}
    return service.json(f"{root}/tables/{table}/data", params=wanted, body={"selection": selection})


def _prove(answer: Dataset, piece: dict[str, list[str]], table: Table) -> None:
    """Raise ``Faults`` where the answer has not exactly the codes asked for, each once, and nothing else."""
    faults = []
    for name in [*piece, *(each for each in answer.dimensions if each not in piece)]:
        asked, came = piece.get(name), answer.dimensions[name].codes if name in answer.dimensions else ()
        if asked is None:
            if len(came) > 1:
                found = f"the dimension {name} came, which nobody asked for."
                faults.append(Fault(table.address, found, f"Choose one of its codes: {name}=…"))
        elif set(asked) != set(came):
            lacking = [code for code in asked if code not in came]
            found = f"of {name} {len(asked)} codes were asked for and {len(came)} came"
            found += f"; lacking: {', '.join(lacking[:SHOWN])}." if lacking else "."
            faults.append(Fault(table.address, found, "The service has changed, or answers in part. Try again."))
    if faults:
        raise Faults(faults)


def _joined(answers: list[Dataset], selection: dict[str, list[str]], table: Table) -> Dataset:
    """The pieces as one data set. Raises ``RadrumError`` where the table was updated between two of them."""
    first = answers[0]
    if len({(each.updated, tuple(sorted(each.dimensions))) for each in answers}) > 1:
        raise RadrumError(f"{table.address}: it was updated while it was being fetched. Fetch it again.")
    cells = pd.concat([each.cells[first.cells.columns] for each in answers], ignore_index=True)
    count = math.prod(map(len, selection.values()))
    if len(cells) != count or cells.duplicated(list(first.dimensions)).any():
        raise RadrumError(f"{table.address}: {count} cells were asked for and {len(cells)} came. Try again.")
    dimensions = {
        name: replace(
            about,
            codes=tuple(selection.get(name, about.codes)),
            labels={code: label for each in answers for code, label in each.dimensions[name].labels.items()},
        )
        for name, about in first.dimensions.items()
    }
    return replace(first, cells=cells, dimensions=dimensions)
