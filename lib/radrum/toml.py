"""Files in TOML, read whole or refused in words that a person can mend them by."""

import tomllib
from pathlib import Path
from typing import Any

from radrum import paths
from radrum.errors import Fault, Faults, RadrumError


def read_toml(file: Path, remedy: str = "Write one.") -> dict[str, Any]:
    """What the file says.

    Raises ``RadrumError`` with the ``remedy`` where there is none, ``Faults`` where it cannot be read.
    """
    place = paths.shown(file)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise RadrumError(f"There is no {place}. {remedy}") from None
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Faults([Fault(place, f"not readable as TOML ({error}).", "Mend that line.")]) from error
