"""What a commit held stands in every later one: rows are added, never edited, moved or removed."""

import datetime
import os
import shutil
import subprocess
from dataclasses import replace

import pytest
from radrum import paths
from radrum.errors import Faults
from radrum.register import council_names, read_council
from radrum.register.council import Council
from radrum.register.history import edited_rows
from radrum.runs import faults_in_data

HEADING = "initiative,state,counted,count,out_of,recorded,cleared\n"
ROWS = "npo,live,municipalities,28,49,2016-09-08,yes\n", "hsa,live,houses,3,,2016-09-08,no\n"
TABLE = HEADING + "".join(ROWS)
COUNCIL = Council("smatt", "Rådet", "Rådet", "sv", "SE-14", "radet", "anteckningarna", ("SE",))

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A council's folder in a new repository without a commit."""
    monkeypatch.setenv("RADRUM_DATA", str(tmp_path / "my data"))
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    folder = tmp_path / "my data" / "councils" / "smatt"
    folder.mkdir(parents=True)
    (folder / "council.toml").write_text("", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main", str(tmp_path))
    return folder


def git(folder, *words, day="2026-12-01"):
    """Runs git as somebody who commits at noon of ``day``, and gives back what it prints."""
    moment = f"{day}T12:00:00+02:00"
    someone = {"GIT_AUTHOR_NAME": "n", "GIT_AUTHOR_EMAIL": "n@example.org", "GIT_AUTHOR_DATE": moment}
    someone |= {"GIT_COMMITTER_NAME": "n", "GIT_COMMITTER_EMAIL": "n@example.org", "GIT_COMMITTER_DATE": moment}
    done = subprocess.run(["git", *words], cwd=folder, env=os.environ | someone, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder, content=None, table="rollout_totals", day="2026-12-01"):
    """Commits the whole folder, with ``content`` in a table; the commit's short name."""
    if content is not None:
        write(folder, content, table)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "c", day=day)
    return git(folder, "rev-parse", "HEAD")[:7]


def write(folder, content, table="rollout_totals"):
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    (folder / f"{table}.csv").write_bytes(raw)


def told(folder, **changed):
    """The faults of the council's history, each as a line, with the folder left out."""
    return [str(fault).replace(f"{folder}/", "") for fault in edited_rows(replace(COUNCIL, **changed))]


def test_an_edit_in_the_work_tree_is_told_with_its_row_its_commit_and_the_remedy(folder):
    first = commit(folder, TABLE)
    write(folder, TABLE.replace(",3,", ",4,"))
    assert told(folder) == [
        f"rollout_totals.csv row 3 of commit {first}: 'hsa, live, houses' has been edited, moved or removed since. "
        "Put the row back as it was, and append one with the change 'correction' instead."
    ]


def test_an_edit_in_a_later_commit_is_told_with_both_commits_even_if_it_was_put_back(folder):
    first = commit(folder, TABLE)
    second = commit(folder, TABLE.replace("28", "29"))
    third = commit(folder, TABLE)
    (line, back) = told(folder)
    assert line == (
        f"rollout_totals.csv row 2 of commit {first}: 'npo, live, municipalities' was edited, moved or removed by "
        f"commit {second}. Put the row back as it was, and append one with the change 'correction' instead. Where the "
        "edit must stand, name a later day in kept_since of council.toml."
    )
    assert f"of commit {second}" in back
    assert f"by commit {third}" in back


@pytest.mark.parametrize(
    "after",
    [HEADING + ROWS[0], HEADING + ROWS[1] + ROWS[0], TABLE.replace("3,,", "3,9,"), TABLE.rstrip() + "e\n", HEADING],
    ids=["removed", "moved", "filled in", "written on to the last line", "all removed"],
)
def test_a_row_is_not_removed_moved_or_filled_in(folder, after):
    commit(folder, TABLE.rstrip() if after.endswith("noe\n") else TABLE)
    write(folder, after)
    assert len(told(folder)) == 1


@pytest.mark.parametrize(
    "after",
    [
        TABLE,
        TABLE + ROWS[0].replace("28", "29"),
        TABLE.rstrip(),
        HEADING + ROWS[0] + "ny,live,houses,1,,2016-09-08,\n" + ROWS[1],
        TABLE.replace("\n", "\r\n"),
        "\ufeff" + TABLE.replace(",", ";"),
        TABLE.replace(",", "\t").replace("28", '"28"'),
        TABLE.replace("28", "28,0").replace(",", ";").replace("28;0", "28,0").replace("yes", "JA"),
        TABLE.replace("\n", ",x\n").replace("cleared,x", "cleared,remark"),
        "\n".join(",".join(reversed(line.split(","))) for line in TABLE.split("\n")),
        TABLE.replace("houses,3", " houses ,3"),
    ],
    ids=[
        "nothing",
        "a row at the end",
        "the last line break",
        "a row between",
        "line breaks of Windows",
        "semicolons and BOM",
        "tabs and quotes",
        "Excel's numbers and flags",
        "a new column",
        "columns in another order",
        "blanks around a cell",
    ],
)
def test_what_is_added_or_written_in_another_way_is_no_edit(folder, after):
    commit(folder, TABLE)
    write(folder, after)
    assert told(folder) == []
    for said, instead in (("npo", "hsa"), ("49", "48"), ("2016-09-08", "2016-09-09")):
        write(folder, after.replace(said, instead, 1))
        assert len(told(folder)) == 1


def test_a_file_without_any_of_the_columns_holds_none_of_the_rows(folder):
    commit(folder, TABLE)
    write(folder, "x\n" + "y\n" * 9)
    assert len(told(folder)) == 1


def test_latin_1_reads_as_what_it_says(folder):
    commit(folder, TABLE.replace("npo", "npö"))
    write(folder, TABLE.replace("npo", "npö").encode("cp1252"))
    assert told(folder) == []
    write(folder, TABLE.replace("npo", "npå").encode("cp1252"))
    assert len(told(folder)) == 1


def test_a_row_that_says_the_same_as_another_must_stand_as_often(folder):
    commit(folder, TABLE + ROWS[0])
    write(folder, TABLE)
    assert "row 4 of" in told(folder)[0]


def test_a_file_that_is_removed_loses_its_first_row(folder):
    first = commit(folder, TABLE)
    (folder / "rollout_totals.csv").unlink()
    assert told(folder)[0].startswith(f"rollout_totals.csv row 2 of commit {first}: 'npo, live, municipalities' has")
    second = commit(folder)
    assert f"by commit {second}" in told(folder)[0]


def test_every_table_that_was_edited_is_told_once_and_what_is_no_table_never(folder):
    for table in ("rollout_totals", "actions", "minnen"):
        commit(folder, TABLE, table)
    for table in ("rollout_totals", "actions", "minnen"):
        write(folder, HEADING, table)
    assert sorted(line.split(" ")[0] for line in told(folder)) == ["actions.csv", "rollout_totals.csv"]


def test_what_was_committed_before_the_kept_day_may_differ(folder):
    commit(folder, TABLE, day="2026-11-22")
    draft = commit(folder, TABLE.replace("28", "29"), day="2026-11-23")
    kept = commit(folder, TABLE.replace("28", "30"), day="2026-11-24")
    since = {"kept_since": datetime.date(2026, 11, 24)}
    assert told(folder, **since) == []
    assert [line.split(":")[0][-7:] for line in told(folder, kept_since=datetime.date(2026, 11, 23))] == [draft]
    assert len(told(folder)) == 2
    write(folder, TABLE)
    assert [line.split(":")[0][-7:] for line in told(folder, **since)] == [kept]


def test_while_all_is_a_draft_the_work_tree_may_differ(folder):
    commit(folder, TABLE, day="2026-11-23")
    write(folder, HEADING)
    assert told(folder, kept_since=datetime.date(2026, 11, 24)) == []


def test_a_draft_is_kept_as_soon_as_a_later_commit_holds_it(folder):
    commit(folder, TABLE, day="2026-11-23")
    (folder.parent / "README").write_text("x", encoding="utf-8")
    held = commit(folder.parent, day="2026-11-25")
    commit(folder, HEADING, day="2026-11-26")
    assert [line.split(":")[0][-7:] for line in told(folder, kept_since=datetime.date(2026, 11, 24))] == [held]


def branched(folder):
    """Two branches that each added a row; the one of ``other`` is not checked out."""
    commit(folder, TABLE)
    git(folder, "checkout", "--quiet", "-b", "other")
    other = commit(folder, TABLE + "b,live,houses,1,,2016-09-08,\n")
    git(folder, "checkout", "--quiet", "main")
    commit(folder, TABLE + "a,live,houses,1,,2016-09-08,\n")
    git(folder, "merge", "--quiet", "--no-commit", "--strategy=ours", "other")
    return other


def test_a_merge_keeps_the_rows_of_both_branches(folder):
    branched(folder)
    commit(folder, TABLE + "a,live,houses,1,,2016-09-08,\nb,live,houses,1,,2016-09-08,\n")
    assert told(folder) == []


def test_a_merge_that_drops_the_rows_of_one_branch_is_told(folder):
    other = branched(folder)
    merged = commit(folder)
    assert [line.split(":")[0][-7:] for line in told(folder)] == [other]
    assert f"by commit {merged}" in told(folder)[0]


def test_nothing_is_said_without_a_repository_a_commit_or_git(folder, monkeypatch):
    write(folder, TABLE)
    assert told(folder) == []
    commit(folder, TABLE)
    write(folder, HEADING)
    assert len(told(folder)) == 1
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        assert told(folder) == []
    shutil.rmtree(folder.parents[2] / ".git")
    assert told(folder) == []


def test_a_folder_that_its_repository_does_not_track_has_no_history(folder):
    (folder.parent / "README").write_text("x", encoding="utf-8")
    git(folder, "add", str(folder.parent / "README"))
    git(folder, "commit", "--quiet", "--message", "c")
    write(folder, TABLE)
    assert told(folder) == []


def test_a_repository_that_git_refuses_to_read_is_told(folder):
    commit(folder, TABLE)
    (folder.parents[2] / ".git" / "refs" / "heads" / "main").write_text("0" * 39 + "1\n", encoding="utf-8")
    with pytest.raises(Faults) as found:
        told(folder)
    assert str(found.value).startswith(f"{folder}: git cannot read its history. ")


def test_a_hook_of_another_repository_does_not_mislead(folder, monkeypatch, tmp_path_factory):
    commit(folder, TABLE)
    write(folder, HEADING)
    monkeypatch.setenv("GIT_DIR", str(tmp_path_factory.mktemp("elsewhere")))
    assert len(told(folder)) == 1


def test_personal_data_in_version_control_are_told_unless_the_people_are_invented(folder):
    (folder / "private").mkdir()
    (folder / "private" / "people.csv").write_text("role\n", encoding="utf-8")
    assert told(folder) == []
    commit(folder)
    (line,) = told(folder)
    assert line.startswith("private: personal data stand in version control. ")
    assert told(folder, invented=True) == []


def test_the_day_from_which_rows_are_kept_is_read_from_council_toml(data):
    file = data / "councils" / "vgr-digitaliseringsrad" / "council.toml"
    assert read_council("vgr-digitaliseringsrad").kept_since == datetime.date(2026, 11, 24)
    given = file.read_text(encoding="utf-8")
    file.write_text(given.replace("kept_since = 2026-11-24", ""), encoding="utf-8")
    assert read_council("vgr-digitaliseringsrad").kept_since is None
    for wrong in ('"2026-11-24"', "2026-11-24T08:00:00"):
        file.write_text(given.replace("2026-11-24", wrong), encoding="utf-8")
        with pytest.raises(Faults, match="Write a day without quotes, as 2016-09-08."):
            read_council("vgr-digitaliseringsrad")


def test_the_check_of_all_data_tells_of_an_edited_row(data):
    git(data, "init", "--quiet")
    commit(data)
    assert faults_in_data(["vgr-digitaliseringsrad"]) == []
    actions = data / "councils" / "vgr-digitaliseringsrad" / "actions.csv"
    actions.write_text(actions.read_text(encoding="utf-8").replace(",open,", ",done,", 1), encoding="utf-8")
    (fault,) = faults_in_data(["vgr-digitaliseringsrad"])
    assert fault.place.startswith(f"{paths.shown(actions)} row 2 of commit ")


def test_every_council_that_ships_kept_its_rows():
    assert [fault for name in council_names() for fault in edited_rows(read_council(name))] == []
