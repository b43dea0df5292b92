"""Tables as files for programs that read no Parquet: CSV (RFC 4180, UTF-8) and one Excel workbook.

Lists become text: plain items with "; " between them, structures as JSON. Words of a paper are written as text, never
as formulas, whatever they begin with.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from schemas.errors import OutputError

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

MOST_ROWS = 1_048_575
"""Rows of a worksheet below its heading (Excel specifications and limits)."""
_LONGEST = 32_767
"""Letters that a cell of a worksheet holds (Excel specifications and limits)."""
_CUT = " [cut]"
_FIRST_DAY = dt.datetime(2000, 1, 1)
"""Written as the day the workbook was made, so that equal tables give equal bytes."""
_WIDE = {"recommendation", "action", "progress", "message", "text", "success_measure", "evidence", "other"}
_COLOURS = {"red": "FFC7CE", "amber": "FFEB9C", "green": "C6EFCE", "blue": "BDD7EE", "grey": "D9D9D9"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to write: its name, its columns, and its rows in their order."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def write_csv(sheets: Iterable[Sheet], folder: Path) -> Iterator[Path]:
    """Write each table to `folder/NAME.csv`; yields each file when it is whole. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for sheet in sheets:
            target = folder / f"{sheet.name}.csv"
            partial = target.with_name(f".{target.name}.partial")
            with partial.open("w", encoding="utf-8", newline="") as handle:
                writer = csv.writer(handle)
                writer.writerow(sheet.columns)
                writer.writerows([_plain(value) for value in row] for row in sheet.rows)
            partial.replace(target)
            yield target
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}", folder=str(folder)) from error


def write_xlsx(sheets: Iterable[Sheet], target: Path) -> Path:
    """Write all tables as sheets of one workbook. Raises OutputError where a table is longer than a sheet, where the
    file cannot be written, or where the extra `bywhen[xlsx]` is not installed."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise OutputError("Excel workbooks need one more package: pip install 'bywhen[xlsx]'") from error
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_book(xlsxwriter, sheets, partial)
        partial.replace(target)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise OutputError(f"{target} cannot be written: {reason}", file=str(target)) from error
    return target


def _write_book(xlsxwriter: ModuleType, sheets: Iterable[Sheet], target: Path) -> None:
    try:
        with xlsxwriter.Workbook(str(target), {"constant_memory": True}) as book:
            book.set_properties({"created": _FIRST_DAY})
            for sheet in sheets:
                _add(book, sheet)
    except OutputError:
        target.unlink(missing_ok=True)
        raise


def _add(book: Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    heading = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    colours = {name: book.add_format({"bg_color": f"#{rgb}", "valign": "top"}) for name, rgb in _COLOURS.items()}
    page.freeze_panes(1, 0)
    for at, name in enumerate(sheet.columns):
        page.set_column(at, at, 60 if name in _WIDE else 18)
        page.write_string(0, at, name, heading)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if last > MOST_ROWS:
            raise OutputError(f"{sheet.name} has more rows than a worksheet holds; write CSV", table=sheet.name)
        for at, value in enumerate(row):
            shade = colours.get(str(value)) if sheet.columns[at] == "rag" else None
            _put(page, last, at, value, day if isinstance(value, dt.date) else shade or text)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _put(page: Any, row: int, column: int, value: object, look: Format) -> None:
    if isinstance(value, dt.date):
        page.write_datetime(row, column, value, look)
    elif isinstance(value, bool | int | float):
        page.write(row, column, value, look)
    elif value is not None:
        shown = str(_plain(value))
        whole = len(shown) <= _LONGEST
        page.write_string(row, column, shown if whole else shown[: _LONGEST - len(_CUT)] + _CUT, look)


def _plain(value: object) -> object:
    """A value as one cell: lists as text, everything else as it is."""
    if not isinstance(value, list | tuple | dict):
        return value
    if isinstance(value, dict) or any(isinstance(item, dict) for item in value):
        return json.dumps(value, ensure_ascii=False, default=str)
    return "; ".join(map(str, value))
