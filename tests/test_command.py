"""The command as a person meets it: wrong input gets a clear error and loses nothing."""

import json
import shutil

import pytest
from conftest import COUNCIL, ROOT, page_path, run, run_apart
from radrum.press.checks import CHECKS

pytestmark = pytest.mark.slow


def refused(*words, **environment):
    """What the command says to a mistake; it must end with 1 and show no traceback."""
    done = run(*words, **environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def spoiled_notebook(folder, source, name="meeting"):
    """A copy of the notebooks where the cell that opens the dossier is followed by ``source``."""
    shutil.copytree(ROOT / "notebooks", folder, dirs_exist_ok=True)
    path = folder / "meeting.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    index = next(n for n, cell in enumerate(notebook["cells"]) if cell["id"] == "main-points")
    cell = {
        "cell_type": "code",
        "id": "spoiled",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }
    notebook["cells"].insert(index, cell)
    path.unlink()
    (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def test_an_unknown_council_is_refused_with_the_nearest_name():
    assert "Did you mean 'vgr-digitaliseringsrad'?" in refused("report", "vgr-digitaliseringsråd")


def test_an_unknown_notebook_is_refused_with_the_nearest_name():
    assert "There is no notebook 'meting'. Did you mean 'meeting'?" in refused("report", COUNCIL, "meting")


@pytest.mark.parametrize("day", ["2016-13-01", "8/9 2016", "yesterday", "9999-12-31", "20160908"])
def test_an_impossible_day_is_refused_in_words(day):
    assert f"'{day}' is not a day that exists. Write days as 2016-09-08." in refused("report", COUNCIL, "--as-of", day)


def test_a_day_without_a_meeting_is_refused_with_the_days_that_have_one():
    said = refused("report", COUNCIL, "--meeting", "2016-09-09")
    assert "has no meeting on 2016-09-09" in said
    assert "2016-06-21, 2016-09-08" in said


def test_an_unknown_language_is_refused():
    assert "There is no language 'dk'" in refused("report", COUNCIL, "--language", "dk")


def test_everything_that_is_named_and_is_not_there_is_told_at_once():
    wrong = ["--language", "dk", "--as-of", "2016-13-01", "-p", "area=9999", "-p", "mesure=x"]
    said = refused("report", COUNCIL, "municipality", *wrong)
    for found in ("no language 'dk'", "'2016-13-01' is not a day", "'9999' is no municipality", "parameter 'mesure'"):
        assert found in said
    said = refused("report", "exmpel", "meting", "--language", "dk")
    for found in ("no council 'exmpel'", "no notebook 'meting'", "no language 'dk'"):
        assert found in said


def test_every_wrong_parameter_is_told_at_once(tmp_path):
    folder = spoiled_notebook(tmp_path / "notebooks", "1;")
    path = folder / "meeting.ipynb"
    notebook = path.read_text(encoding="utf-8").replace(
        r"edition = \"council\"  # str: which edition",
        r"edition = \"council\"  # str: which edition\nrows = 3  # int 1 to 9: how many\nshare = 0.5  # float: part",
    )
    path.write_text(notebook, encoding="utf-8")
    wrong = ["-p", "mesure=x", "-p", "rows=many", "-p", "as_of=2016-09-08", "-p", "share=nan", "-p", "measure=x"]
    said = refused("report", COUNCIL, *wrong, RADRUM_NOTEBOOKS=str(folder))
    assert "there is no parameter 'mesure'. Did you mean 'measure'?" in said
    assert "parameter rows: 'many' is not a whole number" in said
    assert "parameter as_of: set by the command itself. Use --as-of." in said
    assert "parameter share: 'nan' is not a number" in said
    assert "parameter measure: There is no measure 'x'." in said
    assert "5 faults." in said
    assert "parameter rows: '10' is not from 1 to 9. How many." in refused(
        "report", COUNCIL, "-p", "rows=10", RADRUM_NOTEBOOKS=str(folder)
    )


def test_an_unknown_measure_stops_before_anything_is_published(tmp_path):
    said = refused("report", COUNCIL, "-p", "measure=available_100mpbs", "--reports", str(tmp_path))
    assert "There is no measure 'available_100mpbs'. Did you mean 'available_100mbps'?" in said
    assert list(tmp_path.rglob("*.html")) == []


def test_a_parameter_without_a_value_is_a_wrong_usage():
    done = run("report", COUNCIL, "-p", "measure")
    assert done.returncode == 2
    assert "write NAME=VALUE" in done.stderr


def test_a_failing_cell_is_shown_with_its_source_and_the_earlier_report_stays(tmp_path, reports):
    target = page_path(tmp_path, "2016-09-08")
    target.parent.mkdir(parents=True)
    target.write_bytes(page_path(reports, "2016-09-08").read_bytes())
    before = (target.read_bytes(), target.stat().st_mtime_ns)
    notebooks = spoiled_notebook(tmp_path / "notebooks", "shares = [1]\nshares[7]")
    said = refused("report", COUNCIL, "--reports", str(tmp_path), RADRUM_NOTEBOOKS=str(notebooks))
    assert "A cell failed: IndexError: list index out of range" in said
    assert "shares[7]" in said
    assert (target.read_bytes(), target.stat().st_mtime_ns) == before
    assert not (tmp_path / ".staging").exists()


def test_debug_shows_where_a_cell_failed(tmp_path):
    notebooks = spoiled_notebook(tmp_path / "notebooks", "1 / 0")
    done = run("--debug", "report", COUNCIL, "--reports", str(tmp_path), RADRUM_NOTEBOOKS=str(notebooks))
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_a_kernel_that_dies_publishes_nothing(tmp_path):
    notebooks = spoiled_notebook(tmp_path / "notebooks", "import os\nos._exit(3)")
    said = refused("report", COUNCIL, "--reports", str(tmp_path), RADRUM_NOTEBOOKS=str(notebooks))
    assert "process died" in said
    assert list(tmp_path.glob("council/**/*")) == []


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("import plotly.graph_objects as go\ngo.Figure(data=[dict(type='bar', y=[1])])", "plotly"),
        ("dossier.actions", "text/html"),
    ],
)
def test_what_is_no_exhibit_cannot_reach_a_page_unseen(tmp_path, source, kind):
    notebooks = spoiled_notebook(tmp_path / "notebooks", source)
    said = refused("report", COUNCIL, "--reports", str(tmp_path), RADRUM_NOTEBOOKS=str(notebooks))
    assert "something that is not an exhibit" in said
    assert kind in said


def test_a_notebook_without_a_parameters_cell_is_refused(tmp_path):
    folder = spoiled_notebook(tmp_path / "notebooks", "1;")
    path = folder / "meeting.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace('"parameters"', '"other"'), encoding="utf-8")
    assert "0 cells are tagged 'parameters'" in refused("report", COUNCIL, RADRUM_NOTEBOOKS=str(folder))


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "meeting.ipynb").write_text("{", encoding="utf-8")
    assert "meeting.ipynb: not a notebook" in refused("report", COUNCIL, RADRUM_NOTEBOOKS=str(tmp_path))


def test_check_finds_nothing_wrong_with_the_shipped_data():
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "No faults found.\n")


def test_check_tells_every_fault_with_file_row_column_and_remedy(data):
    folder = data / "councils" / COUNCIL
    parties = folder / "parties.csv"
    parties.write_text(parties.read_text(encoding="utf-8").replace("SE-1480", "SE-148"), encoding="utf-8")
    actions = folder / "actions.csv"
    actions.write_text(actions.read_text(encoding="utf-8").replace("2016-10-02", "2016-09-31"), encoding="utf-8")
    (folder / "agenda.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    statistics = data / "statistics" / "pts_broadband.csv"
    statistics.write_text(statistics.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    said = refused("check", RADRUM_DATA=str(data))
    assert "parties.csv row " in said
    assert (
        "column area: 'SE-148' is not a municipality of Västra Götalands län. Did you mean 'SE-1480' (Göteborg)?"
        in said
    )
    assert "actions.csv row 3, column due_latest: '2016-09-31' is not a day that exists." in said
    assert "agenda.csv: not a text file." in said
    assert "pts_broadband.csv is not the file that this passport describes" in said
    assert "4 faults." in said


def test_check_of_an_unknown_council_is_refused():
    assert "There is no council 'x'" in refused("check", "x")


def test_a_report_says_its_path_on_one_line_and_what_it_makes_beside_it(reports):
    page = page_path(reports, "2016-09-07")
    printed, aside = page.with_suffix(".pdf"), reports / ".rejected" / page.relative_to(reports)
    for stale in (printed, aside):
        stale.parent.mkdir(parents=True, exist_ok=True)
        stale.write_text("of an earlier run", encoding="utf-8")
    done = run("report", COUNCIL, "--meeting", "2016-09-08", "--reports", str(reports))
    assert done.returncode == 0
    assert done.stdout == f"{page}\n"
    assert not printed.exists()
    assert not aside.exists()
    making, unchecked = done.stderr.splitlines()
    assert making == f"{COUNCIL}: making 'meeting'"
    assert unchecked.startswith("Not checked, and without a PDF: No Chromium or Chrome starts")
    assert "RADRUM_BROWSER" in unchecked
    assert "Checks not made: chart-drawn, " in unchecked
    assert all(check.name in unchecked for check in CHECKS if check.browser)


def test_the_help_names_every_option():
    said = run("report", "--help").stdout
    for option in ("--as-of", "--meeting", "--language", "--reports", "-p"):
        assert option in said


def test_on_a_terminal_a_bar_over_the_cells_shows_the_progress(tmp_path):
    import fcntl
    import os
    import pty
    import struct
    import subprocess
    import sys
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    words = ["report", COUNCIL, "--reports", str(tmp_path)]
    command = [sys.executable, "-c", "from radrum.cli import main; main()", *words]
    alone = os.environ | {"RADRUM_BROWSER": "none"}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd="/", env=alone)
    os.close(theirs)
    said = b""
    while True:
        try:
            read = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        said += read
    os.close(ours)
    assert process.wait(60) == 0
    text = said.decode()
    assert "100%" in text
    assert "cell" in text
    assert text.rstrip().endswith("meeting.html")
    assert "making" not in text


@pytest.mark.parametrize("name", ["../notebooks/meeting", "./meeting", ""])
def test_a_notebook_is_named_not_reached_by_a_path(name):
    assert f"There is no notebook '{name}'" in refused("report", COUNCIL, name)


@pytest.mark.parametrize("name", ["../councils/vgr-digitaliseringsrad", ".", ""])
def test_a_council_is_named_not_reached_by_a_path(name):
    assert f"There is no council '{name}'" in refused("report", name)


def test_two_reports_can_be_made_at_the_same_time(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    days = ["2016-09-08", "2017-06-01"]
    with ThreadPoolExecutor() as both:
        done = list(
            both.map(lambda day: run_apart("report", COUNCIL, "--as-of", day, "--reports", str(tmp_path)), days)
        )
    assert [each.returncode for each in done] == [0, 0], [each.stderr for each in done]
    assert all(page_path(tmp_path, day).is_file() for day in days)
