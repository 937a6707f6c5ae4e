"""What a page is made of besides the notebook: our style and scripts, and plotly's, kept here with its licence."""

import base64
import hashlib
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
FRAME = TEMPLATES / "radrum"
VENDOR = Path(__file__).parent / "vendor"
PLOTLY = VENDOR / "plotly-cartesian.min.js"


@cache
def asset(name: str) -> str:
    """The text of a file beside the template."""
    return (FRAME / name).read_text(encoding="utf-8")


@cache
def plotly_script() -> str:
    """Plotly's bundle for plain axes, of the version that plotly.py writes figures for."""
    return PLOTLY.read_text(encoding="utf-8")


@cache
def digest(script: str) -> str:
    """The script's hash as a page's policy and a script's ``integrity`` write it: ``sha256-…``."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode()}"
