"""One of the two documents of a comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.ir import Api
from generator.source.nodes import MapNode


@dataclass(frozen=True)
class Source:
    """A bundled document, and how its places are told."""

    name: str
    """What it is called: a file, a folder or a revision."""
    document: MapNode
    shown: Callable[[Path], str]
    """Gives the name of a file as it is to be printed."""
    api: Api | None = None
    """The client that is generated from it; None where the generator does not support the document."""

    sends_defaults: bool = True
    """Whether that client sends the defaults of the document where the caller leaves something out."""

    def info(self, key: str) -> str:
        """Return a text of `info`; empty where it has none."""
        info = self.document.get("info")
        value = info.get(key) if isinstance(info, dict) else None
        return str(value) if value is not None else ""
