"""A frame with one column drawn in it, and rules that end beside merged cells."""

from __future__ import annotations

from extract.page import Page, Rule, Word
from extract.tables.finding import tables_on
from schemas.geometry import Box

XS = (40.0, 74.0, 208.0, 340.0, 440.0)
HEADINGS = ("No", "Recommendation", "Action", "Lead", "RAG")
WHOLE, BESIDE = ((40.0, 480.0),), ((40.0, 70.0), (208.0, 480.0))


def across(y: float, parts: tuple[tuple[float, float], ...]) -> list[Rule]:
    return [Rule(Box(x0, y, x1, y), True, "000000", False) for x0, x1 in parts]


def words(y: float, texts: tuple[str, ...]) -> list[Word]:
    found = []
    for x, text in zip(XS, texts, strict=True):
        for part in text.split():
            found.append(Word(part, Box(x + 2.0, y, x + 2.0 + 4.5 * len(part), y + 10.0), 9.0))
            x += 4.5 * len(part) + 2.5
    return found


def test_rules_that_end_beside_a_merged_cell_leave_it_whole() -> None:
    levels = [(50.0, WHOLE), (70.0, WHOLE), (100.0, BESIDE), (130.0, BESIDE), (160.0, WHOLE), (190.0, BESIDE)]
    rules = [rule for y, parts in [*levels, (220.0, WHOLE)] for rule in across(y, parts)]
    rules += [Rule(Box(x, 50.0, x, 220.0), False, "000000", False) for x in (40.0, 440.0, 480.0)]
    texts = [*words(55.0, HEADINGS)]
    for number, y in enumerate((75.0, 105.0, 135.0, 165.0, 195.0), 1):
        asked = {1: "Plans are late and", 2: "slow to come about", 4: "Parents are not"}.get(number, "")
        texts += words(y, (str(number), asked, f"Audit all plans {number}", "Head of Care", "Red"))
    (table,) = tables_on(Page(1, 600.0, 800.0, tuple(texts), rules=tuple(rules)))
    spans = {(cell.row, cell.row_span, cell.text) for cell in table.cells if cell.column == 1 and cell.row}
    assert spans == {(1, 3, "Plans are late and slow to come about"), (4, 2, "Parents are not")}


def test_frames_of_a_slide_take_no_rows_of_the_table_beside_them() -> None:
    xs, ys = (5.0, 93.0, 233.0, 365.0), (73.0, 165.0, 230.0, 293.0, 357.0, 463.0)
    rules = [Rule(Box(xs[0], y, xs[-1], y + 1.0), True) for y in ys]
    rules += [Rule(Box(x, ys[0], x + 1.0, ys[-1]), False) for x in xs]
    rules += [Rule(Box(0.0, y, 720.0, y + 1.0), True) for y in (53.0, 479.0)]
    rules += [Rule(Box(371.0, y, 720.0, y + 0.7), True) for y in (247.0, 262.0, 291.0)]
    rules += [Rule(Box(x, 247.0, x + 0.7, 480.0), False) for x in (371.0, 717.5)]
    rows = [("Fully", "Health|Home Office", "Over 80"), ("Mostly", "Work|Defence", "Over 60")]
    rows += [("Issues|seen", "Transport|Business", "About half"), ("Not at|all", "Foreign|Affairs", "None|so far")]
    rows += [("Idle|ones", "Wales|Scotland|the North", "No tenders|issued")]
    texts = [
        Word(line, Box(x + 4.0, y + 4.0 + 14 * at, x + 4.0 + 5 * len(line), y + 16.0 + 14 * at), 12.0)
        for y, row in zip(ys, rows, strict=False)
        for x, text in zip(xs, row, strict=False)
        for at, line in enumerate(text.split("|"))
    ]
    found = tables_on(Page(1, 720.0, 540.0, tuple(texts), rules=tuple(rules)))
    assert [table.row_count for table in found if table.column_count == 3] == [5]


def test_a_label_alone_in_a_drawn_row_is_no_table_and_the_rest_of_a_text_is() -> None:
    """Both stand at the top of a page, where a form goes on: nothing is said after the label."""
    rules = [rule for y in (50.0, 70.0) for rule in across(y, WHOLE)]
    rules += [Rule(Box(x, 50.0, x, 70.0), False, "000000", False) for x in (40.0, 208.0, 480.0)]
    label, rest = words(55.0, ("", "Progress", "", "", "")), words(55.0, ("", "", "and kerbs", "", ""))
    assert tables_on(Page(1, 600.0, 800.0, tuple(label), rules=tuple(rules))) == []
    (table,) = tables_on(Page(1, 600.0, 800.0, tuple(rest), rules=tuple(rules)))
    assert [cell.text for cell in table.cells if cell.text] == ["and kerbs"]
