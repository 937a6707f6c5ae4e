"""A page takes its place, its print with it, and what was kept of an earlier, rejected one is cleared away."""

from pathlib import Path

import pytest
from radrum.press.publishing import absolve, publish, reject

PAGE = Path("council/x/2026-09-10/sv/meeting.html")


@pytest.fixture
def drafts(tmp_path):
    """Write drafts of these names, each with what is said of it, and give their paths."""

    def write(said, *names):
        folder = tmp_path / "staged"
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / name).write_text(said)
        return [folder / name for name in names]

    return write


def told(folder):
    return {file.name: file.read_text() for file in folder.iterdir()}


def test_a_page_without_a_print_takes_the_print_of_the_page_before_it_away(tmp_path, drafts):
    folder = tmp_path / "sv"
    publish(drafts("before", "meeting.pdf", "meeting.html", "portfolio.pdf", "portfolio.html"), folder)
    publish(drafts("now", "meeting.html"), folder)
    assert told(folder) == {"meeting.html": "now", "portfolio.pdf": "before", "portfolio.html": "before"}


def test_what_is_no_page_takes_nothing_away(tmp_path, drafts):
    publish(drafts("before", "feed.pdf"), tmp_path / "sv")
    publish(drafts("now", "feed.xml"), tmp_path / "sv")
    assert told(tmp_path / "sv") == {"feed.pdf": "before", "feed.xml": "now"}


def test_of_a_rejected_page_that_is_sound_now_nothing_is_left_aside(tmp_path, drafts):
    aside = tmp_path / ".rejected"
    listed = reject(drafts("bad", "meeting.pdf", "meeting.html"), aside / PAGE.parent, ["anchor: #x"])
    assert listed.read_text() == "anchor: #x\n"
    absolve(PAGE, aside)
    assert not aside.exists()
    absolve(PAGE, aside)  # nor where nothing ever was


def test_other_rejected_pages_stay_aside(tmp_path, drafts):
    aside = tmp_path / ".rejected"
    for name in ("meeting.html", "portfolio.html"):
        reject(drafts("bad", name), aside / PAGE.parent, ["anchor: #x"])
    absolve(PAGE, aside)
    assert sorted(told(aside / PAGE.parent)) == ["portfolio.faults.txt", "portfolio.html"]
