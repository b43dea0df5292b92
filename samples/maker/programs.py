"""The outside programs that make papers: LibreOffice and Chromium.

Only needed to make samples again; nothing of bywhen calls them.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path


class ProgramMissing(RuntimeError):
    """A program that is needed to make a paper is not on this machine."""


def available(program: str) -> bool:
    return shutil.which(program) is not None


def office_to_pdf(source: Path, target: Path, *, tagged: bool = True) -> None:
    """Let LibreOffice export a document as PDF; a module is chosen by the file's ending."""
    export = {".pptx": "impress_pdf_Export", ".xlsx": "calc_pdf_Export"}.get(source.suffix, "writer_pdf_Export")
    options = (
        f'{{"UseTaggedPDF":{{"type":"boolean","value":"{str(tagged).lower()}"}},'
        '"ExportBookmarks":{"type":"boolean","value":"true"}}'
    )
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        _run(
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            f"pdf:{export}:{options}",
            "--outdir",
            folder,
            str(source),
        )
        shutil.move(Path(folder) / f"{source.stem}.pdf", target)


def page_to_pdf(source: Path, target: Path, *, tagged: bool = True) -> None:
    """Let Chromium print an HTML file; paper size and margins come from the page's own CSS."""
    with tempfile.TemporaryDirectory() as folder:
        _run(
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-pdf-header-footer",
            *([] if tagged else ["--disable-pdf-tagging"]),
            f"--user-data-dir={folder}",
            f"--print-to-pdf={target}",
            source.resolve().as_uri(),
        )


def _run(program: str, *arguments: str) -> None:
    if not available(program):
        raise ProgramMissing(f"{program} is needed to make this paper again; install it, or use the one committed.")
    subprocess.run([program, *arguments], check=True, capture_output=True, timeout=300)
