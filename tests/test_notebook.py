"""The worked example runs as an analyst would run it, over tables made from the samples."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebook_runs(notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "output"
    subprocess.run(
        [sys.executable, "-m", "bywhen", "run", "samples", "--out", str(out)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=300,
    )
    monkeypatch.setenv("BYWHEN_OUT", str(out))
    content = nbformat.read(notebook, as_version=4)
    assert not any(cell.get("outputs") for cell in content.cells), "clear the outputs before you commit"
    NotebookClient(content, timeout=120, resources={"metadata": {"path": str(notebook.parent)}}).execute()
    charts = [out for cell in content.cells for out in cell.get("outputs", []) if "image/png" in out.get("data", {})]
    assert len(charts) >= 2
