"""The tables of a narrow page, where a row's cells stand one under the other."""

from importlib import resources

STYLE = resources.files("radrum.press") / "templates" / "radrum" / "page.css"


def test_no_cell_of_a_stacked_table_is_indented():
    style = STYLE.read_text(encoding="utf-8")
    narrow = style.split("@media screen and (max-width: 58rem) {")[1].split("\n}")[0]
    rule = next(line for line in style.splitlines() if "padding-left: 1.5rem" in line)
    for selector in rule.split(" {")[0].split(", "):
        assert f".stacking {selector}" in narrow
