"""Whether the 500th page costs what the first did: seconds and memory of one worker, page after page: `make bench`.

The pages of 49 municipalities, over and over, in one process with one warm process, without the press; and the press of
a hundred, in one browser that is kept. On a machine that is shared with others the press is judged by the pages during
which nobody else had the processors, where there are some.
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil
from municipalities import areas, begin, by_draft

STEP = 50
MEMORY, PRESS = 400, 1.5  # the most megabytes of a process, and seconds a page of the press
GROWTH, HEAVIER = 1.25, 1.1  # the most that the last pages take of the first ones' seconds, and of their megabytes
WATCHED = 10  # pages
TAKEN, ENOUGH = (
    0.05,
    10,
)  # the most of the processors' time that others took while a page was undisturbed; so many pages


def memory() -> float:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def browser_memory() -> float:
    """Megabytes that the kept browser holds, of what its processes share each its part."""
    held = 0
    for child in psutil.Process().children(recursive=True):
        with suppress(OSError, psutil.Error, StopIteration):
            if "chrom" in child.name():
                lines = Path(f"/proc/{child.pid}/smaps_rollup").read_text().splitlines()
                held += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return held / 1e3


class Notebooks(threading.Thread):
    """Watches the notebooks' processes: the most that one of them has held, in megabytes.

    ``Rss`` counts all that it holds, ``Pss`` of what it shares with the warm process its part, ``Own`` nothing of that.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = dict.fromkeys(("Rss", "Pss", "Own"), 0.0)
        self.seen: set[int] = set()
        self.ended = threading.Event()

    def run(self) -> None:
        """Look at all of them, often."""
        while not self.ended.wait(0.02):
            for child in psutil.Process().children(recursive=True):
                with suppress(OSError, psutil.Error):
                    if child.ppid() != os.getpid() and os.getsid(child.pid) == child.pid:  # a session of its own
                        self.look(child.pid)

    def look(self, pid: int) -> None:
        """Note what one of them holds now."""
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        held = {name: int(said.split()[0]) / 1e3 for name, _, said in (line.partition(":") for line in lines)}
        held["Own"] = held["Private_Clean"] + held["Private_Dirty"]
        self.most = {name: max(most, held[name]) for name, most in self.most.items()}
        self.seen.add(pid)


def watched(council: str, every: list[str]) -> Notebooks:
    """What the notebooks' processes hold, of pages whose time does not count: to watch takes time."""
    notebooks = Notebooks()
    notebooks.start()
    with tempfile.TemporaryDirectory() as folder:
        for area in every:
            by_draft(council, area, Path(folder))
    notebooks.ended.set()
    return notebooks


def main() -> None:
    """Print seconds a page and memory for each fifty pages, then the press's cost of a page."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--council", default="vgr-digitaliseringsrad")
    asked.add_argument("--pages", type=int, default=500)
    asked.add_argument("--pressed", type=int, default=100)
    given = asked.parse_args()
    begin()
    from radrum import engine

    every = areas(given.council)
    with engine.shared():
        print(f"{given.pages} pages of {given.council}, one process")
        print(f"{'pages':>6}{'s a page':>10}{'MB':>6}")
        spent, held = [], []
        for number in range(given.pages):
            with tempfile.TemporaryDirectory() as folder:
                before = time.perf_counter()
                by_draft(given.council, every[number % len(every)], Path(folder))
                spent.append(time.perf_counter() - before)
            if (number + 1) % STEP == 0:
                held.append(round(memory()))
                print(f"{number + 1:>6}{statistics.median(spent[-STEP:]):>10.3f}{held[-1]:>6}", flush=True)
        notebooks = watched(given.council, every[:WATCHED])
        told = ", ".join(f"{name} {most:.0f} MB" for name, most in notebooks.most.items())
        print(f"a notebook's process at most: {told} ({len(notebooks.seen)} seen)")
        print(f"{'pressed':>7}{'s a page':>9}{'taken':>7}{'MB':>6}{'browser, MB':>13}")
        pressed, taken, browsers = [], [], []
        for number in range(given.pressed):
            seconds, share = press_seconds(given.council, every[number % len(every)])
            pressed.append(seconds)
            taken.append(share)
            browsers.append(round(browser_memory()))
            if (number + 1) % (STEP // 2) == 0:
                half, others = (statistics.median(each[-STEP // 2 :]) for each in (pressed, taken))
                top = max(browsers[-STEP // 2 :])
                print(f"{number + 1:>7}{half:>9.2f}{others:>7.0%}{memory():>6.0f}{top:>13}", flush=True)
    most, press = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, statistics.median(pressed)
    print(f"at most {most:.0f} MB; the press, {len(pressed)} pages, one browser: median {press:.2f} s a page")
    alone = [seconds for seconds, share in zip(pressed, taken, strict=True) if share <= TAKEN]
    if len(alone) >= ENOUGH:
        press = statistics.median(alone)
        print(
            f"the {len(alone)} of them during which others took no more than {TAKEN:.0%}: median {press:.2f} s a page"
        )
    growth = statistics.median(spent[-STEP:]) / statistics.median(spent[:STEP])
    print(f"the last {STEP} pages took {growth:.2f} of the time of the first {STEP}")
    first, last = (max(each, default=0) for each in (browsers[: len(browsers) // 2], browsers[len(browsers) // 2 :]))
    missed = {
        f"The worker held {most:.0f} MB.": most > MEMORY,
        f"A notebook's process held {notebooks.most['Rss']:.0f} MB.": notebooks.most["Rss"] > MEMORY,
        f"No notebook's process of {WATCHED} was seen.": not notebooks.seen,
        f"The press took {press:.2f} s a page.": press > PRESS,
        f"The time of a page has grown to {growth:.2f}.": growth > GROWTH,
        f"The worker has grown: {held} MB.": any(held) and held[-1] > HEAVIER * held[0],
        f"The browser has grown from {first} to {last} MB.": last > HEAVIER * first > 0,
    }
    if any(missed.values()):
        sys.exit(" ".join(said for said, so in missed.items() if so))


def press_seconds(council: str, area: str) -> tuple[float, float]:
    """What the press of one page costs, and the share of the processors' time that other machines took meanwhile."""
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
        before, stolen = time.perf_counter(), taken_by_others()
        press.press(made.notebook, made.page, Path(folder) / "page.html")
        seconds = time.perf_counter() - before
        return seconds, (taken_by_others() - stolen) / (seconds * os.cpu_count())


def taken_by_others() -> float:
    """Seconds of the processors that other machines on the same hardware have had, where the kernel knows."""
    return getattr(psutil.cpu_times(), "steal", 0.0)


_kept = False

if __name__ == "__main__":
    main()
