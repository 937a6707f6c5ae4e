"""The notebooks that can be made into reports."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.reader import NotJSONError

from radrum import paths
from radrum.errors import Fault, Faults, RadrumError, did_you_mean


def notebook_path(name: str) -> Path:
    """Where the notebook of that name lies."""
    return paths.notebooks() / f"{name}.ipynb"


def read_notebook(name: str) -> NotebookNode:
    """The notebook of that name. Raises ``RadrumError`` with the nearest name where there is none that can be read."""
    path, known = notebook_path(name), sorted(each.stem for each in paths.notebooks().glob("*.ipynb"))
    if name not in known:
        raise RadrumError(f"There is no notebook '{name}'. {did_you_mean(name, known)}".rstrip())
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except (NotJSONError, nbformat.ValidationError, UnicodeDecodeError, AttributeError, KeyError) as error:
        fault = Fault(
            paths.shown(path), f"not a notebook ({type(error).__name__}).", "Restore it from version control."
        )
        raise Faults([fault]) from error
    return notebook
