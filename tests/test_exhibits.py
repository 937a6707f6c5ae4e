"""An exhibit is whole or does not exist, and what it shows can be read by everyone."""

import ast
import base64
import csv
import dataclasses
import io
import json
import random
from html.parser import HTMLParser
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import plotly.graph_objects as go
import pytest
from markupsafe import Markup
from radrum import exhibits, figures, paths
from radrum.exhibits import MIME, PLOTLY, Answer, Column, Exhibit, Summary, Table, Unknown
from radrum.exhibits.exhibit import PRINTED
from radrum.figures.style import apart, wrapped
from radrum.measures import actions, indices
from radrum.passport import Passport
from radrum.words import Words

SV, EN = Words("sv"), Words("en", own="sv")
DAY = pd.Timestamp("2016-09-08")
ROWS = pd.DataFrame(
    {
        "name": ["Göteborg", 'Ale <b>& "Nol"</b>'],
        "share": [92.12, None],
        "day": [DAY, pd.NaT],
        "houses": pd.array([120_000, None], dtype="Int64"),
        "note": ["klart", None],
    }
)
COLUMNS = (
    Column("name", "Kommun", own=True),
    Column("share", "Andel", lambda row: SV.percent(row["share"], 2) if row["share"] > 0 else None, number=True),
    Column("day", "Dag"),
    Column("houses", "Villor", number=True),
    Column("note", "Anmärkning", own=True),
)


def figure():
    return go.Figure(data=[{"type": "bar", "x": [92.12], "y": ["Göteborg"]}], layout={"height": 300})


def exhibit(**given):
    """A small exhibit, whole but for what is given otherwise."""
    parts = {
        "name": "andel",
        "title": "Göteborg har 92,12 %",
        "subtitle": "Andel hushåll, oktober 2016",
        "description": "I Göteborg kan 92,12 % få bredband.",
        "table": Table("Kommuner", COLUMNS, ROWS),
        "source": "Källa: PTS.",
        "words": SV,
    }
    return Exhibit(**parts | given)


# Whole, or not at all


def test_an_exhibit_exists_that_has_all_its_parts():
    assert exhibit().figure is None
    assert exhibit(figure=figure()).figure.data


@pytest.mark.parametrize("part", ["name", "title", "subtitle", "description", "source"])
@pytest.mark.parametrize("empty", ["", "  \n"], ids=["empty", "spaces"])
def test_an_exhibit_refuses_to_exist_without_one_of_its_texts(part, empty):
    with pytest.raises(ValueError, match=f"has no {part}"):
        exhibit(**{part: empty})


@pytest.mark.parametrize("part", ["name", "title", "subtitle", "description", "table", "source", "words"])
def test_an_exhibit_cannot_be_made_with_a_part_left_out(part):
    parts = {field.name: getattr(exhibit(), field.name) for field in dataclasses.fields(Exhibit)}
    del parts[part]
    with pytest.raises(TypeError, match=part):
        Exhibit(**parts)


def test_an_exhibit_refuses_to_exist_with_an_empty_table():
    with pytest.raises(ValueError, match="empty table"):
        exhibit(table=Table("Kommuner", COLUMNS, ROWS.head(0)))


@pytest.mark.parametrize("empty", [{"caption": " "}, {"columns": ()}], ids=["caption", "columns"])
def test_an_exhibit_refuses_to_exist_with_a_table_that_lacks_a_part(empty):
    with pytest.raises(ValueError, match="andel"):
        exhibit(table=Table(**{"caption": "Kommuner", "columns": COLUMNS, "rows": ROWS} | empty))


@pytest.mark.parametrize(
    "empty",
    [go.Figure(), go.Figure(data=[{"type": "scatter", "x": [], "y": []}], layout={"height": 300})],
    ids=["no traces", "no points"],
)
def test_an_exhibit_refuses_to_exist_with_a_figure_that_shows_nothing(empty):
    with pytest.raises(ValueError, match="figure that shows nothing"):
        exhibit(figure=empty)


def test_an_exhibit_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        exhibit().title = "Annat"


# As HTML

TABLE = """\
<table class="stacking" role="table">
<caption>Kommuner</caption>
<thead role="rowgroup"><tr role="row">
<th scope="col" role="columnheader">Kommun</th>
<th scope="col" role="columnheader" class="number">Andel</th>
</tr></thead>
<tbody role="rowgroup">
<tr role="row">
<th scope="row" role="rowheader">Göteborg</th>
<td role="cell" data-heading="Andel" class="number">92,12&nbsp;%</td>
</tr>
<tr role="row">
<th scope="row" role="rowheader">Ale &lt;b&gt;&amp; &#34;Nol&#34;&lt;/b&gt;</th>
<td role="cell" data-heading="Andel" class="number missing">uppgift saknas</td>
</tr>
</tbody>
</table>
<p><a class="download" href="data:text/csv;charset=utf-8;base64,{csv}" download="andel.csv">\
Ladda ner tabellen (CSV)<span class="hidden">: Kommuner</span></a></p>"""
FRAGMENT = """\
<section class="exhibit tabular" id="andel">
<h3>Göteborg har 92,12 %</h3>
<p class="subtitle">Andel hushåll, oktober 2016</p>
<p class="finding" id="andel-told">I Göteborg kan 92,12 % få bredband.</p>
<p class="note">Ringen är året före.</p>
{table}<p class="source">Källa: PTS.</p>
</section>
"""


def lines(html):
    """The lines of a fragment that say something, each without the spaces around it."""
    return [line.strip() for line in html.replace("\u00a0", "&nbsp;").splitlines() if line.strip()]


def test_a_small_exhibit_reads_as_this_fragment():
    shown = exhibit(table=Table("Kommuner", COLUMNS[:2], ROWS), notes=("Ringen är året före.",))
    written = 'Kommun;Andel\r\nGöteborg;92,12\r\n"Ale <b>& ""Nol""</b>";\r\n'
    encoded = base64.b64encode(b"\xef\xbb\xbf" + written.encode()).decode()
    assert lines(shown.html()) == lines(FRAGMENT.replace("{table}", TABLE).replace("{csv}", encoded))


class Reader(HTMLParser):
    """What a fragment holds: its elements with their attributes and texts, in order."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        element = SimpleNamespace(tag=tag, text="", given=dict(attrs))
        self.elements.append(element)
        if tag not in ("br", "img", "input"):
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        for element in self.open:
            element.text += data

    def all(self, *tags):
        return [element for element in self.elements if element.tag in tags]


def test_no_cell_of_a_table_is_empty_and_what_is_missing_says_so():
    cells = Reader(exhibit().html()).all("td")
    texts = [cell.text for cell in cells]
    assert texts[:4] == ["92,12\u00a0%", "8\u00a0september\u00a02016", "120\u00a0000", "klart"]
    assert texts[4:] == ["uppgift saknas"] * 4
    assert all("missing" in cell.given["class"].split() for cell in cells[4:])
    assert not any("missing" in cell.given.get("class", "").split() for cell in cells[:4])


@pytest.mark.parametrize("missing", [None, "", float("nan"), pd.NaT, pd.NA], ids=["None", "", "nan", "NaT", "NA"])
def test_whatever_is_missing_reads_as_missing(missing):
    table = Table("t", [Column("a", "A"), Column("b", "B")], pd.DataFrame({"a": ["x"], "b": [missing]}, dtype=object))
    assert table.written(SV)[0][1] == {"text": "uppgift saknas", "missing": True}
    assert table.written(EN)[0][1] == {"text": "not stated", "missing": True}
    assert table.csv(SV).splitlines()[1] == "x;"


def test_nought_and_no_are_not_missing():
    rows = pd.DataFrame({"a": ["x"], "b": [0], "c": [0.0]})
    table = Table("t", [Column(name, name) for name in "abc"], rows)
    assert [cell["text"] for cell in table.written(SV)[0]] == ["x", "0", "0"]


def test_every_heading_of_a_table_says_what_it_is_for():
    read = Reader(exhibit().html())
    assert [caption.text for caption in read.all("caption")] == ["Kommuner"]
    assert [heading.given["scope"] for heading in read.all("th")] == ["col"] * 5 + ["row"] * 2


def test_texts_are_escaped_wherever_they_stand():
    bad = '<b>R&D "x"</b>'
    rows = pd.DataFrame({"name": [bad]})
    parts = dict.fromkeys(["title", "subtitle", "description", "source", "missing"], bad) | {"notes": (bad,)}
    for folded in (False, True):
        shown = exhibit(table=Table(bad, [Column("name", bad), Column("name", bad)], rows), **parts, folded=folded)
        html = shown.html()
        assert "<b>" not in html
        assert '"x"' not in html
        assert html.count("&lt;b&gt;R&amp;D &#34;x&#34;&lt;/b&gt;") >= 7
    assert "<b>" not in Unknown("u", bad, bad, SV).html()
    assert "<b>" not in Summary((Answer(bad, bad, (bad,), "andel"),), SV).html()


def test_the_registers_texts_carry_their_language_where_the_page_has_another():
    english = Reader(exhibit(words=EN).html())
    marked = [text.text for text in english.all("span") if text.given.get("lang") == "sv"]
    assert marked == ["Göteborg", "klart", 'Ale <b>& "Nol"</b>']
    swedish = Reader(exhibit().html())
    assert not any("lang" in element.given for element in swedish.elements)


def test_a_marked_text_stays_marked_in_the_page_and_is_plain_elsewhere():
    title = EN("Late: {tasks}.", tasks=EN.own("R&D <i> 12\u00a0000"))
    shown = exhibit(title=title, words=EN)
    assert '<span lang="sv">R&amp;D &lt;i&gt; 12\u00a0000</span>' in shown.html()
    bundle = shown._repr_mimebundle_()
    assert bundle[MIME]["title"] == "Late: R&D <i> 12\u00a0000."
    assert bundle["text/plain"].startswith("Late: R&D <i> 12\u00a0000.")


def test_an_exhibit_with_a_figure_has_a_place_for_it_and_folds_its_table():
    read = Reader(exhibit(figure=figure()).html())
    (chart,) = [element for element in read.all("div") if element.given.get("class") == "chart"]
    assert chart.given["id"] == "andel-chart"
    assert chart.text.strip() == ""
    assert [element.text.strip() for element in read.all("summary")] == ["Tabell: Kommuner"]
    (told,) = [element for element in read.all("p") if element.given.get("id") == "andel-told"]
    assert told.given["class"] == "finding"


@pytest.mark.parametrize("rows", [PRINTED, PRINTED + 1])
def test_a_long_table_behind_a_chart_or_a_fold_is_not_printed_and_the_paper_says_so(rows):
    table = Table("Kommuner", COLUMNS[:1], pd.DataFrame({"name": ["Ale"] * rows}))
    for given in ({"figure": figure()}, {"folded": True}):
        html = exhibit(table=table, words=EN, **given).html()
        assert ("unprinted" in html) == (rows > PRINTED)
        assert (f"The table of {rows} rows is not printed;" in html) == (rows > PRINTED)
    assert "unprinted" not in exhibit(table=table, words=EN).html()


def test_an_exhibit_without_a_figure_has_no_place_for_one():
    read = Reader(exhibit().html())
    assert not any(element.given.get("class") == "chart" for element in read.elements)
    assert read.all("details") == []


def test_a_folded_exhibit_opens_on_its_title_alone():
    read = Reader(exhibit(folded=True).html())
    assert read.elements[0].tag == "details"
    (summary,) = read.all("summary")
    assert summary.text.strip() == "Göteborg har 92,12 %"
    assert "I Göteborg kan 92,12 % få bredband." in exhibit(folded=True).html().replace("\u00a0", " ")
    assert len(read.all("table")) == 1


def test_what_is_missing_is_told_before_the_table_where_nobody_has_to_open_it():
    html = exhibit(missing="Ale saknas.", figure=figure()).html()
    assert html.index('<p class="note">Ale saknas.</p>') < html.index("<details")
    assert 'class="note"' not in exhibit().html()


def test_a_long_list_of_what_is_missing_is_opened_by_the_reader_and_its_sentence_is_not():
    names = ", ".join(f"Kommun {n}" for n in range(40))
    read = Reader(exhibit(missing=f"Inget sägs om 40 kommuner: {names}.").html())
    assert [each.text.strip() for each in read.all("summary")] == ["Inget sägs om 40 kommuner"]
    assert f"{names}." in read.all("details")[0].text
    assert not Reader(exhibit(missing="Inget sägs om 2 kommuner: Ale, Bua.").html()).all("details")


# As a spreadsheet


def test_in_swedish_the_spreadsheet_has_semicolons_and_decimal_commas():
    assert exhibit().table.csv(SV).split("\r\n") == [
        "Kommun;Andel;Dag;Villor;Anmärkning",
        "Göteborg;92,12;2016-09-08;120000;klart",
        '"Ale <b>& ""Nol""</b>";;;;',
        "",
    ]


def test_in_english_the_spreadsheet_has_commas_and_decimal_points():
    assert exhibit().table.csv(EN).split("\r\n") == [
        "Kommun,Andel,Dag,Villor,Anmärkning",
        "Göteborg,92.12,2016-09-08,120000,klart",
        '"Ale <b>& ""Nol""</b>",,,,',
        "",
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.685, "0,685"), (72.0, "72"), (99.9, "99,9"), (1_234_567.5, "1234567,5"), (10_000_000.0, "10000000")],
)
def test_a_number_stands_in_the_spreadsheet_with_all_its_digits(value, written):
    table = Table("t", [Column("a", "A")], pd.DataFrame({"a": [value]}))
    assert table.csv(SV) == f"A\r\n{written}\r\n"


def test_a_text_of_another_language_stands_in_the_spreadsheet_without_its_marks():
    rows = pd.DataFrame({"name": [Markup('<span lang="sv">Å &amp; Ö</span>'), Markup("<b>=1</b>")]})
    table = Table("Names", [Column("name", "Name")], rows)
    assert table.csv(Words("en")).splitlines()[1:] == ["Å & Ö", "'=1"]


def test_a_text_with_separators_quotes_or_lines_is_one_cell_of_the_spreadsheet():
    texts = ["a;b,c", 'a "b"', "a\nb"]
    table = Table("t", [Column("a", "A")], pd.DataFrame({"a": texts}))
    assert [row[0] for row in csv.reader(io.StringIO(table.csv(SV), newline=""), delimiter=";")] == ["A", *texts]


def downloaded(html):
    """The spreadsheets that a fragment offers, as text, each with the mark by which Excel knows UTF-8."""
    links = [link.given["href"] for link in Reader(html).all("a") if link.given.get("class") == "download"]
    return [base64.b64decode(link.split("base64,")[1]).decode("utf-8") for link in links]


def test_the_spreadsheet_is_in_the_page_with_a_byte_order_mark():
    (text,) = downloaded(exhibit().html())
    assert text == "\ufeff" + exhibit().table.csv(SV)


# In Jupyter and in the report


def test_a_figure_is_shown_interactive_in_jupyter_and_bare_in_the_report():
    shown = exhibit(figure=figure())
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", MIME, PLOTLY}
    assert bundle[MIME]["name"] == "andel"
    assert bundle[MIME]["html"] == shown.html()
    assert bundle[MIME]["figure"] == shown.figure.to_plotly_json()
    assert shown.title in bundle[PLOTLY]["layout"]["title"]["text"]
    assert "title" not in bundle[MIME]["figure"]["layout"]
    assert shown.figure == figure()


def test_no_figure_offers_to_send_its_data_away():
    bundle = exhibit(figure=figure())._repr_mimebundle_()
    for config in (bundle[PLOTLY]["config"], bundle[MIME]["config"]):
        assert config["showSendToCloud"] is False
        assert config["plotlyServerURL"] == ""
        assert config["displaylogo"] is False


def test_an_exhibit_without_a_figure_shows_no_plotly_part():
    bundle = exhibit()._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", MIME}
    assert bundle[MIME]["figure"] is None
    assert bundle["text/plain"] == "Göteborg har 92,12 %\nI Göteborg kan 92,12 % få bredband."


def test_what_cannot_be_known_is_shown_in_an_exhibits_place():
    bundle = Unknown("andel", "Andelen är inte känd", "Inget är publicerat.", SV)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", MIME}
    assert bundle[MIME]["figure"] is None
    assert Reader(bundle["text/html"]).elements[0].given["id"] == "andel"


def test_the_first_screen_marks_only_what_is_alarming():
    answers = (
        Answer("Vad är försenat?", "En uppgift.", ("Enkät",), "task-log", alert=True),
        Answer("Nu?", "Nej.", (), "x"),
    )
    read = Reader(Summary(answers, SV).html())
    assert [element.given.get("class") for element in read.all("li")] == ["alert", None, None]
    assert [link.given["href"] for link in read.all("a")] == ["#task-log", "#x"]


# Labels


@pytest.mark.parametrize("positions", [[50], [72, 73], [50, 50, 50], [10, 90], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], []])
def test_labels_are_never_nearer_than_the_least_distance(positions):
    placed = sorted(apart(positions, 13))
    assert all(high - low >= 13 - 1e-6 for low, high in pairwise(placed))


@pytest.mark.parametrize("seed", range(20))
def test_labels_keep_their_order_and_their_middle(seed):
    chance = random.Random(seed)  # noqa: S311
    positions = [chance.uniform(0, 100) for _ in range(chance.randint(2, 6))]
    placed = apart(positions, 13)
    order = sorted(range(len(positions)), key=positions.__getitem__)
    assert sorted(range(len(placed)), key=placed.__getitem__) == order
    assert sum(placed) == pytest.approx(sum(positions))


def test_labels_that_are_far_apart_stay_where_they_are():
    given = [10, 90, 50]
    assert apart(given, 13) == [10, 90, 50]
    assert given == [10, 90, 50]


def test_a_label_is_broken_between_words():
    assert wrapped("Västra Götalands län", 12) == "Västra<br>Götalands<br>län"
    assert wrapped("Sverige", 3) == "Sverige"


# What exhibits say of measured frames

PASSPORT = Passport("desi", "EU", "DESI", "x", "2016", DAY.date(), "CC BY 4.0", "EU, DESI", "Bearbetning av EU", "0")


def setting(words=SV, **given):
    """What an exhibit must know of a dossier."""
    areas = pd.DataFrame({"name": ["Sverige", "Danmark"], "kind": "country", "part_of": "EU27"}, index=["SE", "DK"])
    council = SimpleNamespace(area="SE", folder="small")
    known = {"words": words, "as_of": DAY, "passports": {"desi": PASSPORT}, "areas": areas, "nation": "SE"}
    return SimpleNamespace(**known | {"council": council} | given)


def index(*rows):
    """Values of the index: (area, year, value)."""
    frame = pd.DataFrame(rows, columns=["area", "period", "value"])
    periods = pd.to_datetime(frame["period"].astype(str), format="%Y")
    return frame.assign(period=periods, decimals=3, source="EU", snapshot="desi")


def test_a_change_of_the_index_names_the_two_years_it_is_between():
    changed = indices.last_change(
        index(("SE", 2014, 0.646), ("DK", 2014, 0.653), ("SE", 2016, 0.672), ("DK", 2016, 0.685))
    )
    shown = exhibits.index_changes(changed, "desi", setting(EN))
    assert "2014" in shown.subtitle
    assert "2015" not in shown.html()


def with_union(*rows):
    about = setting(EN)
    about.areas.loc["EU28"] = ["EU28", "union", None]
    return index(*rows), about


def test_a_union_has_no_place_among_the_countries():
    values, about = with_union(("SE", 2016, 0.5), ("DK", 2016, 0.685), ("EU28", 2016, 0.519))
    ranks = pd.DataFrame({"period": [], "value": [], "snapshot": []})
    shown = exhibits.index_over_time(values, ranks, pd.Series(dtype=object), "desi", about)
    assert shown.title == "Sverige is number 2 of 2 countries compared in 2016"
    assert "EU28 has 0.519." in shown.description


def test_the_country_that_rose_most_is_said_to_have():
    rise = ("SE", 2015, 0.6), ("DK", 2015, 0.6), ("EU28", 2015, 0.5), ("SE", 2016, 0.62), ("DK", 2016, 0.61)
    values, about = with_union(*rise, ("EU28", 2016, 0.6))
    shown = exhibits.index_changes(indices.last_change(values), "desi", about)
    assert shown.title == "Sverige rose the most of the 2 compared"


def test_the_only_country_that_fell_is_named():
    values = index(("SE", 2015, 0.682), ("DK", 2015, 0.679), ("SE", 2016, 0.672), ("DK", 2016, 0.685))
    shown = exhibits.index_changes(indices.last_change(values), "desi", setting(EN))
    assert shown.title == "Sverige is the only one of 2 compared that fell"
    both = values.assign(value=[0.682, 0.679, 0.672, 0.671])
    assert "only" not in exhibits.index_changes(indices.last_change(both), "desi", setting(EN)).title


def step(**given):
    """A task and no step on the calendar."""
    usual = {"task": "Enkät", "initiative": None, "due": "vecka 39", "source": "notes", "state": "open"}
    row = usual | {"due_earliest": pd.Timestamp("2016-09-26"), "due_latest": pd.Timestamp("2016-10-02")} | given
    none = {"initiative": [], "title": [], "kind": [], "due": [], "source": []}
    days = {name: pd.Series([], dtype="datetime64[ns]") for name in ("due_earliest", "due_latest", "done")}
    tasks = pd.DataFrame([row]).astype({"due": "str"})
    return actions.calendar(tasks, pd.DataFrame(none | days), pd.DataFrame({"initiative": [], "title": []}))


@pytest.mark.parametrize("words", [SV, EN], ids=["sv", "en"])
def test_a_dated_task_whose_words_are_missing_says_that_they_are(words):
    shown = exhibits.dates_ahead(step(due=None), setting(words))
    assert words("not stated") in shown.description
    assert "nan" not in shown.description


@pytest.mark.parametrize("precision", ["unknown", "day", "month", "inferred"])
def test_a_statistic_whose_day_of_publication_is_missing_says_that_it_is(precision):
    value = {"measure": "desi", "period": DAY, "cause": "new_period", "value": 1.0, "snapshot": "desi"}
    news = pd.DataFrame([value | {"published": pd.NaT, "published_precision": precision}])
    lines = pd.DataFrame({name: [] for name in ("turn", "cause", "table", "came")})
    goals = pd.DataFrame({"goal_year": []})
    days = pd.Timestamp("2016-06-21"), pd.Timestamp("2016-01-01")
    (shown,) = exhibits.since_meeting(*days, lines, news, goals, setting())
    assert "uppgift saknas" in shown.table.rows["said"][0]
    assert "nan" not in shown.html().split()


@pytest.mark.parametrize("day", ["2016-10-02", "2016-09-26"])
def test_a_step_lies_ahead_until_its_last_day_is_over(day):
    assert exhibits.dates_ahead(step(), setting(EN, as_of=pd.Timestamp(day))).title == "1 dated step lies ahead"
    over = exhibits.dates_ahead(step(), setting(EN, as_of=pd.Timestamp("2016-10-03")))
    assert over.title == "Every known dated step has passed"


# Every exhibit of the report


def shown_by(notebook, **parameters):
    """What the cells of a notebook show, run one after the other with these parameters."""
    names, shown = {}, []
    names["display"] = shown.append
    cells = json.loads((paths.notebooks() / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    for cell in (cell for cell in cells if cell["cell_type"] == "code"):
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, notebook, "exec"), names)  # noqa: S102
        if last:
            shown.append(eval(compile(ast.Expression(last.value), notebook, "eval"), names))  # noqa: S307
        if "parameters" in cell["metadata"].get("tags", []):
            names |= parameters
    return [each for each in shown if each is not None]


@pytest.mark.parametrize(("as_of", "language"), [("2017-06-01", "en"), ("2015-12-31", "sv")])
def test_everything_the_report_shows_can_be_read_on_any_day(as_of, language):
    shown = shown_by("meeting", as_of=as_of, language=language)
    html = "\n".join(each.html() for each in shown)
    read = Reader(html)
    assert len(shown) >= 15
    assert len(read.all("table")) == len(read.all("caption"))
    assert [each for each in read.all("th", "td", "caption", "h3", "p", "summary") if not each.text.strip()] == []
    assert {heading.given.get("scope") for heading in read.all("th")} <= {"col", "row"}
    missing = [cell for cell in read.all("td") if "missing" in cell.given.get("class", "").split()]
    assert {cell.text for cell in missing} <= {Words(language)("not stated")}
    ids = [element.given["id"] for element in read.elements if "id" in element.given]
    assert len(ids) == len(set(ids))
    assert len(downloaded(html)) == len(read.all("table"))
    assert all(text.startswith("\ufeff") for text in downloaded(html))
    for word in ("nan", "NaN", "NaT", "<NA>", "inf"):
        assert word not in [text for element in read.all("td", "p", "h3") for text in element.text.split()]


def test_markup_in_the_register_is_shown_and_not_obeyed():
    task = {"task": "<b>R&D</b>", "area": "<i>", "responsible": "<s>", "due": '"<u>', "source": "<em>", "recorded": DAY}
    stands = {"state": "open", "standing": "late", "days_late": 8, "last_day": DAY, "due_meeting": None}
    stands |= {"postponed": 0, "position": 1}
    shown = exhibits.task_log(pd.DataFrame([task | stands]), setting(EN))
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in shown.description
    assert not {"b", "i", "s", "u", "em"} & {element.tag for element in Reader(shown.html()).elements}
    assert isinstance(shown.description, Markup)


def test_a_text_of_the_register_cannot_become_markup_in_a_chart():
    steps = pd.DataFrame(
        {
            "title": ["<b>Fet</b> & <a href='x'>länk</a>"],
            "kind": ["task"],
            "first": [DAY],
            "last": [DAY],
        }
    )
    drawing = figures.dated_steps(steps, steps["title"].tolist(), DAY, SV)
    assert drawing.layout.annotations[-1].text == "&lt;b&gt;Fet&lt;/b&gt; &amp; &lt;a href='x'&gt;länk&lt;/a&gt;"


@pytest.mark.parametrize(("day", "side"), [("2016-01-10", "left"), ("2017-03-01", "right")])
def test_the_day_of_the_report_is_written_on_the_side_of_its_line_that_has_room(day, side):
    start = pd.Timestamp("2016-01-01")
    steps = pd.DataFrame({"title": ["a"], "kind": ["task"], "first": [start], "last": [start]})
    today = figures.dated_steps(steps, ["a"], pd.Timestamp(day), SV).layout.annotations[0]
    assert today.xanchor == side


def test_a_single_step_is_told_and_not_drawn():
    shown = exhibits.dates_ahead(step(), setting(EN))
    assert shown.figure is None
    assert "line" not in shown.subtitle
    assert shown.notes == ()


def test_a_downloaded_cell_is_never_a_formula():
    rows = pd.DataFrame({"name": ["=1+1", "@x", "Ale"], "value": [1.5, -2.0, 3.0]})
    table = Table("Kommuner", [Column("name", "Kommun"), Column("value", "Andel", number=True)], rows)
    assert table.csv(SV).split("\r\n")[1:4] == ["'=1+1;1,5", "'@x;-2", "Ale;3"]
