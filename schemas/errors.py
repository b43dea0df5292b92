"""Every failure that bywhen expects, as one tree.

    BywhenError
    ├── PaperError                a paper that cannot be read; becomes a row in `documents`
    │   ├── MissingFile           file_missing
    │   ├── EmptyFile             file_empty
    │   ├── NotAPdf               not_a_pdf
    │   ├── HtmlNotPdf            html_not_pdf
    │   ├── DamagedPdf            pdf_damaged
    │   ├── EncryptedPdf          pdf_encrypted
    │   ├── UnreadablePdf         pdf_unreadable
    │   └── LimitExceeded         limit_exceeded
    │       ├── WallTimeExceeded      limit_wall_time
    │       ├── CpuTimeExceeded       limit_cpu_time
    │       ├── MemoryExceeded        limit_memory
    │       ├── PagesExceeded         limit_pages
    │       ├── OutputExceeded        limit_output
    │       └── WorkerLost            worker_lost
    ├── SourceError               a source that gives no papers
    │   ├── SourceMissing         source_missing
    │   ├── SourceEmpty           source_empty
    │   ├── SourceClosed          source_closed
    │   ├── ArchiveRefused        archive_refused
    │   ├── ManifestInvalid       manifest_invalid
    │   ├── AddressRefused        address_refused
    │   └── FetchFailed           fetch_failed
    ├── UsageError                usage
    │   ├── CorrectionInvalid     correction_invalid
    │   └── QueryInvalid          query_invalid
    └── OutputError               output_unusable

A class carries facts as attributes, a stable `code`, a `remedy` (what to do) and an `exit_code` for the command line.
Errors of the layer below are chained (`raise ... from error`), never shown bare.
"""

from __future__ import annotations

from typing import ClassVar


class BywhenError(Exception):
    """Root of the tree. `str(error)` is one sentence on what is wrong and one on what to do."""

    code: ClassVar[str] = "bywhen"
    remedy: ClassVar[str] = "Please report this with the command you ran."
    exit_code: ClassVar[int] = 1

    def __init__(self, problem: str, **facts: object) -> None:
        self.problem = problem
        self.facts = facts
        end = "\n" if "\n" in problem else ". "
        super().__init__(f"{problem.rstrip('.')}{end}{self.remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.problem, self.facts)


def _rebuild(kind: type[BywhenError], problem: str, facts: dict[str, object]) -> BywhenError:
    """Make an error again in another process (`pickle` would lose the facts)."""
    return kind(problem, **facts)


class PaperError(BywhenError):
    """A paper that cannot be read; the batch goes on without it."""

    code = "paper"
    remedy = "Open the file in a PDF viewer; if it opens there, please report it."


class MissingFile(PaperError):
    code = "file_missing"
    remedy = "Check the path."


class EmptyFile(PaperError):
    code = "file_empty"
    remedy = "Download the paper again."


class NotAPdf(PaperError):
    code = "not_a_pdf"
    remedy = "Convert it to PDF, or remove it from the batch."


class HtmlNotPdf(PaperError):
    code = "html_not_pdf"
    remedy = "The site sent a web page in place of the paper; open its address in a browser and download the PDF again."


class DamagedPdf(PaperError):
    code = "pdf_damaged"
    remedy = "The download was probably cut short; download the paper again."


class EncryptedPdf(PaperError):
    code = "pdf_encrypted"
    remedy = "Ask the publisher for a copy without a password, or save one with the password removed."


class UnreadablePdf(PaperError):
    code = "pdf_unreadable"


class LimitExceeded(PaperError):
    """A paper took more than it was allowed; `facts` hold `asked` and `used`."""

    code = "limit_exceeded"
    remedy = "Raise the limit for this paper if you trust it."


class WallTimeExceeded(LimitExceeded):
    code = "limit_wall_time"


class CpuTimeExceeded(LimitExceeded):
    code = "limit_cpu_time"


class MemoryExceeded(LimitExceeded):
    code = "limit_memory"


class PagesExceeded(LimitExceeded):
    code = "limit_pages"


class OutputExceeded(LimitExceeded):
    code = "limit_output"


class WorkerLost(LimitExceeded):
    """The process that read the paper died (killed, crashed); tried again before it is given up."""

    code = "worker_lost"
    remedy = "Run it again alone; if the process dies again, please report the paper."


class SourceError(BywhenError):
    """A source that gives no papers."""

    code = "source"
    remedy = "Check what you gave as SOURCE."


class SourceMissing(SourceError):
    code = "source_missing"
    remedy = "Check the path."


class SourceEmpty(SourceError):
    code = "source_empty"
    remedy = "Point bywhen at a folder, zip or list that holds PDFs."


class SourceClosed(SourceError):
    """A folder that may not be read."""

    code = "source_closed"
    remedy = "Give yourself the right to read it, or leave it out."


class ArchiveRefused(SourceError):
    code = "archive_refused"
    remedy = "Unpack the archive yourself if you trust it, and give the folder."


class ManifestInvalid(SourceError):
    code = "manifest_invalid"
    remedy = "Correct the line named."


class AddressRefused(SourceError):
    code = "address_refused"
    remedy = "Only public http(s) addresses are fetched; allow private ones with --allow-private if they are yours."


class FetchFailed(SourceError):
    code = "fetch_failed"
    remedy = "Try again later, or download the paper by hand."


class UsageError(BywhenError):
    """A command line or setting that makes no sense."""

    code = "usage"
    remedy = "See bywhen --help."
    exit_code = 2


class CorrectionInvalid(UsageError):
    """A correction that no cell could take; `facts` tell the table and the column, or the file and its line."""

    code = "correction_invalid"
    remedy = "See bywhen correct --help; `bywhen schema actions` explains the columns."


class QueryInvalid(UsageError):
    """A query that DuckDB cannot run."""

    code = "query_invalid"
    remedy = "`bywhen schema` lists the tables and their columns."


class OutputError(BywhenError):
    """The output folder cannot be read or written."""

    code = "output_unusable"
    remedy = "Check that the folder exists, is writable and was written by bywhen run."
