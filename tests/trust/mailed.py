"""The whole way of a paper: a shipped council's meeting falls due, its report is made by the press and mailed, once.

Run with ``make trust``. A real browser prints it, and a real server on this machine takes the mails.
"""

import csv
import email
import hashlib
import sys
from datetime import date
from email.policy import default
from pathlib import Path

import icalendar
import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import browser_path, data, run_apart  # noqa: F401 - fixtures
from servers import HERE, PASSWORD, USER, certificate, office  # noqa: F401 - fixtures

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def agreed(people):
    """The addresses of those who have agreed to mail today, by the shipped table itself."""
    with people.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    today = str(date.today())
    return {row["email"] for row in rows if row["mail"] == "yes" and (row["mail_until"] or today) >= today}


def test_the_paper_of_a_shipped_council_is_made_mailed_once_with_print_and_meeting_and_then_nothing_is_due(
    data,  # noqa: F811
    tmp_path,
    office,  # noqa: F811
    certificate,  # noqa: F811
):
    kept, port = office()
    said = {"server": HERE, "sender": "kansli@example.org", "user": USER, "authority": str(certificate)}
    settings = "".join(f'{name} = "{value}"\n' for name, value in said.items())
    (data / "share.toml").write_text(f"{settings}port = {port}\n", encoding="utf-8")
    (data / "reports.toml").write_text('[[report]]\ncouncil = "exempel"\nwhen = "meetings"\n', encoding="utf-8")
    reports = tmp_path / "reports"
    around = {"RADRUM_BROWSER": browser_path(), "RADRUM_SMTP_PASSWORD": PASSWORD}

    def run(*words):
        done = run_apart(*words, "--reports", str(reports), **around)
        return done.returncode, done.stdout.splitlines(), done.stderr

    due = ("due", "--today", "2026-06-25")
    status, told, _ = run(*due)
    paper = "for the meeting on 2026-07-02"
    assert (status, told[:4]) == (
        0,
        [
            f"made: exempel, working report {paper} (meeting council)",
            f"made: exempel, paper {paper} (meeting council)",
            f"sent: exempel, sending of the paper {paper}",
            "2 made, 1 sent.",
        ],
    ), told
    assert sorted(kept.addresses) == sorted(agreed(data / "councils" / "exempel" / "private" / "people.csv"))
    page = reports / "council" / "exempel" / "2026-06-24" / "sv" / "meeting.html"
    for envelope in kept.mails:
        printed, event = email.message_from_bytes(envelope.content, policy=default).iter_attachments()
        assert printed.get_content() == page.with_suffix(".pdf").read_bytes()
        assert str(icalendar.Calendar.from_ical(event.get_content()).events[0].start) == "2026-07-02"
    with pikepdf.open(page.with_suffix(".pdf")) as document:
        assert document.docinfo["/Page"] == hashlib.sha256(page.read_bytes()).hexdigest()
    many = len(kept.mails)
    assert run(*due) == (0, ["Nothing is due."], "")
    status, told, _ = run("share", "exempel", "--meeting", "2026-07-02")
    assert (status, told[-1]) == (0, f"0 sent, {many} sent before, 0 not sent, 0 not known.")
    assert len(kept.mails) == many
