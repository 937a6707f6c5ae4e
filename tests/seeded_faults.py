"""A small sound page, and the faults that are put into it one at a time: each with the check that must name it."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf

NB = "\u00a0"
SCRIPT = """
document.documentElement.dataset.ready = 'yes';
const all = document.getElementById('wake-all');
all.hidden = false;
all.onclick = () => document.querySelectorAll('.chart').forEach((each) => {
  const live = document.createElement('div');
  live.className = 'live';
  live.appendChild(document.createElement('svg')).className = 'main-svg';
  each.appendChild(live);
  each.dataset.drawn = 'yes';
});
"""
CONFIG = {"displayModeBar": False, "showSendToCloud": False, "plotlyServerURL": ""}
STYLE = """
:root { color-scheme: light dark; --ink: #1b242c; --quiet: #55626c; --accent: #0a6a86; --paper: #ffffff; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e9eef1; --quiet: #a9b6bf; --accent: #63c5e0; --paper: #12181d; }
}
html { font: 17px/1.5 sans-serif; color: var(--ink); background: var(--paper); }
body { margin: 1rem; overflow-wrap: break-word; }
a { color: var(--accent); }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; }
.subtitle, .note, .source, caption { color: var(--quiet); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.3rem; }
.chart svg { display: block; width: 100%; height: auto; }
.chart > .narrow { display: none; }
.chart text { fill: var(--ink); font-size: 14px; }
.chart .bar { fill: var(--accent); }
@page { size: A4; margin: 20mm; @bottom-right { content: counter(page); } }
@media print {
  .skip, #wake-all { display: none; }
  details::details-content { content-visibility: visible; display: block; }
  p:has(> .download) { display: none; }
}
@media screen and (max-width: 40rem) { .chart > .wide { display: none; } .chart > .narrow { display: block; } }
"""
LAKE = [("Sjövik", "92,5"), ("Bergsäter", "81,0"), ("Almnäs", "78,4"), ("Ekfors", "66,0"), ("Tallmo", "60,2")]
ROAD = [("E-arkiv", "14"), ("Tidbokning", "11"), ("Kartportal", "9"), ("E-signering", "6")]


def csv_address(lines):
    text = "\ufeff" + "".join(f"{line}\r\n" for line in lines)
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(text.encode()).decode()}"


def drawing(kind, name, title, rows, width, unit):
    bars = "".join(
        f'<text x="4" y="{40 + 40 * n}">{label}</text><rect class="bar" x="120" y="{26 + 40 * n}" width="{90 - 8 * n}" '
        f'height="20"/><text x="{width - 80}" y="{40 + 40 * n}">{value}{unit}</text>'
        for n, (label, value) in enumerate(rows)
    )
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} 240" role="img" aria-label="{title}" aria-describedby="{name}-told">'
        f'<path d="M120 10V220" stroke="#55626c"/>{bars}</svg>'
    )


def table(name, caption, heads, rows):
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    lines = "".join(
        f'<tr><th scope="row">{row[0]}</th>' + "".join(f'<td class="number">{cell}</td>' for cell in row[1:]) + "</tr>"
        for row in rows
    )
    address = csv_address([";".join(each) for each in (heads, *rows)])
    return (
        f"<table><caption>{caption}</caption><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>"
        f'<p><a class="download" href="{address}" download="{name}.csv">Ladda ner tabellen: {caption}</a></p>'
    )


def exhibit(name, title, subtitle, told, caption, heads, rows, unit=""):
    shown = [(label, value) for label, value, *_ in rows]
    return f"""<section class="exhibit" id="{name}">
<h3>{title}</h3>
<p class="subtitle">{subtitle}</p>
<div class="chart" id="{name}-chart">{drawing("wide", name, title, shown, 760, unit)}{
        drawing("narrow", name, title, shown, 360, unit)
    }</div>
<p class="finding" id="{name}-told">{told}</p>
<details class="data"><summary>Tabell: {caption}</summary>
{table(name, caption, heads, [(label, f"{value}{unit}") for label, value in shown])}
</details>
<p class="source">Källa: registret, hämtad den 2{NB}mars 2026.</p>
</section>"""


LAKES = exhibit(
    "access",
    f"Sjövik har högst andel med tillgång, 92,5{NB}%",
    "Andel hushåll med tillgång till bredband, oktober 2025",
    f"Av de 5 kommunerna har Sjövik högst andel, 92,5{NB}%, och Tallmo lägst, 60,2{NB}%. "
    f"Det skiljer 32,3{NB}procentenheter mellan dem.",
    "Tillgång per kommun",
    ("Kommun", "Andel"),
    LAKE,
    f"{NB}%",
)
ROADS = exhibit(
    "rollout",
    "E-arkiv är infört i 14 kommuner och är därmed längst framme",
    "Antal kommuner som har infört insatsen, per den 10 september 2026",
    "Av de 4 insatserna är E-arkiv införd i 14 kommuner och E-signering i 6. Sammanlagt är det 40 införanden.",
    "Införande per insats",
    ("Insats", "Kommuner"),
    ROAD,
)
TASKS = f"""<section class="exhibit" id="tasks">
<h3>2 uppgifter är öppna och ingen av dem är försenad</h3>
<p class="finding">Det som ska vara klart först är att bjuda in länets kommuner till nästa möte.</p>
{table("tasks", "Öppna uppgifter", ("Uppgift", "Klar"), [("Bjuda in", "uppgift saknas"), ("Skriva", "3 maj 2026")])}
<p class="source">Källa: registret, enligt rådets egna anteckningar från mötet.</p>
</section>"""
FIGURES = {
    name: {
        "config": CONFIG,
        "data": [{"type": "bar", "y": [label for label, _ in rows], "hovertext": [": ".join(row) for row in rows]}],
        "layout": {"annotations": [{"text": f"{value}{unit}"} for _, value in rows]},
        "title": "Diagram",
    }
    for name, rows, unit in (("access", LAKE, f"{NB}%"), ("rollout", ROAD, ""))
}


def digest(script):
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def sound_page(script=SCRIPT):
    policy = f"default-src 'none'; script-src 'sha256-{digest(script)}'; style-src 'unsafe-inline'; img-src data:"
    return f"""<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="radrum-report" content="Mötesrapport">
<meta name="radrum-charts" content="2">
<meta name="radrum-tables" content="3">
<title>Mötesrapport: Rådet i Sjölandet, 10{NB}september 2026</title>
<style>{STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Till innehållet</a>
<header><h1>Rådet i Sjölandet, 10{NB}september 2026</h1>
<p>Rapporten bygger på det som var känt den dagen och är en hjälp för den som ska fatta beslut om länets insatser.</p>
</header>
<main id="main" tabindex="-1">
<nav aria-labelledby="contents"><h2 id="contents">Innehåll</h2><ol><li><a href="#news">Vad har hänt?</a></li></ol>
<p><button type="button" id="wake-all" hidden>Gör alla diagram rörliga</button></p></nav>
<section><h2 id="news">Vad har hänt sedan förra mötet?</h2>
<p>Det här är en sammanfattning av vad som har hänt sedan rådet sågs, och av det som ska göras till nästa gång.</p>
{LAKES}
{ROADS}
{TASKS}
</section>
</main>
<footer><p>Det som inte är känt visas som en uppgift som saknas och aldrig som noll.</p></footer>
<script type="application/json" id="figures">{json.dumps(FIGURES)}</script>
<script>{script}</script>
</body>
</html>
"""


@dataclass(frozen=True)
class Fault:
    """What is wrong, the check that must say so, and how a sound page comes to have it; seen by a browser or not.

    ``tear`` is how the sound page's print comes to have it.
    """

    name: str
    check: str
    spoil: Callable[[str], str] = str
    seen: bool = False
    tear: Callable[[pikepdf.Pdf], None] | None = None


def put(*changes, count=1):
    """Replace what stands in the page, which must be there, by what is named after it."""

    def spoil(page):
        for old, new in zip(changes[::2], changes[1::2], strict=True):
            assert old in page, old
            page = page.replace(old, new, count)
        return page

    return spoil


def styled(rule):
    return put("</style>", f"{rule}</style>")


def declared(change):
    """Change the declaration of a chart."""

    def spoil(page):
        figures = json.loads(json.dumps(FIGURES))
        change(figures)
        return page.replace(json.dumps(FIGURES), json.dumps(figures))

    return spoil


def scripted(script):
    return lambda page: sound_page(script)


def asking(script):
    """Let the page's own script ask for another one, which the policy lets it."""
    ask = f"document.head.append(Object.assign(document.createElement('script'), {{ src: '{script}' }}));"
    return lambda page: put("script-src ", "script-src 'self' ")(sound_page(SCRIPT + ask))


def without(begin, end):
    """Drop what stands between two marks, the first one included."""

    def spoil(page):
        start = page.index(begin)
        return page[:start] + page[page.index(end, start) :]

    return spoil


def swapped(one, other):
    def spoil(page):
        assert one in page and other in page
        return page.replace(one, "\0").replace(other, one).replace("\0", other)

    return spoil


def bodies(page, kind="wide"):
    """What is drawn in each drawing of a kind."""
    return re.findall(rf'(?<=<svg class="{kind}")[^>]*>(.*?)</svg>', page)


def drawings_swapped(page):
    """Let two charts' drawings be each other's, their names and descriptions kept."""
    return swapped(*bodies(page))(page)


def gridlines(page):
    """Leave of a drawing what it is drawn on."""
    lines = "".join(f'<path d="M{x} 10V220" stroke="#55626c"/>' for x in range(100, 700, 100))
    return page.replace(bodies(page)[0], f'{lines}<text x="120" y="230">Sjövik</text>')


def in_file(old, new, both=False):
    """Change the file that a table is downloaded as: ``old`` for ``new``, and ``both`` for each other."""
    lines = ["Insats;Kommuner", *(";".join(row) for row in ROAD)]
    swap = swapped(old, new) if both else put(old, new, count=9)
    return put(csv_address(lines), csv_address([line for line in swap("\n".join(lines)).split("\n") if line]))


def tagged(pdf, kind):
    """The elements of a print's structure of a kind, in reading order."""

    def below(inside):
        for each in inside if isinstance(inside, pikepdf.Array) else [inside]:
            if isinstance(each, pikepdf.Dictionary):
                if each.get("/S") == kind:
                    yield each
                yield from below(each.get("/K", pikepdf.Array()))

    return list(below(pdf.Root.StructTreeRoot.K))


def named_anew(kind, other):
    """Let the first element of a kind be of another."""
    return lambda pdf: setattr(tagged(pdf, kind)[0], "S", other)


def without_its(part, kind):
    """Take a part of the first element of a kind away: what it holds is ``K``, what is said in its place ``Alt``."""
    return lambda pdf: delattr(tagged(pdf, kind)[0], part)


def headings_swapped(pdf):
    one, other = tagged(pdf, pikepdf.Name.H3)[:2]
    one.K, other.K = pdf.make_indirect(other.K), pdf.make_indirect(one.K)


def findings(pdf):
    """What the first two exhibits tell, in the print: a paragraph each, after those of the header and the section."""
    return [tagged(pdf, pikepdf.Name.P)[n] for n in (3, 6)]


def findings_swapped(pdf):
    one, other = findings(pdf)
    one.K, other.K = pdf.make_indirect(other.K), pdf.make_indirect(one.K)


def repeated(pdf):
    pdf.pages.append(pdf.pages[0])


def shrunk(pdf):
    pdf.pages[0].mediabox = [0, 0, 612, 792]


def chartless(page):
    """Take away all charts: their places, their drawings and the declaration."""
    bare = re.sub(r'<div class="chart".*?</div>', "", page, flags=re.DOTALL)
    return re.sub(r'<script type="application/json".*?</script>', "", bare, flags=re.DOTALL)


ACCESS = '<div class="chart" id="access-chart">'
TOLD = "Av de 4 insatserna är E-arkiv införd i 14 kommuner och E-signering i 6. Sammanlagt är det 40 införanden."
NARROW_TEXT = '<text x="280" y="40">'

FAULTS = (
    Fault("a chart is removed with its place", "chart-place", without(ACCESS, '<p class="finding" id="access-told"')),
    Fault("every chart is removed, with its declaration", "whole", chartless),
    Fault("an exhibit is removed", "whole", put(TASKS, "")),
    Fault("the head does not say what was made", "whole", put('<meta name="radrum-charts" content="2">', "")),
    Fault("plotly's drawing is lost", "chart-drawn", without('<svg class="wide"', "</div>")),
    Fault("a drawing has no marks", "chart-drawn", without("<path d=", "</svg>")),
    Fault("two charts have each other's drawings", "chart-drawn", drawings_swapped),
    Fault("a drawing has gridlines alone", "chart-drawn", gridlines),
    Fault("a drawing is of another day", "chart-drawn", put(f">60,2{NB}%</text>", f">59,8{NB}%</text>")),
    Fault("a chart has a place and no declaration", "chart-place", declared(lambda each: each.pop("access"))),
    Fault("the declaration is cut off", "chart-place", put('"figures">{', '"figures">{{')),
    Fault("a chart's traces are not traces", "chart-place", declared(lambda each: each["access"].update(data=["bar"]))),
    Fault("a chart's layout is a text", "chart-place", declared(lambda each: each["access"].update(layout="wide"))),
    Fault("a chart's data have names", "chart-place", declared(lambda each: each["access"].update(data={"x": [1]}))),
    Fault("lang is en on a Swedish page", "language", put('<html lang="sv">', '<html lang="en">')),
    Fault("lang is nb on a Swedish page", "language", put('<html lang="sv">', '<html lang="nb">')),
    Fault("there is no lang", "language", put('<html lang="sv">', "<html>")),
    Fault("lang is a language we do not write", "language", put('<html lang="sv">', '<html lang="fi">')),
    Fault(
        "a sentence is not translated",
        "language-of-parts",
        put("Källa: registret, hämtad", "The source is the register and it was fetched"),
    ),
    Fault(
        "a button is not translated",
        "language-of-parts",
        put("</nav>", "<button>Read this to the end</button></nav>"),
    ),
    Fault(
        "a name for screen readers is not translated",
        "language-of-parts",
        put('<p class="source">', '<p class="source" aria-label="The source is as follows">'),
    ),
    Fault(
        "an alt text is not translated",
        "language-of-parts",
        put("</header>", '<img alt="The county and the lake" src="data:,"></header>'),
    ),
    Fault(
        "a line outside paragraphs is not translated",
        "language-of-parts",
        put("<footer>", "<footer><div>This is not <b>the</b> whole of it</div>"),
    ),
    Fault(
        "the title is the file's name",
        "title",
        put(f"Mötesrapport: Rådet i Sjölandet, 10{NB}september 2026", "meeting"),
    ),
    Fault("the title is of another day", "title", put(f"Sjölandet, 10{NB}september", f"Sjölandet, 11{NB}september")),
    Fault(
        "the title is the day alone",
        "title",
        put(f"<title>Mötesrapport: Rådet i Sjölandet, 10{NB}september 2026", "<title>2026"),
    ),
    Fault("there are two level-one headings", "title", put("<main", "<h1>Rådet i Sjölandet</h1><main")),
    Fault("a heading is skipped", "headings", put("<h3>Sjövik", "<h4>Sjövik")),
    Fault("a heading is empty", "headings", put("<main", "<h2> </h2><main")),
    Fault("there is no skip link", "landmarks", put('<a class="skip" href="#main">Till innehållet</a>', "")),
    Fault("there is no main part", "landmarks", lambda page: page.replace("<main", "<div").replace("</main", "</div")),
    Fault(
        "an alt text is a placeholder", "chart-named", put('aria-label="Sjövik har', 'aria-label="Diagram" data-x="')
    ),
    Fault("a chart is an image without a name", "chart-named", put('aria-label="E-arkiv', 'data-x="')),
    Fault("a drawing is no image", "chart-named", put('role="img"', "")),
    Fault("two charts have each other's names", "chart-named", swapped('aria-label="Sjövik', 'aria-label="E-arkiv')),
    Fault("descriptions are swapped by reference", "chart-described", swapped('by="access-told', 'by="rollout-told')),
    Fault("a description is too short", "chart-described", put(TOLD, "Diagrammet visar införandet.")),
    Fault(
        "two charts have the same description",
        "chart-described",
        put(LAKES.split('id="access-told">')[1].split("</p>")[0], TOLD),
    ),
    Fault(
        "a description is that of another chart",
        "description-numbers",
        put(TOLD, "Andelen är 92,5 av hundra i 81 fall."),
    ),
    Fault("a description's number is stale", "description-numbers", put("högst andel, 92,5", "högst andel, 91,4")),
    Fault(
        "a title's number is stale", "description-numbers", put("infört i 14 kommuner", "infört i 13 kommuner", count=9)
    ),
    Fault("a sum is stale", "description-numbers", put("det 40 införanden", "det 38 införanden")),
    Fault("a chart has no table", "chart-table", without("<details", '<p class="source"')),
    Fault("a chart has no source", "chart-table", without('<p class="source"', "</section>")),
    Fault(
        "plotly's share button is on",
        "chart-cloud",
        declared(lambda each: each["access"].update(config={"displaylogo": False})),
    ),
    Fault(
        "a map of plotly's own",
        "chart-map",
        declared(lambda each: each["access"]["data"].append({"type": "choropleth", "hoverinfo": "skip"})),
    ),
    Fault("plotly writes a hover", "chart-hover", declared(lambda each: each["access"]["data"][0].pop("hovertext"))),
    Fault(
        "a drawing outside the places of charts has no name",
        "drawing-named",
        put("<footer>", '<footer><svg viewBox="0 0 9 9"><path d="M0 0H9"/></svg>'),
    ),
    Fault("a chart is painted on a canvas", "drawing-named", put("</header>", '<canvas role="img"></canvas></header>')),
    Fault("a table has no caption", "table-headers", put("<caption>Öppna uppgifter</caption>", "")),
    Fault("a table has no headings", "table-headers", without("<thead>", "<tbody>")),
    Fault("a heading has no scope, as pandas writes it", "table-headers", put('<th scope="row">', "<th>")),
    Fault("a column has no heading", "table-headers", put('<th scope="col">Andel</th>', "")),
    Fault("a column's heading is a cell", "table-headers", put('<th scope="col">Andel</th>', "<td>Andel</td>")),
    Fault("a heading is of a column and spans none", "table-headers", put('scope="row">Tallmo', 'scope="col">Tallmo')),
    Fault("a row has a cell too many", "table-headers", put("uppgift saknas</td>", "uppgift saknas</td><td>nej</td>")),
    Fault("a cell is empty", "empty-cell", put("uppgift saknas</td>", "</td>")),
    Fault("a corner is empty, as pandas writes it", "empty-cell", put('<th scope="col">Kommun<', '<th scope="col"><')),
    Fault("a dash stands for what is not known", "empty-cell", put("uppgift saknas</td>", "–</td>")),
    Fault("a minus stands for what is not known", "empty-cell", put("uppgift saknas</td>", "\u2212</td>")),
    Fault(
        "a cell holds only what is not read aloud",
        "empty-cell",
        put("uppgift saknas</td>", '<svg aria-hidden="true"></svg></td>'),
    ),
    Fault("a table has no file", "download", without('<a class="download"', "</p>")),
    Fault("the file has other rows than the table", "download", in_file("\nE-signering;6", "")),
    Fault("the file's table has no rows", "download", without("<thead>", "</table>")),
    Fault("the file has two rows swapped", "download", in_file("E-signering;6", "Kartportal;9", both=True)),
    Fault("a row of the file is cut short", "download", in_file("Kartportal;9", "Kartportal")),
    Fault("the file has another number", "download", in_file("Kartportal;9", "Kartportal;8")),
    Fault("the file has another name", "download", in_file("Kartportal", "Kartportalen")),
    Fault("the file has another heading", "download", in_file("Insats;", "Kommun;")),
    Fault("the file has a decimal point in a Nordic language", "download", in_file(";11", ";11.0")),
    Fault("the file is in one column", "download", in_file(";", ",")),
    Fault("NaN in a cell", "leftover-text", put("uppgift saknas</td>", "NaN</td>")),
    Fault("None in a sentence", "leftover-text", put("till nästa möte.", "till möte None.")),
    Fault("a traceback", "leftover-text", put("till nästa möte.", "Traceback (most recent call last): …")),
    Fault("an empty name in braces", "leftover-text", put("till nästa möte.", "till möte {meeting}.")),
    Fault("Lorem ipsum", "leftover-text", put("till nästa möte.", "till Lorem ipsum dolor.")),
    Fault(
        "nan in a hover",
        "leftover-text",
        declared(lambda each: each["access"]["data"][0].update(hovertext="Sjövik: nan")),
    ),
    Fault(
        "a tick cut short, as plotly writes it",
        "number-manner",
        put(NARROW_TEXT, f'<text x="280" y="230">70k</text>{NARROW_TEXT}'),
    ),
    Fault(
        "a decimal point on a tick", "number-manner", put(NARROW_TEXT, f'<text x="280" y="230">0.5</text>{NARROW_TEXT}')
    ),
    Fault("a decimal point in a sentence", "number-manner", put("Tallmo lägst, 60,2", "Tallmo lägst med 60.2")),
    Fault(
        "a tick in thousands of millions",
        "number-manner",
        put(NARROW_TEXT, f'<text x="280" y="230">3B</text>{NARROW_TEXT}'),
    ),
    Fault("no space before the per cent sign", "number-manner", put(f"60,2{NB}%", "60,2%")),
    Fault("a breaking space before the per cent sign", "number-manner", put(f"60,2{NB}%", "60,2 %")),
    Fault(
        "a breaking space between thousands", "number-manner", put("det 40 införanden", "det 40 av 12 000 införanden")
    ),
    Fault("a hyphen for a minus", "number-manner", put(NARROW_TEXT, f'<text x="280" y="230">-5</text>{NARROW_TEXT}')),
    Fault("the maker's folder", "machine-path", put("Källa: registret", "Källa: /home/nn/data/register.csv")),
    Fault("a server's folder", "machine-path", put("Källa: registret", "Källa: /srv/register/rad.csv")),
    Fault("a font from elsewhere", "outside-address", styled("@font-face{src:url(https://fonts.example/a.woff2)}")),
    Fault("a style from elsewhere", "outside-address", styled("@import 'https://fonts.example/a.css';")),
    Fault(
        "a script from a CDN, as nbconvert writes it",
        "outside-address",
        put("</head>", '<script src="https://cdn.example/require.min.js"></script></head>'),
    ),
    Fault(
        "a picture from elsewhere",
        "outside-address",
        put("</header>", '<img alt="Länet" src="//x.example/a.png"></header>'),
    ),
    Fault("an icon beside the page", "outside-address", put("</head>", '<link rel="icon" href="icon.svg"></head>')),
    Fault("a stranger's script", "outside-address", put("</head>", '<script src="stranger.js"></script></head>')),
    Fault(
        "a stranger's script in the place of plotly's",
        "outside-address",
        put("</body>", '<script type="text/plain" id="plotly" data-src="stranger.js"></script></body>'),
    ),
    Fault("a frame", "outside-address", put("</header>", '<iframe title="Karta" src="a.html"></iframe></header>')),
    Fault("no policy", "content-policy", without('<meta http-equiv="Content', '<meta name="viewport"')),
    Fault("a policy that allows any script", "content-policy", put("script-src ", "script-src 'unsafe-inline' ")),
    Fault(
        "a policy that allows scripts from a CDN", "content-policy", put("script-src ", "script-src cdn.example.org ")
    ),
    Fault("a policy that lets data out", "content-policy", put("img-src ", "connect-src api.example.org; img-src ")),
    Fault("a policy that is looser than it ends", "content-policy", put("img-src ", "img-src *; img-src ")),
    Fault("a policy of nothing and something", "content-policy", put("img-src ", "font-src 'none' data:; img-src ")),
    Fault("a script that the policy does not know", "content-policy", put("</body>", "<script>1</script></body>")),
    Fault("a handler in an attribute", "content-policy", put("<footer>", '<footer onclick="x()">')),
    Fault("an id twice", "duplicate-id", put('<section><h2 id="news"', '<section id="contents"><h2 id="news"')),
    Fault("a broken anchor", "anchor", put('href="#news"', 'href="#neews"')),
    Fault(
        "a label of an id that is not there",
        "reference",
        put('aria-labelledby="contents"', 'aria-labelledby="kontents"'),
    ),
    Fault("a clip that is not in the drawing", "reference", put('<path d="M120', '<path clip-path="url(#c1)" d="M120')),
    Fault("a leaked name in the text", "forbidden-word", put("Det som ska", "Kim Exempelsson ska")),
    Fault(
        "a leaked name in a hover",
        "forbidden-word",
        declared(lambda each: each["access"]["data"][0].update(customdata=["Kim Exempelsson"])),
    ),
    Fault("a surname alone", "forbidden-word", put("Det som ska", "Det Exempelssons ska")),
    Fault("a leaked name in the file", "forbidden-word", in_file("Kartportal", "Kim Exempelsson")),
    Fault("a leaked name in an attribute", "forbidden-word", put("<footer>", '<footer data-by="kim&#32;exempelsson">')),
    Fault("a leaked name in a comment", "forbidden-word", put("<footer>", "<!-- KIM EXEMPELSSON --><footer>")),
    Fault("an error on the console", "console", scripted("missing.call();"), seen=True),
    Fault(
        "a request",
        "request",
        put("img-src data:", "img-src file:", "</style>", "body{background:url(icon.svg)}</style>"),
        seen=True,
    ),
    Fault("a request for a script", "request", asking("stranger.js"), seen=True),
    Fault("a chart that is hidden", "chart-seen", styled("#access-chart svg{display:none!important}"), seen=True),
    Fault("a chart of no size", "chart-seen", styled("#access-chart svg{width:12px!important}"), seen=True),
    Fault(
        "marks painted in nothing",
        "chart-seen",
        styled("#access-chart svg *{fill:none!important;stroke:none}"),
        seen=True,
    ),
    Fault("a line wider than 320 pixels", "sideways", styled(".source{white-space:nowrap}"), seen=True),
    Fault("a label over the edge of its chart", "label-clipped", put(NARROW_TEXT, '<text x="340" y="40">'), seen=True),
    Fault("two labels over each other", "labels-apart", put(NARROW_TEXT, '<text x="10" y="40">'), seen=True),
    Fault("a link without a name", "axe", put("<footer>", '<footer><a href="#main"></a>'), seen=True),
    Fault("text of low contrast", "contrast", styled(".note, .source{color:#aab}"), seen=True),
    Fault(
        "text of low contrast by night",
        "contrast",
        styled("@media screen and (prefers-color-scheme:dark){.source{color:#445}}"),
        seen=True,
    ),
    Fault("text of low contrast in print", "contrast", styled("@media print{.source{color:#ccc}}"), seen=True),
    Fault("one cell of low contrast", "contrast", put("<td class", '<td style="color:#bbb" class'), seen=True),
    Fault("a chart's label of low contrast", "contrast", styled(".wide text{fill:#ccc}"), seen=True),
    Fault(
        "a chart's label on a bar of its colour",
        "contrast",
        put(NARROW_TEXT.replace("280", "680"), '<text x="130" y="40">'),
        seen=True,
    ),
    Fault("a link that Tab passes by", "keyboard", put('<a href="#news"', '<a tabindex="-1" href="#news"'), seen=True),
    Fault(
        "a link that Tab comes to out of order", "keyboard", put('href="#news"', 'href="#news" tabindex="3"'), seen=True
    ),
    Fault(
        "a table that scrolls sideways and takes no focus",
        "keyboard",
        styled(".exhibit{overflow-x:auto}#tasks table{width:80rem}#tasks a{display:none}"),
        seen=True,
    ),
    Fault("a focus that is not seen", "keyboard", styled("a:focus{outline:none}"), seen=True),
    Fault(
        "Tab does not leave",
        "keyboard",
        scripted("addEventListener('keydown', (event) => { if (event.key === 'Tab') event.preventDefault(); });"),
        seen=True,
    ),
    Fault(
        "a table that only a script shows",
        "without-scripts",
        styled("html:not([data-ready]) table{display:none}"),
        seen=True,
    ),
    Fault(
        "a table whose rows only a script shows",
        "without-scripts",
        styled("html:not([data-ready]) tbody{display:none}"),
        seen=True,
    ),
    Fault(
        "charts that say they are drawn, and the script is lost",
        "chart-wakes",
        put(f"<script>{SCRIPT}</script>", "", '" id="access-chart"', '" data-drawn="yes" id="access-chart"'),
        seen=True,
    ),
    Fault(
        "a chart that does not wake",
        "chart-wakes",
        scripted(SCRIPT.replace("'.chart')", "'#access-chart')")),
        seen=True,
    ),
    Fault("the page's script is lost", "chart-wakes", put(f"<script>{SCRIPT}</script>", ""), seen=True),
    Fault(
        "the button that wakes all charts is lost", "chart-wakes", scripted(SCRIPT.replace("false", "true")), seen=True
    ),
    Fault("the print is of another language", "print-language", tear=lambda pdf: setattr(pdf.Root, "Lang", "en")),
    Fault("the print has no language", "print-language", tear=lambda pdf: delattr(pdf.Root, "Lang")),
    Fault(
        "a print's title is the file's name", "print-title", tear=lambda pdf: setattr(pdf.docinfo, "Title", "meeting")
    ),
    Fault("the print's title is not shown", "print-title", tear=lambda pdf: delattr(pdf.Root, "ViewerPreferences")),
    Fault("the print is not tagged", "print-tags", tear=lambda pdf: delattr(pdf.Root, "StructTreeRoot")),
    Fault(
        "a chart has no name in print",
        "print-tags",
        tear=lambda pdf: delattr(tagged(pdf, pikepdf.Name.Figure)[0], "Alt"),
    ),
    Fault("a table is none in print", "print-tags", tear=named_anew(pikepdf.Name.Table, pikepdf.Name.Div)),
    Fault("a column is not headed in print", "print-tags", tear=named_anew(pikepdf.Name.TH, pikepdf.Name.Span)),
    Fault("two exhibits are printed in each other's place", "print-order", tear=headings_swapped),
    Fault("an exhibit's heading is not printed", "print-order", tear=named_anew(pikepdf.Name.H3, pikepdf.Name.P)),
    Fault("a heading is printed without its words", "print-order", tear=without_its("K", pikepdf.Name.H3)),
    Fault("a finding is not printed", "print-order", tear=lambda pdf: delattr(findings(pdf)[0], "K")),
    Fault("two findings are printed in each other's place", "print-order", tear=findings_swapped),
    Fault("an item of the contents is not printed", "print-order", tear=without_its("K", pikepdf.Name.LI)),
    Fault("a column's heading is not printed", "print-cells", tear=without_its("K", pikepdf.Name.TH)),
    Fault("a cell is not printed", "print-cells", tear=without_its("K", pikepdf.Name.TD)),
    Fault("the print has no outline", "print-outline", tear=lambda pdf: delattr(pdf.Root, "Outlines")),
    Fault("a page bears another's number", "print-pages", tear=repeated),
    Fault("a leaf is more than one page", "print-pages", spoil=put("<body>", '<body class="leaf">'), tear=repeated),
    Fault("a page is not A4", "print-pages", tear=shrunk),
)
