"""What the produced HTML says and holds, without a browser; and the traps of this stack."""

import html
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import COUNCIL, ROOT, browser_path, page_path, run, run_apart

pytestmark = pytest.mark.slow


def text_of(path) -> str:
    """The page's words, tags and scripts taken out, every space a plain one."""
    page = path.read_text(encoding="utf-8")
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " "))


def markup_of(path) -> str:
    """The page without its scripts."""
    return re.sub(r"<script\b.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def figures_of(path) -> dict:
    found = re.search(
        r'<script type="application/json" id="figures">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL
    )
    return json.loads(found[1])


def test_the_report_of_september_2016_knows_october_2015_and_not_october_2016(reports):
    page = page_path(reports, "2016-09-08").read_text(encoding="utf-8")
    said = text_of(page_path(reports, "2016-09-08"))
    assert "66 %" in said
    assert "72,16" not in page
    assert "72.16" not in page
    assert "(oktober 2016)" not in said
    assert "90 %" in said
    assert "95 %" not in said


def test_the_report_of_june_2017_knows_october_2016_the_new_goal_and_what_is_late(reports):
    said = text_of(page_path(reports, "2017-06-01"))
    assert "72,16 % (oktober 2016)" in said
    assert "Mellerud lägst, 19,12 %" in said
    assert "95 %" in said
    assert "242 dagar" in said
    assert said.count("152 dagar") >= 2
    assert "inget har införts om dessa uppgifter sedan den 8 september 2016" in said


def test_the_report_of_june_2016_says_what_it_cannot_know(reports):
    said = text_of(page_path(reports, "2016-06-21"))
    assert "Anteckningarna från mötet den 21 juni 2016 saknas." in said
    for unknown in ("insats", "uppgift", "breddinförande"):
        assert unknown in said
    assert "Säker kommunikation" not in said
    assert "29 juni" not in said
    assert list(figures_of(page_path(reports, "2016-06-21"))) == [
        "coverage-by-municipality",
        "coverage-changes",
        "coverage-over-time",
        "index-changes",
        "index-over-time",
    ]


def test_no_line_is_drawn_across_the_break_of_2015(reports):
    for day in ("2016-09-08", "2017-06-01"):
        lines = figures_of(page_path(reports, day))["coverage-over-time"]["data"]
        spans = [(min(line["x"]), max(line["x"])) for line in lines if line["mode"] == "lines+markers"]
        assert spans
        assert not [span for span in spans if span[0] < 2015 < span[1]]


def test_the_page_of_a_real_council_says_that_it_is_a_reconstruction(reports):
    assert "En rekonstruktion ur offentliga handlingar" in text_of(page_path(reports, "2016-09-08"))
    assert "A reconstruction from public papers" in text_of(page_path(reports, "2016-09-08", "en"))


def test_the_english_page_keeps_the_councils_own_texts_in_swedish_and_marks_them(reports):
    page = markup_of(page_path(reports, "2016-09-08", "en"))
    assert '<html lang="en">' in page
    assert re.search(r'<td role="cell" data-heading="Description"[^>]*><span lang="sv">', page)
    assert "<title>Meeting report: Digitaliseringsrådet i Västra Götaland, 8\u00a0September\u00a02016</title>" in page
    assert "uppgift saknas" not in page
    assert 'lang="sv"' not in markup_of(page_path(reports, "2016-09-08", "sv")).replace('<html lang="sv">', "")


def test_a_translated_page_leaves_no_english_behind(reports):
    said = text_of(page_path(reports, "2016-09-08"))
    english = re.findall(r"\b(?:the|of|and|with|not stated|Source|Table|Read more|households)\b", said)
    assert english == []


CLOCK = """import os
import time_machine
time_machine.travel(os.environ["NOW"], tick=True).start()
"""


@pytest.fixture
def elsewhere(tmp_path) -> dict[str, str]:
    """What makes a process run another copy of the project, in another folder, years later, on the other side of the
    earth and with another seed of its hashes."""
    copy, clock = tmp_path / "another place" / "project", tmp_path / "clock"
    for part in ("lib", "data", "notebooks"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    now = {"NOW": "2031-05-06T07:08:09", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    return now | {"PYTHONPATH": os.pathsep.join(map(str, (copy / "lib", clock)))}


def test_the_other_place_and_time_are_real(elsewhere):
    said = "import datetime, radrum.paths; print(datetime.date.today(), radrum.paths.root())"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, env=os.environ | elsewhere)
    assert done.stdout.startswith("2031-05-0") and "another place" in done.stdout, done.stderr


def test_the_same_inputs_give_the_same_bytes_in_another_place_on_another_day(tmp_path, reports, elsewhere):
    done = run_apart("report", COUNCIL, "--reports", str(tmp_path / "made"), **elsewhere, RADRUM_BROWSER=browser_path())
    assert done.returncode == 0, done.stderr
    made, again = (page_path(folder, "2016-09-08") for folder in (reports, tmp_path / "made"))
    assert again.read_bytes() == made.read_bytes()
    assert again.with_suffix(".pdf").read_bytes() == made.with_suffix(".pdf").read_bytes()


def test_trap_1_charts_do_not_vanish(reports):
    figures = figures_of(page_path(reports, "2016-09-08"))
    assert len(figures) >= 6
    assert all(figure["data"] for figure in figures.values())
    places = re.findall(r'<div class="chart" id="([\w-]+)-chart"', markup_of(page_path(reports, "2016-09-08")))
    assert sorted(places) == sorted(figures)


def test_trap_2_no_chart_hides_behind_a_placeholder(reports):
    page = markup_of(page_path(reports, "2016-09-08"))
    assert "No description has been provided" not in page
    described = set(re.findall(r'aria-describedby="([\w-]+)"', page))
    texts = [re.search(rf'id="{name}">(.*?)</p>', page, re.DOTALL)[1] for name in described]
    assert all(len(text) > 40 for text in texts)
    assert len(set(texts)) == len(texts)


def test_trap_3_codes_and_words_given_as_parameters_stay_text(tmp_path):
    from radrum.press import declared, read_notebook, typed

    parameters = declared(read_notebook("meeting"), "meeting")
    for text in ("0301", "0114", "no", "0180"):
        assert typed(parameters, {"measure": text}, "meeting") == {"measure": text}


def test_trap_4_an_unknown_parameter_stops_the_run():
    done = run("report", COUNCIL, "-p", "councl=x")
    assert done.returncode == 1
    assert "there is no parameter 'councl'" in done.stderr


def test_trap_5_a_notebook_that_failed_is_not_made_into_a_page():
    import nbformat
    from nbformat.v4 import new_code_cell, new_notebook, new_output
    from radrum.errors import RadrumError
    from radrum.press.rendering import read_body

    failed = new_output("error", ename="ValueError", evalue="no", traceback=[])
    notebook = new_notebook(cells=[new_code_cell("1", outputs=[failed])])
    nbformat.validate(notebook)
    with pytest.raises(RadrumError, match="Cell 1 failed: ValueError: no"):
        read_body(notebook)


def test_trap_6_the_button_that_posts_a_chart_to_a_cloud_is_off(reports):
    for figure in figures_of(page_path(reports, "2016-09-08")).values():
        assert figure["config"]["showSendToCloud"] is False
        assert figure["config"]["plotlyServerURL"] == ""
        assert figure["config"]["displayModeBar"] is False


def test_trap_7_nothing_is_loaded_from_elsewhere_and_the_page_has_language_and_title(reports):
    page = markup_of(page_path(reports, "2016-09-08"))
    assert not re.findall(r'(?:src|srcset)="', page)
    assert not re.findall(r"<link\b", page)
    assert not re.findall(r"@import|url\((?!#)", page)
    for library in ("require.js", "MathJax", "mermaid"):
        assert library not in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="sv">')
    title = re.search(r"<title>(.*?)</title>", page)[1].replace("\u00a0", " ")
    assert title == "Mötesrapport: Digitaliseringsrådet i Västra Götaland, 8 september 2016"


def test_trap_8_numbers_are_never_shortened_or_broken_over_lines(reports):
    page = markup_of(page_path(reports, "2016-09-08"))
    assert "65\u00a0000" in page
    assert not re.search(r"\d %", page)
    assert not re.search(r"\d%", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))


def test_trap_9_git_does_not_ignore_our_folders():
    import subprocess

    kept = ["lib/radrum/cli/__init__.py", "data/statistics/x.csv", "data/councils/x/council.toml", "reports/README.md"]
    dropped = [".venv/x", "reports/council/x.html", "data/councils/x/private/people.csv"]
    for path, ignored in [*((path, 1) for path in kept), *((path, 0) for path in dropped)]:
        done = subprocess.run(["git", "check-ignore", "--quiet", "--no-index", path], cwd=ROOT, check=False)
        assert done.returncode == ignored, path


def test_trap_10_tables_have_scope_and_caption_and_no_nan(reports):
    page = markup_of(page_path(reports, "2017-06-01"))
    assert page.count("<table") == page.count("<caption>")
    assert not re.findall(r"<th(?! scope=)(?!ead)[^>]*>", page)
    assert not re.findall(r">\s*(?:NaN|nan|NaT|None|&lt;NA&gt;|<NA>)\s*<", page)
    assert not re.findall(r"<t[hd][^>]*>\s*</t[hd]>", page)


def test_trap_11_a_report_can_be_made_from_any_folder(reports):
    assert page_path(reports, "2016-09-08").is_file()  # the fixture's command runs from the root of the disk


def test_the_policy_of_the_page_allows_its_own_scripts_alone(reports):
    page = page_path(reports, "2016-09-08").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert "default-src &#39;none&#39;" in policy or "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'unsafe-inline'" not in html.unescape(policy)
