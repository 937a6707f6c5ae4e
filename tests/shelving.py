"""Published pages to list: as the press writes them, without charts, each with a print beside it."""

import datetime
from functools import cache

from nbformat.v4 import new_markdown_cell, new_notebook
from radrum.press.page import Page
from radrum.press.rendering import read_body, render
from radrum.words import Words

EXEMPEL = {
    "council": "exempel",
    "name": "Digitaliseringsrådet i Exempel",
    "own": "sv",
    "area": "XX-01",
    "publisher": "Kansliet",
    "contact": "radet@region.example",
}
VESTLAND = {"council": "digivestland", "name": 'Utvalget "DuVe" & vi', "own": "nb", "area": "NO-46"}


def shelve(reports, day, notebook="meeting", **said):
    """Publishes a page, its PDF too, and gives its path."""
    page = EXEMPEL | {"edition": "council", "language": said.get("own", "sv"), "meeting": "", "municipality": ""} | said
    folder = reports / page["edition"] / page["council"] / day / page["language"]
    file = folder / (f"{notebook}/{page['municipality']}.html" if page["municipality"] else f"{notebook}.html")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_html(day, notebook, tuple(sorted(page.items()))), encoding="utf-8")
    file.with_suffix(".pdf").write_bytes(b"%PDF-1.7")
    return file


@cache
def _html(day, notebook, items):
    page = dict(items)
    words = Words(page["language"])
    kind = page.get("kind") or words(f"{notebook.capitalize()} report")
    names = ("area", "edition", "meeting", "municipality", "publisher", "contact", "parameters")
    facts = {name: page[name] for name in names if name in page}
    facts |= {"council": page["name"], "council-language": page["own"], "day": day}
    facts["municipalities"] = page.get("municipalities", "")
    told = words.date(datetime.date.fromisoformat(day))
    about = Page(page["name"], told, "", (), (), words, "Rådrum", page["edition"], facts=facts)
    run = new_notebook(cells=[new_markdown_cell(f"# {kind}")])
    return render(run, read_body(run), about, None)
