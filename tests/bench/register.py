"""How long a register of 300 municipalities x 200 initiatives x 5 changes takes: `make bench`. Fresh processes."""

import csv
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

RUNS = 7
STAGES = ("read", "judge", "cut", "whole", "processor", "imports")
JUDGES = {
    "radrum.tables.reading": ("judge", "twice"),
    "radrum.register.register": ("_dates_out_of_order", "_dangling", "between_columns"),
}
MUNICIPALITIES, INITIATIVES, CHANGES = 300, 200, 5
STATES = ("not_asked", "no_answer", "declined", "planned", "started", "live", "not_applicable")
COUNCIL = """name = "Provrådet"
short_name = "Rådet"
language = "sv"
area = "SE"
body = "kommun-1"
origin = "en mätning"
peers = ["SE"]
"""


def parties(data: Path) -> Iterator[dict[str, str]]:
    """The municipalities, each in an area that exists."""
    with (data / "places" / "se.csv").open(encoding="utf-8") as file:
        codes = [row["area"] for row in csv.DictReader(file) if row["kind"] == "municipality"]
    for number in range(MUNICIPALITIES):
        code = codes[number % len(codes)]
        yield {"party": f"kommun-{number + 1}", "name": f"Kommun {number + 1}", "kind": "municipality", "area": code}


def initiatives() -> Iterator[dict[str, str]]:
    """The initiatives, each owned by a municipality."""
    for number in range(1, INITIATIVES + 1):
        title = {"initiative": f"insats-{number}", "title": f"Insats {number}", "area": "Insatser", "kind": "project"}
        yield title | {"summary": "En insats som mäts.", "owner": f"kommun-{number}"}


def rollout() -> Iterator[dict[str, str]]:
    """Five rounds of answers, in the order in which a log grows; every third with words of its own."""
    for turn in range(CHANGES):
        for initiative in range(1, INITIATIVES + 1):
            recorded = date(2016, 3, 1) + timedelta(days=90 * turn + initiative % 60)
            for party in range(1, MUNICIPALITIES + 1):
                number = 7 * initiative + 3 * party + turn
                change = {0: "correction", 1: "ended", 2: "withdrawn"}.get(number % 17, "new") if turn else "new"
                yield {
                    "initiative": f"insats-{initiative}",
                    "party": f"kommun-{party}",
                    "state": STATES[(number + turn) % len(STATES)],
                    "comment": f"Svar {number} i omgång {turn}, insats {initiative}" if number % 3 == 0 else "",
                    "cleared": ("yes", "no", "")[number % 3],
                    "recorded": str(recorded),
                    "holds_from": str(recorded - timedelta(days=number % 30)) if number % 2 else "",
                    "change": change,
                    "source": f"enkät {turn + 1}",
                }


def make(data: Path) -> None:
    """Write the register into a folder of data, beside the places."""
    from radrum import paths
    from radrum.register import TABLES
    from radrum.tables.columns import columns_of

    shutil.copytree(paths.places(), data / "places")
    folder = data / "councils" / "prov"
    folder.mkdir(parents=True)
    (folder / "council.toml").write_text(COUNCIL, encoding="utf-8")
    said = {"recorded": "2016-03-01", "change": "new", "source": "mätning"}
    for table, rows in (("parties", parties(data)), ("initiatives", initiatives()), ("rollout", rollout())):
        with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(columns_of(TABLES[table])), restval="")
            writer.writeheader()
            writer.writerows(said | row for row in rows)


def one_run() -> dict[str, float]:
    """Seconds of each stage, and megabytes held at most, in this process."""
    begun = time.perf_counter()
    import pandera.backends.pandas.builtin_checks  # noqa: F401 - otherwise imported by the first check
    from radrum.register import TABLES, read_register

    imported, light, processor = time.perf_counter(), peak(), time.process_time()
    judged = watch()
    register = read_register("prov")
    been_read = time.perf_counter()
    day = register.newest
    for table in TABLES:
        register.as_known(table, day)
    done = time.perf_counter()
    return {
        "imports": imported - begun,
        "read": been_read - imported - sum(judged),
        "judge": sum(judged),
        "cut": done - been_read,
        "whole": done - imported,
        "processor": time.process_time() - processor,
        "memory after imports": light,
        "memory at most": peak(),
    }


def peak() -> float:
    """Megabytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def watch() -> list[float]:
    """A list to which every judge adds the seconds that each of its calls takes."""
    spent: list[float] = []
    for module, names in JUDGES.items():
        for name in names:
            setattr(sys.modules[module], name, timed(getattr(sys.modules[module], name), spent))
    return spent


def timed(function: Callable, spent: list[float]) -> Callable:
    """``function``, which adds its seconds to ``spent``."""

    def call(*given: object) -> object:
        begun = time.perf_counter()
        found = function(*given)
        spent.append(time.perf_counter() - begun)
        return found

    return call


def main() -> None:
    """Print the median of each stage over fresh processes, which inherit no memory from this one: it stays small."""
    if sys.argv[1:] == ["--once"]:
        print(json.dumps(one_run()))
        return
    if sys.argv[1:2] == ["--make"]:
        make(Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as data:
        command, environment = [sys.executable, __file__], os.environ | {"RADRUM_DATA": data}
        subprocess.run([*command, "--make", data], check=True)
        runs = []
        for _ in range(RUNS):
            done = subprocess.run([*command, "--once"], env=environment, capture_output=True, text=True, check=True)
            runs.append(json.loads(done.stdout))
    rows = MUNICIPALITIES * INITIATIVES * CHANGES
    print(f"A register of {rows} rows, read, judged and cut: seconds, {RUNS} runs, each a fresh process")
    print(f"{'stage':<24}{'median':>8}{'least':>8}{'most':>8}")
    for stage in STAGES:
        print(told(stage, [run[stage] for run in runs], 2))
    print(told("whole with imports", [run["whole"] + run["imports"] for run in runs], 2))
    for memory in ("memory after imports", "memory at most"):
        print(told(f"{memory}, MB", [run[memory] for run in runs], 0))


def told(name: str, values: list[float], decimals: int) -> str:
    """A line of the table: the median, the least and the most."""
    three = (statistics.median(values), min(values), max(values))
    return f"{name:<24}" + "".join(f"{value:>8.{decimals}f}" for value in three)


if __name__ == "__main__":
    main()
