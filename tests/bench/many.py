"""Whether the 500th page costs what the first did: seconds and memory of one worker, page after page: `make bench`.

The pages of 49 municipalities, over and over, in one process with one warm process, without the press; and the press of
some of them, in one browser that is kept.
"""

import argparse
import resource
import statistics
import tempfile
import time
from pathlib import Path

from municipalities import areas, begin, by_draft

STEP = 50


def memory() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Print seconds a page and memory for each fifty pages, then the press's cost of a page."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--council", default="vgr-digitaliseringsrad")
    asked.add_argument("--pages", type=int, default=500)
    asked.add_argument("--pressed", type=int, default=20)
    given = asked.parse_args()
    begin()
    from radrum import engine

    every = areas(given.council)
    with engine.shared():
        print(f"{given.pages} pages of {given.council}, one process")
        print(f"{'pages':>6}{'s a page':>10}{'MB':>6}")
        spent = []
        for number in range(given.pages):
            with tempfile.TemporaryDirectory() as folder:
                before = time.perf_counter()
                by_draft(given.council, every[number % len(every)], Path(folder))
                spent.append(time.perf_counter() - before)
            if (number + 1) % STEP == 0:
                print(f"{number + 1:>6}{statistics.median(spent[-STEP:]):>10.3f}{memory():>6.0f}", flush=True)
        children = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"at most {children:.0f} MB")
        pressed = [press_seconds(given.council, area) for area in every[: given.pressed]]
    print(f"the press, {len(pressed)} pages, one browser: median {statistics.median(pressed):.2f} s a page")


def press_seconds(council: str, area: str) -> float:
    """What the press of one page costs."""
    from radrum import press
    from radrum.runs.drafting import ask, draft
    from radrum.runs.plan import Plan
    from radrum.runs.stamps import ground
    from radrum.runs.worker import keep_browser

    global _kept
    if not _kept:
        keep_browser()
        _kept = True
    plan = Plan(council, "municipality", parameters={"area": area})
    with tempfile.TemporaryDirectory() as folder:
        made = draft(plan, ask(plan), Path(folder), ground=ground(council))
        before = time.perf_counter()
        press.press(made.notebook, made.page, Path(folder) / "page.html")
        return time.perf_counter() - before


_kept = False

if __name__ == "__main__":
    main()
