"""How long a snapshot of a million rows takes to be read, cut at a day and measured: `make bench`. Fresh processes."""

import csv
import hashlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
ROOT = Path(__file__).parents[2]
AREAS, INVENTED, MEASURES, YEARS = 1100, 380, 45, range(2005, 2025)
DAY, MEASURE, SEGMENT = "2024-06-30", "measure_15", "all"
STAGES = ("read", "cut", "measure", "whole", "processor", "imports")
ALONE = ("one measure, cut", "one measure, whole", "one measure, carried")
SEGMENTS = ("all", "urban", "rural")
BASES = ("households", "workplaces", "population")
COUNTED = {0: "households", 3: "workplaces", 6: "population"}  # the measures that are counts
PASSPORT = ("producer", "title", "url", "published", "licence", "citation", "citation_derived")


def invented() -> list[str]:
    return [f"XX-{number:04d}" for number in range(INVENTED)]


def codes() -> list[str]:
    """As many municipalities as the Nordic countries have: Sweden's and Norway's of 2005, and invented ones.

    Many of Norway's have become others since, so that these are the hardest that values can be to carry.
    """
    import pandas as pd
    from radrum import places

    real = places.areas_on(pd.Timestamp("2005-06-30")).query("kind == 'municipality'").index
    return [*(code for code in real if code.startswith(("SE-", "NO-"))), *invented()]


def describe(file: Path) -> None:
    """Write the passport of a data file."""
    lines = [f'{name} = "en mätning"' for name in PASSPORT]
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    told = "\n".join([*lines, "retrieved = 2026-11-01", f'sha256 = "{digest}"'])
    file.with_name(f"{file.stem}.source.toml").write_text(told, encoding="utf-8")


def make(data: Path) -> None:
    """Write areas, measures and a snapshot of each area, measure and year; one area in fifty is restated later."""
    import numpy as np
    import pandas as pd
    from radrum.statistics import write_parquet

    shutil.copytree(
        ROOT / "data" / "places", data / "places", ignore=shutil.ignore_patterns("boundaries", "exempel.*", "tiles")
    )
    (data / "statistics").mkdir()
    with (data / "places" / "prov.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["area", "kind", "name", "part_of", "valid_from", "valid_to"])
        writer.writerow(["XX", "country", "Provlandet", "", "", ""])
        writer.writerows([code, "municipality", f"Kommun {code}", "XX", "", ""] for code in invented())
    describe(data / "places" / "prov.csv")
    named = [COUNTED.get(number, f"measure_{number:02d}") for number in range(MEASURES)]
    units = ["number" if number in COUNTED else "percent" for number in range(MEASURES)]
    lines = [
        line
        for name, unit in zip(named, units, strict=True)
        for line in (f"[{name}]", f'unit = "{unit}"', 'better = "higher"')
    ]
    (data / "statistics" / "measures.toml").write_text("\n".join(lines), encoding="utf-8")
    number = np.arange(AREAS * MEASURES * len(YEARS))
    area, rest = np.divmod(number, MEASURES * len(YEARS))
    measure, year = np.divmod(rest, len(YEARS))
    again = np.flatnonzero(area % 50 == 0)
    rows = np.concatenate([number, again])
    restated = np.arange(len(rows)) >= len(number)
    period = pd.to_datetime([f"{each}-10-01" for each in YEARS]).to_numpy()[year[rows]]
    decimals = measure[rows] % 3
    value = np.random.default_rng(4).uniform(0, 100, len(rows))
    source = np.where(measure[rows] % 2, "PTS", "SCB")
    values = pd.DataFrame(
        {
            "area": np.array(codes())[area[rows]],
            "period": period,
            "measure": np.array(named)[measure[rows]],
            "segment": np.array(SEGMENTS)[measure[rows] % 3],
            "base": np.array(BASES)[measure[rows] // 3 % 3],
            "source": source,
            "published": period + np.where(restated, 540, 170).astype("timedelta64[D]"),
            "published_precision": np.where(year[rows] < 5, "year", "day"),
            "value": np.round(value * 10.0**decimals) / 10.0**decimals,
            "decimals": decimals,
            "unit": np.array(units)[measure[rows]],
            "status": np.where(decimals == 0, "rounded", None),
            "url": np.char.add("https://example.org/", source),
            "comment": np.where(restated, "Restated.", None),
        }
    )
    file = data / "statistics" / "prov.parquet"
    write_parquet(values, file)
    describe(file)


def one_run() -> dict[str, float]:
    """Seconds of each stage for all rows, then for one measure alone, and megabytes held at most, in this process."""
    begun = time.perf_counter()
    import pandas as pd
    import pandera.backends.pandas.builtin_checks  # noqa: F401 - otherwise imported by the first check
    from radrum import places
    from radrum.dossier import Dossier
    from radrum.measures import coverage, ranking
    from radrum.statistics import read_snapshots
    from radrum.words import Words

    day = pd.Timestamp(DAY)
    today = places.areas_on(day).query("kind == 'municipality'").index.tolist()
    imported, light, processor = time.perf_counter(), peak(), time.process_time()
    snapshots = read_snapshots()
    been_read = time.perf_counter()
    one = snapshots.published_by(day, measures=[MEASURE])
    of_one = time.perf_counter()
    one_peak = peak()
    every = snapshots.published_by(day)
    cut = time.perf_counter()
    values = coverage.series(every, codes(), MEASURE, bases=BASES, segment=SEGMENT)
    ranked = ranking.ranks(values, codes())
    done = time.perf_counter()
    again = ranking.ranks(coverage.series(one, codes(), MEASURE, bases=BASES, segment=SEGMENT), codes())
    told = time.perf_counter()
    dossier = Dossier(None, snapshots, day, Words("en"))
    moved = coverage.series(dossier.carried(MEASURE), today, MEASURE, bases=BASES)
    of_today = ranking.ranks(moved, today)
    carried = time.perf_counter()
    if not moved["carried"].any() or of_today.equals(ranked):
        sys.exit("No value was carried: nothing is measured.")
    if not ranked.equals(again) or len(ranked) != AREAS * (len(YEARS) - 1):
        sys.exit("The cut of one measure is not that of all: nothing is measured.")
    alone = of_one - been_read
    return {
        "imports": imported - begun,
        "read": been_read - imported,
        "cut": cut - of_one,
        "measure": done - cut,
        "whole": done - imported - alone,
        "processor": time.process_time() - processor,
        "one measure, cut": alone,
        "one measure, whole": been_read - imported + alone + told - done,
        "one measure, carried": been_read - imported + carried - told,
        "memory after imports": light,
        "memory with one measure": one_peak,
        "memory at most": peak(),
    }


def peak() -> float:
    """Megabytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the median of each stage over fresh processes, which inherit no memory from this one: it stays small."""
    if sys.argv[1:] == ["--once"]:
        print(json.dumps(one_run()))
        return
    if sys.argv[1:2] == ["--make"]:
        make(Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        command, environment = [sys.executable, __file__], os.environ | {"RADRUM_DATA": str(data)}
        subprocess.run([*command, "--make", str(data)], env=environment, check=True)
        size = (data / "statistics" / "prov.parquet").stat().st_size / 1e6
        runs = []
        for _ in range(RUNS):
            done = subprocess.run([*command, "--once"], env=environment, capture_output=True, text=True, check=True)
            runs.append(json.loads(done.stdout))
        shutil.rmtree(data)
    rows = (AREAS + AREAS // 50) * MEASURES * len(YEARS)
    print(
        f"A snapshot of {rows} rows ({size:.1f} MB), read, cut and measured: seconds, {RUNS} runs, each a fresh process"
    )
    print(f"{'stage':<28}{'median':>8}{'least':>8}{'most':>8}")
    for stage in (*STAGES, *ALONE):
        print(told(stage, [run[stage] for run in runs], 2))
    print(told("whole with imports", [run["whole"] + run["imports"] for run in runs], 2))
    for memory in ("memory after imports", "memory with one measure", "memory at most"):
        print(told(f"{memory}, MB", [run[memory] for run in runs], 0))


def told(name: str, values: list[float], decimals: int) -> str:
    """A line of the table: the median, the least and the most."""
    three = (statistics.median(values), min(values), max(values))
    return f"{name:<28}" + "".join(f"{value:>8.{decimals}f}" for value in three)


if __name__ == "__main__":
    main()
