"""Small files in the shapes of PTS's and Nkom's: made here, with invented figures."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

MEASURES = """
[households]
unit = "number"
better = "neither"
[households.sources]
pts = "Antal hushåll"

[workplaces]
unit = "number"
better = "neither"
[workplaces.sources]
pts = "Antal arbetsställen"

[available_any]
unit = "percent"
better = "higher"
[available_any.sources]
pts = "Total tillgång | Total tillgång trådbunden och trådlös"

[available_wired]
unit = "percent"
better = "higher"
[available_wired.sources]
pts = "trådbunden"
nkom = "kabelbasert"

[available_fibre]
unit = "percent"
better = "higher"
[available_fibre.sources]
pts = "fiber eller fiber-lan | fiber"
nkom = "fiber"

[available_or_near_fibre]
unit = "percent"
better = "higher"
[available_or_near_fibre.sources]
pts = "I närhet av fiber"

[available_xdsl]
unit = "percent"
better = "higher"
[available_xdsl.sources]
pts = "xDSL"
nkom = "dsl"

[available_vdsl]
unit = "percent"
better = "higher"
[available_vdsl.sources]
pts = "VDSL"

[available_cable]
unit = "percent"
better = "higher"
[available_cable.sources]
pts = "kabel-tv"
nkom = "hfc | kabel"

[available_fixed_wireless]
unit = "percent"
better = "higher"
[available_fixed_wireless.sources]
pts = "fast radio"
nkom = "ftb"

[available_lte]
unit = "percent"
better = "higher"
[available_lte.sources]
pts = "LTE (ej 450 MHz)"

[available_5g]
unit = "percent"
better = "higher"
[available_5g.sources]
pts = "NR (5G)"

[available_10mbps]
unit = "percent"
better = "higher"
[available_10mbps.sources]
nkom = "h10 | 10mbit"

[available_30mbps]
unit = "percent"
better = "higher"
[available_30mbps.sources]
pts = "minst 30 Mbit/s"
nkom = "h30 | 30mbit"

[available_100mbps]
unit = "percent"
better = "higher"
[available_100mbps.sources]
pts = "minst 100 Mbit/s"
nkom = "h100 | 100mbit"

[available_1gbps]
unit = "percent"
better = "higher"
[available_1gbps.sources]
pts = "minst 1 Gbit/s"
nkom = "h1000"

[mobile_area_basic]
unit = "percent"
better = "higher"
[mobile_area_basic.sources]
ptsmobile = "Yta med täckning motsvarande grundläggande kapacitet"

[mobile_area_4g_10mbps]
unit = "percent"
better = "higher"
[mobile_area_4g_10mbps.sources]
ptsmobile = "4G minst 10 Mbit/s exkl. 450 MHz"

[mobile_usual_places]
unit = "percent"
better = "higher"
[mobile_usual_places.sources]
ptsmobile = "alla områden där man normalt befinner sig"
"""

TECHNIQUES = (
    "Tillgång via xDSL",
    "Tillgång via VDSL",
    "Tillgång via fiber eller fiber-lan",
    "I närhet av fiber",
    "Tillgång via kabel-tv",
    "Tillgång via fast radio",
    "Tillgång via LTE (ej 450 MHz)",
    "Tillgång via NR (5G)",
    "Tillgång via trådbunden accessteknik",
    "Total tillgång (trådbunden och trådlös accessteknik)",
)
TIDY = ["Årtal", "Lännamn", "Kommunnamn", "Bas", "Aggregerat på", "Område", "Antal hushåll", *TECHNIQUES]
PLACES = (
    ("Stockholms län", "Upplands Väsby", 19_500),
    ("Västra Götalands län", "Göteborg", 289_112),
    ("Västra Götalands län", "Lysekil", 7_421),
)
LIVES = (("Totalt", 1.0), ("Tätbebyggt område", 0.8), ("Utanför tätort och småort", 0.2))
AREAS = ((0, "Riket"), (1, "Stockholms län"), (14, "Västra Götalands län"))
AREAS += ((114, "Upplands Väsby"), (1480, "Göteborg"), (1484, "Lysekil"))
Sheets = Mapping[str, Sequence[Sequence[Any]]]


def technique(base: str = "Hushåll") -> list[list[Any]]:
    """PTS's technique sheet: a row for each municipality, year and settlement, fractions, no codes."""
    heading = [*TIDY[:6], "Antal hushåll" if base == "Hushåll" else "Antal arbetsställen", *TECHNIQUES]
    rows = []
    for year in (2023, 2024):
        for number, (county, name, homes) in enumerate(PLACES):
            for settlement, part in LIVES:
                fibre = round(0.6123 + 0.1 * number + 0.05 * (year - 2023) - 0.1 * (part < 0.5), 4)
                near = round(fibre + 0.0517, 4)
                rest = [0.0214, 0.0103, fibre, near, 0.1877, 0.0009, 0.9812, 0.0037, round(near - 0.01, 4), 0.9993]
                rows.append([year, county, name, base, "Kommun", settlement, round(homes * part), *rest])
    return [heading, *rows]


def technique_book() -> dict[str, list[list[Any]]]:
    """The workbook: contents first, the table of municipalities fourth."""
    by_municipality = technique()
    nation = [by_municipality[0], [2024, "", "", "Hushåll", "Riket", "Totalt", 4_900_123, *by_municipality[-1][7:]]]
    county = [by_municipality[0]]
    county.append([2024, "Västra Götalands län", "", "Hushåll", "Län", "Totalt", 810_001, *by_municipality[-1][7:]])
    return {
        "Innehåll": [["Tabellbilaga teknik"], [], ["Blad", "Namn"], ["Teknik kommun hushåll", "Per kommun"]],
        "Teknik riket hushåll": nation,
        "Teknik län hushåll": county,
        "Teknik kommun hushåll": by_municipality,
        "Teknik kommun arbetsställen": technique("Arbetsställen"),
    }


def historic() -> list[list[Any]]:
    """PTS's historical sheet: three rows of heading from row 5, the upper two merged, numeric codes."""
    measures = ("fiber", "xDSL", "LTE ej 450 MHz")
    years, bases = (2015, 2016, 2022), ("Hushåll", "Arbetsställen")
    top, middle, low = ["Kod", "Namn"], ["", ""], ["", ""]
    for measure in measures:
        top += [f"Andel med tillgång till fast bredband via {measure}", *[""] * (len(years) * len(bases) - 1)]
        for year in years:
            middle += [year, *[""] * (len(bases) - 1)]
            low += bases
    rows = []
    for number, (code, name) in enumerate(AREAS):
        cells = [
            round(0.4 + 0.02 * number + 0.03 * at + 0.1 * which * (code > 100), 4)
            for which in range(len(measures))
            for at in range(len(years) * len(bases))
        ]
        rows.append([code, name, *cells])
    rows[3][2], rows[4][3], rows[5][4] = "..", "-", ">99,99%"
    title = [["Tabellbilaga historiska uppgifter"], ["Fast bredband, teknik, totalt"], [], []]
    return [*title, top, middle, low, *rows, [], ["Källa: PTS. Fiber omfattar fiber-lan."]]


HISTORIC_MERGED = [
    *((4, 2 + 6 * which, 4, 7 + 6 * which) for which in range(3)),
    *((5, 2 + 2 * at, 5, 3 + 2 * at) for at in range(9)),
    (4, 0, 6, 0),
    (4, 1, 6, 1),
]


def covered() -> list[list[Any]]:
    """PTS's sheet of land covered: name, then code; measure, year, and triplets of aerials; cells of every kind."""
    top, middle, low = ["Kommun/Län/Riket", "Kod"], ["", ""], ["", ""]
    for measure in ("4G minst 10 Mbit/s, exkl. 450 MHz", "Yta med täckning motsvarande grundläggande kapacitet"):
        top += [measure, *[""] * 5]
        for gain in ("Grund", "+8 dB", "+16 dB"):
            middle += [gain, ""]
            low += [2023, 2024]
    cells = [">99,99%", 0.8123, "95,31%", 0.9, "-", 0.9911, 0.7011, 0.7502, 0.8, 0.81, 0.9, "97,00 %"]
    rows = [[name, code, *(cells[at:] + cells[:at])] for at, (code, name) in enumerate(AREAS)]
    return [["Tabell 3"], ["Yttäckning, aggregerad över alla operatörer"], top, middle, low, *rows]


COVERED_MERGED = [
    *((2, 2 + 6 * which, 2, 7 + 6 * which) for which in range(2)),
    *((3, 2 + 2 * at, 3, 3 + 2 * at) for at in range(6)),
    (2, 0, 4, 0),
    (2, 1, 4, 1),
]


BUILDINGS = ["komnr", "byggnr", "boliger", "nord", "ost", "10mbit", "30mbit", "100mbit"]


def buildings() -> list[list[Any]]:
    """Nkom's file of 2019: a row for each building, codes that lost their zeros, Svalbard among them."""
    rows = [
        [301, 80_000_001, 40, 6_649_000.5, 262_000.25, 1, 1, 1],
        [301, 80_000_002, 10, 6_649_100.5, 262_100.75, 1, 1, 0],
        [1103, 80_000_003, 1, 6_570_000.0, -32_000.5, 1, 0, 0],
        [1103, 80_000_004, 2, 6_570_010.0, -32_010.5, 1, 1, 1],
        [5061, 80_000_005, 1, 6_990_000.0, 170_000.5, 0, 0, 0],
        [5061, 80_000_006, 0, 6_990_001.0, 170_001.5, 1, 1, 1],
        [2100, 80_000_007, 3, 8_680_000.0, 510_000.5, 1, 1, 1],
    ]
    return [list(BUILDINGS), *rows]


MUNICIPAL = ["fylke", "komnavn", "geo", "kabelbasert", "fiber", "hfc", "dsl", "ftb", "h10", "h30", "h100", "h1000"]


def municipal() -> list[list[Any]]:
    """Nkom's table of 2021: names in capitals, a row for each settlement, fractions; two places called Våler."""
    places = (("INNLANDET", "VÅLER"), ("VIKEN", "VÅLER"), ("OSLO", "OSLO"), ("TROMS OG FINNMARK", "GÁIVUOTNA"))
    rows = []
    for number, (county, name) in enumerate(places):
        for at, geo in enumerate(("totalt", "tettbygd", "spredtbygd")):
            fibre = round(0.7012 + 0.05 * number + 0.02 * (at == 1) - 0.1 * (at == 2), 4)
            high = round(fibre + 0.05, 4)
            shares = [high, fibre, 0.2511, 0.3, 0.0312, 0.9987, 0.98, high, round(fibre - 0.3, 4)]
            rows.append([county, name, geo, *shares])
    return [list(MUNICIPAL), *rows]


ADDRESSES = ["adrid", "fylke", "komnavn", "ertett", "hus", "pers", "fritid"]
OFFERS = ["adrid", "tilb", "tek", "ned", "opp", "hc", "egen"]


def addresses() -> list[list[Any]]:
    """Nkom's list of addresses of 2022: names in capitals, true where it lies in a built-up area."""
    return [
        list(ADDRESSES),
        [1, "OSLO", "OSLO", "true", 10, 19, 0],
        [2, "OSLO", "OSLO", "true", 5, 9, 0],
        [3, "VIKEN", "VÅLER", "false", 1, 2, 0],
        [4, "VIKEN", "VÅLER", "true", 3, 4, 0],
        [5, "INNLANDET", "VÅLER", "false", 2, 2, 1],
        [6, "INNLANDET", "VÅLER", "false", 0, 0, 1],
    ]


def offers() -> list[list[Any]]:
    """What is offered at the addresses, in kbit/s: several offers at some, none at one."""
    return [
        list(OFFERS),
        [1, "A", "fiber", 1_000_000, 1_000_000, "true", "true"],
        [1, "B", "kabel", 500_000, 50_000, "true", "true"],
        [2, "B", "kabel", 99_999, 50_000, "true", "true"],
        [3, "C", "ftb", 30_000, 5_000, "true", "true"],
        [4, "A", "fiber", 100_000, 100_000, "false", "true"],
        [4, "D", "satellitt", 250_000, 20_000, "true", "true"],
        [5, "D", "satellitt", 250_000, 20_000, "true", "true"],
        [6, "A", "fiber", 1_000_000, 1_000_000, "true", "true"],
    ]


def book(sheets: Sheets, merged: Mapping[str, Sequence[tuple[int, int, int, int]]] | None = None) -> bytes:
    """A workbook of sheets, each a list of rows; merged ranges as (top, left, bottom, right) from 0."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for top, left, bottom, right in (merged or {}).get(name, ()):
                sheet.merge_range(top, left, bottom, right, "")
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str) and cell.startswith("="):
                        sheet.write_formula(number, column, cell, value="")
                    elif cell != "":
                        sheet.write(number, column, cell)
    return content.getvalue()


def text(rows: Sequence[Sequence[Any]], separator: str = ";", encoding: str = "utf-8", newline: str = "\n") -> bytes:
    """A text file of rows."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=newline).writerows(rows)
    return out.getvalue().encode(encoding)
