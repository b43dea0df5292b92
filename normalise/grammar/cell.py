"""A cell as the grammar has read it so far: what the last steps decide on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalise.grammar.model import Chunk, Mention, Token
from normalise.grammar.setting import Setting


@dataclass(frozen=True, slots=True)
class Cell:
    """Tokens, the chunks they make, the dates among these with their days, and the body reported to."""

    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    mentions: Sequence[Mention]
    forum: str | None
    setting: Setting

    def has(self, *kinds: str) -> bool:
        """Whether a chunk of one of the kinds is there."""
        return any(chunk.kind in kinds for chunk in self.chunks)

    def first(self, *kinds: str) -> Chunk | None:
        """The first chunk of one of the kinds."""
        return next((chunk for chunk in self.chunks if chunk.kind in kinds), None)
