"""One mail handed to the mail server, over a connection that nobody else reads."""

import re
import smtplib
import ssl
from collections.abc import Callable

from radrum.errors import RadrumError
from radrum.share.settings import Settings

SECONDS = 60  # that a server may be silent
PATIENCE = 600  # seconds that it may be silent once it has a whole mail (RFC 5321, 4.5.3.2.6)


class Refused(Exception):
    """The server does not take a mail; the message is what it said."""


class Unanswered(Exception):
    """The server has a whole mail and did not say whether it takes it; the message is what happened instead."""


def connect(settings: Settings, password: str) -> smtplib.SMTP:
    """A connection to the settings' server, its certificate verified, with ``password`` where it has a user.

    Raises ``RadrumError`` where there is none such; nothing of a mail, and no password, has then been told anybody.
    """
    where = f"{settings.server}:{settings.port}"
    server = None
    try:
        if settings.security == "none":
            server = smtplib.SMTP(settings.server, settings.port, timeout=SECONDS)
        else:
            trusted = ssl.create_default_context()
            if settings.authority:
                trusted.load_verify_locations(settings.authority)
            if settings.security == "tls":
                server = smtplib.SMTP_SSL(settings.server, settings.port, timeout=SECONDS, context=trusted)
            else:
                server = smtplib.SMTP(settings.server, settings.port, timeout=SECONDS)
                server.starttls(context=trusted)
        server.ehlo_or_helo_if_needed()
        if settings.user:
            server.login(settings.user, password)
        return server
    except (OSError, smtplib.SMTPException, UnicodeEncodeError) as error:
        if server is not None:
            server.close()
        raise RadrumError(f"{where}: {_told(error, settings)} Nothing was sent over this connection.") from error


def _told(error: Exception, settings: Settings) -> str:
    """What went wrong while connecting, and what to do about it."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({error.verify_message}). Name its authority in share.toml, if it is."
    if isinstance(error, smtplib.SMTPNotSupportedError) and "STARTTLS" in str(error):
        return "it offers no TLS, so that anyone could read along. Name a server that does."
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"it does not know '{settings.user}' by that password ({_answer(error.smtp_code, error.smtp_error)})."
    if isinstance(error, UnicodeEncodeError):
        return "user and password must be of ASCII letters. Choose another password."
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it answered {_answer(error.smtp_code, error.smtp_error)}."
    return f"{error}. See server, port and security in share.toml."


def hand_over(server: smtplib.SMTP, sender: str, recipient: str, mail: bytes, begin: Callable[[], None]) -> None:
    """Give ``mail`` to the server for one recipient.

    ``begin`` is called when all of it but its last line is there: a run that is stopped earlier has sent nothing, since
    a server throws away what has no end. Raises ``Refused`` where the server says no, ``smtplib.SMTPException`` or
    ``OSError`` where the connection breaks before the last line has gone out, and ``Unanswered`` where it does so, or
    the server stays silent, after it: then only the server knows.
    """
    size = [f"size={len(mail)}"] if server.has_extn("size") else []
    _expect(server.mail(sender, size), 250)
    _expect(server.rcpt(recipient), 250, 251)
    _expect(server.docmd("DATA"), 354)
    server.send(re.sub(rb"(?m)^\.", b"..", mail))
    begin()
    server.send(b".\r\n")
    _await(server)


def _await(server: smtplib.SMTP) -> None:
    """Wait for what the server says of a mail that it has."""
    try:
        server.sock.settimeout(PATIENCE)
        answer = server.getreply()
        server.sock.settimeout(SECONDS)
    except (OSError, smtplib.SMTPException) as error:
        raise Unanswered(str(error) or type(error).__name__) from error
    if 400 <= answer[0] < 600:
        raise Refused(_answer(*answer))
    if answer[0] != 250:
        raise Unanswered(_answer(*answer))


def _expect(answer: tuple[int, bytes], *wanted: int) -> None:
    if answer[0] not in wanted:
        raise Refused(_answer(*answer))


def _answer(code: int, said: bytes | str) -> str:
    """A server's answer on one line, without signs that a terminal would obey."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join("".join(each if each.isprintable() else " " for each in f"{code} {text}").split())
