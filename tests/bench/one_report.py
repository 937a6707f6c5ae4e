"""How long one report takes, cold, stage by stage: `make bench`. Each run is a fresh process; medians are printed."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

RUNS = 5
STAGES = ("imports", "data", "kernel", "kernel imports", "cells", "render", "write", "whole")


def one_run() -> dict[str, float]:
    """Seconds of each stage of one report, in this process."""
    begun = time.perf_counter()
    from radrum import press
    from radrum.dossier import open_dossier
    from radrum.runs.reporting import page_of
    from radrum.words import translate

    imported = time.perf_counter()
    dossier = open_dossier("vgr-digitaliseringsrad", "2016-09-08")
    opened = time.perf_counter()
    notebook = translate(press.read_notebook("meeting"), dossier.words)
    with tempfile.TemporaryDirectory() as folder:
        started_at = time.time()
        executed = press.execute(notebook, {"as_of": "2016-09-08"}, Path(folder) / "meeting.ipynb", bar=False)
        finished = time.perf_counter()
        html = press.render(executed, page_of(dossier))
        rendered = time.perf_counter()
        press.publish(html, Path(folder) / "out" / "meeting.html", Path(folder))
        written = time.perf_counter()
    cells = [cell.metadata.papermill for cell in executed.cells if cell.cell_type == "code"]
    spent = [cell.duration for cell in cells]
    first = datetime.fromisoformat(cells[0].start_time).timestamp()
    importing = next(n for n, cell in enumerate(executed.cells) if cell.source.startswith("import radrum"))
    importing = sum(1 for cell in executed.cells[:importing] if cell.cell_type == "code")
    return {
        "imports": imported - begun,
        "data": opened - imported,
        "kernel": first - started_at,
        "kernel imports": spent[importing],
        "cells": sum(spent) - spent[importing],
        "render": rendered - finished,
        "write": written - rendered,
        "whole": written - begun,
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
