"""The notebooks in a real JupyterLab: top to bottom with their default parameters, charts visible."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from conftest import ROOT
from playwright.sync_api import expect
from processes import within

pytestmark = pytest.mark.slow
TOKEN = "only-for-this-test"
PLOTLY = "application/vnd.plotly.v1+json"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab on a copy of the notebooks: its address and their folder."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    home = {"JUPYTER_CONFIG_DIR": str(folder / "config"), "JUPYTER_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0", "--ip=127.0.0.1"]
    command += [f"--IdentityProvider.token={TOKEN}", f"--notebook-dir={folder / 'notebooks'}"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, stderr=log, stdout=log, env=os.environ | home, cwd=folder)
    try:
        address = None
        for _ in range(240):
            found = re.search(r"http://127\.0\.0\.1:(\d+)/lab", (folder / "log").read_text())
            if found:
                address = f"http://127.0.0.1:{found[1]}"
                break
            assert server.poll() is None, (folder / "log").read_text()
            time.sleep(0.25)
        assert address, (folder / "log").read_text()
        assert within(30, lambda: kernels(address) == 0)  # it tells its address before it listens there
        yield address, folder / "notebooks"
    finally:
        server.terminate()
        server.wait(20)


def kernels(address):
    """How many kernels the server runs; None where it does not answer yet."""
    try:
        with urllib.request.urlopen(f"{address}/api/status?token={TOKEN}", timeout=30) as answer:  # noqa: S310
            return json.load(answer)["kernels"]
    except urllib.error.URLError:
        return None


def saved(path):
    """The code cells of the notebook once it is saved whole, each run."""
    for _ in range(150):
        try:
            cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if "outputs" in cell]
        except json.JSONDecodeError:  # read in the middle of being written
            cells = []
        if cells and all(cell["execution_count"] for cell in cells):
            return cells
        time.sleep(0.2)
    raise AssertionError("The notebook was not saved with all its cells run.")


def test_the_notebook_runs_top_to_bottom_and_shows_its_charts(lab, browser):
    address, folder = lab
    context = browser.new_context(viewport={"width": 1400, "height": 1200})
    page = context.new_page()
    page.goto(f"{address}/lab/tree/meeting.ipynb?token={TOKEN}")
    expect(page.locator(".jp-Notebook")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    last = page.locator(".jp-Notebook .jp-CodeCell").last
    expect(last.locator(".jp-OutputArea-output").first).to_be_visible(timeout=120_000)
    page.keyboard.press("Control+s")
    cells = saved(folder / "meeting.ipynb")
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert [output["ename"] for output in outputs if output["output_type"] == "error"] == []
    assert [output["text"] for output in outputs if output["output_type"] == "stream"] == []
    charts = [cell["id"] for cell in cells if any(PLOTLY in output.get("data", {}) for output in cell["outputs"])]
    assert len(charts) >= 6

    seen = set()
    panel = page.locator(".jp-WindowedPanel-outer")
    for step in range(60):
        panel.evaluate("(each, top) => each.scrollTo(0, top)", step * 500)
        page.wait_for_timeout(150)
        for chart in page.locator(".jp-OutputArea .js-plotly-plot svg.main-svg .gtitle").all():
            seen.add(chart.text_content())
    context.close()
    assert len(seen) >= len(charts), seen
