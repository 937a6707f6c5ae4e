"""The papers of a meeting to everyone who agreed to it, each once."""

import datetime
import smtplib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pandas as pd

from radrum import paths
from radrum.dossier import parse_day
from radrum.errors import RadrumError, did_you_mean
from radrum.register import read_register
from radrum.register.people import read_people
from radrum.share.delivery import Refused, Unanswered, connect, hand_over
from radrum.share.mail import addressed, letter
from radrum.share.papers import Papers, papers
from radrum.share.recipients import Recipient, recipients
from radrum.share.records import Sent, Shared, mails_sent, shared
from radrum.share.settings import Settings, password, read_settings

FAILED = ("failed", "unknown")
Day = str | datetime.date


@dataclass(frozen=True)
class Delivery:
    """What became of one recipient's mail: ``named`` by seat, in the ``state`` sent, before, failed or unknown.

    *Before*: it was sent by an earlier call. *Unknown*: the server has the whole mail, and did not say to this or an
    earlier call whether it takes it.
    """

    named: str
    state: str
    reason: str = ""


@dataclass(frozen=True)
class Post:
    """All that goes out for a meeting, and to whom.

    ``again``: also to whoever got an earlier page of the meeting; ``anew``: whatever was sent before.
    """

    papers: Papers
    letter: EmailMessage
    recipients: Sequence[Recipient]
    settings: Settings
    reports: Path
    again: bool
    anew: bool

    @property
    def about(self) -> tuple[str, str]:
        """The council and the meeting, as the records name them."""
        return self.papers.register.council.folder, self.papers.meeting["meeting"]

    def settled(self, recipient: Recipient, sent: Sent) -> Delivery | None:
        """What is known of a recipient's mail before it is sent; None where it is to be sent."""
        named = recipient.named
        pages = [each for seat in recipient.seats for each in sent.get(seat, {}).items()]
        states = {state for page, state in pages if page == self.papers.digest or not self.again}
        if "sent" in states and not self.anew:
            return Delivery(named, "before")
        if states and not self.anew:
            return Delivery(named, "unknown", f"an earlier call did not learn whether it was taken. {_ask(recipient)}")
        if recipient.address is None:
            return Delivery(named, "failed", "people.csv has no e-mail address there.")
        return None


def prepare(
    council: str,
    meeting: Day,
    reports: Path | None = None,
    *,
    today: Day,
    again: bool = False,
    to: str | None = None,
    settings: Settings | None = None,
) -> Post:
    """What is published for the council's meeting of a day, for everyone who agreed to get it.

    Parameters
    ----------
    council
        The name of its folder.
    meeting
        Its day, as 2026-09-10.
    reports
        The folder of reports; the project's own without it.
    today
        The day on which consent must stand.
    again
        Send the page also to whoever got an earlier one of this meeting, though to nobody twice.
    to
        Only to the recipient of that seat, as "Director, region", whatever was sent there before.
    settings
        Where mail goes out from; ``data/share.toml`` without it.

    Raises ``RadrumError`` where the papers are not published or the settings are wrong.
    """
    settings, today = settings or read_settings(), parse_day(today)
    reports = (reports or paths.reports()).resolve()
    register = read_register(council)
    found = papers(register, parse_day(meeting), reports, settings.site, settings.copy_to)
    agreed = recipients(read_people(council, set(register.logs["parties"]["party"])), today)
    if to:
        agreed = _only(agreed, to, today)
    return Post(found, letter(found, settings), agreed, settings, reports, again, anew=bool(to))


def send(post: Post, tell: Callable[[Delivery], None] = lambda _: None) -> list[Delivery]:
    """Mail it to each recipient once; ``tell`` is called with each delivery as it is known.

    One that fails stops no other. Raises ``RadrumError`` where the server is out of reach; who got theirs by then does
    not get it again.
    """
    done = []
    with shared(post.reports) as records:
        sent = records.mails(*post.about)
        server = None
        try:
            for recipient in post.recipients:
                delivery = post.settled(recipient, sent)
                if delivery is None:
                    if server is None or not server.sock:
                        server = connect(post.settings, password(post.settings))
                    delivery = _sent(post, recipient, server, records)
                done.append(delivery)
                tell(delivery)
        except BaseException:
            if server is not None:
                server.close()  # a word more would be part of the mail that was under way
            raise
        if server is not None:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
    return done


def have(post: Post) -> int:
    """How many of the recipients have that page, or may have it, by the records."""
    sent = mails_sent(post.reports, *post.about)
    return sum(any(post.papers.digest in sent.get(seat, {}) for seat in each.seats) for each in post.recipients)


def drafts(post: Post, tell: Callable[[Delivery], None] = lambda _: None) -> list[EmailMessage]:
    """The mails that ``send`` would send now; ``tell`` is called with what it would not.

    Nothing is written, and no password asked for.
    """
    sent = mails_sent(post.reports, *post.about)
    mails = []
    for recipient in post.recipients:
        delivery = post.settled(recipient, sent)
        if delivery is None:
            mails.append(addressed(post.letter, recipient, post.papers))
        else:
            tell(delivery)
    return mails


def _only(agreed: Sequence[Recipient], seat: str, today: pd.Timestamp) -> list[Recipient]:
    found = [each for each in agreed if seat in each.seats]
    if not found:
        near = did_you_mean(seat, [each for one in agreed for each in one.seats])
        raise RadrumError(f"Nobody at '{seat}' has agreed to mail on {today:%Y-%m-%d}. {near}".rstrip())
    return found


def _ask(recipient: Recipient) -> str:
    """What to do where nobody knows whether a mail arrived."""
    return f'Ask, then send it with --to "{recipient.seats[0]}".'


def _sent(post: Post, recipient: Recipient, server: smtplib.SMTP, records: Shared) -> Delivery:
    """What became of a recipient's mail, now that it was tried."""
    about, page, named = post.about, post.papers.digest, recipient.named
    begun = []

    def begin() -> None:
        records.begin(*about, recipient.seats, page, anew=post.anew)
        begun.append(True)

    mail = addressed(post.letter, recipient, post.papers).as_bytes()
    try:
        hand_over(server, post.settings.sender, recipient.address.addr_spec, mail, begin)
    except sqlite3.IntegrityError:
        server.close()  # before the mail's last line: the server throws it away
        return Delivery(named, "before")
    except Unanswered as error:
        server.close()
        return Delivery(named, "unknown", f"the server did not say whether it takes it ({error}). {_ask(recipient)}")
    except (Refused, smtplib.SMTPException, OSError) as error:
        if begun:
            records.end(*about, recipient.seats, page, sent=False)
        if not isinstance(error, Refused):
            server.close()
            return Delivery(named, "failed", f"the connection broke ({error}). It is sent by the next call.")
        with suppress(smtplib.SMTPException, OSError):
            server.rset()
        return Delivery(named, "failed", f"the server refused it: {error}.")
    records.end(*about, recipient.seats, page, sent=True)
    return Delivery(named, "sent")
