"""The content of one answer, judged piece by piece while it comes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from .flaw import Flaw
from .formats import HEAD, PictureFormat, format_of

if TYPE_CHECKING:
    from .sinks import Sink

_PIECE: Final = 64 * 1024
_SHOWN: Final = 16
_LONGEST_LENGTH: Final = 20


class Content:
    """Decodes what comes, counts it, looks at how it begins, and hands it to a sink.

    Args:
        headers: the answer's.
        max_bytes: how many bytes the picture may have, decoded.
        sink: takes the picture.
        is_decoded: whether the HTTP library has read and decoded the answer already.

    Raises:
        Flaw: the headers alone tell that the picture is too large, or cannot be decoded.
    """

    def __init__(
        self, headers: Mapping[str, str], *, max_bytes: int, sink: Sink, is_decoded: bool = False
    ) -> None:
        self._max_bytes = max_bytes
        self._sink = sink
        self._promised = _length(headers.get("content-length", ""))
        codings = _codings(headers.get("content-encoding", ""))
        self._decoder = None if is_decoded else _decoder(codings)
        if is_decoded and codings:
            self._promised = None
        self._received = 0
        self._head = b""
        self._size = 0
        self._format: PictureFormat | None = None
        if self._promised is not None and self._promised > max_bytes:
            raise self._too_large()

    def feed(self, raw: bytes) -> None:
        """Take the next bytes as they came.

        Raises:
            Flaw: the content is too large, damaged, more than was promised, or no picture.
        """
        self._received += len(raw)
        if self._promised is not None and self._received > self._promised:
            raise Flaw(f"more than the promised {self._promised} bytes came", may_pass=True)
        for piece in self._decoded(raw):
            self._size += len(piece)
            if self._size > self._max_bytes:
                raise self._too_large()
            self._pass_on(piece)

    def end(self) -> None:
        """Say that nothing more comes.

        Raises:
            Flaw: the content is not complete, or no picture.
        """
        if self._promised is not None and self._received != self._promised:
            raise Flaw(f"{self._received} of {self._promised} bytes came", may_pass=True)
        if self._decoder is not None and not self._decoder.eof:
            raise Flaw("the compressed answer breaks off", may_pass=True)
        if self._format is None:
            self._start()

    def _pass_on(self, piece: bytes) -> None:
        if self._format is not None:
            self._sink.write(piece)
            return
        self._head += piece
        if len(self._head) >= HEAD:
            self._start()

    def _start(self) -> None:
        self._format = format_of(self._head)
        if self._format is None:
            shown = f"it begins with {self._head[:_SHOWN]!r}" if self._head else "it is empty"
            raise Flaw(f"the answer is no picture: {shown}")
        self._sink.start(self._format)
        self._sink.write(self._head)
        self._head = b""

    def _decoded(self, raw: bytes) -> Iterator[bytes]:
        if self._decoder is None:
            yield raw
            return
        while raw:
            if self._decoder.eof:
                raise Flaw("more bytes came than the compressed answer has")
            piece = self._decoder.decompress(raw, _PIECE)
            raw = self._decoder.unconsumed_tail or self._decoder.unused_data
            yield piece

    def _too_large(self) -> Flaw:
        return Flaw(f"the picture has more than the allowed {self._max_bytes} bytes (max_bytes)")


def _length(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_LENGTH
    return int(text) if is_number else None


def _codings(text: str) -> list[str]:
    codings = (part.strip().lower() for part in text.split(","))
    return [coding for coding in codings if coding not in ("", "identity")]


def _decoder(codings: list[str]) -> zlib._Decompress | None:
    if not codings:
        return None
    if len(codings) > 1 or codings[0] not in ("gzip", "x-gzip", "deflate"):
        raise Flaw("the answer is compressed in a way that was not asked for")
    return zlib.decompressobj(zlib.MAX_WBITS | 32)
