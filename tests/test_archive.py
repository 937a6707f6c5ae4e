"""The archive: everything that is published is listed, nothing else, and the public's lists know of nothing else."""

import datetime
import re
import shutil
import time
import xml.etree.ElementTree as ElementTree
from contextlib import nullcontext
from pathlib import PurePosixPath

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from conftest import browser_path, run_apart
from radrum import press
from radrum.archive.addresses import EDITIONS
from radrum.archive.currency import is_current
from radrum.archive.holdings import by_council, holdings
from radrum.archive.lists import lists
from radrum.archive.making import make
from radrum.archive.shelf import shelf
from radrum.cli.commands import radrum as radrum_command
from radrum.dossier import EDITIONS as OF_A_DOSSIER
from radrum.dossier import open_dossier
from radrum.errors import Faults
from radrum.runs.facts import facts, meeting_of
from radrum.words import Words
from shelving import VESTLAND, shelve
from test_building import OPENS, SHOWS, write_notebook, write_plan

ATOM = "{http://www.w3.org/2005/Atom}"
MEMBERS = "XX-0101 Åsele, XX-0102 Almlunda, XX-0103 Östanå, XX-0104 Ängsö"


@pytest.fixture
def reports(tmp_path):
    """Two councils; one of them with two editions, two languages, four days, and pages about municipalities."""
    folder = tmp_path / "reports"
    for edition, language in (("council", "sv"), ("council", "en"), ("public", "sv")):
        for day, meeting in (("2026-09-10", "2026-09-10"), ("2026-09-03", "2026-09-10"), ("2025-12-31", "")):
            shelve(folder, day, meeting=meeting, edition=edition, language=language)
    shelve(folder, "2026-09-10", "portfolio", meeting="2026-09-10")
    for code in ("XX-0101", "XX-0102", "XX-0103"):
        about = {"municipality": code, "municipalities": MEMBERS, "meeting": "2026-09-10"}
        shelve(folder, "2026-09-10", "municipality", **about)
    for language in ("nb", "nn"):
        shelve(folder, "2022-12-20", meeting="2022-12-20", **VESTLAND, publisher="", contact="", language=language)
    return folder


@pytest.fixture
def unseen(monkeypatch):
    """There is no browser."""

    def none():
        raise press.NoBrowser("No Chromium or Chrome starts.")

    monkeypatch.setattr(press, "chromium", none)


@pytest.fixture
def trusting(monkeypatch):
    """Every list is taken for sound, so that no browser is needed."""
    monkeypatch.setattr(press, "chromium", lambda: nullcontext(object()))
    monkeypatch.setattr(press, "faults", lambda *_: ([], []))


def listed(reports):
    """The pages of the archive by path, as if they were to be written."""
    return {str(each.path): each for each in lists(shelf(reports)[0])}


def written(reports):
    """The bytes of every list and feed."""
    files = [*reports.rglob("index.html"), *reports.rglob("feed.xml")]
    return {file.relative_to(reports).as_posix(): file.read_bytes() for file in files if ".rejected" not in file.parts}


def rows(html):
    """The rows of every table of the list, as text."""
    return [" ".join(row.get_text(" ").split()) for row in BeautifulSoup(html, "html.parser").select("main tbody tr")]


def test_the_archive_knows_the_editions_of_the_dossier():
    assert EDITIONS == OF_A_DOSSIER


def test_what_a_page_is_stands_in_its_head_and_is_read_back_from_the_file(tmp_path):
    told = {"meeting": "2022-12-20", "publisher": "A & B <c>", "contact": "x@region.example", "language": "nn"}
    shelve(tmp_path, "2022-12-19", **VESTLAND, **told)
    ((page,), left) = shelf(tmp_path)
    assert left == []
    assert page.path == PurePosixPath("council/digivestland/2022-12-19/nn/meeting.html")
    assert (page.name, page.name_language, page.area) == ('Utvalget "DuVe" & vi', "nb", "NO-46")
    assert (page.report, page.language, page.publisher) == ("Møterapport", "nn", "A & B <c>")
    assert (page.day, page.meeting) == (datetime.date(2022, 12, 19), datetime.date(2022, 12, 20))
    assert page.title.replace("\u00a0", " ") == 'Møterapport: Utvalget "DuVe" & vi, 19. desember 2022'


def test_a_page_says_of_a_dossier_which_meeting_it_is_for_and_which_municipalities_there_are():
    held = open_dossier("exempel")
    said = facts(held, "XX-0101")
    assert (said["day"], said["meeting"], said["area"]) == ("2026-09-10", "2026-09-10", "XX-01")
    assert len(said["municipalities"].split(", ")) == 20
    assert facts(held)["municipalities"] == ""
    before = open_dossier("exempel", meeting="2026-09-10")
    assert before.as_of < held.as_of
    assert meeting_of(before) == held.as_of
    assert meeting_of(open_dossier("exempel", "2026-09-11")) is None


def test_only_what_stands_published_with_its_print_is_listed(reports, unseen):
    page = shelve(reports, "2026-01-01", "benefits")
    page.with_suffix(".pdf").unlink()
    foreign = reports / "council" / "exempel" / "2026-01-01" / "sv" / "foreign.html"
    foreign.write_text("<!DOCTYPE html><html lang='sv'><title>Ours?</title>", encoding="utf-8")
    foreign.with_suffix(".pdf").touch()
    for aside in (".rejected", ".staging/x"):
        shutil.copytree(reports / "public" / "exempel", reports / aside / "public" / "spoilt")
    found, left = shelf(reports)
    assert {each.council for each in found} == {"exempel", "digivestland"}
    assert not [each for each in found if each.day.year == 2026 and each.day.month == 1]
    assert [(each.place[-13:], each.found) for each in left] == [
        ("benefits.html", "there is no PDF beside it."),
        ("/foreign.html", "its head does not say what it is."),
    ]


@pytest.mark.parametrize(
    ("moved", "to", "told"),
    [
        ("council/exempel/2026-09-10/sv/portfolio", "public/exempel/2026-09-10/sv/portfolio", "edition public"),
        ("council/exempel/2026-09-10/en/meeting", "council/exempel/2026-09-10/sv/secret", "language sv"),
        ("council/exempel/2026-09-10/sv/portfolio", "council/exempel/2026-09-09/sv/portfolio", "day 2026-09-09"),
        ("council/exempel/2026-09-10/sv/municipality/XX-0101", "council/exempel/2026-09-10/sv/a/XX-0102", "XX-0102"),
    ],
)
def test_a_page_that_lies_where_it_does_not_belong_is_not_listed(reports, moved, to, told):
    (reports / to).parent.mkdir(parents=True, exist_ok=True)
    for ending in (".html", ".pdf"):
        shutil.copy(reports / f"{moved}{ending}", reports / f"{to}{ending}")
    found, (fault,) = shelf(reports)
    assert PurePosixPath(f"{to}.html") not in {each.path for each in found}
    assert told in fault.found


def test_a_page_of_other_parameters_is_nobodys_paper_and_is_passed_over(reports):
    before, left = shelf(reports)
    page = shelve(reports, "2026-06-18", "broadband--years-7", parameters="years-7")
    assert shelf(reports) == (before, left)
    page.with_suffix(".pdf").unlink()
    assert shelf(reports) == (before, left)


def test_the_newest_comes_first_and_the_meeting_report_before_the_others(reports):
    held = holdings(shelf(reports)[0], Words("sv"))
    assert [(each.page.day.isoformat(), each.page.notebook) for each in held][:4] == [
        ("2026-09-10", "meeting"),
        ("2026-09-10", "municipality"),
        ("2026-09-10", "portfolio"),
        ("2026-09-03", "meeting"),
    ]
    assert [copy.page.language for copy in held[0].copies] == ["sv", "sv", "en"]
    assert list(by_council(held, Words("sv"))) == ["exempel", "digivestland"]


def test_a_list_is_in_the_language_of_its_council_and_that_of_all_in_the_language_of_most(reports):
    pages = listed(reports)
    spoken = {path: each.page.words.language for path, each in pages.items()}
    assert spoken == {
        "council/exempel/2026-09-10/sv/municipality/index.html": "sv",
        "council/digivestland/index.html": "nb",
        "council/exempel/index.html": "sv",
        "public/exempel/index.html": "sv",
        "public/index.html": "sv",
        "index.html": "sv",
    }


def test_days_are_named_by_their_meeting_and_papers_by_the_meeting_they_are_for(reports):
    groups = listed(reports)["council/exempel/index.html"].content["groups"]
    told = [(each.name.replace("\u00a0", " "), bool(each.known)) for each in groups]
    assert told == [
        ("Möte den 10 september 2026", False),
        ("Inför mötet den 10 september 2026", True),
        ("31 december 2025", False),
    ]


def test_municipalities_are_listed_by_name_and_those_without_a_page_are_named(reports):
    content = listed(reports)["council/exempel/2026-09-10/sv/municipality/index.html"].content
    assert [name for name, _ in content["rows"]] == ["Almlunda", "Åsele", "Ängsö", "Östanå"]
    assert [name for name, page in content["rows"] if page is None] == ["Ängsö"]
    assert content["said"] == "3 av 4 kommuner har en sida."
    assert content["lacking"] == "Utan sida: Ängsö."


def test_municipalities_in_norwegian_are_sorted_as_norwegian(tmp_path):
    members = "NO-4601 Årdal, NO-4602 Øygarden, NO-4603 Ærfjord, NO-4604 Bergen"
    shelve(tmp_path, "2022-12-20", "municipality", **VESTLAND, municipality="NO-4601", municipalities=members)
    ((_, content), *_) = [(each.path, each.content) for each in lists(shelf(tmp_path)[0])]
    assert [name for name, _ in content["rows"]] == ["Bergen", "Ærfjord", "Øygarden", "Årdal"]


def test_the_publics_lists_and_feeds_name_nothing_of_the_council(reports, trusting):
    shelve(reports, "2030-01-01", "canary", kind="Kanariefågelrapport", name="Kanarierådet", meeting="2030-01-01")
    shelve(reports, "2030-01-02", "canary", kind="Kanariefågelrapport", **VESTLAND | {"council": "kanariutvalget"})
    make(reports)
    public = {path: content.decode() for path, content in written(reports).items() if path.startswith("public/")}
    assert sorted(public) == [
        f"public/{where}{name}" for where in ("exempel/", "") for name in ("feed.xml", "index.html")
    ]
    for path, text in public.items():
        assert not re.search(
            r"anari|2030|council/|portfolio|Portfölj|digivestland|DuVe|English|Rådets version", text
        ), path
    assert rows(public["public/index.html"]) == [
        "Mötesrapport Möte den 10 september 2026 Svenska PDF",
        "Mötesrapport Inför mötet den 10 september 2026 Svenska PDF",
        "Mötesrapport 31 december 2025 Svenska PDF",
    ]
    assert "Kanariefågelrapport" in (reports / "index.html").read_text(encoding="utf-8")


def atom(content):
    """The entries of a feed, each with what it must have."""
    root = ElementTree.fromstring(content)  # noqa: S314 - of our own making
    assert root.tag == f"{ATOM}feed"
    found = []
    for element in (root, *root.iter(f"{ATOM}entry")):
        said = {name: element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")}
        assert all(said.values()), said
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", said["id"])
        datetime.datetime.fromisoformat(said["updated"])
        links = {each.get("rel"): each.get("href") for each in element.findall(f"{ATOM}link")}
        assert "alternate" in links
        found.append({**said, **links})
        assert element is root or element.findtext(f"{ATOM}author/{ATOM}name")
    return found


def test_a_feed_is_atom_its_ids_are_unique_and_its_links_lead_to_what_is_there(reports):
    ids = []
    for path, each in listed(reports).items():
        if each.feed:
            whole, *entries = atom(each.feed)
            assert whole["updated"] == max(entry["updated"] for entry in entries)
            ids.append(whole["id"])
            folder = (reports / path).parent
            assert len({entry["id"] for entry in entries}) == len(entries) > 1
            for entry in entries:
                target = (folder / entry["alternate"]).resolve()
                assert target.is_file() or target.relative_to(reports.resolve()).as_posix() in listed(reports)
                assert "enclosure" not in entry or (folder / entry["enclosure"]).is_file()
    assert len(set(ids)) == len(ids) == 5


def test_a_report_keeps_its_id_when_others_come(reports):
    def known():
        return {entry["alternate"]: entry["id"] for entry in atom(listed(reports)["index.html"].feed)}

    before = known()
    shelve(reports, "2027-01-01")
    after = known()
    assert before.items() < after.items()


def test_without_a_browser_the_councils_lists_say_so_and_the_publics_are_refused(reports, unseen):
    with pytest.raises(Faults) as refused:
        make(reports)
    assert [fault.place for fault in refused.value.faults] == ["public/exempel/index.html", "public/index.html"]
    assert not list((reports / "public").rglob("index.html"))
    assert "Inte kontrollerad" in (reports / "index.html").read_text(encoding="utf-8")
    assert not is_current(reports)
    shutil.rmtree(reports / "public")
    assert "No Chromium" in make(reports).lack
    assert is_current(reports)


def test_a_list_with_a_fault_is_kept_aside_and_the_last_good_one_stays(reports, unseen):
    shutil.rmtree(reports / "public")
    make(reports)
    before = (reports / "index.html").read_bytes()
    shelve(reports, "2027-01-01", "spoilt", kind="TODO rapport")
    with pytest.raises(Faults, match="leftover-text"):
        make(reports)
    assert (reports / "index.html").read_bytes() == before
    assert "TODO" in (reports / ".rejected" / "index.html").read_text(encoding="utf-8")
    assert "leftover-text" in (reports / ".rejected" / "index.faults.txt").read_text(encoding="utf-8")
    shelve(reports, "2027-01-01", "spoilt", kind="Rapport")
    make(reports)
    assert not (reports / ".rejected").exists()


def test_lists_of_what_is_gone_are_taken_away_and_nothing_else_is(reports, unseen):
    shutil.rmtree(reports / "public")
    make(reports)
    own = reports / "council" / "exempel" / "2026-09-10" / "sv" / "index.html"
    own.write_text("a page of somebody's", encoding="utf-8")
    shutil.rmtree(reports / "council" / "digivestland" / "2022-12-20")
    for each in (reports / "council" / "exempel" / "2026-09-10" / "sv" / "municipality").glob("XX-*"):
        each.unlink()
    assert not is_current(reports)
    make(reports)
    left = {path for path in written(reports) if "exempel" not in path or "municipality" in path}
    assert left == {"index.html", "feed.xml"}
    assert own.is_file()
    shutil.rmtree(reports / "council")
    assert not is_current(reports)
    make(reports)
    assert written(reports) == {}
    assert is_current(reports)


def test_an_archive_that_is_current_is_not_touched(reports, unseen):
    shutil.rmtree(reports / "public")
    runner = CliRunner()
    assert runner.invoke(radrum_command, ["archive", "--reports", str(reports)]).exit_code == 0
    before = {file: (reports / file).stat().st_mtime_ns for file in written(reports)}
    assert is_current(reports)
    time.sleep(0.02)
    shelve(reports, "2025-12-31")
    assert is_current(reports), "a file written in place is no publication"
    page = shelve(reports / ".staging", "2025-12-31")
    page.replace(reports / page.relative_to(reports / ".staging"))
    assert not is_current(reports)
    assert "0 files written" in runner.invoke(radrum_command, ["archive", "--reports", str(reports)]).output
    after = {file: (reports / file).stat().st_mtime_ns for file in written(reports)}
    assert before == after


def test_a_thousand_pages_are_read_in_seconds(tmp_path):
    page = shelve(tmp_path, "2026-01-01").read_bytes() + b" " * 200_000
    folder = tmp_path / "council" / "exempel" / "2026-01-01" / "sv"
    for number in range(1000):
        (folder / f"n{number}.html").write_bytes(page)
        (folder / f"n{number}.pdf").touch()
    began = time.process_time()
    found, _ = shelf(tmp_path)
    lists(found)
    assert len(found) == 1001
    assert time.process_time() - began < 3


@pytest.mark.slow
def test_every_list_passes_the_press_and_is_the_same_when_it_is_made_again(reports, browser, monkeypatch):
    monkeypatch.setattr(press, "chromium", lambda: nullcontext(browser))
    done = make(reports)
    assert (done.lack, done.left, len(done.written)) == ("", (), 11)
    assert not (reports / ".rejected").exists()
    first = written(reports)
    assert make(reports).written == ()
    for path in first:
        (reports / path).unlink()
    monkeypatch.setattr(press, "faults", lambda *_: ([], []))
    make(reports)
    assert written(reports) == first
    public = b"".join(each for path, each in first.items() if path.startswith("public/"))
    assert not re.search(rb"portfolio|digivestland|DuVe|English|council/", public)


@pytest.mark.slow
def test_the_search_is_used_with_the_keyboard_and_says_how_many_it_shows(reports, trusting, browser):
    make(reports)
    with press.Visit(browser, reports / "index.html") as visit:
        page = visit.page
        total = len(rows(page.content()))
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "sought":
                break
        shown = page.locator("main tbody tr:visible")
        status = page.get_by_role("status")
        for typed, expected in (
            ("portfolj", 1),
            ("2026-09-03", 1),
            ("östanå", 1),
            ("nynorsk dec", 1),
            ("möte 2026", 4),
        ):
            page.keyboard.press("Control+A")
            page.keyboard.type(typed)
            assert (typed, shown.count()) == (typed, expected)
            assert status.inner_text() == f"Visar {expected} av {total}."
        page.keyboard.type(" zzz")
        assert shown.count() == 0
        assert page.locator(".group:visible").count() == 0
        assert status.inner_text() == "Inget i listan innehåller alla de orden."
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
        assert shown.count() == total
        assert status.inner_text() == ""
        assert visit.complaints == []


@pytest.mark.slow
def test_without_scripts_the_whole_list_is_there_and_no_search_that_would_not_work(reports, trusting, browser):
    make(reports)
    with press.Visit(browser, reports / "index.html", scripts=False) as visit:
        assert visit.page.locator("main tbody tr:visible").count() == 6
        assert not visit.page.locator("#sought").is_visible()


@pytest.mark.slow
def test_a_build_brings_the_archive_up_to_date_and_one_that_makes_nothing_leaves_it(council, tmp_path, monkeypatch):
    monkeypatch.setenv("RADRUM_NOTEBOOKS", str(tmp_path / "notebooks"))
    write_notebook(tmp_path / "notebooks", "sound", OPENS, SHOWS)
    plan = write_plan(tmp_path, f'[[report]]\ncouncil = "{council.name}"\nnotebooks = ["sound"]\n')
    words = ("build", str(plan), "--reports", str(tmp_path / "reports"), "--workers", "1")
    done = run_apart(*words, RADRUM_BROWSER=browser_path())
    assert done.stdout.endswith("Archive: 1 pages listed, 4 files written.\n"), done.stderr
    (line,) = rows((tmp_path / "reports" / "index.html").read_text(encoding="utf-8"))
    assert line == "Mötesrapport Möte den 8 september 2016 Svenska PDF"
    before = {path: (tmp_path / "reports" / path).stat().st_mtime_ns for path in written(tmp_path / "reports")}
    assert "Archive" not in run_apart(*words, RADRUM_BROWSER=browser_path()).stdout
    assert before == {path: (tmp_path / "reports" / path).stat().st_mtime_ns for path in before}
