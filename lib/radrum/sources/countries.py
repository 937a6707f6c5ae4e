"""Countries and unions as the agencies call them."""

THEIRS = {"GR": "EL", "GB": "UK", "EU27": "EU27_2020"}  # ISO 3166, or our own code of a union, and what they write
OURS = {theirs: ours for ours, theirs in THEIRS.items()}


def ours(code: str) -> str:
    """Our code of what an agency calls ``code``."""
    return OURS.get(code, code)


def theirs(code: str) -> str:
    """What the agencies call our ``code``."""
    return THEIRS.get(code, code)
