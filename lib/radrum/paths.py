"""Where things are. Every path hangs on one root, so nothing depends on the folder a command or a kernel starts in."""

import os
import re
from pathlib import Path

PACKAGE = Path(__file__).parent
DATED = r"-[0-9]{4}-[0-9]{2}-[0-9]{2}(_[0-9]{2})?"


def root() -> Path:
    """The project's folder; ``RADRUM_ROOT`` names another."""
    return Path(os.environ.get("RADRUM_ROOT") or PACKAGE.parent.parent).resolve()


def data() -> Path:
    """The folder of registers, statistics and places; ``RADRUM_DATA`` names another."""
    return Path(os.environ.get("RADRUM_DATA") or root() / "data").resolve()


def councils() -> Path:
    """The folder with one folder a council."""
    return data() / "councils"


def statistics() -> Path:
    """The folder of snapshots, goals and measures."""
    return data() / "statistics"


def places() -> Path:
    """The folder of areas."""
    return data() / "places"


def dated(folder: Path, name: str, *endings: str) -> list[Path]:
    """The files of a folder that are called ``<name>-<day><ending>``, oldest first; of one day by their number."""
    ours = re.compile(re.escape(name) + DATED)
    every = [file for ending in endings for file in folder.glob(f"*{ending}")]
    return sorted((file for file in every if ours.fullmatch(file.stem)), key=lambda file: file.stem)


def notebooks() -> Path:
    """The folder of notebooks; ``RADRUM_NOTEBOOKS`` names another."""
    return Path(os.environ.get("RADRUM_NOTEBOOKS") or root() / "notebooks").resolve()


def reports() -> Path:
    """The folder reports are published in."""
    return root() / "reports"


def catalogues() -> Path:
    """The folder of translations."""
    return PACKAGE / "words" / "catalogues"


def shown(path: Path) -> str:
    """``path`` as a message shows it: relative to the project where it lies there."""
    path = Path(path)
    return str(path.relative_to(root())) if path.is_relative_to(root()) else str(path)
