"""Whoever reads a register while somebody records meets all of the recording or nothing of it."""

import threading

import pytest
from radrum.errors import RadrumError
from radrum.register import read_register
from radrum.register import register as reading
from radrum.register.writing import DECIDED, finish, replace_all


def appended(council, turn=""):
    """Two logs with a row each more: a party, and its place in the roll-out."""
    rows = {
        "parties": {"party": f"boras{turn}", "name": "Borås", "kind": "municipality", "area": "SE-1490"},
        "rollout": {"initiative": "e-arkiv", "party": f"boras{turn}", "state": "live"},
    }
    files = {}
    for table, row in rows.items():
        file = council / f"{table}.csv"
        said = row | {"recorded": "2016-09-09", "change": "new", "source": "enkät"}
        names = file.read_text(encoding="utf-8").split("\n", 1)[0].split(",")
        line = ",".join(said.get(name, "") for name in names) + "\n"
        files[file.name] = file.read_bytes() + line.encode("utf-8")
    return files


def meanwhile(monkeypatch, table, act, times=1):
    """Has ``act`` done just before the reader opens a table, so many times."""
    read, left = reading.read_table, [times]

    def first_acted(file, model):
        if file.stem == table and left[0]:
            left[0] -= 1
            act()
        return read(file, model)

    monkeypatch.setattr(reading, "read_table", first_acted)


def known(register):
    """Whether the new party and its place in the roll-out are there."""
    return "boras" in set(register.logs["parties"]["party"]), "boras" in set(register.logs["rollout"]["party"])


@pytest.mark.parametrize("table", ["initiatives", "rollout"])
def test_what_is_recorded_while_one_reads_is_read_whole(council, monkeypatch, table):
    meanwhile(monkeypatch, table, lambda: replace_all(council, appended(council), lambda _: None))
    assert known(read_register("smatt")) == (True, True)


@pytest.mark.parametrize("table", ["parties", "rollout"])
def test_a_file_moved_to_its_place_while_one_reads_is_found_there(council, monkeypatch, table):
    with monkeypatch.context() as patch:
        patch.setattr("radrum.register.writing.finish", lambda _: None)
        replace_all(council, appended(council), lambda _: None)
    assert (council / DECIDED).is_dir()
    meanwhile(monkeypatch, table, lambda: finish(council))
    assert known(read_register("smatt")) == (True, True)


def test_a_register_that_never_rests_is_told(council, monkeypatch):
    turns = iter(range(100))
    meanwhile(
        monkeypatch, "rollout", lambda: replace_all(council, appended(council, next(turns)), lambda _: None), times=100
    )
    with pytest.raises(RadrumError, match="changed each of the 5 times it was read. Try again later."):
        read_register("smatt")


def test_a_reader_beside_somebody_who_records_never_meets_half(council):
    """A race in earnest: one appends a pair of rows time after time, the other reads all the while."""
    done, faults = threading.Event(), []

    def read():
        while not done.is_set():
            try:
                logs = read_register("smatt").logs
            except RadrumError as error:
                faults.append(str(error))
            else:
                pairs = [set(logs[table]["party"]) - {"radet", "goteborg", "ale"} for table in ("parties", "rollout")]
                faults.extend([] if pairs[0] == pairs[1] else [f"half: {pairs}"])

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(20):
        replace_all(council, appended(council, turn), lambda _: None)
        done.wait(0.02)
    done.set()
    reader.join()
    assert [fault for fault in faults if "Try again later" not in fault] == []
