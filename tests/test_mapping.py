"""A service's code is one measure of ours, or it is refused."""

import re

import pytest
from radrum.errors import RadrumError
from radrum.sources.mapping import codes_of, mapped

pytest_plugins = ["serving"]


@pytest.fixture
def described(store):
    def write(**sources):
        lines = [
            f'[{name}]\nunit = "percent"\nbetter = "higher"\n[{name}.sources]\n'
            + "".join(f'{key} = "{code}"\n' for key, code in codes.items())
            for name, codes in sources.items()
        ]
        (store / "measures.toml").write_text("\n".join(lines), encoding="utf-8")

    return write


def test_a_code_is_a_measure_and_a_segment(described):
    described(near={"kolada": "N1", "kolada_rural": "N2", "scb": "T1 A=B"}, far={"kolada_urban": "N3"})
    found = mapped("kolada", ["N2", "N1", "N3"])
    assert {code: (to.measure.name, to.segment) for code, to in found.items()} == {
        "N2": ("near", "rural"),
        "N1": ("near", "all"),
        "N3": ("far", "urban"),
    }
    assert codes_of("kolada") == ["N1", "N2", "N3"]
    assert codes_of("scb") == ["T1 A=B"]


def test_every_code_that_nobody_mapped_is_named_with_the_lines_to_write(described):
    described(near={"kolada": "N1"})
    with pytest.raises(RadrumError) as told:
        mapped("kolada", ["N1", "N8", "N9"])
    assert [re.search(r'kolada = "(N\d)"$', line)[1] for line in str(told.value).splitlines()] == ["N8", "N9"]


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        ({"near": {"kolada_town": "N1"}}, "'town' is no segment"),
        ({"near": {"kolada": "N1"}, "far": {"kolada": "N1"}}, "'N1' is near too"),
        ({"near": {"kolada": "N1", "kolada_rural": "N1"}}, "'N1' is all too"),
    ],
)
def test_a_mapping_that_says_two_things_is_refused(described, sources, found):
    described(**sources)
    with pytest.raises(RadrumError, match=found):
        codes_of("kolada")
