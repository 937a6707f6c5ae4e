"""What a build costs where nothing has changed: 49 municipality pages, made once, then asked for again: `make bench`.

*whole* is the command as a person waits for it, *inside* what it takes once Python has started. Both editions are asked
for: the public one must also find out who agrees to be named on the day.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from municipalities import areas
from radrum.dossier import EDITIONS

LIMIT = 1  # seconds that an unchanged build may take
INSIDE = """import sys, time
begun = time.perf_counter()
from radrum.cli import main
try:
    main(sys.argv[1:])
finally:
    print(time.perf_counter() - begun, file=sys.stderr)
"""


def built(words: list[str]) -> tuple[float, float, str]:
    """Seconds of a build, whole and inside, and the last line it says."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", INSIDE, *words], capture_output=True, text=True, check=True)
    whole = time.perf_counter() - begun
    counted = next(line for line in done.stdout.splitlines() if " unchanged, " in line)
    return whole, float(done.stderr.split()[-1]), counted


def main() -> None:
    """Print for each edition what the first build takes, and the medians of those after it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--council", default="vgr-digitaliseringsrad")
    asked.add_argument("--pages", type=int)
    asked.add_argument("--runs", type=int, default=5)
    given = asked.parse_args()
    every = areas(given.council)[: given.pages]
    medians = [measured(given.council, every, edition, given.runs) for edition in EDITIONS]
    if max(medians) > LIMIT:
        sys.exit(f"{max(medians):.2f} s is more than {LIMIT}.")


def measured(council: str, every: list[str], edition: str, runs: int) -> float:
    """Build the pages, then ask for them again, as often as is said: the median of whole seconds."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "reports.toml"
        entry = {"council": council, "notebooks": ["municipality"], "editions": [edition], "areas": every}
        lines = [f"{name} = {json.dumps(value)}" for name, value in entry.items()]
        plan.write_text("\n".join(["[[report]]", *lines, ""]), encoding="utf-8")
        words = ["build", str(plan), "--reports", str(Path(folder) / "reports")]
        first, _, counted = built(words)
        print(f"{len(every)} pages of {council}, {edition}: {first:.1f} s to make them, the press included; {counted}")
        again = [built(words) for _ in range(runs)]
    if {counted for *_, counted in again} != {f"0 made, {len(every)} unchanged, 0 failed, 0 rejected."}:
        sys.exit(f"Something was made again: {again}")
    print(f"{'unchanged':<10}{'median':>8}{'least':>8}{'most':>8}   seconds, {runs} runs")
    for name, spent in zip(("whole", "inside"), zip(*((a, b) for a, b, _ in again), strict=True), strict=True):
        print(f"{name:<10}{statistics.median(spent):>8.3f}{min(spent):>8.3f}{max(spent):>8.3f}", flush=True)
    return statistics.median(whole for whole, *_ in again)


if __name__ == "__main__":
    main()
