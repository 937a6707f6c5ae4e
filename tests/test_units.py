"""The words in which a service states a unit are ours, or they are refused: they are never near enough."""

import pytest
from radrum.errors import RadrumError
from radrum.sources.key_figures import KeyFigure
from radrum.sources.pxfile import read_px
from radrum.sources.sheets import cells
from radrum.sources.tidy import unit_of
from radrum.statistics.schema import STATUS


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("antal", "number"),
        ("Antal personer 16-74 år", "number"),
        ("Number", "number"),
        ("Percentage of households", "percent"),
        ("Per cent", "percent"),
        ("procentenheter", "percentage_points"),
        ("Index", "index"),
        ("Thousand persons", ""),
        ("1000 hushåll", ""),
        ("1 000 hushåll", ""),
        ("tusental", ""),
        ("antal per 1000 invånare", ""),
        ("antal/km2", ""),
        ("Million persons", ""),
        ("miljoner personer", ""),
        ("1000 personer", ""),
        ("SEK", ""),
    ],
)
def test_a_count_in_thousands_or_in_words_unknown_is_no_number(words, unit):
    assert unit_of(words) == unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Bredband, andel (%)", "percent"),
        ("Folkmängd, antal", "number"),
        ("Sökande (antal/1000 inv)", ""),
        ("Sökande, antal per 1000 invånare", ""),
        ("Kostnad (kr)", ""),
        ("Hushåll (tusental)", ""),
    ],
)
def test_a_key_figure_states_its_unit_in_its_title(title, unit):
    stated = KeyFigure("N1", title, "").unit
    assert stated
    assert unit_of(stated) == unit


@pytest.mark.parametrize(
    ("description", "counted"),
    [
        ("Andel av hushållen och arbetsställena.", {"households", "workplaces"}),
        ("Per invånare, av hela befolkningen.", {"population"}),
        ("Insamlat hushållsavfall och befolkningsökning.", set()),
    ],
)
def test_who_is_counted_is_a_whole_word(description, counted):
    assert KeyFigure("N1", "Andel (%)", description).counted == counted


def test_every_status_that_a_cell_can_have_is_one_of_ours():
    assert {*cells.LIMITS.values(), *cells.NO_NUMBER.values()} <= set(STATUS)


@pytest.mark.parametrize("named", [b"undefined", b"nonesuch", b"a\x00b"])
def test_a_file_in_no_encoding_is_refused_by_name(named):
    with pytest.raises(RadrumError, match=r"file\.px: it is not in the encoding that it names"):
        read_px(b'CODEPAGE="' + named + b'";\nTITLE="x";\n', "file.px")
