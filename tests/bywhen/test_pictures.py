"""Pages drawn with their cells framed: what is framed, that frames lie where the cells are, and what can go wrong."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from bywhen.pictures import DOTS_PER_INCH, frames, write_pictures
from bywhen.reading import records_of
from ingest import papers
from schemas.errors import OutputError
from schemas.records import PaperRecords

SAMPLE = Path(__file__).parents[2] / "samples" / "croydon.pdf"


@pytest.fixture(scope="module")
def records() -> PaperRecords:
    (paper,) = papers([str(SAMPLE)])
    return records_of(paper, ocr="off")


def test_every_cell_of_every_row_is_framed(records: PaperRecords) -> None:
    framed = frames(records)
    assert set(framed) >= {cell.page for action in records.actions for cell in action.boxes}
    labels = {frame.label for page in framed.values() for frame in page}
    assert {f"{action.row} action" for action in records.actions if action.action} <= labels


def test_a_cell_that_rows_share_is_framed_once(records: PaperRecords) -> None:
    shared = [frame for page in frames(records).values() for frame in page if frame.label.endswith("section")]
    assert len(shared) == len({(frame.box, frame.label) for frame in shared})


def test_frames_lie_on_the_sides_of_their_cells(records: PaperRecords, tmp_path: Path) -> None:
    written = write_pictures(SAMPLE, records, tmp_path / "proof")
    assert [path.name for path in written] == [f"croydon-page-{page:03}.png" for page in frames(records)]
    page, framed = next((page, some) for page, some in frames(records).items() if len(some) > 4)
    picture = cv2.imread(str(tmp_path / "proof" / f"croydon-page-{page:03}.png"))
    frame = next(frame for frame in framed if frame.label.endswith("action"))
    middle = round(frame.box.centre[1] * DOTS_PER_INCH / 72)
    left = round(frame.box.x0 * DOTS_PER_INCH / 72)
    assert tuple(int(part) for part in picture[middle, left]) == pytest.approx(frame.colour, abs=25)


def test_the_same_paper_gives_the_same_pictures(records: PaperRecords, tmp_path: Path) -> None:
    first, second = (write_pictures(SAMPLE, records, tmp_path / name) for name in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_folder_that_cannot_be_written_is_said(records: PaperRecords, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError, match="cannot hold the pictures"):
        write_pictures(SAMPLE, records, tmp_path / "taken")
