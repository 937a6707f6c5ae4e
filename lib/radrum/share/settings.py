"""Where mail goes out from: ``data/share.toml``. No secret stands in it; the password comes from elsewhere."""

import ipaddress
import os
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from radrum import paths
from radrum.errors import Fault, Faults, RadrumError, did_you_mean
from radrum.share.addresses import as_address
from radrum.share.remote import PASSWORD as SITE_PASSWORD
from radrum.toml import read_toml

PASSWORD = "RADRUM_SMTP_PASSWORD"  # noqa: S105  the name of a variable
PORTS = {"starttls": 587, "tls": 465, "none": 25}
TYPES = {str: "text in quotes", int: "a number without quotes"}


@dataclass(frozen=True)
class Settings:
    """The mail server and who sends.

    ``security`` is ``starttls``, ``tls`` (from the first byte) or ``none``, the last to this very machine alone;
    ``port`` 0 is the usual one. ``user`` is whom the server asks a password of, empty where it asks none. ``authority``
    is a file of certificates that are trusted beside the machine's own. ``site`` is where the public reads
    ``reports/public``, empty where there is no site; ``copy_to`` the address to which ``radrum due`` copies that before
    it mails, empty where it does not.
    """

    server: str
    sender: str
    name: str = ""
    security: str = "starttls"
    port: int = 0
    user: str = ""
    authority: str = ""
    site: str = ""
    copy_to: str = ""


def settings_file() -> Path:
    """Where the settings lie."""
    return paths.data() / "share.toml"


def read_settings(file: Path | None = None) -> Settings:
    """The settings of a file. Raises ``Faults`` with everything in it that is wrong."""
    file = file or settings_file()
    place = paths.shown(file)
    given = read_toml(file, "Write one, with server and sender, as docs/share.md shows.")
    known = {each.name: each for each in fields(Settings)}
    faults = [Fault(place, f"'{key}' is not known.", _instead(key, known)) for key in given if key not in known]
    faults += [
        Fault(place, f"'{key}' is missing.", "Add it.")
        for key, each in known.items()
        if each.default is MISSING and key not in given
    ]
    wrong = {key for key, value in given.items() if key in known and type(value) is not known[key].type}
    faults += [Fault(place, f"'{key}' is {given[key]!r}.", f"Write {TYPES[known[key].type]}.") for key in sorted(wrong)]
    said = {key: value for key, value in given.items() if key in known and key not in wrong}
    faults += [Fault(place, found, remedy) for found, remedy in _unfit(said, file.parent)]
    if faults:
        raise Faults(faults)
    settings = Settings(**said)
    authority = str(file.parent / settings.authority) if settings.authority else ""
    return Settings(**said | {"port": settings.port or PORTS[settings.security], "authority": authority})


def _instead(key: str, known: Any) -> str:
    if "pass" in key.lower() or "secret" in key.lower():
        return f"No secret belongs in a file: put it in {PASSWORD} or in the keyring, and change it now."
    return did_you_mean(key, known)


def _unfit(said: dict[str, Any], folder: Path) -> list[tuple[str, str]]:
    """What is wrong with values that are of the right type, each with its remedy."""
    unfit = [
        (f"'{key}' has a line break or another sign that is not seen.", "Write it on one line.")
        for key, value in said.items()
        if isinstance(value, str) and not value.isprintable()
    ]
    security, server = said.get("security", "starttls"), said.get("server", "-")
    if not server.strip():
        unfit.append(("'server' is empty.", "Name the mail server."))
    if "sender" in said and as_address(said["sender"]) is None:
        unfit.append((f"'sender' is {said['sender']!r}.", "Write one address, as office@example.org."))
    if security not in PORTS:
        unfit.append((f"'security' is {security!r}.", did_you_mean(security, PORTS)))
    if security == "none" and not _here(server):
        unfit.append((f"'security' is none, but '{server}' is another machine.", "Write starttls or tls."))
    if not 0 <= said.get("port", 0) < 2**16:
        unfit.append((f"'port' is {said['port']}.", "Write the server's, as 587."))
    if said.get("authority") and not (folder / said["authority"]).is_file():
        unfit.append((f"'authority' names {said['authority']}, which is no file.", "Name one beside share.toml."))
    if said.get("site") and not said["site"].startswith(("https://", "http://")):
        unfit.append((f"'site' is {said['site']!r}.", "Write its whole address, as https://example.org/reports."))
    if copy_to := said.get("copy_to"):
        if "://" not in copy_to:
            unfit.append((f"'copy_to' is {copy_to!r}.", "Write a whole address, as sftp://… or file:///srv/www/rad."))
        elif urlsplit(copy_to).password is not None:
            unfit.append(("'copy_to' has a password.", f"Put it in {SITE_PASSWORD}, and change it now."))
    return unfit


def _here(server: str) -> bool:
    """Whether the name is this machine's own, and no other's whatever a name server says."""
    try:
        return ipaddress.ip_address(server).is_loopback
    except ValueError:
        return server == "localhost"


def password(settings: Settings) -> str:
    """The password of the settings' user: from the environment, else from the keyring; empty where there is no user.

    Raises ``RadrumError`` where neither has one.
    """
    if not settings.user:
        return ""
    if given := os.environ.get(PASSWORD):
        return given
    import keyring
    from keyring.errors import KeyringError

    try:
        given = keyring.get_password(settings.server, settings.user)
    except KeyringError:
        given = None
    if not given:
        how = f"keyring set {settings.server} {settings.user}"
        raise RadrumError(f"No password of '{settings.user}' is known. Set {PASSWORD}, or run '{how}'.")
    return given
