"""Sources and output in object storage, on a server that speaks S3 (moto, on loopback)."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import bywhen
from bywhen.pipeline import run
from bywhen.remote import RemoteFolder, remote_address
from bywhen.settings import RunSettings, Settings
from ingest import papers
from schemas.errors import OutputError

boto3 = pytest.importorskip("boto3")
pytest.importorskip("obstore")
moto_server = pytest.importorskip("moto.server")

SAMPLE = Path(__file__).parents[2] / "samples" / "lancashire.pdf"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[object]:
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "eu-west-2",
        "AWS_DEFAULT_REGION": "eu-west-2",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ALLOW_HTTP": "true",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    client = boto3.client("s3")
    client.create_bucket(Bucket="council", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield client
    urllib.request.urlopen(urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    server.stop()


def put(bucket: object, key: str, content: bytes) -> None:
    bucket.put_object(Bucket="council", Key=key, Body=content)  # type: ignore[attr-defined]


def test_papers_and_results_may_be_in_object_storage(bucket: object, tmp_path: Path) -> None:
    put(bucket, "papers/2012/b.pdf", SAMPLE.read_bytes())
    put(bucket, "papers/2012/page.pdf", b"<html>")
    put(bucket, "papers/notes.txt", b"x")
    first = run(["s3://council/papers"], "s3://council/out", workers=1)
    again = run(["s3://council/papers"], Path("s3://council/out"), workers=1)
    run(["s3://council/papers"], tmp_path / "local", workers=1)
    remote = RemoteFolder("s3://council/out")
    assert (first.read, again.read, again.unchanged, first.rows["documents"]) == (1, 0, 1, 2)
    tables = {path.name: path.read_bytes() for path in (tmp_path / "local").glob("*.parquet")}
    assert {name: remote.get(name) for name in tables} == tables
    assert {"run.json", "datapackage.json", *tables} <= remote.names("")


def test_folders_by_authority_and_corrections_in_object_storage(bucket: object, tmp_path: Path) -> None:
    put(bucket, "papers/b.pdf", SAMPLE.read_bytes())
    local = tmp_path / "local"
    run(["s3://council/papers"], local, workers=1)
    key = bywhen.open(str(local)).sql("select min(action_id) from actions").fetchall()[0][0]
    bywhen.open(str(local)).correct(key, "rag", "blue")
    put(bucket, "out/corrections.jsonl", (local / "corrections.jsonl").read_bytes())
    run(["s3://council/papers"], "s3://council/out", workers=1)
    remote = RemoteFolder("s3://council/out")
    assert remote.get("actions.parquet") == (local / "actions.parquet").read_bytes()
    by_authority = Settings(RunSettings(workers=1, partition=True))
    run(["s3://council/papers"], "s3://council/out", settings=by_authority)
    tables = {name for name in remote.names("") if name.endswith(".parquet")}
    assert "actions/authority_code=E10000017/part-0.parquet" in tables and "actions.parquet" not in tables
    run(["s3://council/papers"], "s3://council/out", workers=1)
    assert not [name for name in remote.names("") if "authority_code=" in name]
    assert "corrections.jsonl" in remote.names("")


@pytest.mark.parametrize("partition", [False, True])
def test_tables_in_object_storage_stay_where_no_paper_is_met(bucket: object, partition: bool) -> None:
    put(bucket, "papers/b.pdf", SAMPLE.read_bytes())
    settings = Settings(RunSettings(workers=1, partition=partition))
    run(["s3://council/papers"], "s3://council/out", settings=settings)
    remote = RemoteFolder("s3://council/out")
    before = {name: remote.get(name) for name in remote.names("") if name.endswith(".parquet")}
    assert run(["s3://council/nothing"], "s3://council/out", settings=settings).tables_kept
    assert {name: remote.get(name) for name in remote.names("") if name.endswith(".parquet")} == before


def test_an_object_is_fetched_once(bucket: object, tmp_path: Path) -> None:
    put(bucket, "papers/a.pdf", b"%PDF-1")
    (one,) = papers(["s3://council/papers/a.pdf"], store=tmp_path / "store")
    assert one.path is not None and one.source_uri == "s3://council/papers/a.pdf"
    written = one.path.stat().st_mtime_ns
    (again,) = papers(["s3://council/papers"], store=tmp_path / "store")
    assert again == one and one.path.stat().st_mtime_ns == written
    put(bucket, "papers/a.pdf", b"%PDF-2")
    (changed,) = papers(["s3://council/papers"], store=tmp_path / "store")
    assert changed.document_id != one.document_id


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("s3://council/nothing", "source_empty"),
        ("s3://council/gone.pdf", "fetch_failed"),
        ("s3://none/papers", "fetch_failed"),
    ],
)
def test_what_is_not_there_is_an_error(bucket: object, source: str, expected: str) -> None:
    (sighting,) = papers([source])
    assert sighting.error is not None and sighting.error.code == expected


def test_an_output_that_cannot_be_used_is_said(bucket: object) -> None:
    with pytest.raises(OutputError, match="s3://none/out cannot be used"):
        run(["s3://council/papers"], "s3://none/out", workers=1)


@pytest.mark.parametrize(
    ("out", "expected"),
    [("output", None), ("s3://b/x/", "s3://b/x"), (Path("s3://b/x"), "s3://b/x"), (Path("s3"), None)],
)
def test_addresses_of_object_storage(out: Path | str, expected: str | None) -> None:
    assert remote_address(out) == expected
