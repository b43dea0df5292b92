"""An owner in the making, while the pieces of its cell are still being put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from normalise.owners.parts import Part
from normalise.owners.titles import Title
from normalise.owners.vocabulary import owner_words
from schemas.meaning import Owner, OwnerKind

DraftKind = Literal["person", "role", "team", "board", "organisation", "unit", "unknown", "nobody"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of an owner so far; `part` is the piece it began with, `text` all that was read for it.

    `listed` tells an item of a list of bodies.
    """

    kind: DraftKind
    part: Part
    text: str
    name: str | None = None
    title: Title | None = None
    organisation: str | None = None
    listed: bool = False

    @property
    def wordy(self) -> bool:
        """A unit or a team named by its function only: it can as well be part of a title ("Insight", "Placements")."""
        if self.kind == "unit":
            return True
        name = self.name or ""
        function = self.part.known or name.casefold() in owner_words().unit_words
        return self.kind == "team" and function and not name.rstrip("s").isupper()

    def owner(self) -> Owner:
        """The record: posts without a name, bodies without a post, an organisation repeated as its own."""
        kind = cast(OwnerKind, "team" if self.kind == "unit" else self.kind)
        role = self.title.text if self.title else None
        if kind in ("role", "unknown"):
            return Owner(kind=kind, role=role, organisation=self.organisation, text=self.text)
        organisation = self.name if kind == "organisation" else self.organisation
        return Owner(kind=kind, name=self.name, role=role, organisation=organisation, text=self.text)


def drafted(part: Part) -> Draft:
    """The owner that a piece alone makes."""
    return Draft(
        kind=part.kind,
        part=part,
        text=part.text,
        name=part.name,
        title=part.title,
        organisation=part.organisation,
    )
