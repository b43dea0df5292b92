"""PDFium's C functions, bound once so that a call costs a quarter of a microsecond.

Handles come as plain integers, so that they can be keys of a dict; results go through buffers that live as long as the
module. The functions bound by `_bind_plain` take each handle as a `pointer`, made once and passed on as it is: that
halves the price of a call, and a bare integer would be cut to 32 bits. PDFium is not thread-safe and neither is this:
one process reads one paper at a time. No meaning is given to anything here; that is the business of the modules that
call.
"""

from __future__ import annotations

import ctypes
from _ctypes import CFuncPtr as _CFuncPtr
from collections.abc import Callable
from ctypes import c_char_p, c_float, c_int, c_uint, c_ulong, c_void_p
from typing import NewType

import pypdfium2.raw as raw

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5

_Function = Callable[..., int]
Pointer = NewType("Pointer", object)
pointer: Callable[[int], Pointer] = c_void_p.from_param  # type: ignore[assignment]  # what ctypes passes as it is
"""A handle or address as C takes it."""


class _Plain(_CFuncPtr):
    """A C function that returns an int: ctypes' own default, for which it looks up no type at each call."""

    _flags_ = ctypes.PYFUNCTYPE(None)._flags_


def _bind(function: object, result: type, *arguments: type) -> _Function:
    """The same C function with integers for handles; `PYFUNCTYPE` keeps the interpreter lock, which is cheaper."""
    bound: _Function = ctypes.PYFUNCTYPE(result, *arguments)(handle(function))
    return bound


def _bind_plain(function: object, result: type) -> _Function:
    """As `_bind`, for what is called hundreds of times a page: handles as `pointer`s, other numbers as they are."""
    return _Plain(handle(function)) if result is c_int else _bind(function, result)


def handle(pointer: object) -> int:
    """The address behind a handle or a function that pypdfium2 made; 0 for none."""
    return ctypes.cast(pointer, c_void_p).value or 0  # type: ignore[arg-type]  # any pypdfium2 handle is a pointer


load_page = _bind(raw.FPDF_LoadPage, c_void_p, c_void_p, c_int)
close_page = _bind(raw.FPDF_ClosePage, None, c_void_p)  # type: ignore[arg-type]  # ctypes writes void as None
page_bounds = _bind(raw.FPDF_GetPageBoundingBox, c_int, c_void_p, c_void_p)
page_rotation = _bind(raw.FPDFPage_GetRotation, c_int, c_void_p)
rotate_page = _bind(raw.FPDFPage_SetRotation, None, c_void_p, c_int)  # type: ignore[arg-type]  # ctypes writes void as None
count_objects = _bind(raw.FPDFPage_CountObjects, c_int, c_void_p)
page_object = _bind_plain(raw.FPDFPage_GetObject, c_void_p)
form_count = _bind(raw.FPDFFormObj_CountObjects, c_int, c_void_p)
form_object = _bind(raw.FPDFFormObj_GetObject, c_void_p, c_void_p, c_ulong)

annotation_count = _bind(raw.FPDFPage_GetAnnotCount, c_int, c_void_p)
annotation = _bind(raw.FPDFPage_GetAnnot, c_void_p, c_void_p, c_int)
annotation_kind = _bind(raw.FPDFAnnot_GetSubtype, c_int, c_void_p)
close_annotation = _bind(raw.FPDFPage_CloseAnnot, None, c_void_p)  # type: ignore[arg-type]  # ctypes writes void as None
flatten = _bind(raw.FPDFPage_Flatten, c_int, c_void_p, c_int)

load_text = _bind(raw.FPDFText_LoadPage, c_void_p, c_void_p)
close_text = _bind(raw.FPDFText_ClosePage, None, c_void_p)  # type: ignore[arg-type]  # ctypes writes void as None
count_chars = _bind(raw.FPDFText_CountChars, c_int, c_void_p)
get_text = _bind(raw.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
char_of_text = _bind(raw.FPDFText_GetCharIndexFromTextIndex, c_int, c_void_p, c_int)
char_object = _bind_plain(raw.FPDFText_GetTextObject, c_void_p)
char_loose_box = _bind_plain(raw.FPDFText_GetLooseCharBox, c_int)
char_box = _bind_plain(raw.FPDFText_GetCharBox, c_int)
char_origin = _bind_plain(raw.FPDFText_GetCharOrigin, c_int)
char_matrix = _bind_plain(raw.FPDFText_GetMatrix, c_int)
char_unicode = _bind_plain(raw.FPDFText_GetUnicode, c_uint)
char_unmapped = _bind_plain(raw.FPDFText_HasUnicodeMapError, c_int)
text_mode = _bind_plain(raw.FPDFTextObj_GetTextRenderMode, c_int)
text_font = _bind_plain(raw.FPDFTextObj_GetFont, c_void_p)
text_size = _bind_plain(raw.FPDFTextObj_GetFontSize, c_int)
font_weight = _bind(raw.FPDFFont_GetWeight, c_int, c_void_p)
font_name = _bind(raw.FPDFFont_GetBaseFontName, c_ulong, c_void_p, c_void_p, c_ulong)

object_type = _bind_plain(raw.FPDFPageObj_GetType, c_int)
object_bounds = _bind_plain(raw.FPDFPageObj_GetBounds, c_int)
object_matrix = _bind_plain(raw.FPDFPageObj_GetMatrix, c_int)
object_mcid = _bind_plain(raw.FPDFPageObj_GetMarkedContentID, c_int)
object_clip = _bind_plain(raw.FPDFPageObj_GetClipPath, c_void_p)
clip_count = _bind(raw.FPDFClipPath_CountPaths, c_int, c_void_p)
clip_segments = _bind(raw.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
clip_segment = _bind_plain(raw.FPDFClipPath_GetPathSegment, c_void_p)
object_blends = _bind_plain(raw.FPDFPageObj_HasTransparency, c_int)
fill_colour = _bind_plain(raw.FPDFPageObj_GetFillColor, c_int)
stroke_colour = _bind_plain(raw.FPDFPageObj_GetStrokeColor, c_int)
stroke_width = _bind_plain(raw.FPDFPageObj_GetStrokeWidth, c_int)
dash_count = _bind_plain(raw.FPDFPageObj_GetDashCount, c_int)
draw_mode = _bind_plain(raw.FPDFPath_GetDrawMode, c_int)
count_segments = _bind_plain(raw.FPDFPath_CountSegments, c_int)
path_segment = _bind_plain(raw.FPDFPath_GetPathSegment, c_void_p)
segment_point = _bind_plain(raw.FPDFPathSegment_GetPoint, c_int)
segment_type = _bind_plain(raw.FPDFPathSegment_GetType, c_int)
segment_closes = _bind_plain(raw.FPDFPathSegment_GetClose, c_int)

image_size = _bind(raw.FPDFImageObj_GetImagePixelSize, c_int, c_void_p, c_void_p, c_void_p)
render = _bind(raw.FPDF_RenderPageBitmap, None, c_void_p, c_void_p, *(c_int,) * 6)  # type: ignore[arg-type]  # void

is_tagged = _bind(raw.FPDFCatalog_IsTagged, c_int, c_void_p)
load_tree = _bind(raw.FPDF_StructTree_GetForPage, c_void_p, c_void_p)
close_tree = _bind(raw.FPDF_StructTree_Close, None, c_void_p)  # type: ignore[arg-type]  # ctypes writes void as None
tree_count = _bind(raw.FPDF_StructTree_CountChildren, c_int, c_void_p)
tree_child = _bind(raw.FPDF_StructTree_GetChildAtIndex, c_void_p, c_void_p, c_int)
element_type = _bind(raw.FPDF_StructElement_GetType, c_ulong, c_void_p, c_void_p, c_ulong)
element_count = _bind(raw.FPDF_StructElement_CountChildren, c_int, c_void_p)
element_child = _bind(raw.FPDF_StructElement_GetChildAtIndex, c_void_p, c_void_p, c_int)
element_child_mcid = _bind(raw.FPDF_StructElement_GetChildMarkedContentID, c_int, c_void_p, c_int)
attribute_count = _bind(raw.FPDF_StructElement_GetAttributeCount, c_int, c_void_p)
attribute_at = _bind(raw.FPDF_StructElement_GetAttributeAtIndex, c_void_p, c_void_p, c_int)
attribute_value = _bind(raw.FPDF_StructElement_Attr_GetValue, c_void_p, c_void_p, c_char_p)
attribute_number = _bind(raw.FPDF_StructElement_Attr_GetNumberValue, c_int, c_void_p, c_void_p)

floats = (c_float * 8)()
_at = ctypes.addressof(floats)
float_at = tuple(pointer(_at + 4 * i) for i in range(8))
integers = (c_uint * 4)()
_at = ctypes.addressof(integers)
integer_at = tuple(pointer(_at + 4 * i) for i in range(4))


def matrix(item: Pointer) -> tuple[float, float, float, float, float, float]:
    """The six numbers of a page object's matrix; the identity when it has none."""
    if not object_matrix(item, float_at[0]):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    a, b, c, d, e, f = floats[:6]
    return a, b, c, d, e, f
