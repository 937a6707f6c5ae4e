"""The long proof of the press: every report of every council in every edition and language passes every check.

Of the pages of municipalities all in the council's own language, one in the others and in the public edition. They are
made as ``radrum build`` makes them. The press has axe look at a page whole by day, and at its colours by night and in
print; here it looks at one page of each notebook with nothing left out, by night, in print and on a narrow screen too.
Run with ``make trust``; ``RADRUM_TRUST`` names a folder that keeps the pages. The results stand in ``docs/trust.md``.
"""

import os
import sys
from itertools import product
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from radrum import press
from radrum.dossier import EDITIONS, open_dossier
from radrum.press.browser import WIDE
from radrum.press.checks.sight import NARROW, TAGS
from radrum.register import council_names
from radrum.runs import Plan, build
from radrum.runs.plan import called
from radrum.words import LANGUAGES

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import NOTEBOOKS, browser_path

LIGHTS = (("screen", "light", WIDE), ("screen", "dark", WIDE), ("print", "light", WIDE), ("screen", "light", NARROW))


def asked(council: str, folder: Path) -> list[Plan]:
    """Every report of a council."""
    opened = open_dossier(council)
    areas = list(opened.municipalities.index)
    plans = []
    for edition, language, notebook in product(EDITIONS, LANGUAGES, NOTEBOOKS):
        how = {"language": language, "edition": edition, "reports": folder, "linked": True}
        own = edition == "council" and language == opened.council.language
        if notebook == "municipality":
            for area in areas if own else areas[:1]:
                plans.append(Plan(council, notebook, parameters={"area": area}, **how))
        else:
            plans.append(Plan(council, notebook, **how))
    return plans


@pytest.mark.parametrize("council", council_names())
def test_every_page_passes_the_press(council, tmp_path, monkeypatch):
    monkeypatch.setenv("RADRUM_BROWSER", browser_path())
    folder = Path(os.environ.get("RADRUM_TRUST") or tmp_path)
    plans = asked(council, folder)
    runs = build(plans, folder, tell=lambda run: print(run, flush=True))
    assert [run for run in runs if run.state not in ("made", "unchanged")] == []
    assert len(runs) == len(plans)
    for run in runs:
        if called(run.plan).notebook == "municipality":
            with pikepdf.open((folder / run.path).with_suffix(".pdf")) as printed:
                assert len(printed.pages) == 1, run.path
    whole = {called(run.plan).notebook: folder / run.path for run in runs}
    with press.chromium() as browser:
        assert {path: found for path in whole.values() if (found := violations(browser, path))} == {}


def violations(browser, path: Path) -> list[str]:
    """What axe has against a page, nothing of it left out, in any light and on a narrow screen."""
    told = []
    with press.Visit(browser, path) as visit:
        visit.page.evaluate(AXE_SCRIPT)
        for media, scheme, width in LIGHTS:
            visit.page.emulate_media(media=media, color_scheme=scheme)
            visit.resize(width)
            found = visit.page.evaluate("(options) => axe.run(document, options)", {"runOnly": TAGS})["violations"]
            told += [f"{media}, {scheme}, {width}: {each['id']}, {each['nodes'][0]['html'][:200]}" for each in found]
    return told
