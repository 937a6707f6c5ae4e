"""The pages of 49 municipalities, made three ways at the same time of day: `make bench`.

- *loop*: `papermill` and `jupyter nbconvert`, each page by a process of each, as a shell loop would;
- *ours*: what `radrum build` does but for the press, in warm processes;
- *script*: the same cells run as plain Python in as many warm processes, and their exhibits written, no notebook.

As many processes each. Seconds a page are of the whole, start included, and, warm, once every process has made one.
"""

import argparse
import ast
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "municipality.ipynb"
BIN = Path(sys.executable).parent
TIMES = 10  # the least that ours is faster than the loop
ADDED = 0.15  # the most seconds a page that ours adds to the script


def areas(council: str) -> list[str]:
    """The codes of the council's municipalities."""
    from radrum.dossier import open_dossier

    return list(open_dossier(council).municipalities.index)


def by_loop(council: str, area: str, folder: Path) -> None:
    """One page, by a process of papermill and one of nbconvert."""
    executed = folder / f"{area}.ipynb"
    given = ["-r", "council", council, "-r", "area", area]
    run = [BIN / "papermill", NOTEBOOK, executed, *given, "--no-progress-bar", "--log-level", "ERROR"]
    for last in (False, True):  # two kernels that start at once may choose the same port
        if subprocess.run(run, check=last, capture_output=True).returncode == 0:
            break
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
    from radrum import dossier

    dossier.keep()


def in_pool(way: str, council: str, every: list[str], workers: int, folder: Path) -> tuple[float, float]:
    """Seconds a page in warm processes: of the whole, from a Python of its own on, and once each has made one."""
    begun = time.perf_counter()
    words = ["--way", way, "--into", str(folder), "--council", council, "--workers", str(workers)]
    said = subprocess.run(
        [sys.executable, __file__, *words, "--areas", *every], check=True, capture_output=True, text=True
    ).stdout
    return (time.perf_counter() - begun) / len(every), float(said.split()[-1])


def pooled(make: Callable, council: str, every: list[str], workers: int, folder: Path) -> float:
    """Make the pages in as many processes; seconds a page once each of them has made one."""
    from radrum.runs.making import context

    with ProcessPoolExecutor(workers, mp_context=context(), initializer=begin) as pool:
        for each in [pool.submit(make, council, area, folder) for area in every[:workers]]:
            each.result()
        warm = time.perf_counter()
        for each in [pool.submit(make, council, area, folder) for area in every[workers:]]:
            each.result()
        return (time.perf_counter() - warm) / (len(every) - workers)


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
    asked.add_argument("--way", choices=["ours", "script"], help="make the pages of --areas, in this way only")
    asked.add_argument("--into", type=Path)
    asked.add_argument("--areas", nargs="+")
    given = asked.parse_args()
    if given.way:
        from radrum import engine

        common = (given.council, given.areas, given.workers, given.into)
        with engine.shared() if given.way == "ours" else nullcontext():
            print(pooled(by_draft if given.way == "ours" else by_script, *common))
        return
    every = areas(given.council)[: given.pages]
    spent: dict[str, list[tuple[float, float]]] = {"loop": [], "ours": [], "script": []}
    for _ in range(given.runs):
        for way in spent:
            with tempfile.TemporaryDirectory() as folder:
                common = (given.council, every, given.workers, Path(folder))
                if way == "loop" and given.without_loop:
                    continue
                spent[way].append(in_loop(*common) if way == "loop" else in_pool(way, *common))
                print(f"{way:<10}{spent[way][-1][0]:>8.3f}", file=sys.stderr, flush=True)
                pages = list(Path(folder).glob("*.html"))
                if len(pages) != len(every):
                    sys.exit(f"{way}: {len(pages)} of {len(every)} pages.")
                if way == "ours":
                    read = [page.read_text(encoding="utf-8") for page in pages]
    tables, charts = (sum(page.count(mark) for page in read) for mark in ('<table class="', '<div class="chart"'))
    print(f"{len(every)} pages of {given.council} with {tables} tables and {charts} charts in all,", end=" ")
    print(f"{given.workers} processes, {given.runs} runs: seconds a page")
    print(f"{'':<10}{'whole':>8}{'least':>8}{'most':>8}{'warm':>8}")
    middle = {}
    for way, runs in spent.items():
        if runs:
            whole, warm = ([run[n] for run in runs] for n in (0, 1))
            middle[way] = (statistics.median(whole), statistics.median(warm))
            print(f"{way:<10}{middle[way][0]:>8.3f}{min(whole):>8.3f}{max(whole):>8.3f}{middle[way][1]:>8.3f}")
    missed = []
    if "loop" in middle:
        times = middle["loop"][0] / middle["ours"][0]
        print(f"ours is {times:.1f} times as fast as the loop")
        missed += [f"{times:.1f} times is less than {TIMES}."] if times < TIMES else []
    added = middle["ours"][1] - middle["script"][1]
    print(f"the notebook adds {added:.3f} s a page to the script")
    missed += [f"{added:.3f} s is more than {ADDED}."] if added > ADDED else []
    if missed:
        sys.exit(" ".join(missed))


if __name__ == "__main__":
    main()
