"""What was fetched is stored whole with its passport, or not at all, and never instead of an earlier file."""

import datetime
import os
import signal
import sys
from functools import partial

import pandas as pd
import pytest
from radrum import paths
from radrum.errors import Fault, Faults, RadrumError
from radrum.passport import fingerprint, read_passport
from radrum.sources.depositing import DECIDED, Deposit, deposit
from radrum.sources.keeping import Fetched, keep
from radrum.statistics import read_snapshots
from serving import disk_failing, stored

pytest_plugins = ["serving"]
DAY = datetime.date(2026, 9, 8)
ABOUT = {
    "producer": "Statistiska centralbyrån",
    "title": 'Folkmängd "per månad"\nefter region',
    "url": "https://www.scb.se/",
    "published": "2026-06-08",
    "licence": "CC0",
    "citation": "Källa: SCB",
    "citation_derived": "egen bearbetning av uppgifter från SCB",
    "comment": "En \\ baklängesstreck, å och \x7f.",
}


def rows(**columns) -> pd.DataFrame:
    """Two municipalities in 2023, with ``columns`` changed."""
    frame = pd.DataFrame(
        {
            "area": ["SE-1484", "SE-1480"],
            "period": pd.Timestamp("2023-10-01"),
            "measure": "available_1gbps",
            "segment": "all",
            "base": "households",
            "source": "PTS",
            "published": pd.Timestamp("2024-03-21"),
            "published_precision": "day",
            "value": [72.16, 98.0],
            "decimals": 2,
            "unit": "percent",
            "status": None,
            "url": None,
            "comment": None,
        }
    )
    return frame.assign(**columns)


def test_what_is_kept_is_read_again_as_it_was(store):
    file = keep(Fetched(rows(), ABOUT, "pts-Tillgång"), today=DAY)
    assert paths.shown(file).endswith("data/statistics/pts-tillgang-2026-09-08.csv")
    read = read_snapshots().values
    assert read[["area", "value", "decimals", "status"]].fillna("").to_numpy().tolist() == [
        ["SE-1480", 98.0, 2, ""],
        ["SE-1484", 72.16, 2, ""],
    ]
    passport = read_passport(file)
    assert {name: getattr(passport, name) for name in ABOUT} == ABOUT
    assert passport.retrieved == DAY


def test_the_same_rows_keep_the_earlier_file(store):
    first, said = keep(Fetched(rows(), ABOUT, "pts"), today=DAY), []
    before = stored()
    later = rows(published=pd.Timestamp("2026-03-21"))
    assert keep(Fetched(later, ABOUT, "pts"), today=DAY + datetime.timedelta(30), told=said.append) == first
    assert said[0].startswith("Nothing new")
    assert stored() == before


def test_only_what_is_new_or_restated_is_added(store):
    first = keep(Fetched(rows(), ABOUT, "pts"), today=DAY)
    before = first.read_bytes()
    restated = rows(value=[73.0, 98.0], published=pd.Timestamp("2026-10-01"))
    new = rows(period=pd.Timestamp("2024-10-01"))
    second = keep(Fetched(pd.concat([restated, new]), ABOUT, "pts"), today=datetime.date(2026, 10, 2))
    lines = second.read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split(",")[:2] for line in lines] == [
        ["SE-1480", "2024-10-01"],
        ["SE-1484", "2023-10-01"],
        ["SE-1484", "2024-10-01"],
    ]
    assert first.read_bytes() == before
    assert "new or restated since pts-2026-09-08" in read_passport(second).comment


def test_other_rows_on_the_same_day_get_a_numbered_name_that_is_read_later(store):
    names = [keep(Fetched(rows(value=[value, 98.0]), ABOUT, "pts"), today=DAY).name for value in (1.0, 2.0, 1.0)]
    assert names == ["pts-2026-09-08.csv", "pts-2026-09-08_02.csv", "pts-2026-09-08_03.csv"]
    assert [file.name for file in sorted(store.glob("*.csv"))] == names


def test_a_value_that_becomes_missing_is_told_anew(store):
    keep(Fetched(rows(), ABOUT, "pts"), today=DAY)
    gone = rows(value=[None, 98.0], status=["suppressed", None])
    file = keep(Fetched(gone, ABOUT, "pts"), today=DAY)
    assert file.read_text(encoding="utf-8").splitlines()[1:] == [
        "SE-1484,2023-10-01,available_1gbps,all,households,PTS,,unknown,,2,percent,suppressed,,"
    ]


def shown(day: str) -> list[float]:
    """The values that a report of ``day`` shows of the two municipalities, SE-1480 first."""
    return read_snapshots().published_by(pd.Timestamp(day))["value"].tolist()


def test_a_value_restated_on_its_old_day_changes_no_earlier_report(store):
    keep(Fetched(rows(), ABOUT, "pts"), today=DAY)
    restated = Fetched(rows(value=[73.0, 98.0]), ABOUT, "pts")
    file = keep(restated, today=datetime.date(2026, 12, 1))
    assert shown("2026-11-30") == [98.0, 72.16]
    assert shown("2026-12-01") == [98.0, 73.0]
    assert keep(restated, today=datetime.date(2026, 12, 2)) == file, "it is known now"
    keep(Fetched(rows(), ABOUT, "pts"), today=datetime.date(2026, 12, 3))
    assert (shown("2026-12-02"), shown("2026-12-03")) == ([98.0, 73.0], [98.0, 72.16])


def test_two_editions_of_a_series_are_stored_once(store):
    later = rows(value=[74.0, 99.0], published=pd.Timestamp("2025-03-21"))
    both, said = pd.concat([rows(), later]), []
    file = keep(Fetched(both, ABOUT, "pts"), today=DAY)
    assert keep(Fetched(both, ABOUT, "pts"), today=DAY, told=said.append) == file
    assert keep(Fetched(rows(), ABOUT, "pts"), today=DAY, told=said.append) == file
    assert all(each.startswith("Nothing new") for each in said)


def test_an_older_edition_stays_older(store):
    keep(Fetched(rows(value=[74.0, 99.0], published=pd.Timestamp("2025-03-21")), ABOUT, "pts"), today=DAY)
    keep(Fetched(rows(), ABOUT, "pts"), today=DAY)
    assert (shown("2025-03-20"), shown("2026-12-01")) == ([98.0, 72.16], [99.0, 74.0])
    before, said = stored(), []
    keep(Fetched(rows(value=[1.0, 98.0]), ABOUT, "pts"), today=DAY, told=said.append)
    assert said[0].startswith("Not stored: 1 values restated")
    assert stored() == before


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"area": ["SE-9999", "SE-1480"]}, "column area: 'SE-9999' is not a known area"),
        ({"measure": "nonesuch"}, "'nonesuch' is not a measure"),
        ({"unit": "number"}, "is not measured in number"),
        ({"value": 101.0}, "101 percent is not possible"),
        ({"segment": "town"}, "'town' is not one of the allowed words"),
        ({"area": "SE-1480"}, "stand on several rows"),
        ({"decimals": None}, "column decimals: empty"),
        ({"value": None}, "nothing says why"),
    ],
)
def test_what_the_reader_would_refuse_is_not_stored(store, spoilt, told):
    before = stored()
    with pytest.raises(Faults, match=told) as found:
        keep(Fetched(rows(**spoilt), ABOUT, "pts"), today=DAY)
    assert "statistics/pts-2026-09-08.csv row" in str(found.value)
    assert "is not stored" in str(found.value)
    assert stored() == before


def test_a_passport_that_lacks_something_is_not_stored(store):
    before = stored()
    with pytest.raises(Faults, match="'licence' is missing"):
        keep(Fetched(rows(), {name: value for name, value in ABOUT.items() if name != "licence"}, "pts"))
    assert stored() == before


def test_no_rows_and_strange_columns_are_refused(store):
    with pytest.raises(RadrumError, match="not one row came"):
        keep(Fetched(rows()[:0], ABOUT, "pts"))
    with pytest.raises(RadrumError, match=r"not a snapshot's \(flag\)"):
        keep(Fetched(rows(flag="u"), ABOUT, "pts"))
    assert list(store.glob("*.csv")) == []


def killed_at(step: int, work) -> bool:
    """Do ``work`` in a process of its own that is killed before its ``step``-th change of a file; whether it was."""
    child = os.fork()
    if child == 0:
        changed = []

        def stop(event, arguments):
            written = event == "open" and "w" in str(arguments[1])
            named = event in ("os.mkdir", "os.rename", "os.rmdir", "shutil.rmtree")
            if (written or named) and f"/{DECIDED}" in str(arguments[0]) and ".lock" not in str(arguments[0]):
                changed.append(event)
                if len(changed) == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(stop)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def whole(folder) -> set[str]:
    """The names of the data files of a folder, once proved that each has its own passport and none is half."""
    files = [file for file in folder.glob("*.*") if file.suffix in (".csv", ".geojson")]
    assert all(read_passport(file) for file in files)
    return {file.name for file in files}


def test_a_kill_at_any_step_leaves_nothing_half(store):
    keep(Fetched(rows(), ABOUT, "pts"), today=DAY)
    for step in range(1, 12):
        anew = Fetched(rows(value=[step, step + 0.5]), ABOUT, "pts")
        killed = killed_at(step, partial(keep, anew, today=DAY + datetime.timedelta(step)))
        assert len(read_snapshots().values) % 2 == 0, "what can be read is none of it or all"
        if not killed:
            break
    assert step >= 8, "a folder, two files, three names, two cleanings: each was the last once"
    keep(Fetched(rows(value=[99.0, 99.5]), ABOUT, "pts"), today=DAY + datetime.timedelta(step))
    assert not [name for name in stored() if ".keeping" in name]
    passports = {file.name.removesuffix(".source.toml") for file in store.glob("*.source.toml")}
    assert passports == {file.stem for file in store.glob("*.csv")}


@pytest.fixture
def land(store):
    """A folder of three files that belong together, stored on an earlier day."""
    folder = store.parent / "places" / "boundaries"
    deposit(folder, three(b"old"), datetime.date(2020, 1, 1))
    return folder


def three(content: bytes, *, judge=fingerprint) -> list[Deposit]:
    return [Deposit(name, ".geojson", content + name.encode(), ABOUT, judge) for name in ("a", "b", "c")]


OLD, NEW = ({f"{name}-{day}.geojson" for name in "abc"} for day in ("2020-01-01", "2026-09-08"))


def test_several_files_are_put_in_their_places_by_a_kill_at_any_step_and_the_next_storing(land):
    told = []
    for step in range(1, 20):
        before = whole(land)
        if not killed_at(step, partial(deposit, land, three(b"%d" % step), DAY + datetime.timedelta(step))):
            break
        decided, own = (land / DECIDED).is_dir(), {f"{name}-{DAY + datetime.timedelta(step)}.geojson" for name in "abc"}
        came = whole(land) - before
        assert came <= own if decided else not came
        deposit(land, [])
        assert whole(land) == before | (own if decided else set()), "all of them are there now, or none"
        told.append(len(came))
        assert not [name for name in stored() if ".keeping" in name]
    assert told == [0] * 13 + [1, 2, 3], (
        "a folder, six files, the decision, a cleaning, the passports and then the files"
    )


def test_files_are_all_stored_though_the_disk_fails_at_the_second_name(land, monkeypatch):
    with (
        disk_failing(monkeypatch, 6),  # the decision, three passports, a file
        pytest.raises(RadrumError, match=r"boundaries/\.keeping: .*No space left.* when you fetch it again"),
    ):
        deposit(land, three(b"new"), DAY)
    assert whole(land) == OLD | {"a-2026-09-08.geojson"}
    files = deposit(land, three(b"new"), DAY + datetime.timedelta(1))
    assert [file.name for file in files] == sorted(NEW), "the same that had been decided"
    assert whole(land) == OLD | NEW


def test_none_of_several_files_is_stored_where_one_is_not_sound(land):
    def judge(file):
        if file.stem[0] in "bc":
            raise Faults([Fault(paths.shown(file), "its borders cross.", "Look at it.")])

    before = stored()
    with pytest.raises(Faults) as told:
        deposit(land, three(b"new", judge=judge), DAY)
    assert ".keeping" not in str(told.value)
    assert [f"{name}-2026-09-08.geojson: its borders cross" in str(told.value) for name in "abc"] == [False, True, True]
    assert stored() == before


def test_a_place_that_was_taken_since_is_not_written_over(land):
    assert killed_at(14, partial(deposit, land, three(b"new"), DAY))
    taken = land / "b-2026-09-08.geojson"
    taken.write_bytes(b"mine")
    with pytest.raises(RadrumError, match=r"b-2026-09-08\.geojson was left by a storing that was cut short"):
        deposit(land, three(b"newer"), DAY)
    assert taken.read_bytes() == b"mine"
    taken.unlink()
    deposit(land, [])
    assert whole(land) == OLD | NEW


def test_only_those_of_several_files_that_say_something_else_are_stored(land):
    files = three(b"old")
    files[1] = Deposit("b", ".geojson", b"new", ABOUT, fingerprint)
    names = [file.name for file in deposit(land, files, DAY)]
    assert names == ["a-2020-01-01.geojson", "b-2026-09-08.geojson", "c-2020-01-01.geojson"]


def test_two_files_of_one_name_are_refused_as_neither_is_a_later_edition_of_the_other(land):
    before = stored()
    for other in (Deposit("Å", ".geojson", b"2", ABOUT, fingerprint), Deposit("a", ".csv", b"2", ABOUT, fingerprint)):
        with pytest.raises(RadrumError, match=r"boundaries/a: two files would be called so \('a' and '.'\)"):
            deposit(land, [Deposit("a", ".geojson", b"1", ABOUT, fingerprint), other], DAY)
    assert stored() == before


def test_a_large_snapshot_is_a_parquet_file(store, monkeypatch):
    monkeypatch.setattr("radrum.sources.keeping.LARGE", 1)
    file = keep(Fetched(rows(), ABOUT, "pts"), today=DAY)
    assert file.name == "pts-2026-09-08.parquet"
    assert sorted(read_snapshots().values["value"]) == [72.16, 98.0]
    assert keep(Fetched(rows(), ABOUT, "pts"), today=DAY) == file
    before = stored()
    with pytest.raises(Faults, match="statistics/pts-2026-09-08_02.parquet row"):
        keep(Fetched(rows(area=["SE-9999", "SE-9998"]), ABOUT, "pts"), today=DAY)
    assert stored() == before


def test_other_files_are_deposited_with_a_passport_alike(store):
    seen, folder = [], store.parent / "places" / "boundaries"
    (file,) = deposit(folder, [Deposit("NO kommuner", ".geojson", b"{}", ABOUT, seen.append)], DAY)
    assert file.name == "no-kommuner-2026-09-08.geojson"
    assert read_passport(file).producer == ABOUT["producer"]
    assert seen[0].name == file.name
