"""What a process keeps for its next report is replaced when it is killed between two; threads take turns."""

import os
import subprocess
import sys
import threading
from ast import literal_eval
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from conftest import browser_path
from nbformat.v4 import new_code_cell, new_notebook
from processes import within
from radrum import engine, press
from radrum.engine.hatchery import OWN
from radrum.press.browser import Visit
from radrum.press.execution import DATA

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3"}


def shown(source, folder, **how):
    """What the last cell of a notebook with this one shows."""
    folder.mkdir(exist_ok=True)
    notebook = new_notebook(
        cells=[new_code_cell("", metadata={"tags": ["parameters"]}), new_code_cell(source)],
        metadata={"kernelspec": KERNEL},
    )
    made = press.execute(notebook, {}, folder / "out.ipynb", **how)
    return made.cells[-1].outputs[0].data["text/plain"]


def kill_below(called):
    """Kill the one process below this one whose command line is so, and wait until it is gone.

    What was forked from it has its command line too, and may not have ended yet.
    """
    found = [each for each in psutil.Process().children(recursive=True) if called(_command(each))]
    (victim,) = [each for each in found if each.ppid() not in {other.pid for other in found}]
    victim.kill()
    assert within(10, lambda: not _command(victim))


def _command(process):
    """The command line of a process; empty where it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


warm_only = pytest.mark.skipif(not engine.served(), reason="no warm processes here")


@warm_only
def test_a_warm_process_that_is_killed_between_two_reports_is_replaced(tmp_path):
    assert shown("6 * 7", tmp_path) == "42"
    OWN[os.getpid()].process.kill()
    assert shown("6 * 8", tmp_path) == "48"


@warm_only
def test_where_the_warm_process_that_several_share_is_killed_each_goes_on_with_its_own(tmp_path):
    with engine.shared():
        assert shown("6 * 7", tmp_path) == "42"
        kill_below(lambda command: os.environ["RADRUM_NEST"] in command)
        assert shown("6 * 8", tmp_path) == "48"


@warm_only
def test_a_process_that_has_opened_a_council_for_its_notebooks_is_replaced_when_it_is_killed(tmp_path):
    after = {"call": "os:getcwd", "arguments": {}, "environment": {}}
    parents = []
    with engine.shared():
        for number in range(5):
            parents.append(shown("import os; os.getppid()", tmp_path, after=after))
            if number == 1:
                opened = psutil.Process(int(parents[0]))
                opened.kill()
                assert within(10, lambda opened=opened: not _command(opened))
    first, again, nest, new, last = parents
    assert first == again
    assert new == last
    assert len({first, nest, new}) == 3


@warm_only
def test_while_a_council_is_opened_for_one_driver_another_is_served(tmp_path):
    slow = {"call": "subprocess:run", "arguments": {"args": ["sleep", "8"]}, "environment": {}}
    with engine.shared(), ThreadPoolExecutor() as pool:
        assert shown("6 * 7", tmp_path) == "42"
        from radrum.engine.warm import WarmKernel  # which papermill must come before

        waits = pool.submit(WarmKernel, str(tmp_path), 60, 0, slow)
        below = psutil.Process().children
        assert within(20, lambda: any(_command(each) == "sleep 8" for each in below(recursive=True)))
        WarmKernel(str(tmp_path), 60, 0).close()
        assert not waits.done()
        waits.result().close()


@warm_only
def test_a_warm_process_outlives_the_thread_that_started_it(tmp_path):
    if os.getpid() in OWN:
        OWN.pop(os.getpid()).close()
    starting = threading.Thread(target=engine.hatchery)
    starting.start()
    starting.join()
    started = OWN[os.getpid()].process
    assert shown("6 * 7", tmp_path) == "42"
    assert OWN[os.getpid()].process is started


@warm_only
@pytest.mark.parametrize("name", ["RADRUM_SMTP_PASSWORD", "AWS_SECRET_ACCESS_KEY", "FSSPEC_SFTP_PASSWD", "X_API_KEY"])
def test_no_secret_reaches_a_notebook_whose_process_is_forked_from_one_that_several_share(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, "canary")
    with engine.shared():
        said = shown(
            "import os; [b'canary' in open(f'/proc/{n}/environ', 'rb').read() for n in ('self', os.getppid())]",
            tmp_path,
        )
    assert said == "[False, False]"


def test_a_kept_browser_that_is_killed_between_two_pages_is_replaced(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><title>The page</title>")
    script = f"import sys; sys.path.insert(0, {str(HERE)!r}); import test_killed; test_killed.titles({str(page)!r})"
    environment = os.environ | {"RADRUM_BROWSER": browser_path()}
    told = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert told.stdout.splitlines() == ["The page", "The page"], told.stderr


def titles(page):
    """Print the page's title twice, the browser killed between: in a process of its own, as it kills every browser."""
    with press.one_browser():
        for last in (False, True):
            with press.chromium() as browser, Visit(browser, Path(page)) as visit:
                print(visit.page.title())
            if not last:
                kill_below(_is_browser)


def _is_browser(command):
    """Whether it is the browser itself: not one of its parts, nor the shell that starts it."""
    return "--headless" in command and "--type=" not in command and not command.startswith("/bin/sh")


def test_threads_of_one_process_run_their_notebooks_in_turn_each_with_its_own_folder(tmp_path):
    before = Path.cwd(), os.environ.get(DATA)
    says = f"import os, time; time.sleep(0.3); os.getcwd(), os.environ[{DATA!r}], n"
    folders = [tmp_path / name for name in ("one", "two", "three")]
    with ThreadPoolExecutor(len(folders)) as threads:
        asked = [threads.submit(shown, f"n = {n}; {says}", each, data=each) for n, each in enumerate(folders)]
        told = [each.result() for each in asked]
    assert [literal_eval(each) for each in told] == [(str(each), str(each), n) for n, each in enumerate(folders)]
    assert (Path.cwd(), os.environ.get(DATA)) == before
