"""Words to lines, lines to blocks: reading order, columns, furniture, list items, page breaks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Page, Word
from extract.prose.blocks import run_on
from extract.prose.paragraphs import blocks, lines, paragraphs, read, without_furniture
from extract.prose.vocabulary import any_of
from extract.tables.table import Table, TableCell
from schemas.geometry import Box
from tests.extract.typeset import page, pages


def texts(*pages_of_text: str) -> list[str]:
    return [block.printed for block in read(pages(*pages_of_text)).blocks]


def test_paragraphs_end_at_gaps_and_at_lines_that_had_room() -> None:
    assert texts(
        """
        The first paragraph fills the width of the page with words and then
        goes on to a second line.
        The second starts after a line that had room for its first word, or
        so it seems.

        The third stands after a gap and is as wide as the others are here.
        """
    ) == [
        "The first paragraph fills the width of the page with words and then goes on to a second line.",
        "The second starts after a line that had room for its first word, or so it seems.",
        "The third stands after a gap and is as wide as the others are here.",
    ]


def test_a_line_goes_on_after_a_word_that_ends_no_text_unless_most_of_it_is_blank() -> None:
    assert texts(
        """
        The first paragraph fills the width of the page with words, and the
        plan was agreed at the meeting of the committee with the
        Cambridgeshire-and-Peterborough-Trust on the tenth day of the month.

        CPWP Children placed with
        FC Foster carers
        """
    ) == [
        "The first paragraph fills the width of the page with words, and the plan was agreed at the meeting of the "
        "committee with the Cambridgeshire-and-Peterborough-Trust on the tenth day of the month.",
        "CPWP Children placed with",
        "FC Foster carers",
    ]


def test_headings_stand_alone() -> None:
    found = read(
        pages(
            """
            # Improvement plan

            ** Background
            The council was inspected in the summer and has been at work since
            then to put things right.

            Next steps

            A group meets each month and tells the board how far the work has
            come.
            """
        )
    ).blocks
    assert [block.text for block in found if block.heading] == ["Improvement plan", "Background", "Next steps"]


def test_a_bold_line_in_lower_case_goes_on_with_the_heading_above_it() -> None:
    assert texts(
        """
        The first paragraph fills the width of the page with words and then
        goes on to a second line.

        ** Recommendation 1: information needs to be more
        ** reliable

        ** Recommendation 2: plans are not clear.
        ** they are late

        ** Recommendation 3: plans are late
        ** Next steps
        """
    )[1:] == [
        "Recommendation 1: information needs to be more reliable",
        "Recommendation 2: plans are not clear.",
        "they are late",
        "Recommendation 3: plans are late",
        "Next steps",
    ]


def test_list_items_keep_their_lines_together() -> None:
    found = read(
        pages(
            """
            The group will look at three things in the coming year, which are:
            •  the time that it takes to see a child after a referral has been
               made to the team
            •  supervision
            1. numbers count as marks, too
            (a) and so do letters in brackets
            """
        )
    ).blocks
    assert [(block.mark, block.text) for block in found[1:]] == [
        ("•", "the time that it takes to see a child after a referral has been made to the team"),
        ("•", "supervision"),
        ("1.", "numbers count as marks, too"),
        ("(a)", "and so do letters in brackets"),
    ]


@pytest.mark.parametrize("start", ["2012. The plan", "28 June 2012 and", "A. Smith said", "I am told", "- minus"])
def test_a_word_that_only_looks_like_a_mark_stays_in_its_paragraph(start: str) -> None:
    (found,) = texts(f"The inspectors told the council so in the summer of the year\n{start} it was.")[:1]
    assert found.endswith(f"{start} it was.") == (start != "- minus")


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [
        "The left column goes on",
        "for some lines and each",
        "of them fills the width",
        "of its column so that",
        "it is prose in columns.",
    ]
    right = [
        "The right column begins",
        "when the left has ended",
        "and it has just as many",
        "lines as the other one,",
        "no more and no fewer.",
    ]
    found = texts("\n".join(f"{a:<40}{b}" for a, b in zip(left, right, strict=True)))
    assert " ".join(found) == " ".join([*left, *right])


def test_labels_beside_values_are_no_columns() -> None:
    found = texts(
        """
        Report to:      Cabinet
        Date:           5 May 2015
        Item:           7
        Author:         A. N. Other
        Wards:          All of them
        """
    )
    assert found[0] == "Report to: Cabinet"
    assert len(found) == 5


def test_running_headers_footers_and_page_numbers_go() -> None:
    def leaf(number: int) -> Page:
        middle = "\n" * 30 + f"Words of page {number} that are its own.\n"
        return page(f"Corporate Parenting Board\n{middle}" + "\n" * 18 + f"Page {number} of 3", number, top=40)

    kept = without_furniture([lines(leaf(number)) for number in (1, 2, 3)])
    assert [[line.text for line in one] for one in kept] == [
        [f"Words of page {n} that are its own."] for n in (1, 2, 3)
    ]


def test_lines_that_only_point_to_the_next_page_go() -> None:
    kept = without_furniture([lines(page("Words of their own.\nContinued on next page"))])
    assert [line.text for line in kept[0]] == ["Words of their own."]


@pytest.mark.parametrize(("sure", "kept"), [(0.98, []), (1.0, ["Safeguarding Improvement Plar: progress"])])
def test_a_running_header_misread_on_one_page_of_a_scan_goes_too(sure: float, kept: list[str]) -> None:
    def leaf(number: int, said: str) -> Page:
        typed = page(f"{said}\n" + "\n" * 30 + f"Words of page {number} that are its own.\n", number, top=40)
        return replace(typed, words=tuple(replace(word, confidence=sure) for word in typed.words))

    said = ("Safeguarding Improvement Plar: progress", *["Safeguarding Improvement Plan: progress"] * 2)
    (first, *_) = without_furniture([lines(leaf(number, one)) for number, one in enumerate(said, start=1)])
    assert [line.text for line in first] == [*kept, "Words of page 1 that are its own."]


def test_a_paragraph_goes_on_over_the_page() -> None:
    found = read(
        pages(
            "The plan names those who will lead the work and says when they are\n"
            "to tell the board, in a report, about what it is that they",
            "have done so far.\n\nThe next paragraph.",
        )
    ).blocks
    assert found[0].text.endswith("they have done so far.")
    assert [number for number, _ in found[0].boxes()] == [1, 2]


def test_headings_do_not_run_on_over_the_page() -> None:
    found = read(
        pages(
            "** Recommendation 2: Records of the decisions taken must be kept in full\n"
            "The group has met twice since then, and it will meet again before the\nsummer.\n\n"
            "** Recommendation 3: Information on how well the council does should be sound",
            "** Recommendation 4: The strategy is out of date\nA new one is being written.",
        )
    ).blocks
    assert [block.text[:16] for block in found if block.heading] == [f"Recommendation {at}" for at in (2, 3, 4)]


def test_words_in_tables_are_left_out_and_boxes_around_prose_are_not() -> None:
    one = page("Before the table.\n\nCell one      Cell two\n\nAfter the table.")
    cells = (TableCell("", 0, 0, 1, 1, Box(50, 98, 130, 114)), TableCell("", 0, 1, 1, 1, Box(130, 98, 300, 114)))
    table = Table(1, Box(50, 98, 300, 114), cells, "rules")
    boxed = Table(1, Box(50, 98, 300, 114), cells[:1], "rules")
    assert [line.text for line in lines(one, [table])] == ["Before the table.", "After the table."]
    assert len(lines(one, [boxed])) == 3


def test_a_rule_parts_paragraphs() -> None:
    found = texts(
        """
        Leaders should see to it that visits take place when they are due
        ---
        Leaders should see to it that records of visits are complete and
        ---
        """
    )
    assert len(found) == 2


def test_a_cell_has_its_own_margin() -> None:
    """A sentence broken by hand in a box that is a little narrower than the text above it."""
    above = "Practitioners are insufficient to support families, and leaders at all levels have no"
    broken = "Leaders across the whole partnership need to develop the work they have started"
    found = texts(f"{above}\n{above}\nmore.\n---\n{broken}\nto improve the offer.\n---\n")
    assert found[-1] == f"{broken} to improve the offer."


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["multi-", "agency work"], "multi-agency work"),
        (["arrange\u00ad", "ments"], "arrangements"),
        (["2012 -", "2013"], "2012 - 2013"),
        (["one", "two"], "one two"),
        ([], ""),
    ],
)
def test_lines_run_on(parts: list[str], whole: str) -> None:
    assert run_on(parts) == whole


words = st.builds(
    lambda text, x, y, size, turned: Word(text, Box(x, y, x + len(text) * size / 2, y + size), size, turned=turned),
    st.text(min_size=1, max_size=9),
    st.floats(0, 500),
    st.floats(0, 800),
    st.sampled_from([8.0, 12.0, 30.0]),
    st.sampled_from([0, 0, 0, 90, 180, 270]),
)


@given(st.lists(words, max_size=30))
def test_each_word_of_the_page_comes_once(placed: list[Word]) -> None:
    found = lines(Page(1, 595, 842, tuple(placed)))
    kept = Counter(id(word) for line in found for word in line.words)
    assert kept == Counter(id(word) for word in placed if word.text.strip())
    assert sum(len(block.lines) for block in blocks(found)) == len(found)
    assert len(paragraphs(blocks(found))) == len(blocks(found))


def test_a_caption_right_below_a_heading_is_a_line_of_its_own() -> None:
    assert texts(
        """
        ** Priority 2: Housing and homes of the council and its partners here
        ** Table 1: actions agreed
        """
    ) == ["Priority 2: Housing and homes of the council and its partners here", "Table 1: actions agreed"]


def slide(number: int, title: str, size: float) -> tuple[Page, list[Table]]:
    """A slide with a title over a small table, or with two lines of large type."""
    words = [
        Word(text, Box(100.0 + 90 * at, 40.0, 180.0 + 90 * at, 60.0), size) for at, text in enumerate(title.split())
    ]
    if number == 1:
        words += [Word("bullets", Box(60.0, y, 800.0, y + 30.0), 30.0) for y in (200.0, 240.0)]
        return Page(number, 960.0, 540.0, tuple(words)), []
    words += [Word(text, Box(x, 120.0, x + 40.0, 128.0), 8.0) for x, text in ((60.0, "Action"), (200.0, "Owner"))]
    boxes = (Box(60.0, 118.0, 190.0, 130.0), Box(190.0, 118.0, 300.0, 130.0))
    cells = tuple(TableCell(text, 0, at, 1, 1, boxes[at]) for at, text in enumerate(("Action", "Owner")))
    return Page(number, 960.0, 540.0, tuple(words)), [Table(number, Box(60.0, 118.0, 300.0, 130.0), cells, "rules")]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Priority 1", "Priority 1", "Priority 2"], ["Priority 1", "Priority 1", "Priority 2"]),
        (["Our plan", "Our plan", "Our plan"], []),
    ],
    ids=["smaller than bullets elsewhere", "the same on all"],
)
def test_titles_of_slides_that_show_tables_are_headings(titles: list[str], expected: list[str]) -> None:
    made = [slide(1, "Context", 40.0), *(slide(at, title, 22.0) for at, title in enumerate(titles, 2))]
    found = read([one for one, _ in made], {one.number: tables for one, tables in made})
    assert [block.printed for block in found.blocks if block.heading and block.page > 1] == expected


def test_body_type_above_a_table_is_no_title() -> None:
    assert [lines(*slide(2, "Priority A", size))[0].titles for size in (11.0, 22.0)] == [False, True]


_PHRASES = st.lists(st.text("ab ", min_size=1, max_size=5).filter(lambda said: said == said.strip()), min_size=1)


@given(_PHRASES, st.text("ab ", max_size=20))
def test_the_longest_phrase_that_fits_is_found(phrases: list[str], text: str) -> None:
    """Phrases that share their beginnings are found as each by itself is, the longest first."""
    longest_first = "|".join(re.escape(said).replace(r"\ ", r"\s+") for said in sorted(phrases, key=len, reverse=True))
    alone, shared = re.compile(rf"(?:{longest_first})\b"), re.compile(rf"(?:{any_of(phrases)})\b")
    assert [found.span() for found in shared.finditer(text)] == [found.span() for found in alone.finditer(text)]
