"""The mail: one text in two forms, the print and the meeting for the calendar; each to one recipient alone."""

import copy
import datetime
import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path

import pandas as pd
from jinja2 import Template
from markupsafe import Markup

from radrum.share.addresses import as_address, on_one_line
from radrum.share.invitation import invitation
from radrum.share.papers import Papers
from radrum.share.recipients import Recipient
from radrum.share.settings import Settings
from radrum.templates import environment
from radrum.words import Words

TEMPLATES = Path(__file__).parent / "templates"


def letter(papers: Papers, settings: Settings) -> EmailMessage:
    """The mail as it goes to everyone, without what differs: to whom, by which name it is known, and when."""
    council, meeting = papers.register.council, papers.meeting
    words = Words(papers.summary.language, own=council.language)
    title = words("Papers for the meeting on {day}", day=meeting["date"])
    sender = as_address(settings.sender)
    place = meeting["place"] if pd.notna(meeting["place"]) else ""
    told = {"title": title, "council": council, "place": place, "papers": papers, "words": words}
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(on_one_line(settings.name or council.short_name), addr_spec=sender.addr_spec)
    message["Subject"] = on_one_line(f"{council.short_name}: {title}")
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<mailto:{sender.addr_spec}?subject=unsubscribe>"
    written = {"cte": "quoted-printable", "headers": [f"Content-Language: {words.language}"]}
    message.set_content(_template("mail.txt.j2").render(told), **written)
    message.add_alternative(_template("mail.html.j2").render(told), subtype="html", **written)
    name = f"{council.folder}-{meeting['date']:%Y-%m-%d}"
    message.add_attachment(papers.print, maintype="application", subtype="pdf", filename=f"{name}.pdf")
    subject = words("{council}: meeting", council=council.short_name)
    event = invitation(council.folder, meeting, papers.changed, subject, sender.addr_spec, words)
    kind = {"method": "PUBLISH", "charset": "utf-8"}
    message.add_attachment(event, maintype="text", subtype="calendar", filename=f"{name}.ics", params=kind)
    return message


def addressed(message: EmailMessage, recipient: Recipient, papers: Papers) -> EmailMessage:
    """The letter to one recipient. Sent a second time it bears the same name, by which a mailbox may know it."""
    whole = copy.copy(message)
    parts = (papers.register.council.folder, papers.meeting["meeting"], papers.digest, *recipient.seats)
    known = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    del whole["To"]  # nobody stands there yet: this gives the copy headers of its own
    whole["To"] = recipient.address
    whole["Message-ID"] = f"<{known}@{message['From'].addresses[0].domain}>"
    whole["Date"] = format_datetime(datetime.datetime.now(datetime.UTC))
    return whole


@cache
def _template(name: str) -> Template:
    mails = environment(TEMPLATES)
    mails.filters["plain"] = lambda text: Markup(text).striptags()
    return mails.get_template(name)
