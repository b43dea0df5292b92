"""The last lines of a merged cell below a table that a page break cuts."""

from __future__ import annotations

import pytest

from extract.page import Page, Rule
from extract.tables.finding import tables_on
from extract.tables.table import Table
from schemas.geometry import Box
from tests.extract.typeset import words_at

XS, YS = [40.0, 200.0, 300.0], [50.0, 70.0, 90.0]
IN_CELL = ("Ensure that all those who", "plan and provide care")


def table(*below: tuple[float, float, str], ends: str = "", sides: bool = True) -> Table:
    rules = [Rule(Box(40.0, y, 300.0, y), True, "000000", False) for y in [50.0, 70.0, 96.0]]
    rules += [Rule(Box(x, 50.0, x, 96.0), False, "000000", False) for x in XS if sides]
    inside = [(44.0, 55.0, "Recommendation"), (204.0, 55.0, "Action"), (204.0, 72.0, "Map the gullies")]
    inside += [(44.0, 72.0, IN_CELL[0]), (44.0, 84.0, IN_CELL[1] + ends)]
    (found,) = tables_on(Page(1, 600.0, 800.0, tuple(words_at(*inside, *below)), rules=tuple(rules)))
    return found


def text(found: Table) -> str:
    return next(cell.text for cell in found.cells if (cell.row, cell.column) == (1, 0))


@pytest.mark.parametrize("sides", [True, False], ids=["cells drawn", "rows drawn"])
def test_lines_below_the_last_rule_are_of_the_cell_that_they_go_on_with(sides: bool) -> None:
    found = table((44.0, 96.5, "are trained to do so and"), (44.0, 108.5, "know how"), sides=sides)
    assert text(found) == "Ensure that all those who plan and provide care are trained to do so and know how"
    assert found.box.y1 == 118.5
    assert [cell.open_bottom for cell in found.cells if cell.row == 1] == [True, False]


@pytest.mark.parametrize(
    ("below", "ends"),
    [
        ([(44.0, 96.5, "Source: the inspection")], "."),
        ([(44.0, 96.5, "Contact: the clerk")], ""),
        ([(44.0, 100.5, "are trained to do so")], ""),
        ([(46.5, 96.5, "are trained to do so")], ""),
        ([(44.0, 96.5, "are trained"), (204.0, 96.5, "and the culverts")], ""),
        ([(44.0, 96.5, "are trained to do so and know all that there is")], ""),
        ([(320.0, 96.5, "a note in the margin")], ""),
    ],
    ids=[
        "a closed sentence",
        "a new text in the middle of a page",
        "another step",
        "another start",
        "beside another cell's",
        "over the side",
        "outside",
    ],
)
def test_other_text_below_a_table_is_none_of_its_cells(below: list[tuple[float, float, str]], ends: str) -> None:
    assert text(table(*below, ends=ends)) == " ".join(IN_CELL) + ends
