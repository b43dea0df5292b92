"""`bywhen show --pictures`: pages with every cell framed where it was read, as proof for a person's eye.

A page is drawn as a reader sees it; each field has one colour, each row its number. What a finding speaks of is framed
in red. Nothing is read here: boxes are those of the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extract.scan.image import Picture, render
from schemas.errors import OutputError
from schemas.geometry import Box
from schemas.records import CellBox, PaperRecords

if TYPE_CHECKING:
    from extract.scan.image import Pixels

DOTS_PER_INCH = 110
Colour = tuple[int, int, int]
_COLOURS: dict[str, Colour] = {
    "number": (149, 81, 122),
    "section": (149, 81, 122),
    "recommendation": (166, 90, 31),
    "action": (117, 122, 11),
    "owner": (0, 89, 179),
    "deadline": (91, 24, 194),
    "progress": (31, 126, 91),
    "rag": (65, 76, 109),
}
"""Blue, green, red; all dark enough for their letters to be read on white."""
_OTHER: Colour = (128, 112, 96)
_FINDING: Colour = (0, 0, 208)
Corners = tuple[int, int, int, int]
"""Left, top, right, foot in pixels."""
_TINT, _LETTERS, _LINE, _SIDES = 0.14, 0.38, 11, 4


class Frame(NamedTuple):
    """A box on a page (points), what is written at its corner, and the colour of both."""

    box: Box
    label: str
    colour: Colour


def frames(records: PaperRecords) -> dict[int, list[Frame]]:
    """What is to be framed on each page that has rows or findings with a place, pages in order.

    A cell that several rows share is framed once, with the numbers of the first and last of them.
    """
    rows: dict[CellBox, list[int]] = {}
    for action in records.actions:
        for cell in action.boxes:
            rows.setdefault(cell, []).append(action.row)
    found: dict[int, list[Frame]] = {}
    for cell, numbers in rows.items():
        label = f"{_span(numbers)} {cell.field}"
        box = Box(cell.x0, cell.y0, cell.x1, cell.y1)
        found.setdefault(cell.page, []).append(Frame(box, label, _COLOURS.get(cell.field, _OTHER)))
    for finding in records.findings:
        if finding.page is not None and len(finding.box) == _SIDES:
            found.setdefault(finding.page, []).append(
                Frame(Box(*finding.box), finding.code.replace("_", " "), _FINDING)
            )
    return dict(sorted(found.items()))


def _span(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"


def write_pictures(file: Path, records: PaperRecords, folder: Path) -> list[Path]:
    """One PNG for each page of `frames`; gives their paths.

    Raises OutputError when the folder cannot be written, UnreadablePdf when a page cannot be drawn.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for page, framed in frames(records).items():
            target = folder / f"{file.stem}-page-{page:03}.png"
            target.write_bytes(_png(render(file, page, DOTS_PER_INCH), framed))
            written.append(target)
    except OSError as error:
        raise OutputError(f"{folder} cannot hold the pictures ({error.strerror})", folder=str(folder)) from error
    return written


def _png(picture: Picture, framed: Sequence[Frame]) -> bytes:
    """The picture with its frames: tints first, so that no letter is tinted twice over."""
    import cv2

    pixels, tinted = picture.pixels, picture.pixels.copy()
    corners = [_pixels(frame.box, picture.scale) for frame in framed]
    for frame, (left, top, right, foot) in zip(framed, corners, strict=True):
        cv2.rectangle(tinted, (left, top), (right, foot), frame.colour, cv2.FILLED)
    shown = cv2.addWeighted(tinted, _TINT, pixels, 1 - _TINT, 0)
    for frame, corner in zip(framed, corners, strict=True):
        cv2.rectangle(shown, corner[:2], corner[2:], frame.colour, 1, cv2.LINE_AA)
        _write(shown, frame, corner)
    return bytes(cv2.imencode(".png", shown)[1])


def _write(shown: Pixels, frame: Frame, corner: Corners) -> None:
    """The label on white in the foot of its frame, where a cell's text is shortest; a finding's a line above a field's.

    As many of its words as there is room for, the first one at least."""
    import cv2

    left, _, right, foot = corner
    label = frame.label
    while " " in label and _width(label) > right - left:
        label = label.rpartition(" ")[0]
    start = max(left, right - _width(label) - 1)
    if frame.colour == _FINDING:
        start, foot = left + 1, foot - _LINE
    cv2.rectangle(shown, (start, foot - _LINE), (start + _width(label), foot - 1), (255, 255, 255), cv2.FILLED)
    at = (start + 1, foot - 3)
    cv2.putText(shown, label, at, cv2.FONT_HERSHEY_SIMPLEX, _LETTERS, frame.colour, 1, cv2.LINE_AA)


def _width(label: str) -> int:
    import cv2

    return int(cv2.getTextSize(label, cv2.FONT_HERSHEY_SIMPLEX, _LETTERS, 1)[0][0]) + 2


def _pixels(box: Box, scale: float) -> Corners:
    return round(box.x0 * scale), round(box.y0 * scale), round(box.x1 * scale), round(box.y1 * scale)
