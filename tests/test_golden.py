"""How numbers, days and names are written in the four languages: what a civil servant of each would write."""

import pandas as pd
import pytest
from radrum.exhibits.exhibit import Column, Table
from radrum.words import Words

DAY, OCTOBER = pd.Timestamp("2024-03-05"), pd.Timestamp("2025-10-01")
NAMES = ["Øygarden", "Åmål", "Zeta", "Ale", "Ærø", "Ärla", "Örebro"]
WRITTEN = {
    "sv": {
        "number": "1\u00a0234\u00a0567,5",
        "thousands": "1800",
        "ten thousands": "12\u00a0000",
        "below nought": "\u221212,3",
        "percent": "99,95\u00a0%",
        "points": "\u22126,33\u00a0procentenheter",
        "point": "1\u00a0procentenhet",
        "date": "5\u00a0mars\u00a02024",
        "month": "oktober\u00a02025",
        "list": "Ale, Borås och Øygarden",
        "order": ["Ale", "Zeta", "Åmål", "Ärla", "Ærø", "Örebro", "Øygarden"],
        "csv": "Andel;Dag\r\n92,5;2024-03-05\r\n",
    },
    "nb": {
        "number": "1\u00a0234\u00a0567,5",
        "thousands": "1800",
        "ten thousands": "12\u00a0000",
        "below nought": "\u221212,3",
        "percent": "99,95\u00a0%",
        "points": "\u22126,33\u00a0prosentpoeng",
        "point": "1\u00a0prosentpoeng",
        "date": "5.\u00a0mars\u00a02024",
        "month": "oktober\u00a02025",
        "list": "Ale, Borås og Øygarden",
        "order": ["Ale", "Zeta", "Ärla", "Ærø", "Örebro", "Øygarden", "Åmål"],
        "csv": "Andel;Dag\r\n92,5;2024-03-05\r\n",
    },
    "en": {
        "number": "1,234,567.5",
        "thousands": "1,800",
        "ten thousands": "12,000",
        "below nought": "\u221212.3",
        "percent": "99.95%",
        "points": "\u22126.33\u00a0percentage points",
        "point": "1\u00a0percentage point",
        "date": "5\u00a0March\u00a02024",
        "month": "October\u00a02025",
        "list": "Ale, Borås and Øygarden",
        "order": ["Ale", "Zeta", "Ärla", "Ærø", "Örebro", "Øygarden", "Åmål"],
        "csv": "Andel,Dag\r\n92.5,2024-03-05\r\n",
    },
}
WRITTEN["nn"] = WRITTEN["nb"]


@pytest.mark.parametrize("language", sorted(WRITTEN))
def test_numbers_days_and_names_are_written_as_the_language_writes_them(language):
    words = Words(language)
    columns = [Column("share", "Andel", number=True), Column("day", "Dag")]
    table = Table("T", columns, pd.DataFrame({"share": [92.5], "day": [DAY]}))
    assert {
        "number": words.number(1_234_567.5, 1),
        "thousands": words.number(1800),
        "ten thousands": words.number(12_000),
        "below nought": words.number(-12.3, 1),
        "percent": words.percent(99.95, 2),
        "points": words.points(-6.33, 2, signed=True),
        "point": words.points(1, 0),
        "date": words.date(DAY),
        "month": words.month(OCTOBER),
        "list": words.list(["Ale", "Borås", "Øygarden"]),
        "order": sorted(NAMES, key=words.order),
        "csv": table.csv(words),
    } == WRITTEN[language]


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("sv", "Registret saknar värde för 1 kommun", "Registret saknar värde för 12 kommuner"),
        ("nb", "Registeret mangler verdi for 1 kommune", "Registeret mangler verdi for 12 kommuner"),
        ("nn", "Registeret manglar verdi for 1 kommune", "Registeret manglar verdi for 12 kommunar"),
        ("en", "No value available for 1 municipality", "No value available for 12 municipalities"),
    ],
)
def test_a_plural_is_that_of_the_language(language, one, many):
    words = Words(language)
    written = [
        words.plural("No value available for {n} municipality", "No value available for {n} municipalities", n)
        for n in (1, 12)
    ]
    assert written == [one, many]
