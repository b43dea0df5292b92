"""Names of fonts that tell a bold one."""

from __future__ import annotations

import pytest

from extract.pdfium import ink


@pytest.mark.parametrize(
    ("name", "bold"),
    [
        (b"ABCDEF+Carlito-Bold", True),
        (b"Arial,Bold", True),
        (b"Lato-Black", True),
        (b"Frutiger-Bd", True),
        (b"LiberationSans", False),
        (b"Garamond-Italic", False),
    ],
)
def test_the_name_of_a_font_tells_its_weight(name: bytes, bold: bool) -> None:
    assert bool(ink._BOLD_NAME.search(name)) is bold
