"""Notebooks in warm processes show what they show in a stock kernel, and nothing of them outlives its driver."""

import os
import re
import signal
import subprocess
import sys
import time
from ast import literal_eval
from pathlib import Path

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from papermill.exceptions import PapermillExecutionError
from radrum.engine import served

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not served(), reason="no warm processes here")]

AWKWARD = [
    "print('one'); import sys; print('two', file=sys.stderr); print('three')",
    "6 * 7",
    "6 * 7;",
    "None",
    "_, Out[2], len(In)",
    "from IPython.display import HTML, Image, clear_output, display, update_display\ndisplay('first', display_id='a')",
    "update_display('second', display_id='a')",
    "print('gone'); clear_output(wait=True); print('stays')",
    "print('gone too'); clear_output(); display(HTML('<b>x</b>'), metadata={'text/html': {'isolated': True}})",
    "import os; os.write(1, b'past Python\\n');",
    "import subprocess; subprocess.run(['sh', '-c', 'echo another process; sleep .5; echo error >&2'], check=True);",
    "!echo through the shell",
    "import threading\nthread = threading.Thread(target=print, args=('a thread',)); thread.start(); thread.join()",
    "import warnings; warnings.warn('careful')",
    "import warnings; warnings.warn('old', DeprecationWarning)",
    "import asyncio; await asyncio.sleep(0.01); 'awaited'",
    ("raises-exception", "def f():\n    raise ValueError('wrong')\nf()"),
    ("raises-exception", "print('before'); 1 / 0"),
    ("raises-exception", "def broken(:"),
    "try:\n    input('who? ')\nexcept Exception as error:\n    print(type(error).__name__, error)",
    ("raises-exception", "import sys; sys.exit(3)"),
    ("skip-execution", "print('never')"),
    "for n in range(3): print(f'\\r{n}', end='')",
    "type(get_ipython()).__name__, type(get_ipython()).__module__",
    "import plotly.io; plotly.io.renderers.default",
    "class Broken:\n    def __repr__(self): raise RuntimeError('no')\n'fine'",
    "class Rich:\n    def _repr_html_(self): return '<i>rich</i>'\n    def __repr__(self): return 'rich'\nRich()",
    "Image(data=bytes.fromhex('89504e470d0a1a0a'), format='png')",
    "%%capture caught\nprint('caught')",
    "caught.stdout",
    "print('x' * 300_000)",
    "import logging; logging.warning('logged')",
    "import os, sys; os.getcwd(), sys.path, __name__, os.environ['GIVEN'], sys.stdin.read()",
    "import os\nif not (child := os.fork()):\n    os.write(1, b'forked\\n'); os._exit(0)\nos.waitpid(child, 0);",
    "import math, pickle\nclass Mine: pass\nmath.nan, pickle.loads(pickle.dumps(Mine())).__class__ is Mine",
    "display({'text/plain': 'raw'}, raw=True); display(1, 2)",
    "'a\\udcffb'.encode('utf-8', 'replace'), 'å'",
    "from IPython import get_ipython; get_ipython().system('exit 3'); _exit_code",
]


def notebook(*sources):
    cells = []
    for source in sources:
        tags, text = ([source[0]], source[1]) if isinstance(source, tuple) else ([], source)
        cells.append(new_code_cell(text, metadata={"tags": tags}))
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def run(made, tmp_path, engine="warm", **options):
    out = tmp_path / f"{engine}.ipynb"
    options = {"start_timeout": 120} | options
    return papermill.execute_notebook(
        made, str(out), engine_name=engine, progress_bar=False, cwd=str(tmp_path), **options
    )


def shown(cell):
    """A cell's outputs, without what differs between two runs of one kernel: its process, how often it flushes."""
    said = nbformat.writes(new_notebook(cells=[cell]))
    said = re.sub(r"ipykernel_\d+", "ipykernel", said)
    outputs = []
    for each in nbformat.reads(said, as_version=4).cells[0].outputs:
        if outputs and each.output_type == "stream" and each.get("name") == outputs[-1].get("name"):
            outputs[-1].text += each.text
        else:
            outputs.append(each)
    return [cell.execution_count, outputs]


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("GIVEN", "in the environment")
        patched.setattr("papermill.execute.raise_for_execution_errors", lambda *_: None)  # of cells that are to fail
        patched.delenv("PYTEST_CURRENT_TEST")  # under which ipykernel does not capture what is written past Python
        folder = tmp_path_factory.mktemp("run")
        return [run(notebook(*AWKWARD), folder, engine) for engine in ("warm", "nbclient")]


@pytest.mark.parametrize("at", range(len(AWKWARD)))
def test_a_cell_shows_what_it_shows_in_a_stock_kernel(both, at):
    warm, stock = (shown(made.cells[at]) for made in both)
    assert warm == stock


def test_the_notebooks_metadata_are_those_of_a_stock_kernel(both):
    warm, stock = (made.metadata for made in both)
    assert warm.language_info == stock.language_info
    assert warm.kernelspec == stock.kernelspec
    assert set(warm.papermill) == set(stock.papermill)


def test_a_cell_that_fails_stops_the_notebook_and_is_saved(tmp_path):
    with pytest.raises(PapermillExecutionError, match="ValueError: wrong"):
        run(notebook("print('so far')", "raise ValueError('wrong')", "print('never')"), tmp_path)
    saved = nbformat.read(tmp_path / "warm.ipynb", as_version=4)
    assert "papermill-error-cell" in saved.cells[0].source
    assert [len(cell.get("outputs", [])) for cell in saved.cells if cell.cell_type == "code"] == [1, 1, 0]


def alive(pid):
    """Whether the process is there, and not only its name until somebody asks for it."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def gone(pid, seconds=5):
    until = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not alive(pid)


def test_a_notebooks_process_and_what_it_started_end_with_it(tmp_path):
    made = run(notebook("import os, subprocess; os.getpid(), subprocess.Popen(['sleep', '600']).pid"), tmp_path)
    pids = literal_eval(made.cells[0].outputs[0].data["text/plain"])
    assert [gone(pid) for pid in pids] == [True, True]


def test_two_notebooks_share_nothing(tmp_path):
    first = "import builtins, os, pandas; builtins.left = pandas.left = os.environ['LEFT'] = 'x'; os.getpid()"
    second = (
        "import builtins, os, pandas\n"
        "hasattr(builtins, 'left'), hasattr(pandas, 'left'), 'LEFT' in os.environ, os.getpid()"
    )
    one = run(notebook(first), tmp_path).cells[0].outputs[0].data["text/plain"]
    *left, pid = literal_eval(run(notebook(second), tmp_path).cells[0].outputs[0].data["text/plain"])
    assert left == [False, False, False]
    assert pid != int(one)


def test_a_process_that_dies_is_told_as_a_dead_kernel(tmp_path):
    with pytest.raises(DeadKernelError):
        run(notebook("import os; os._exit(1)"), tmp_path)


def test_a_cell_that_takes_too_long_is_stopped_with_its_process(tmp_path):
    began = time.monotonic()
    with pytest.raises(CellTimeoutError):
        run(
            notebook(f"import os, time; open('{tmp_path}/pid', 'w').write(str(os.getpid())); time.sleep(600)"),
            tmp_path,
            execution_timeout=1,
        )
    assert time.monotonic() - began < 60
    assert gone(int((tmp_path / "pid").read_text()))


def test_a_cell_that_takes_too_much_memory_fails_alone(tmp_path):
    with pytest.raises(PapermillExecutionError, match="MemoryError"):
        run(notebook("x = bytearray(2 << 30)"), tmp_path, memory=1 << 30)


def test_a_widget_is_refused_with_the_way_out(tmp_path):
    with pytest.raises(PapermillExecutionError, match="--engine nbclient"):
        run(notebook("import comm; comm.create_comm(target_name='x')"), tmp_path)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_the_driver_is_killed(tmp_path, number):
    told = tmp_path / "pids"
    body = (
        "import os, subprocess, time; p = subprocess.Popen(['sleep', '600']);"
        f" open('{told}.new', 'w').write(f'{{os.getpid()}} {{os.getppid()}} {{p.pid}}');"
        f" os.rename('{told}.new', '{told}'); time.sleep(600)"
    )
    script = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # else ignored in the background
        "import papermill\nfrom nbformat.v4 import new_code_cell, new_notebook\n"
        "kernel = {'name': 'python3', 'language': 'python', 'display_name': 'x'}\n"
        f"made = new_notebook(cells=[new_code_cell({body!r})], metadata={{'kernelspec': kernel}})\n"
        "papermill.execute_notebook(made, None, engine_name='warm', progress_bar=False)\n"
    )
    driver = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.DEVNULL, env=os.environ)
    try:
        until = time.monotonic() + 60
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.05)
        pids = [int(each) for each in told.read_text().split()]
        driver.send_signal(number)
        driver.wait(20)
        assert [gone(pid) for pid in pids] == [True, True, True]
    finally:
        driver.kill()
