"""Decompression of a gzip stream (RFC 1952) in bounded memory: however little expands to however much."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from schemas.errors import InputError

GZIP = 31
"""zlib's window bits for gzip alone."""
PIECE = 65_536


class Gunzip:
    """Decompresses what it is fed, in pieces of at most 64 KiB; members may follow one another."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(GZIP)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes expand to; raises InputError if they are not gzip."""
        more = bool(data)
        while more:
            if self._member.eof:
                self._member = zlib.decompressobj(GZIP)
            self._begun = True
            try:
                piece = self._member.decompress(data, PIECE)
            except zlib.error as error:
                raise InputError(f"the body is not valid gzip: {error}") from error
            ended = self._member.eof
            data = self._member.unused_data if ended else self._member.unconsumed_tail
            more = bool(data) or (len(piece) == PIECE and not ended)  # a full piece may have left some inside
            yield piece

    def finish(self) -> None:
        """Raises InputError if the stream stopped in the middle."""
        if not self._member.eof and self._begun:
            raise InputError("the gzip body ends in the middle")
