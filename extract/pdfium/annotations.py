"""Form fields and typed comments made part of the page, as they are to a reader's eye.

PDFium keeps what is typed into a form, or onto a page with a PDF editor, apart from the page's own text. What belongs
here is only joining the two, in memory; links, highlights and sticky notes are left alone.
"""

from __future__ import annotations

from extract.pdfium import calls as pdfium

_TYPED = frozenset({3, 20})  # free text and form fields (FPDF_ANNOT_FREETEXT, FPDF_ANNOT_WIDGET)
_FLATTENED = 1
_MOST = 2000


def flatten_typed(page: int) -> bool:
    """Draw typed annotations into a loaded page; whether the page has to be loaded again for that to show."""
    count = min(pdfium.annotation_count(page), _MOST)
    if count <= 0 or not any(_kind(page, index) in _TYPED for index in range(count)):
        return False
    return pdfium.flatten(page, 0) == _FLATTENED


def _kind(page: int, index: int) -> int:
    annotation = pdfium.annotation(page, index)
    if not annotation:
        return 0
    kind = pdfium.annotation_kind(annotation)
    pdfium.close_annotation(annotation)
    return kind
