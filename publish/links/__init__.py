"""Links between papers: an action in the later papers of its authority, and the like recommendations of other ones."""

from __future__ import annotations
