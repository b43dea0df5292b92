"""Every kind of source on this machine, good and bad."""

from __future__ import annotations

import datetime as dt
import json
import os
import zipfile
from pathlib import Path

import pytest

from ingest import RememberedFingerprints, distinct, papers
from ingest.options import ArchiveLimits, IngestOptions
from schemas.sighting import KnownFacts, Sighting

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, content: bytes = PDF) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return target


def see(*sources: str, options: IngestOptions | None = None) -> list[tuple[str, str | None]]:
    found = papers(sources, store=Path("store"), options=options)
    return [(sighting.source_uri, sighting.error.code if sighting.error else None) for sighting in found]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, None),
        (b"\n\n junk before " + PDF, None),
        (b"", "file_empty"),
        (b"Dear all,\nplease find attached", "not_a_pdf"),
        (b"<!DOCTYPE HTML>\n<html>", "html_not_pdf"),
        (b"\xef\xbb\xbf<html lang='en'>", "html_not_pdf"),
        ("<html><body>".encode("utf-16"), "html_not_pdf"),
        (b"PK\x03\x04 a Word document", "not_a_pdf"),
        (b"\x00\x01\x02\x03", "not_a_pdf"),
    ],
)
def test_a_file_is_what_its_first_bytes_are(content: bytes, expected: str | None) -> None:
    write("paper.pdf", content)
    assert see("paper.pdf") == [("paper.pdf", expected)]


@pytest.mark.parametrize("name", ["paper.txt", "paper.csv", "paper.jsonl", "paper"])
def test_a_pdf_under_another_name_is_a_paper(name: str) -> None:
    write(name)
    assert see(name) == [(name, None)]


def test_each_bad_line_of_a_list_of_addresses_is_told_apart() -> None:
    write("list.txt", b"# ours\nno address\n\nneither\n")
    found = list(papers(["list.txt"], store=Path("store")))
    assert [(one.source_uri, str(one.error).split(":")[0]) for one in found] == [
        ("list.txt#2", "list.txt, line 2"), ("list.txt#4", "list.txt, line 4")
    ]  # fmt: skip
    assert {one.file_name for one in found} == {"list.txt"}


@pytest.mark.parametrize(
    ("source", "expected"), [("none.pdf", "file_missing"), ("none", "source_missing"), ("empty", "source_empty")]
)
def test_sources_that_give_nothing(source: str, expected: str) -> None:
    Path("empty").mkdir()
    assert see(source) == [(source, expected)]


def test_a_folder_is_read_whole_and_in_order() -> None:
    for name in ("b.PDF", "a/z.pdf", "a/a.pdf", "notes.txt", ".hidden.pdf", ".git/x.pdf", "__MACOSX/._a.pdf"):
        write(f"papers/{name}")
    write("papers/saved_without_ending")
    write("papers/table.csv", b"path\nx.pdf\n")
    Path("papers/loop").symlink_to(Path.cwd() / "papers")
    assert see("papers") == [
        ("papers/a/a.pdf", None),
        ("papers/a/z.pdf", None),
        ("papers/b.PDF", None),
        ("papers/notes.txt", None),
        ("papers/saved_without_ending", None),
    ]


def test_a_folder_that_may_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    write("papers/open/a.pdf")
    write("papers/shut/b.pdf")
    scan = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr("os.scandir", scandir)
    assert see("papers") == [("papers/open/a.pdf", None), ("papers/shut", "source_closed")]
    assert see("papers/shut") == [("papers/shut", "source_closed")]


def test_no_machine_is_seen_in_where_a_paper_came_from(here: Path) -> None:
    write("papers/a.pdf")
    write("inner/x")
    assert see(str(here / "papers"), str(here / "papers/a.pdf")) == [("papers/a.pdf", None), ("a.pdf", None)]
    assert see("./papers", "inner/../papers/a.pdf") == [("papers/a.pdf", None), ("inner/papers/a.pdf", None)]
    os.chdir("inner")
    assert see("../papers") == [("papers/a.pdf", None)]


def test_what_cannot_be_opened_is_an_error_of_its_own() -> None:
    os.mkfifo("pipe.pdf")
    Path("dangling.pdf").symlink_to("nowhere")
    write(os.fsdecode(b"papers/caf\xe9.pdf"))
    assert see("pipe.pdf", "dangling.pdf") == [("pipe.pdf", "pdf_unreadable"), ("dangling.pdf", "file_missing")]
    assert see("papers") == [("papers/caf�.pdf", None)]


def packed(members: dict[str, bytes], name: str = "papers.zip") -> str:
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return name


def test_an_archive_is_read_member_by_member() -> None:
    members = {"b/two.pdf": PDF + b"2", "a.pdf": PDF, "note.txt": b"x", "__MACOSX/._a.pdf": b"x", "bad.pdf": b"<html>"}
    found = list(papers([packed(members)], store=Path("store")))
    assert [(each.source_uri, each.file_name, each.error and each.error.code) for each in found] == [
        ("papers.zip!/a.pdf", "a.pdf", None),
        ("papers.zip!/b/two.pdf", "two.pdf", None),
        ("papers.zip!/bad.pdf", "bad.pdf", "html_not_pdf"),
    ]
    assert found[0].path is not None and found[0].path.read_bytes() == PDF


@pytest.mark.parametrize(
    "member",
    ["../../evil.pdf", "/etc/evil.pdf", "..\\evil.pdf", "C:\\evil.pdf", "a/../../evil.pdf", "\\\\host\\evil.pdf"],
)
def test_a_member_that_would_escape_is_refused_and_the_rest_read(here: Path, member: str) -> None:
    Path("in").mkdir()
    os.chdir("in")
    found = see(packed({member: PDF, "good.pdf": PDF}))
    assert sorted(code or "" for _, code in found) == ["", "archive_refused"]
    assert [path for path in here.rglob("*evil*")] == []


def test_bombs_are_refused() -> None:
    bomb = packed({"bomb.pdf": bytes(20 << 20), "good.pdf": PDF})
    assert see(bomb) == [("papers.zip!/bomb.pdf", "archive_refused"), ("papers.zip!/good.pdf", None)]
    few = IngestOptions(archive=ArchiveLimits(members=1))
    small = IngestOptions(archive=ArchiveLimits(member_bytes=5))
    little = IngestOptions(archive=ArchiveLimits(total_bytes=1000))
    assert see(bomb, options=few) == [("papers.zip", "archive_refused")]
    assert see(bomb, options=little) == [("papers.zip", "archive_refused")]
    assert [code for _, code in see(bomb, options=small)] == ["archive_refused"] * 2


def test_a_member_that_declares_less_than_it_holds_is_stopped() -> None:
    name = packed({"liar.pdf": PDF * 1000})
    content = Path(name).read_bytes()
    size = (len(PDF) * 1000).to_bytes(4, "little")
    Path(name).write_bytes(content.replace(size, (20).to_bytes(4, "little")))
    assert see(name) == [("papers.zip!/liar.pdf", "archive_refused")]
    assert list(Path("store/papers").glob(".part-*")) == []


def test_archives_that_are_none_or_nested_or_empty() -> None:
    write("broken.zip", b"PK\x03\x04 cut short")
    inner = Path(packed({"a.pdf": PDF}, "inner.zip")).read_bytes()
    assert see("broken.zip") == [("broken.zip", "archive_refused")]
    assert see(packed({"notes.txt": b"x"}, "none.zip")) == [("none.zip", "source_empty")]
    assert see(packed({"inner.zip": inner, "inner.pdf": PDF}, "outer.zip"))[0] == ("outer.zip!/inner.pdf", None)


def test_a_manifest_gives_facts_that_travel_with_the_paper() -> None:
    write("lists/one.pdf")
    names = b"Path,Council,Committee,Meeting date,Title,Agenda item,Our notes\n"
    write("lists/papers.csv", b"\xef\xbb\xbf" + names + b"one.pdf,Anyshire,Cabinet,28/06/2012,Plan,7,x\n")
    (sighting,) = papers(["lists/papers.csv"])
    assert sighting.source_uri == "one.pdf"
    assert sighting.known == KnownFacts("Anyshire", "Cabinet", dt.date(2012, 6, 28), "Plan", "7")


def test_a_manifest_may_name_where_a_kept_file_came_from() -> None:
    write("one.pdf")
    line = {"path": "one.pdf", "url": "https://council.example/s1", "name": "Plan.pdf", "meeting_date": "2012-06-28"}
    write("papers.jsonl", json.dumps(line).encode())
    (sighting,) = papers(["papers.jsonl"])
    assert (sighting.source_uri, sighting.file_name) == ("https://council.example/s1", "Plan.pdf")
    assert sighting.known.meeting_date == dt.date(2012, 6, 28)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("path,comittee\na.pdf,x\n", [("list.csv", "manifest_invalid")]),
        ("title\nx\n", [("list.csv", "manifest_invalid")]),
        ("path\n", [("list.csv", "source_empty")]),
        ("", [("list.csv", "manifest_invalid")]),
        ("path,meeting_date\na.pdf,32/13/2012\na.pdf,\n", [("list.csv#2", "manifest_invalid"), ("a.pdf", None)]),
        ("path,title\n,x\na.pdf,y\n\n", [("list.csv#2", "manifest_invalid"), ("a.pdf", None)]),
        ('path\n"a.pdf\n', [("list.csv", "manifest_invalid")]),
    ],
)
def test_manifests_with_faults(content: str, expected: list[tuple[str, str | None]]) -> None:
    write("a.pdf")
    write("list.csv", content.encode())
    assert see("list.csv") == expected


def test_a_bad_line_of_json_costs_that_line() -> None:
    write("a.pdf")
    lines = ["{", "[]", '{"path": "a.pdf", "titel": "x"}', '{"path": "a.pdf"}', '{"path": 3}', '{"path": ["a.pdf"]}']
    write("list.jsonl", "\n".join(lines).encode())
    codes = [code for _, code in see("list.jsonl")]
    assert codes == ["manifest_invalid"] * 3 + [None, "source_missing", "manifest_invalid"]


def test_one_sighting_for_each_paper_whatever_the_order() -> None:
    write("x/b.pdf")
    write("y/a.pdf")
    write("list.csv", b"path,committee\nx/b.pdf,Cabinet\n")
    write("other.csv", b"path,title,agenda_item\ny/a.pdf,Plan,3\n")
    sources = ["x", "y", "list.csv", "other.csv", "gone.pdf"]
    (gone, paper) = distinct(papers(sources))
    (gone_too, same_paper) = distinct(papers(sources[::-1]))
    assert paper == same_paper
    assert str(gone.error) == str(gone_too.error) != "None"
    assert paper.known == KnownFacts(committee="Cabinet", title="Plan", agenda_item="3")
    assert paper.source_uri == "y/a.pdf"


def test_hashes_of_settled_files_are_remembered(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = write("a.pdf")
    prints = RememberedFingerprints(here / "hashes.sqlite")
    now = paper.stat().st_ctime
    monkeypatch.setattr("time.time", lambda: now + 60)
    first = prints.sha256(paper)
    prints.close()
    again = RememberedFingerprints(here / "hashes.sqlite")
    monkeypatch.setattr("ingest.fingerprint.FreshFingerprints.sha256", lambda *_: "read again")
    assert again.sha256(paper) == first
    paper.write_bytes(PDF + b"x")
    assert again.sha256(paper) == "read again"
    again.close()


def test_a_damaged_memory_of_hashes_is_begun_again(here: Path) -> None:
    write("hashes.sqlite", b"no database at all, but long enough to be looked at" * 50)
    prints = RememberedFingerprints(here / "hashes.sqlite")
    assert len(prints.sha256(write("a.pdf"))) == 64
    prints.close()


def test_sightings_travel_between_processes() -> None:
    import pickle

    (sighting,) = papers(["gone.pdf"])
    travelled: Sighting = pickle.loads(pickle.dumps(sighting))
    assert travelled.error is not None and sighting.error is not None
    assert (travelled.error.code, travelled.error.facts) == (sighting.error.code, sighting.error.facts)


def test_a_name_that_is_no_utf_8_is_remembered_and_read(here: Path) -> None:
    paper = here / os.fsdecode(b"bad\xff.pdf")
    try:
        paper.write_bytes(PDF)
    except OSError:
        pytest.skip("this file system keeps to UTF-8")
    os.utime(paper, (1, 1))
    prints = RememberedFingerprints(here / "hashes.sqlite")

    (sighting,) = papers([str(here)], store=here / "store", prints=prints)

    assert sighting.file_name == "bad\N{REPLACEMENT CHARACTER}.pdf"
    assert prints.sha256(paper) == sighting.document_id
