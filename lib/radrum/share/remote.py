"""A place for files by its address, as fsspec knows it; a server is believed only if the machine knows it."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fsspec import AbstractFileSystem, available_protocols
from fsspec.core import url_to_fs

from radrum.errors import RadrumError, did_you_mean

PASSWORD = "RADRUM_SITE_PASSWORD"  # noqa: S105  the name of a variable
SSH = ("sftp", "ssh")
SECONDS = 60  # that a server may be silent


def file_system(address: str) -> tuple[AbstractFileSystem, str]:
    """The file system of an address, and the folder in it. Raises ``RadrumError`` where there is none such."""
    protocol = address.partition("://")[0] if "://" in address else "file"
    if protocol not in available_protocols():
        raise RadrumError(f"No '{protocol}' is known. {did_you_mean(protocol, available_protocols())}".rstrip())
    if "::" in address:
        raise RadrumError(f"'{address}' is several addresses. Give one.")
    if urlsplit(address).password is not None:
        raise RadrumError(f"A password stands in the address, where others see it. Put it in {PASSWORD}.")
    try:
        system, root = url_to_fs(address, skip_instance_cache=True, **_more(protocol))
        if protocol in SSH:
            system.ftp.get_channel().settimeout(SECONDS)
    except RadrumError:
        raise
    except ImportError as error:
        raise RadrumError(f"'{protocol}' needs a library: {error}. Install it.") from error
    except Exception as error:  # each kind of place has errors of its own
        raise RadrumError(f"{address}: {str(error) or type(error).__name__}") from error
    root = root.rstrip("/")
    if not root:
        raise RadrumError(f"'{address}' is the root of a file system. Name a folder.")
    return system, root


def _more(protocol: str) -> dict[str, Any]:
    """What a connection is told besides the address."""
    said = {"password": os.environ[PASSWORD]} if os.environ.get(PASSWORD) else {}
    return said | {"host_key_policy": _only_known(), "timeout": SECONDS} if protocol in SSH else said


def _only_known() -> Any:
    """A rule for paramiko: a server is believed by the key that ``~/.ssh/known_hosts`` has of it, as ssh does."""
    import paramiko

    class OnlyKnown(paramiko.MissingHostKeyPolicy):
        def missing_host_key(self, client: Any, hostname: str, key: Any) -> None:
            file = Path("~/.ssh/known_hosts").expanduser()
            known = paramiko.HostKeys(str(file)) if file.is_file() else paramiko.HostKeys()
            if not known.check(hostname, key):
                raise RadrumError(f"{file} does not have the key of {hostname}. Log in with ssh once, and compare it.")

    return OnlyKnown()
