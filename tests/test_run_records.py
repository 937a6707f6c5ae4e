"""Records that cannot be used: a person is told why, and to keep them wherever they can still be read."""

import sqlite3
from contextlib import closing

import pytest
from radrum.errors import RadrumError
from radrum.runs import Run, opened
from radrum.runs.records import RECORDS
from radrum.share.records import mails_sent


def opened_to_write(reports):
    with opened(reports) as records:
        records.add(Run("a", "1", "made"))


def opened_to_read(reports):
    mails_sent(reports, "smatt", "m")


def malformed(file):
    with sqlite3.connect(file) as database:
        database.execute("create table mails (a)")
    file.write_bytes(file.read_bytes()[:100] + b"\xff" * 8092)


@pytest.mark.parametrize("use", [opened_to_write, opened_to_read])
@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(b"no database at all" * 100), malformed])
def test_spoilt_records_are_told_of_and_what_it_means_to_move_them_away(tmp_path, use, spoil):
    spoil(tmp_path / RECORDS)
    with pytest.raises(RadrumError, match="Put back a copy.*Move it away only if there is none.*mailed once more"):
        use(tmp_path)


@pytest.mark.parametrize("use", [opened_to_write, opened_to_read])
def test_records_that_another_call_holds_are_kept(tmp_path, use, monkeypatch):
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **more: connect(*given, **more | {"timeout": 0.01}))
    opened_to_write(tmp_path)
    with closing(connect(tmp_path / RECORDS, isolation_level=None)) as holding:
        holding.execute("pragma locking_mode=exclusive")
        holding.execute("pragma journal_mode=delete")
        holding.execute("begin exclusive")
        with pytest.raises(RadrumError, match="is locked. Another call is at work.*Keep the file.*Call again") as told:
            use(tmp_path)
    assert "Move it away" not in str(told.value)


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("pragma max_page_count = 1", "is full. Make room on the disk. Keep"),
        ("pragma query_only = 1", "See who may write"),
    ],
    ids=["a full disk", "no right to write"],
)
def test_records_that_cannot_be_written_now_are_kept(tmp_path, limit, told):
    opened_to_write(tmp_path)
    with pytest.raises(RadrumError, match=told) as error, opened(tmp_path) as records:
        records.database.execute(limit)
        for _ in range(99):
            records.add(Run("a" * 999, "1", "made"))
    assert "Move it away" not in str(error.value)


def test_a_fault_of_what_was_to_be_recorded_does_not_say_to_move_the_records_away(tmp_path):
    with pytest.raises(RadrumError, match="constraint failed.*Keep the file") as told, opened(tmp_path) as records:
        records.add(Run("a", "1", "half made"))
    assert "Move it away" not in str(told.value)
