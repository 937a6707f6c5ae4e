"""Rådrum: reports that give a regional digitalisation council time to think before it decides.

>>> import radrum
>>> dossier = radrum.open("vgr-digitaliseringsrad", as_of="2016-09-08")
>>> dossier.actions
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from radrum.dossier import open_dossier as open

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """``radrum.open``, imported when it is first asked for: pandas is not needed to print a command's help."""
    if name == "open":
        from radrum.dossier import open_dossier

        return open_dossier
    raise AttributeError(f"module 'radrum' has no attribute {name!r}")
