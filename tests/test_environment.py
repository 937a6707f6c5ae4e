"""The project's own files: one source of truth for the environment, notebooks without outputs, catalogues in step."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def bounds(requirement: str) -> tuple[str, frozenset[str]]:
    """A requirement's name and its bounds, however it is spaced and cased."""
    name, limits = re.fullmatch(r"([A-Za-z0-9._-]+)\s*(.*)", requirement.strip()).groups()
    return name.lower().replace("_", "-"), frozenset(part.strip() for part in limits.split(",") if part.strip())


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / ".ci" / "lock" / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


def test_conda_users_get_the_same_names_and_bounds():
    given = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    by_pip = [each for group in given if isinstance(group, dict) for each in group["pip"] if "editable" not in each]
    conda = dict(bounds(each) for each in [*given, *by_pip] if isinstance(each, str) and each != "pip")
    conda["duckdb"] = conda.pop("python-duckdb")  # its name there
    asked = dict(bounds(each) for each in PROJECT["dependencies"])
    asked["python"] = bounds("python" + PROJECT["requires-python"])[1]
    assert conda == asked


@pytest.mark.parametrize("lock", ["use.txt", "test.txt"])
def test_every_dependency_is_pinned_with_hashes_and_without_an_index(lock):
    text = (ROOT / ".ci" / "lock" / lock).read_text(encoding="utf-8")
    asked = [bounds(each)[0] for each in PROJECT["dependencies"]]
    if lock == "test.txt":
        asked += [bounds(each)[0] for each in PROJECT["optional-dependencies"]["test"]]
    assert [name for name in asked if name not in pins(lock)] == []
    assert "://" not in text
    assert "--index" not in text
    assert text.count("==") <= text.count("--hash=sha256:")


def test_both_locks_pin_the_same_versions():
    use, test = pins("use.txt"), pins("test.txt")
    assert {name: test.get(name) for name in use} == use


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_are_thin_and_without_outputs(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    sources = ["".join(cell["source"]) for cell in code]
    assert max(source.count("\n") + 1 for source in sources) <= 8
    assert not [source for source in sources if re.search(r"^\s*(def|class) |open\(\"/|\.csv", source, re.MULTILINE)]
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in code) == 1
    assert cells[0]["cell_type"] == "markdown"
    assert "".join(cells[0]["source"]).startswith("# ")


def test_modules_stay_small_and_have_names_that_say_something():
    modules = list((ROOT / "lib" / "radrum").rglob("*.py"))
    assert [path.name for path in modules if path.read_text(encoding="utf-8").count("\n") > 300] == []
    assert [path.name for path in modules if re.fullmatch(r"(utils?|helpers?|common|misc|manager)", path.stem)] == []


def test_the_help_does_not_wait_for_pandas():
    script = "import sys; from radrum.cli import main; import radrum; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_readmes_commands_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make ([a-z]+)\b", readme)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for link in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (ROOT / link).exists(), link


def test_the_licence_travels_with_the_project():
    assert "MIT License" in Path(ROOT / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["license"] == "MIT"
