"""The content files say what the issue's samples hold, and the expected rows follow from them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
import yaml

from samples.maker.content import load
from samples.maker.expect import as_text, plain

SAMPLES = Path(__file__).parents[2] / "samples"
ROWS = {"croydon": 22, "thurrock": 61, "lancashire": 22, "cheshire_east": 17, "herefordshire": 0}
TYPED = ("croydon", "thurrock", "lancashire", "cheshire_east")


def expected(name: str) -> dict:
    return yaml.safe_load((SAMPLES / "expected" / f"{name}.yaml").read_text(encoding="utf-8"))


def words(text: str) -> Counter[str]:
    return Counter(re.sub(r"[^A-Za-z0-9 ]", " ", text).split())


@pytest.mark.parametrize(("name", "rows"), ROWS.items())
def test_each_sample_has_its_rows(name: str, rows: int) -> None:
    found = expected(name)
    assert len(found["actions"]) == rows == found["paper"]["rows"]
    assert [entry["row"] for entry in found["actions"]] == list(range(1, rows + 1))


@pytest.mark.parametrize("name", ROWS)
def test_expected_rows_are_those_of_the_content_file(name: str) -> None:
    known = {place: entry["pages"] for place, entry in enumerate(expected(name)["actions"]) if "pages" in entry}
    committed = (SAMPLES / "expected" / f"{name}.yaml").read_text(encoding="utf-8")
    assert as_text(load(name), known or None) == committed


@pytest.mark.parametrize("name", ROWS)
def test_every_owner_and_deadline_has_a_reading(name: str) -> None:
    content = load(name)
    reads = content.part("reads")
    for row in content.rows:
        assert row.text("deadline") in reads["deadlines"]
        assert not row.text("owner") or row.text("owner") in reads["owners"]


@pytest.mark.parametrize("name", ROWS)
def test_no_telephone_number_or_address_of_a_person_is_kept(name: str) -> None:
    text = (SAMPLES / "content" / f"{name}.yaml").read_text(encoding="utf-8")
    assert all(address.endswith(".example") for address in re.findall(r"\S+@\S+", text))
    assert all(number.startswith("01632") for number in re.findall(r"\b0\d{4} ?\d{6}\b", text))


@pytest.mark.parametrize("name", TYPED)
def test_the_pdf_shows_every_word_of_the_plan(name: str) -> None:
    content = load(name)
    pdf = pypdfium2.PdfDocument(SAMPLES / f"{name}.pdf")
    shown = words(" ".join(page.get_textpage().get_text_range() for page in pdf))
    columns = [column.name for column in content.columns] or ["recommendation"]
    wanted: Counter[str] = Counter()
    for column in columns:
        merged = name == "thurrock" and column in ("number", "recommendation")
        texts = [plain(row.text(column)) for row in content.rows]
        for text in dict.fromkeys(texts) if merged else texts:
            wanted += words(text)
    lost = wanted - shown
    assert sum(lost.values()) <= 0.005 * sum(wanted.values()), lost


def test_the_scan_holds_pictures_only() -> None:
    pdf = pypdfium2.PdfDocument(SAMPLES / "herefordshire.pdf")
    assert len(pdf) == 3
    assert all(page.get_textpage().count_chars() == 0 for page in pdf)


def test_the_pack_is_long_and_has_bookmarks() -> None:
    pdf = pypdfium2.PdfDocument(SAMPLES / "thurrock.pdf")
    titles = [entry.get_title() for entry in pdf.get_toc()]
    assert len(pdf) >= 60
    assert "Appendix 1: Action Plan to Implement Recommendations" in titles
