"""The files that describe the register, made from its models."""

from pathlib import Path

from radrum.register.dictionary import dictionary, dictionary_path
from radrum.register.package import packages


def stale_descriptions() -> dict[Path, str]:
    """The descriptions that are absent or not current, and what they shall say."""
    wanted = {**packages(), dictionary_path(): dictionary()}
    return {
        path: text for path, text in wanted.items() if not path.is_file() or path.read_bytes() != text.encode("utf-8")
    }


def describe() -> list[Path]:
    """Write every description that is not current; their paths."""
    stale = stale_descriptions()
    for path, text in stale.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return list(stale)
