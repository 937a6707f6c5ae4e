"""The papers of a meeting reach everyone who agreed to it, once, over a connection that nobody else reads."""

import email
import hashlib
import os
import re
import signal
import smtplib
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from email.policy import default
from functools import partial

import icalendar
import keyring
import keyring.backend
import pikepdf
import pytest
from click.testing import CliRunner
from conftest import NEWEST, page_path
from editing import day, write_table
from markupsafe import escape
from radrum.cli.commands import radrum
from radrum.errors import Faults, RadrumError
from radrum.exhibits.exhibit import Answer, Summary, Unknown
from radrum.share import Settings, copy_site, delivery, drafts, prepare, read_settings, send
from radrum.share.addresses import as_address
from radrum.share.delivery import Unanswered, hand_over
from radrum.share.settings import password
from radrum.share.summary import read_summary
from radrum.words import Words
from servers import HERE, PASSWORD, USER

pytest_plugins = ["servers"]
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
MEETING, TODAY = "2016-09-08", "2016-09-07"
HEADING = "role,body,name,email,publish,publish_until,mail,mail_until\n"
THREE = [
    f"{role},goteborg,{name},{name.lower()}@example.org,,,yes,\n"
    for role, name in (("Direktör", "Ada"), ("Chef", "Bo"), ("Ledamot", "Cia"))
]
ALL = ["ada@example.org", "bo@example.org", "cia@example.org"]


def write_people(council, *lines):
    (council / "private").mkdir(exist_ok=True)
    (council / "private" / "people.csv").write_text(HEADING + "".join(lines), encoding="utf-8")


def publish(folder, said="Två saker & <mer>."):
    """A page of a meeting report, as the press leaves it: with the print that was made of it."""
    words = Words("sv")
    points = ("Gemensamt e-arkiv: gult → rött",)
    summary = Summary((Answer("Vad har ändrats?", said, points, "since-meeting"),), words).html()
    since = Unknown("since-meeting", "Inget känt", ".se-zonen är som då.", words).html()
    head = '<html lang="sv"><body><p class="notice">En rekonstruktion.</p>'
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "meeting.html"
    page.write_text(f"{head}{summary}<h2>Sedan förra mötet</h2>{since}</body></html>", encoding="utf-8")
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Page"] = hashlib.sha256(page.read_bytes()).hexdigest()
        document.save(page.with_suffix(".pdf"))
    return page


@pytest.fixture
def published(council, tmp_path):
    """A folder of reports with the page of the small council's meeting; three people have agreed to mail."""
    write_people(council, *THREE)
    publish(tmp_path / "reports" / "council" / council.name / "2016-09-07" / "sv")
    return tmp_path / "reports"


def settings(port=0, certificate="", **more):
    said = {"server": HERE, "sender": "kansli@example.org", "port": port, "user": USER, "authority": str(certificate)}
    return Settings(**said | more)


@pytest.fixture
def post(published, council, certificate, monkeypatch):
    """Sends the papers to a server: the deliveries' states by seat."""
    monkeypatch.setenv("RADRUM_SMTP_PASSWORD", PASSWORD)

    def post(port, today=TODAY, again=False, to=None, **more):
        how = settings(port, certificate, **more)
        done = send(prepare(council.name, MEETING, published, today=today, again=again, to=to, settings=how))
        return {each.named.split(",")[0]: each.state for each in done}

    return post


def written(council, published, today=TODAY, **more):
    """The mails that would go out, as their recipients' programs read them."""
    made = drafts(prepare(council.name, MEETING, published, today=today, settings=settings(**more)))
    return [email.message_from_bytes(each.as_bytes(), policy=default) for each in made]


def test_a_mail_says_what_the_page_says_in_two_forms_and_carries_the_print_and_the_meeting(council, published):
    mail = written(council, published)[0]
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == "Rådet: Handlingar inför mötet den 8 september 2016"
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for said in ("En rekonstruktion.", "Vad har ändrats?", "Två saker & <mer>.", "gult → rött", ".se-zonen är som då."):
        assert said in text
        assert str(escape(said)) in html
    printed, event = mail.iter_attachments()
    assert printed.get_content() == next(published.rglob("*.pdf")).read_bytes()
    assert icalendar.Calendar.from_ical(event.get_content()).events[0].start == day(MEETING).date()


def test_the_mail_in_html_has_a_language_headings_and_nothing_from_elsewhere(council, published):
    html = written(council, published)[0].get_body(("html",)).get_content()
    assert '<html lang="sv">' in html
    assert re.findall(r"<h(\d)", html) == ["1", "2", "3", "2", "3", "2"]
    assert not re.search(r"src=|url\(|<link|<script|@import|http", html)


def test_a_link_leads_to_the_public_edition_where_it_was_copied_as_it_is_now(council, published, tmp_path):
    folder = published / "public" / council.name / "2016-09-07" / "sv"
    link = f"https://example.org/rad/{council.name}/2016-09-07/sv/meeting.html"

    def linked(**more):
        mail = written(council, published, site="https://example.org/rad/", **more)[0]
        text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
        assert (link in text) == (f'<a href="{link}">' in html) == ("https://" in text)
        return link in text

    copied = [linked()]
    publish(folder)
    copied.append(linked())
    copy_site(f"memory://{tmp_path.name}/www/", published)
    copied += [linked(), linked(copy_to=f"memory://{tmp_path.name}/www"), linked(copy_to="memory://elsewhere/www")]
    publish(folder, "Något annat.")
    copied.append(linked())
    assert copied == [False, False, True, True, False, False]


def event(council, published):
    _, attached = written(council, published)[0].iter_attachments()
    return attached.get_content()


def test_the_meeting_is_the_same_bytes_for_the_same_facts_and_known_again_when_they_change(council, published):
    first = event(council, published)
    assert event(council, published) == first
    row = {"meeting": "mote-1", "body": "radet", "kind": "meeting", "date": MEETING, "cleared": "yes"}
    later = row | {"place": "Rådhuset, sal 2", "recorded": "2016-09-09"}
    write_table(council, "meetings", row, later)
    one, other = (icalendar.Calendar.from_ical(each).events[0] for each in (first, event(council, published)))
    assert (one["sequence"], other["sequence"]) == (0, 1)
    assert (other["uid"], other["location"]) == (one["uid"], "Rådhuset, sal 2")
    assert [f"{each['dtstamp'].dt:%Y-%m-%d %H:%M}" for each in (one, other)] == ["2016-09-08 00:00", "2016-09-09 00:00"]


@pytest.mark.parametrize(
    ("line", "today", "mailed"),
    [
        ("Chef,ale,N,n@example.org,,,yes,2016-09-06\n", "2016-09-07", False),
        ("Chef,ale,N,n@example.org,,,yes,2016-09-07\n", "2016-09-07", True),
        ("Chef,ale,N,n@example.org,,,yes,\n", "2016-09-07", True),
        ("Chef,ale,N,n@example.org,yes,,,\n", "2016-09-07", False),
        ("Chef,ale,N,n@example.org,yes,,no,\n", "2016-09-07", False),
        ("Chef,ale,N,n@example.org,,,yes,\nChef,radet,N,N@example.org,,,no,\n", "2016-09-07", False),
    ],
    ids=["ended the day before", "ends on the day", "has no end", "not asked", "refused", "refused in another seat"],
)
def test_only_whoever_agrees_to_mail_on_the_day_gets_one(council, published, line, today, mailed):
    write_people(council, line)
    assert [mail["To"] for mail in written(council, published, today)] == ["n@example.org"] * mailed


def test_whoever_holds_two_seats_gets_one_mail(council, published):
    write_people(council, *THREE, "Sekreterare,radet,Ada,Ada@Example.org,,,yes,\n")
    assert [mail["To"] for mail in written(council, published)] == ALL


def test_no_name_title_or_address_can_add_a_header(council, published):
    bad = "x\\r\\nBcc: spy@example.org\\u2028Cc: spy@example.org"
    said = (council / "council.toml").read_text(encoding="utf-8")
    (council / "council.toml").write_text(said.replace('short_name = "Rådet"', f'short_name = "{bad}"'), "utf-8")
    place = "Rum\r\nATTENDEE:mailto:spy@example.org"
    row = {"meeting": "mote-1", "body": "radet", "kind": "meeting", "date": MEETING, "place": place, "cleared": "yes"}
    write_table(council, "meetings", row)
    injected = '"Chef\r\nBcc: spy@example.org",ale,"N\r\nBcc: spy@example.org",n@example.org,,,yes,\n'
    write_people(council, injected, 'Ledamot,ale,M,"m@example.org\r\nBcc: spy@example.org",,,yes,\n')
    (mail,) = written(council, published)
    assert [mail["To"], mail["Bcc"], mail["Cc"]] == ["n@example.org", None, None]
    assert len(mail["From"].addresses) == 1
    _, attached = mail.iter_attachments()
    assert "ATTENDEE" not in icalendar.Calendar.from_ical(attached.get_content()).events[0]


@pytest.mark.parametrize(
    "text",
    ["a@example.org,b@example.org", "A <a@example.org>", "a@example.org\nBcc: b@example.org", "a b@example.org", "a",
     "å@example.org", "a@example", "", "@example.org", "a@example.org b"],
)  # fmt: skip
def test_what_is_not_one_address_is_none(text):
    assert as_address(text) is None


@pytest.mark.slow
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_everyone_gets_a_mail_of_their_own_and_a_second_call_sends_nothing(post, office, security):
    kept, port = office(security)
    assert set(post(port, security=security).values()) == {"sent"}
    assert kept.addresses == ALL
    for envelope, own in zip(kept.mails, ALL, strict=True):
        mail = email.message_from_bytes(envelope.content, policy=default)
        assert (mail["To"], mail["From"].addresses[0].addr_spec) == (own, "kansli@example.org")
        assert not [other for other in ALL if other != own and other.encode() in envelope.content]
        assert "\n.se-zonen är som då.\n" in mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert set(post(port, security=security).values()) == {"before"}
    assert len(kept.mails) == 3


@pytest.mark.slow
def test_a_call_that_has_nothing_to_send_needs_neither_password_nor_server(post, office, monkeypatch):
    post(office()[1])
    monkeypatch.delenv("RADRUM_SMTP_PASSWORD")
    assert set(post(1).values()) == {"before"}


@pytest.mark.slow
def test_two_calls_at_the_same_time_send_each_mail_once(post, office):
    kept, port = office()
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(post, [port, port])
    assert sorted(kept.addresses) == ALL
    assert [{one[seat], other[seat]} for seat in one] == [{"sent", "before"}] * 3


@pytest.mark.slow
def test_whoever_agrees_later_gets_it_then(post, office, council):
    kept, port = office()
    write_people(council, *THREE[:2])
    post(port)
    write_people(council, *THREE)
    assert post(port) == {"Direktör": "before", "Chef": "before", "Ledamot": "sent"}
    assert kept.addresses == ALL


@pytest.mark.slow
def test_a_changed_page_is_sent_again_only_when_asked_and_then_once(post, office, published, council):
    kept, port = office()
    post(port)
    publish(published / "council" / council.name / "2016-09-07" / "sv", "Något annat.")
    assert set(post(port).values()) == {"before"}
    assert set(post(port, again=True).values()) == {"sent"}
    assert set(post(port, again=True).values()) == {"before"}
    assert kept.addresses == ALL * 2
    names = [email.message_from_bytes(envelope.content)["Message-ID"] for envelope in kept.mails]
    assert len(set(names)) == 6


@pytest.mark.slow
def test_one_seat_alone_can_be_sent_to_whatever_was_sent_before(post, office):
    kept, port = office()
    post(port)
    assert post(port, to="Chef, goteborg") == {"Chef": "sent"}
    assert kept.addresses == [*ALL, "bo@example.org"]
    with pytest.raises(RadrumError, match="Nobody at 'Chef, gotenborg'.*Did you mean 'Chef, goteborg'"):
        post(port, to="Chef, gotenborg")


@pytest.mark.slow
@pytest.mark.parametrize("how", ["refuses", "hangs_up", "rejects"])
def test_a_mail_that_the_server_has_not_taken_stops_no_other_and_is_tried_again(post, office, how):
    """The server refuses the recipient, breaks the connection before the mail is whole, or refuses the whole mail."""
    kept, port = office()
    setattr(kept, how, {"bo@example.org"})
    assert post(port) == {"Direktör": "sent", "Chef": "failed", "Ledamot": "sent"}
    setattr(kept, how, set())
    assert post(port) == {"Direktör": "before", "Chef": "sent", "Ledamot": "before"}
    assert sorted(kept.addresses) == ALL


@pytest.mark.slow
def test_a_connection_that_breaks_when_a_mail_is_whole_stops_no_other_and_the_mail_is_not_sent_again(post, office):
    kept, port = office()
    kept.hangs_up, kept.takes_first = {"bo@example.org"}, True
    assert post(port) == {"Direktör": "sent", "Chef": "unknown", "Ledamot": "sent"}
    kept.hangs_up = set()
    assert post(port) == {"Direktör": "before", "Chef": "unknown", "Ledamot": "before"}
    assert kept.addresses == ALL
    assert post(port, to="Chef, goteborg") == {"Chef": "sent"}
    assert set(post(port).values()) == {"before"}


@pytest.mark.slow
def test_a_server_that_answers_late_gets_each_mail_once(post, office, council, monkeypatch):
    monkeypatch.setattr(delivery, "SECONDS", 0.5)
    monkeypatch.setattr(delivery, "PATIENCE", 20)
    write_people(council, THREE[0])
    kept, port = office()
    kept.silent = 1
    assert post(port) == {"Direktör": "sent"}
    assert post(port) == {"Direktör": "before"}
    assert kept.addresses == ALL[:1]


@pytest.mark.slow
def test_a_server_that_never_says_whether_it_took_a_mail_does_not_get_it_again(post, office, council, monkeypatch):
    monkeypatch.setattr(delivery, "PATIENCE", 0.2)
    write_people(council, THREE[0])
    kept, port = office()
    kept.silent = 1
    assert post(port) == {"Direktör": "unknown"}
    assert post(port) == {"Direktör": "unknown"}
    assert kept.addresses == ALL[:1]


@pytest.mark.slow
@pytest.mark.parametrize(("moment", "raised"), [("before", smtplib.SMTPServerDisconnected), ("after", Unanswered)])
def test_a_mail_whose_last_line_has_not_gone_out_is_not_taken(office, moment, raised):
    kept, port = office("none")
    server = smtplib.SMTP(HERE, port, timeout=5)
    server.ehlo()
    server.login(USER, PASSWORD)
    cut = partial(server.sock.shutdown, socket.SHUT_RDWR)
    if moment == "after":
        kept.taken, cut = lambda address, cut=cut: cut(), lambda: None
    with pytest.raises(raised):
        hand_over(server, "kansli@example.org", ALL[0], b"Subject: x\r\n\r\nx\r\n", cut)
    server.close()
    assert len(kept.mails) == (moment == "after")


@pytest.mark.slow
def test_a_server_that_nobody_vouches_for_is_told_nothing(post, office):
    kept, port = office()
    with pytest.raises(RadrumError, match="its certificate is not trusted"):
        post(port, authority="")
    assert (kept.mails, kept.logins) == ([], [])


@pytest.mark.slow
def test_a_server_without_tls_is_told_nothing(post, office):
    kept, port = office("none")
    with pytest.raises(RadrumError, match="it offers no TLS"):
        post(port)
    assert (kept.mails, kept.logins) == ([], [])


@pytest.mark.slow
def test_plain_text_goes_to_this_machine_alone_and_only_when_asked(post, office, tmp_path):
    kept, port = office("none")
    assert set(post(port, security="none").values()) == {"sent"}
    assert kept.addresses == ALL
    assert "'mail.example.org' is another machine" in faults(tmp_path, 'server = "mail.example.org"\nsecurity = "none"')
    assert "is another machine" in faults(tmp_path, 'server = "localhost.example.org"\nsecurity = "none"')


@pytest.mark.slow
def test_a_wrong_password_is_told_of_and_not_told(post, office, monkeypatch):
    kept, port = office()
    monkeypatch.setenv("RADRUM_SMTP_PASSWORD", "ett-annat-ord")
    with pytest.raises(RadrumError, match="it does not know 'kansli'") as told:
        post(port)
    assert "ett-annat-ord" not in str(told.value)
    assert (kept.mails, any(kept.logins)) == ([], False)


@pytest.mark.slow
def test_a_password_that_cannot_be_sent_is_told_of_and_not_told(post, office, monkeypatch):
    _, port = office()
    monkeypatch.setenv("RADRUM_SMTP_PASSWORD", "lösen-ordet")
    with pytest.raises(RadrumError, match="must be of ASCII letters") as told:
        post(port)
    assert "sen-ordet" not in str(told.value)


@pytest.mark.slow
def test_a_server_out_of_reach_is_told_of(post):
    with pytest.raises(RadrumError, match="See server, port and security"):
        post(1)


@pytest.mark.slow
def test_the_records_know_seats_and_neither_names_nor_addresses(post, office, published):
    _, port = office()
    post(port)
    kept = b"".join(file.read_bytes() for file in published.glob(".*"))
    assert b"goteborg" in kept
    assert not [word for word in (b"example.org", b"Ada", b"Bo,", b"Cia") if word in kept]


def broken(page):
    page.write_text(page.read_text(encoding="utf-8") + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda page: page.unlink(), "There is no "),
        (lambda page: page.with_suffix(".pdf").unlink(), "it was not checked, or not published whole"),
        (lambda page: page.with_suffix(".pdf").write_bytes(b"%PDF-1.7\n"), "not published whole"),
        (broken, "it was not checked, or not published whole"),
    ],
    ids=["no page", "a page that was not checked", "a spoilt print", "the print of another page"],
)
def test_only_a_checked_page_with_its_own_print_goes_out(council, published, spoil, told):
    spoil(next(published.rglob("meeting.html")))
    with pytest.raises(RadrumError, match=f"{told}.*Run 'radrum report {council.name} --meeting {MEETING}'"):
        written(council, published)


def test_a_rejected_page_never_goes_out(council, published):
    (published / "council").rename(published / ".rejected")
    with pytest.raises(RadrumError, match="There is no "):
        written(council, published)


def test_a_page_without_main_points_is_no_meeting_report(council, published):
    with pytest.raises(RadrumError, match="has no main points"):
        read_summary("<html lang='sv'><h1>Karta</h1></html>", "karta.html")


@pytest.mark.slow
@pytest.mark.parametrize("council", NEWEST)
def test_the_summary_of_a_real_page_is_whole(reports, council):
    date, language = NEWEST[council]
    page = page_path(reports, date, language, council)
    told = read_summary(page.read_text(encoding="utf-8"), page.name)
    assert (told.language, len(told.answers)) == (language, 4)
    assert all(each.heading and each.said for each in told.answers)
    assert told.notices
    assert told.main
    assert told.since
    assert told.changes.said


def faults(folder, text):
    file = folder / "share.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as found:
        read_settings(file)
    return str(found.value)


def test_everything_wrong_with_the_settings_is_told_at_once_with_the_nearest_name(tmp_path):
    told = faults(
        tmp_path,
        'servr = "x"\nsender = "kansliet"\nport = "587"\nsecurity = "startls"\nsite = "example.org"\n'
        'copy_to = "sftp://office:dolt@example.org/rad"\n'
        'authority = "ca.pem"\nname = "Kansliet\\nBcc: x@example.org"\npassword = "hemligt"\n',
    )
    for said in (
        "Did you mean 'server'?",
        "'server' is missing.",
        "'sender' is 'kansliet'.",
        "Write a number without quotes.",
        "Did you mean 'starttls'?",
        "https://example.org/reports",
        "ca.pem, which is no file",
        "'name' has a line break",
        "No secret belongs in a file",
        "Put it in RADRUM_SITE_PASSWORD",
    ):
        assert said in told
    assert "hemligt" not in told
    assert "dolt" not in told
    assert "Write a whole address, as sftp://" in faults(tmp_path, 'copy_to = "/srv/www"')


def test_settings_have_the_usual_port_of_their_security(tmp_path):
    file = tmp_path / "share.toml"
    file.write_text('server = "mail.example.org"\nsender = "kansli@example.org"\nsecurity = "tls"\n')
    assert read_settings(file) == Settings("mail.example.org", "kansli@example.org", security="tls", port=465)


class Ring(keyring.backend.KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return "ur-ringen" if (service, username) == (HERE, USER) else None

    set_password = delete_password = None


def test_the_password_is_the_environments_or_the_keyrings(monkeypatch):
    before = keyring.get_keyring()
    try:
        keyring.set_keyring(Ring())
        monkeypatch.delenv("RADRUM_SMTP_PASSWORD", raising=False)
        assert password(settings()) == "ur-ringen"
        with pytest.raises(RadrumError, match="No password of 'annan' is known. Set RADRUM_SMTP_PASSWORD"):
            password(settings(user="annan"))
        monkeypatch.setenv("RADRUM_SMTP_PASSWORD", "ur-miljön")
        assert password(settings()) == "ur-miljön"
    finally:
        keyring.set_keyring(before)


@pytest.fixture
def configured(bare, published, certificate):
    """Writes ``share.toml`` for a server at a port; gone after the test."""
    file = bare / "share.toml"

    def configured(port):
        said = {"server": HERE, "sender": "kansli@example.org", "user": USER, "authority": str(certificate)}
        file.write_text("".join(f'{name} = "{value}"\n' for name, value in said.items()) + f"port = {port}\n")

    yield configured
    file.unlink(missing_ok=True)


def words(council, published, *more):
    return ["share", council.name, "--meeting", MEETING, "--today", "2016-09-07", "--reports", str(published), *more]


def state(folder):
    return {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in folder.rglob("*") if file.is_file()}


def test_a_dry_run_shows_every_mail_and_touches_nothing(council, published, configured, monkeypatch):
    configured(1)
    monkeypatch.delenv("RADRUM_SMTP_PASSWORD", raising=False)
    before = state(published)
    done = CliRunner().invoke(radrum, words(council, published, "--dry-run"))
    assert done.exit_code == 0, done.output
    assert re.findall(r"^To: (.+)$", done.output, re.M) == ALL
    assert "gult → rött" in done.output
    assert done.output.endswith("3 to send. Nothing is sent yet.\n")
    assert state(published) == before


@pytest.mark.slow
def test_a_dry_run_shows_only_what_is_left_and_leaves_the_records_alone(council, published, configured, post, office):
    kept, port = office()
    kept.refuses = {"bo@example.org"}
    post(port)
    configured(port)
    before = state(published)
    done = CliRunner().invoke(radrum, words(council, published, "--dry-run"))
    assert re.findall(r"^To: (.+)$", done.output, re.M) == ["bo@example.org"]
    assert state(published) == before


@pytest.mark.slow
def test_the_command_tells_each_delivery_by_seat_and_fails_where_one_did(
    council, published, configured, office, monkeypatch
):
    monkeypatch.setenv("RADRUM_SMTP_PASSWORD", PASSWORD)
    kept, port = office()
    configured(port)
    write_people(council, *THREE, "Sekreterare,radet,Dan,dan(at)example.org,,,yes,\n")
    kept.refuses = {"bo@example.org"}
    done = CliRunner().invoke(radrum, words(council, published))
    assert done.exit_code == 1
    assert (
        done.stdout
        == "Direktör, goteborg: sent\nLedamot, goteborg: sent\n2 sent, 0 sent before, 2 not sent, 0 not known.\n"
    )
    refused, wrong = done.stderr.splitlines()
    assert refused == "Chef, goteborg: not sent: the server refused it: 550 5.1.1 No such [31m mailbox."
    assert wrong == "Sekreterare, radet: not sent: people.csv has no e-mail address there."
    assert "example.org" not in done.output


@pytest.mark.slow
@pytest.mark.parametrize(("moment", "later"), [("taken", ["cia@example.org"]), ("named", ALL[1:])])
def test_a_call_that_is_killed_goes_on_with_the_rest(council, published, configured, office, moment, later):
    kept, port = office()
    configured(port)
    asked = [sys.executable, "-c", "from radrum.cli import main; main()", *words(council, published)]
    environment = os.environ | {"RADRUM_SMTP_PASSWORD": PASSWORD}
    started = subprocess.Popen(asked, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(address):
        if address == "bo@example.org":
            started.send_signal(signal.SIGKILL)
            started.wait(10)

    setattr(kept, moment, kill)
    assert started.wait(60) == -signal.SIGKILL
    before = list(kept.addresses)
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)
    assert kept.addresses == [*before, *later]
    assert done.returncode == (1 if moment == "taken" else 0)
    assert ('send it with --to "Chef, goteborg"' in done.stderr) == (moment == "taken")
