"""``radrum due`` and a mail server: whoever agreed has the newest paper, and what a mail leads to is there first."""

import email
import importlib
import re
from datetime import date, timedelta
from email.policy import default

import pytest
from click.testing import CliRunner
from radrum import runs
from radrum.cli.due import due as command
from radrum.errors import RadrumError
from radrum.runs import Run, named, page_folder
from radrum.share import sending
from servers import HERE, PASSWORD, USER
from test_schedule import IN, write_meetings
from test_share import THREE, publish, write_people

pytest_plugins = ["servers"]
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
FIRST = ("2026-01-01", "m", "2026-02-12", "2026-02-04", "2026-02-05")
MOVED = ("2026-02-09", "m", "2026-03-12", "2026-03-04", "2026-03-05")
HELD = {"2026-02-12": "2026-02-04", "2026-03-12": "2026-03-04"}
UNREACHED = "Sekreterare,radet,Dan,,,,yes,\n"


class Called:
    """A small council with a meeting, a mail server, and pages that are made without a press."""

    def __init__(self, council, bare, tmp_path, office, certificate):
        self.council, self.reports, self.file = council, tmp_path / "reports", bare / "share.toml"
        self.office, port = office()
        self.said = {"server": HERE, "sender": "kansli@example.org", "user": USER, "authority": str(certificate)}
        self.port, self.order = port, []
        self.configure()

    def configure(self, **more):
        said = "".join(f'{name} = "{value}"\n' for name, value in (self.said | more).items())
        self.file.write_text(f"{said}port = {self.port}\n", encoding="utf-8")

    def build(self, plans, reports, **more):
        for plan in plans:
            day = date.fromisoformat(HELD.get(plan.meeting) or plan.as_of)
            publish(reports / page_folder(plan.edition, plan.council, day, plan.language), f"För {plan.meeting}.")
        return [Run(named(plan), "", "made") for plan in plans]

    def __call__(self, day, *words):
        done = CliRunner().invoke(command, ["--today", day, "--reports", str(self.reports), *words])
        if isinstance(done.exception, RadrumError):
            raise done.exception
        return done.exit_code, [line for line in done.output.splitlines() if "sending" in line or "copy" in line]

    @property
    def mails(self):
        """To whom, and for which meeting."""
        read = [email.message_from_bytes(each.content, policy=default) for each in self.office.mails]
        told = [each.get_body(("plain",)).get_content() for each in read]
        return [
            (each["To"].split("@")[0], re.search(r"För (\S+)\.", text)[1])
            for each, text in zip(read, told, strict=True)
        ]

    @property
    def links(self):
        read = [email.message_from_bytes(each.content, policy=default) for each in self.office.mails]
        return [re.findall(r"https://\S+", each.get_body(("plain",)).get_content()) for each in read]


@pytest.fixture
def called(council, bare, tmp_path, office, certificate, monkeypatch):
    write_meetings(council, ("2016-09-08", "mote-1", "2016-09-08", "", ""), FIRST)
    write_people(council, *THREE[:2])
    plan = bare / "reports.toml"
    plan.write_text(f'{IN.format(["sv"])}editions = ["council", "public"]\n', encoding="utf-8")
    monkeypatch.setenv("RADRUM_SMTP_PASSWORD", PASSWORD)
    made = Called(council, bare, tmp_path, office, certificate)
    monkeypatch.setattr(runs, "build", made.build)
    monkeypatch.setattr(
        importlib.import_module("radrum.cli.due"), "renew", lambda reports: made.order.append(len(made.office.mails))
    )
    yield made
    plan.unlink()
    made.file.unlink()


@pytest.mark.slow
def test_whoever_had_the_paper_when_it_did_not_reach_all_has_the_new_one_when_the_meeting_is_moved(called):
    write_people(called.council, *THREE[:2], UNREACHED)
    status, (told,) = called("2026-02-05")
    assert status == 1
    assert re.search(r"^failed: .*not sent to 1 of 3. Sekreterare, radet: people.csv has no e-mail", told)
    write_meetings(called.council, ("2016-09-08", "mote-1", "2016-09-08", "", ""), FIRST, MOVED)
    write_people(called.council, *THREE[:2], UNREACHED.replace("Dan,", "Dan,dan@example.org"))
    status, (told,) = called("2026-03-05")
    assert (status, told.split(":")[0]) == (0, "sent")
    old, new = "2026-02-12", "2026-03-12"
    assert called.mails == [("ada", old), ("bo", old), ("ada", new), ("bo", new), ("dan", new)]
    assert called("2026-03-06") == (0, [])


@pytest.mark.slow
def test_whoever_had_the_paper_when_the_server_went_away_has_the_new_one_too(called, monkeypatch):
    connect, tried = sending.connect, []

    def once(*given):
        if tried:
            raise RadrumError("the server is gone.")
        tried.append(True)
        return connect(*given)

    monkeypatch.setattr(sending, "connect", once)
    called.office.hangs_up, called.office.takes_first = {"ada@example.org"}, True
    status, (told,) = called("2026-02-05")
    assert (status, told.rpartition(": ")[2]) == (1, "the server is gone.")
    write_meetings(called.council, ("2016-09-08", "mote-1", "2016-09-08", "", ""), FIRST, MOVED)
    tried.clear()
    called.office.hangs_up = set()
    assert called("2026-03-05")[0] == 0
    assert called.mails == [("ada", "2026-02-12"), ("ada", "2026-03-12"), ("bo", "2026-03-12")]


@pytest.mark.slow
def test_nobody_has_agreed_and_then_one_does(called):
    write_people(called.council)
    status, (told,) = called("2026-02-05")
    assert status == 0
    assert told.startswith(
        "unsent: smatt, sending of the paper for the meeting on 2026-02-12: nobody has agreed to mail."
    )
    write_people(called.council, THREE[0])
    assert called("2026-02-06") == (0, ["sent: smatt, sending of the paper for the meeting on 2026-02-12"])
    assert called("2026-02-07") == (0, [])
    assert called.mails == [("ada", "2026-02-12")]


@pytest.mark.slow
def test_the_site_is_copied_with_its_lists_before_a_mail_leads_to_it(called, tmp_path):
    called.configure(site="https://example.org/rad", copy_to=f"file://{tmp_path}/www")
    assert called("2026-02-05")[0] == 0
    path = "smatt/2026-02-04/sv/meeting.html"
    assert called.links == [[f"https://example.org/rad/{path}"]] * 2
    assert (tmp_path / "www" / path).read_bytes() == (called.reports / "public" / path).read_bytes()
    assert called.order == [0, 2]


@pytest.mark.slow
def test_a_site_out_of_reach_is_told_of_and_holds_no_mail_back_but_its_link(called, tmp_path):
    (tmp_path / "www").write_text("no folder", encoding="utf-8")
    called.configure(site="https://example.org/rad", copy_to=f"file://{tmp_path}/www/rad")
    status, (failed, sent) = called("2026-02-05")
    assert (status, failed.split(":")[0], sent.split(":")[0]) == (1, "failed", "sent")
    assert "copy of the public edition to file://" in failed
    assert called.links == [[], []]


@pytest.mark.slow
def test_the_lists_are_renewed_after_each_call_that_may_write_whatever_it_made(called):
    called("2026-02-05", "--dry-run")
    assert called.order == []
    called("2026-02-05")
    assert called.order == [2]
    called("2026-02-06")
    assert called.order == [2, 2]


@pytest.mark.slow
def test_a_day_to_come_is_for_a_dry_run_and_a_past_one_revives_no_consent(called):
    today = date.today()
    with pytest.raises(RadrumError, match="is still to come.*Add --dry-run"):
        called(str(today + timedelta(days=1)))
    assert not called.reports.exists()
    called(str(today + timedelta(days=1)), "--dry-run")
    write_people(called.council, THREE[0].replace("yes,\n", f"yes,{today - timedelta(days=1)}\n"), THREE[1])
    called("2026-02-05")
    assert [to for to, _ in called.mails] == ["bo"]
