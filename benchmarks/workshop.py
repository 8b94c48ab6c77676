"""What the measurements share: the bundle, a folder that goes away, the third column's client."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from benchmarks import peers
from benchmarks.exchange import Document, Exchange
from benchmarks.progress import Progress
from benchmarks.row import Row
from benchmarks.submits import Submit, submits

ROOT: Final = Path(__file__).resolve().parent.parent
SPEC: Final = ROOT / "spec" / "openapi.yaml"
BUNDLE: Final = ROOT / "generated" / "openapi.json"


@dataclass
class Workshop:
    """The place where one run of the benchmarks happens."""

    folder: Path
    """A temporary folder; all that is written lies in it."""
    is_quick: bool
    progress: Progress
    notes: list[str] = field(default_factory=list)
    """What a reader of the table must know besides."""

    def rounds(self, full: int, quick: int) -> int:
        """Return how many rounds to measure."""
        return quick if self.is_quick else full

    @cached_property
    def document(self) -> Document:
        """The bundle."""
        return Document(BUNDLE.read_text(encoding="utf-8"))

    @cached_property
    def exchanges(self) -> list[Exchange]:
        """All operations of the bundle that have examples; the first is the one that stands for all."""
        return self.document.exchanges()

    @cached_property
    def submits(self) -> list[Submit]:
        """The operations among them that make tasks; the first stands for all here too.

        Raises:
            SubmitError: there is none.
        """
        return submits(self.document, self.exchanges)

    @property
    def peer_document(self) -> peers.PeerDocument:
        """The document that openapi-python-client reads, after it has once made a client of it.

        Raises:
            PeerError: it cannot.
        """
        if isinstance(self._peer_document, Exception):
            raise peers.PeerError(str(self._peer_document))
        return self._peer_document

    @cached_property
    def peer_client(self) -> peers.PeerClient:
        """The client that openapi-python-client made.

        Raises:
            PeerError: it made none.
        """
        return peers.PeerClient(self.document, self.peer_document.package)

    def leave_out(self, where: str, error: Exception) -> None:
        """Note that openapi-python-client does not take part in a measurement."""
        note = f"{peers.NAME} takes no part in {where}: {error}"
        if note not in self.notes:
            self.notes.append(note)

    @cached_property
    def _peer_document(self) -> peers.PeerDocument | Exception:
        try:
            document = peers.PeerDocument(self.document, self.folder)
        except Exception as error:
            return error
        self.notes += document.notes
        return document


@dataclass(frozen=True)
class Measurement:
    """What gives rows; when it fails, the rows that it gave before stay."""

    title: str
    measure: Callable[[Workshop], Iterable[Row]]
