"""How long one report takes, cold, stage by stage: `make bench`. Each run is a fresh process; medians are printed."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
STAGES = ("imports", "data", "cells", "run", "press", "whole")


def one_run() -> dict[str, float]:
    """Seconds of each stage of one report, in this process."""
    begun = time.perf_counter()
    from radrum import press
    from radrum.runs.drafting import ask, draft
    from radrum.runs.plan import Plan

    imported = time.perf_counter()
    press.warm_up("warm")
    plan = Plan("vgr-digitaliseringsrad", as_of="2016-09-08")
    asked = ask(plan)
    opened = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        made = draft(plan, asked, Path(folder))
        ran = time.perf_counter()
        page = Path(folder) / "meeting.html"
        pressed = press.press(made.notebook, made.page, page, forbidden=made.withheld)
        seen = time.perf_counter()
        if pressed.findings or pressed.lack:
            sys.exit(f"The page is not sound: {pressed.lack or pressed.findings[0]}")
    cells = [cell.metadata.papermill.duration for cell in made.notebook.cells if cell.cell_type == "code"]
    return {
        "imports": imported - begun,
        "data": opened - imported,
        "cells": sum(cells),
        "run": ran - opened,
        "press": seen - ran,
        "whole": seen - begun,
    }


def main() -> None:
    """Print the median of each stage over fresh processes."""
    if sys.argv[1:] == ["--once"]:
        print(json.dumps(one_run()))
        return
    runs = []
    for _ in range(RUNS):
        done = subprocess.run([sys.executable, __file__, "--once"], capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    print(f"One meeting report, cold: seconds, {RUNS} runs, each a fresh process")
    print(f"{'stage':<16}{'median':>8}{'least':>8}{'most':>8}")
    for stage in STAGES:
        seconds = [run[stage] for run in runs]
        print(f"{stage:<16}{statistics.median(seconds):>8.2f}{min(seconds):>8.2f}{max(seconds):>8.2f}")


if __name__ == "__main__":
    main()
