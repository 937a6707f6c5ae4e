"""The long proof of the same bytes: a whole build made again a day later, in another folder, with other hashes.

Every notebook, both editions, two councils and three languages, in one file and linked. Run with ``make trust``.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import browser_path, run_apart
from test_report import elsewhere  # noqa: F401 - a fixture

PLAN = """
[[report]]
council = "exempel"
notebooks = ["meeting", "portfolio", "benefits", "broadband", "statistics"]
editions = ["council", "public"]

[[report]]
council = "exempel"
notebooks = ["municipality"]
editions = ["council", "public"]
areas = ["0118", "0109"]
languages = ["sv", "en"]

[[report]]
council = "digivestland"
notebooks = ["meeting", "portfolio", "broadband"]
editions = ["council", "public"]
languages = ["nn"]
linked = true
"""
TIMED = ".runs.sqlite"  # says when each page was made


def left(folder: Path) -> dict[str, bytes]:
    """What a build leaves behind, but for when it was done."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != TIMED
    }


def test_a_whole_build_is_the_same_bytes_a_day_later_in_another_folder(tmp_path, elsewhere):  # noqa: F811
    tomorrow = {"NOW": (datetime.now() + timedelta(days=1)).isoformat(timespec="seconds")}
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    folders = [tmp_path / name for name in ("one", "the other")]
    for folder, around in zip(folders, ({"PYTHONHASHSEED": "1"}, elsewhere | tomorrow), strict=True):
        words = ("build", str(tmp_path / "plan.toml"), "--reports", str(folder))
        done = run_apart(*words, **around, RADRUM_BROWSER=browser_path())
        assert done.returncode == 0, done.stderr
    made, again = map(left, folders)
    assert made.keys() == again.keys()
    assert [name for name in made if made[name] != again[name]] == []
    assert sum(name.endswith(".pdf") for name in made) == 10 + 8 + 6
