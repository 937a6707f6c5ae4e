"""JSON-stat in every shape that the agencies send it, and nothing that does not add up."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from radrum.errors import RadrumError
from radrum.sources.jsonstat import Dataset, read_dimensions, read_jsonstat

DENSE = {
    "version": "2.0",
    "class": "dataset",
    "label": "Tillgång",
    "source": "SCB",
    "updated": "2026-06-08T06:00:00Z",
    "id": ["Region", "ContentsCode", "Tid"],
    "size": [2, 1, 2],
    "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
    "dimension": {
        "Region": {"label": "region", "category": {"index": {"1484": 1, "1480": 0}, "label": {"1480": "Göteborg"}}},
        "ContentsCode": {
            "label": "innehåll",
            "category": {"label": {"A": "Andel"}, "unit": {"A": {"base": "procent", "decimals": 1}}},
        },
        "Tid": {"label": "år", "category": {"index": ["2022", "2023"]}},
    },
    "value": [97.5, 98, None, 72.16],
    "status": {"2": ".."},
    "note": ["Ett brus är tillagt."],
}
CELLS = [["1480", "A", "2022", 97.5, ""], ["1480", "A", "2023", 98, ""]]
CELLS += [["1484", "A", "2022", "", ".."], ["1484", "A", "2023", 72.16, ""]]


def changed(**parts) -> dict:
    return {name: part for name, part in (DENSE | parts).items() if part is not ...}


def rows(dataset: Dataset) -> list:
    return dataset.cells.astype(object).where(dataset.cells.notna(), "").to_numpy().tolist()


FIRST = {"id": DENSE["id"], "size": DENSE["size"], "role": DENSE["role"], **DENSE["dimension"]}
SHAPES = {
    "dense": DENSE,
    "sparse": changed(value={"0": 97.5, "3": 72.16, "1": 98}),
    "status as a list": changed(status=[None, "", "..", None]),
    "version 1": {"dataset": {"dimension": FIRST, **{key: DENSE[key] for key in ("value", "status", "label")}}},
    "a bundle of one": {"tillgang": {"dimension": FIRST, "value": DENSE["value"], "status": DENSE["status"]}},
    "a collection of one": {"class": "collection", "link": {"item": [DENSE]}},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_gives_the_same_cells(shape):
    assert rows(read_jsonstat(SHAPES[shape], "here")) == CELLS


def test_what_is_said_of_the_table_comes_along():
    read = read_jsonstat(DENSE, "here")
    assert (read.label, read.source, read.updated[:10], read.roles["time"]) == (
        "Tillgång",
        "SCB",
        "2026-06-08",
        ("Tid",),
    )
    assert read.dimensions["Region"].labels == {"1480": "Göteborg", "1484": "1484"}
    assert read.dimensions["ContentsCode"].units["A"] == {"base": "procent", "decimals": 1}
    assert read.notes == ("Ett brus är tillagt.",)


def test_one_status_is_of_every_cell():
    assert set(read_jsonstat(changed(status="p"), "here").cells["status"]) == {"p"}


def without(path: str) -> dict:
    """The dense one without what lies at ``path``."""
    spoilt = copy.deepcopy(DENSE)
    *way, last = path.split("/")
    at = spoilt
    for step in way:
        at = at[step]
    del at[last]
    return spoilt


WRONG = {
    "a value too few": (changed(value=[97.5, 98, None]), "there are 4 cells and 3 in 'value'"),
    "a value too many": (changed(value=[1, 2, 3, 4, 5]), "there are 4 cells and 5 in 'value'"),
    "a cell beyond": (changed(value={"4": 1}), "names the cell '4', and there are 4"),
    "a cell of no number": (changed(value={"x": 1}), "names the cell 'x'"),
    "a word for a value": (changed(value=[97.5, "..", 1, 2]), "the value of cell 1 is '..', not a number"),
    "a flag for a value": (changed(value=[True, 1, 1, 2]), "the value of cell 0 is True"),
    "a boundless value": (changed(value=[float("inf"), 1, 1, 2]), "the value of cell 0 is inf"),
    "a status too many": (changed(status=["", "", "", "", ""]), "there are 4 cells and 5 in 'status'"),
    "no value": (changed(value=[]), "not one value"),
    "no values": (without("value"), "not one value"),
    "another size": (changed(size=[3, 1, 2]), "'size' says 3 and there are 2 categories"),
    "a size too few": (changed(size=[2, 1]), "'id' and 'size' do not name the same"),
    "a dimension twice": (changed(id=["Tid", "Tid", "Region"]), "are not described each"),
    "a dimension undescribed": (without("dimension/Tid"), "are not described each"),
    "no categories": (without("dimension/Tid/category"), "dimension Tid: it has no categories"),
    "a category twice": (
        changed(dimension=DENSE["dimension"] | {"Tid": {"category": {"index": ["2022", "2022"]}}}),
        "dimension Tid: a category stands twice",
    ),
    "categories numbered with a gap": (
        changed(dimension=DENSE["dimension"] | {"Tid": {"category": {"index": {"2022": 0, "2023": 2}}}}),
        "are not numbered 0, 1, 2",
    ),
    "too many cells": (
        changed(
            size=[4000, 1, 4000],
            dimension=DENSE["dimension"]
            | {name: {"category": {"index": [str(n) for n in range(4000)]}} for name in ("Region", "Tid")},
        ),
        "16,000,000 cells are more than can be read",
    ),
    "a list of addresses": (
        {"class": "collection", "link": {"item": [{"class": "dataset", "href": "https://example.org/a"}]}},
        "Give one of them: https://example.org/a",
    ),
    "two data sets": ({"class": "collection", "link": {"item": [DENSE, DENSE]}}, "one data set was expected"),
    "something else": ({"hello": "world"}, "not JSON-stat"),
    "a list": ([1, 2], "not JSON-stat"),
    "nothing": (None, "not JSON-stat"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_does_not_add_up_is_refused_with_its_place(kind):
    content, told = WRONG[kind]
    with pytest.raises(RadrumError, match=told) as found:
        read_jsonstat(content, "https://example.org/data")
    assert str(found.value).startswith("https://example.org/data")


def test_dimensions_are_read_without_values():
    assert read_dimensions(without("value"), "here")["Region"].codes == ("1480", "1484")


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=6,
)
PLACES = ["id", "size", "value", "status", "role", "note", "extension", "dimension", "class", "label"]
PLACES += ["dimension/Tid", "dimension/Tid/category", "dimension/Tid/category/index", "dimension/Region/category/label"]


@given(st.sampled_from(PLACES), JUNK)
def test_a_spoilt_part_ends_in_the_same_cells_or_a_clear_error(path, junk):
    spoilt = copy.deepcopy(DENSE)
    *way, last = path.split("/")
    at = spoilt
    for step in way:
        at = at[step]
    at[last] = junk
    try:
        read = read_jsonstat(spoilt, "here")
    except RadrumError as error:
        assert str(error).startswith("here")
    else:
        assert len(read.cells) == 4
        assert path in ("value", "status") or path.startswith("dimension") or rows(read) == CELLS
