"""Lines out of a stream of bytes, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator


class Lines:
    """Cuts what it is fed at every line feed; a line longer than the limit comes out as None, its bytes forgotten."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._begun = bytearray()
        self._too_long = False

    @property
    def size(self) -> int:
        """The bytes of the line that is begun."""
        return len(self._begun)

    def feed(self, data: bytes) -> Iterator[bytes | None]:
        """The lines that end in this piece, without their ends (LF or CRLF)."""
        *ends, rest = data.split(b"\n")
        for end in ends:
            self._add(end)
            yield self._line()
        self._add(rest)

    def rest(self) -> Iterator[bytes | None]:
        """The last line, if the stream did not end with a line feed."""
        if self._begun or self._too_long:
            yield self._line()

    def _add(self, data: bytes) -> None:
        if len(self._begun) + len(data) > self._limit:
            self._too_long = True
            self._begun.clear()
        if not self._too_long:
            self._begun += data

    def _line(self) -> bytes | None:
        line = None if self._too_long else bytes(self._begun).removesuffix(b"\r")
        self._begun.clear()
        self._too_long = False
        return line
