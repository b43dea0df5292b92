"""What can be set, and where a setting comes from: `bywhen.toml`, then the environment, then the command line.

The later wins, value by value. Every setting has one name in all three: `memory_mib` under `[limits]` is
`BYWHEN_LIMITS_MEMORY_MIB` and `--memory-mib`. What a setting means is said where it is used.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, get_type_hints

from bywhen.limits import Limits
from ingest.options import ArchiveLimits, FetchOptions, IngestOptions
from schemas.errors import UsageError

FILE = "bywhen.toml"
PREFIX = "BYWHEN_"
_MAY_BE_ZERO = frozenset({"delay", "backoff", "redirects", "fresh", "ratio_floor", "longest_wait"})


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a batch is run. `workers`: null for one a core. `store`: where fetched papers go; null: below the output."""

    workers: int | None = None
    engine: Literal["local", "dask"] = "local"
    scheduler: str | None = None
    ocr: Literal["auto", "off", "force"] = "auto"
    people: Literal["keep", "pseudonym", "drop"] = "keep"
    partition: bool = False
    papers_per_worker: int = 200
    store: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run. `origins` says of each that is not the default where it was set."""

    run: RunSettings = field(default_factory=RunSettings)
    limits: Limits = field(default_factory=Limits)
    fetch: FetchOptions = field(default_factory=FetchOptions)
    archive: ArchiveLimits = field(default_factory=ArchiveLimits)
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def ingest(self) -> IngestOptions:
        return IngestOptions(self.archive, self.fetch)


_SECTIONS: Mapping[str, type] = {
    "run": RunSettings,
    "limits": Limits,
    "fetch": FetchOptions,
    "archive": ArchiveLimits,
}


@dataclass(frozen=True, slots=True)
class _Given:
    """One value as it was given, and where."""

    section: str
    name: str
    value: object
    origin: str


def load_settings(
    options: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
) -> Settings:
    """The settings in force. Raises UsageError for a name or value that makes no sense, saying where it stands.

    `options` are those of the command line by `section.name` (null: not given). Without `file`, the one that
    BYWHEN_CONFIG names is read, else `bywhen.toml` in the working folder if there is one.
    """
    variables = os.environ if environment is None else environment
    given = [*_from_file(_file(file, variables)), *_from_environment(variables), *_from_options(options or {})]
    kept = {(item.section, item.name): item for item in given}
    sections = {section: _section(section, kept) for section in _SECTIONS}
    origins = {f"{item.section}.{item.name}": item.origin for item in kept.values()}
    return Settings(**sections, origins=dict(sorted(origins.items())))  # type: ignore[arg-type]  # made by their types


def _file(file: Path | None, variables: Mapping[str, str]) -> Path | None:
    if file is None and variables.get(f"{PREFIX}CONFIG"):
        file = Path(variables[f"{PREFIX}CONFIG"])
    if file is not None and not file.is_file():
        raise UsageError(f"There is no settings file {file}", file=str(file))
    return file or (Path(FILE) if Path(FILE).is_file() else None)


def _from_file(file: Path | None) -> list[_Given]:
    if file is None:
        return []
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}", file=str(file)) from error
    given = []
    for section, values in content.items():
        if not isinstance(values, dict):
            raise UsageError(f"{file}: '{section}' stands outside a section such as [run]", file=str(file))
        given += [_Given(section, name, value, f"{file}") for name, value in values.items()]
    for item in given:
        _check_name(item)
    return given


def _check_name(item: _Given) -> None:
    if item.section not in _SECTIONS:
        raise UsageError(f"{item.origin}: there is no section [{item.section}]", section=item.section)
    if item.name not in _names(item.section):
        raise UsageError(f"{item.origin}: [{item.section}] has no setting '{item.name}'", setting=item.name)


def _from_environment(variables: Mapping[str, str]) -> list[_Given]:
    """Our variables; a name that is none of ours is left alone, since others may use the prefix."""
    given = []
    for section in _SECTIONS:
        for name in _names(section):
            variable = f"{PREFIX}{section}_{name}".upper()
            if variable in variables:
                given.append(_Given(section, name, variables[variable] or None, variable))
    return given


def _from_options(options: Mapping[str, object]) -> list[_Given]:
    given = []
    for full_name, value in options.items():
        section, _, name = full_name.partition(".")
        if value is not None:
            item = _Given(section, name, value, f"--{name.replace('_', '-')}")
            _check_name(item)
            given.append(item)
    return given


def _names(section: str) -> list[str]:
    return [each.name for each in fields(_SECTIONS[section])]


def _section(section: str, kept: Mapping[tuple[str, str], _Given]) -> object:
    from pydantic import TypeAdapter, ValidationError

    kind = _SECTIONS[section]
    hints = get_type_hints(kind)
    values: dict[str, object] = {}
    for name in _names(section):
        item = kept.get((section, name))
        if item is None or item.value is None:
            continue
        try:
            values[name] = TypeAdapter(hints[name]).validate_python(item.value)
        except ValidationError as error:
            reason = error.errors(include_url=False)[0]["msg"]
            raise UsageError(f"{item.origin}: {section}.{name} = {item.value!r}: {reason}", setting=name) from error
        _check_size(item, values[name])
    made: object = kind(**values)
    return made


def _check_size(item: _Given, value: object) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return
    if value < 0 or (value == 0 and item.name not in _MAY_BE_ZERO):
        raise UsageError(f"{item.origin}: {item.section}.{item.name} = {value} is too small", setting=item.name)
