"""The pages of 49 municipalities, made three ways at the same time of day: `make bench`.

- *loop*: `papermill` and `jupyter nbconvert`, each page by a process of each, as a shell loop would;
- *ours*: what `radrum build` does but for the press, in warm processes;
- *script*: the same cells run as plain Python in as many warm processes, and their exhibits written, no notebook.

As many processes each. Seconds a page are of the whole, start included, and, warm, once every process has made one.
"""

import argparse
import ast
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "municipality.ipynb"
BIN = Path(sys.executable).parent


def areas(council: str) -> list[str]:
    """The codes of the council's municipalities."""
    from radrum.dossier import open_dossier

    return list(open_dossier(council).municipalities.index)


def by_loop(council: str, area: str, folder: Path) -> None:
    """One page, by a process of papermill and one of nbconvert."""
    executed = folder / f"{area}.ipynb"
    given = ["-r", "council", council, "-r", "area", area]
    run = [BIN / "papermill", NOTEBOOK, executed, *given, "--no-progress-bar", "--log-level", "ERROR"]
    subprocess.run(run, check=True, capture_output=True)
    convert = [BIN / "jupyter-nbconvert", "--to", "html", "--log-level", "ERROR", executed]
    subprocess.run(convert, check=True, capture_output=True)


def by_draft(council: str, area: str, folder: Path) -> None:
    """One page, as a plan's is made, without the press."""
    from radrum.press.rendering import read_body, render
    from radrum.runs.drafting import ask, draft
    from radrum.runs.plan import Plan
    from radrum.runs.stamps import ground

    plan = Plan(council, "municipality", parameters={"area": area})
    staged = folder / area
    staged.mkdir()
    made = draft(plan, ask(plan), staged, ground=ground(council))
    html = render(made.notebook, read_body(made.notebook), made.page, None, linked="plotly.js")
    (folder / f"{area}.html").write_text(html, encoding="utf-8")


def by_script(council: str, area: str, folder: Path) -> None:
    """One page, its cells run as plain Python and what each shows written as HTML."""
    shown, names = [], {"__name__": "__main__"}
    for number, (steps, last) in enumerate(_cells()):
        exec(steps, names)  # noqa: S102 - the project's own notebook
        if number == 0:
            names |= {"council": council, "area": area}
        value = eval(last, names) if last else None  # noqa: S307
        if value is not None:
            bundle = value._repr_mimebundle_()
            shown += [json.dumps(each) if isinstance(each, dict) else str(each) for each in bundle.values()]
    (folder / f"{area}.html").write_text("<!DOCTYPE html>\n" + "\n".join(shown), encoding="utf-8")


CELLS: list = []


def _cells() -> list:
    """The notebook's code, compiled once a process: of each cell its steps and, where it shows something, its last."""
    if not CELLS:
        for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                body = ast.parse("".join(cell["source"])).body
                last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
                steps = compile(ast.Module(body, []), "cell", "exec")
                CELLS.append((steps, compile(ast.Expression(last.value), "cell", "eval") if last else None))
    return CELLS


def begin() -> None:
    """What a worker does once: it keeps what it opens."""
    from radrum import dossier, exhibits, measures, press  # noqa: F401

    dossier.keep()


def in_pool(make: Callable, council: str, every: list[str], workers: int, folder: Path) -> tuple[float, float]:
    """Seconds a page in warm processes: of the whole, and once each of them has made one."""
    from radrum import engine

    begun = time.perf_counter()
    with engine.shared():
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=spawn, initializer=begin) as pool:
            first = [pool.submit(make, council, area, folder) for area in every[:workers]]
            for each in first:
                each.result()
            warm = time.perf_counter()
            for each in [pool.submit(make, council, area, folder) for area in every[workers:]]:
                each.result()
            ended = time.perf_counter()
    return (ended - begun) / len(every), (ended - warm) / (len(every) - workers)


def in_loop(council: str, every: list[str], workers: int, folder: Path) -> tuple[float, float]:
    """Seconds a page in a shell loop of as many processes."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda area: by_loop(council, area, folder), every))
    spent = (time.perf_counter() - begun) / len(every)
    return spent, spent


def main() -> None:
    """Print the medians of each way, and what they make of each other."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--council", default="vgr-digitaliseringsrad")
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--pages", type=int)
    asked.add_argument("--without-loop", action="store_true")
    given = asked.parse_args()
    every = areas(given.council)[: given.pages]
    ways = {"ours": by_draft, "script": by_script}
    spent: dict[str, list[tuple[float, float]]] = {"loop": [], "ours": [], "script": []}
    for _ in range(given.runs):
        for way in spent:
            with tempfile.TemporaryDirectory() as folder:
                common = (given.council, every, given.workers, Path(folder))
                if way in ways:
                    spent[way].append(in_pool(ways[way], *common))
                elif not given.without_loop:
                    spent[way].append(in_loop(*common))
                made = len(list(Path(folder).glob("*.html")))
                if made != len(every) and (way in ways or not given.without_loop):
                    sys.exit(f"{way}: {made} of {len(every)} pages.")
    print(f"{len(every)} pages of {given.council}, {given.workers} processes, {given.runs} runs: seconds a page")
    print(f"{'':<10}{'whole':>8}{'least':>8}{'most':>8}{'warm':>8}")
    middle = {}
    for way, runs in spent.items():
        if runs:
            whole, warm = ([run[n] for run in runs] for n in (0, 1))
            middle[way] = (statistics.median(whole), statistics.median(warm))
            print(f"{way:<10}{middle[way][0]:>8.3f}{min(whole):>8.3f}{max(whole):>8.3f}{middle[way][1]:>8.3f}")
    if "loop" in middle:
        print(f"ours is {middle['loop'][0] / middle['ours'][0]:.1f} times as fast as the loop")
    print(f"the notebook adds {middle['ours'][1] - middle['script'][1]:.3f} s a page to the script")


if __name__ == "__main__":
    main()
