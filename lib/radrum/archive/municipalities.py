"""The list of the pages about one council's municipalities."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from radrum.archive.addresses import INDEX, address
from radrum.archive.page import List, about
from radrum.archive.shelf import Published
from radrum.words import Words


def municipality_list(pages: Sequence[Published]) -> List:
    """The pages of one folder by the municipality's name, and which municipalities have none."""
    page = pages[0]
    words, folder = Words(page.language, own=page.name_language), page.path.parent
    made = {each.municipality: each for each in pages}
    every = {code: name for each in pages for code, name in each.municipalities}
    named = sorted(every, key=lambda code: (words.order(every[code]), code))
    lacking = [every[code] for code in named if code not in made]
    n, total = len(made), len(every)
    content = {
        "rows": [(every[code], made.get(code)) for code in named],
        "said": words.plural(
            "{n} of {total} municipalities has a page.", "{n} of {total} municipalities have a page.", n, total=total
        ),
        "lacking": words("Without a page: {names}.", names=words.list(lacking)) if lacking else "",
        "total": total,
        "to": partial(address, folder=folder),
        "up": address(folder.parents[2] / INDEX, folder),
    }
    heading = Markup("{}, {}").format(words.own(page.name), words.date(page.day))
    return List(
        folder / INDEX, "municipalities.html.j2", about(pages, words, page.edition), page.report, heading, content
    )
