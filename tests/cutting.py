"""A copy of the data as it was at the end of a day: every later row taken out."""

import csv
import hashlib
import re
import shutil
from pathlib import Path


def cut(data: Path, day: str, into: Path) -> Path:
    """Copy ``data`` to ``into`` without what was recorded, published or adopted after ``day``."""
    shutil.copytree(data, into)
    for file in into.glob("councils/*/*.csv"):
        _keep(file, lambda row: row["recorded"] <= day)
    for file in into.glob("statistics/*.csv"):
        passport = file.with_name(f"{file.stem}.source.toml")
        text = passport.read_text(encoding="utf-8")
        retrieved = re.search(r"^retrieved = (\S+)$", text, re.MULTILINE)[1]
        if file.stem.endswith("_goals"):
            _keep(file, lambda row: row["adopted"] <= day)
        else:
            _keep(file, lambda row, retrieved=retrieved: (row["published"] or retrieved) <= day)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        passport.write_text(re.sub(r'^sha256 = ".*"$', f'sha256 = "{digest}"', text, flags=re.MULTILINE), "utf-8")
    return into


def _keep(file: Path, wanted) -> None:
    with file.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        rows, names = [row for row in reader if wanted(row)], reader.fieldnames
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
