"""Addresses of pages: filters as they stand in a link, and the position that is looked at carried along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode, urlsplit

from msgspec import Struct

Parameter = str | int | None | Sequence[str]
SCHEMES = frozenset({"http", "https"})


class Here(Struct, frozen=True):
    """Where a reader is: the path, the parameters in use, and the position looked at, None for the present."""

    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    as_of: str | None = None

    def link(self, path: str, **parameters: Parameter) -> str:
        """The address of a page, as of the same position."""
        return address(path, {"as_of": self.as_of, **parameters})

    def with_(self, **parameters: Parameter) -> str:
        """This page with other values for some parameters; None leaves one out."""
        kept = [(name, value) for name, value in self.parameters if name not in parameters]
        return address(self.path, {**_grouped(kept), "as_of": self.as_of, **parameters})

    def elsewhere(self, path: str, **parameters: Parameter) -> str:
        """Another page with this one's parameters, but for these."""
        return Here(path, self.parameters, self.as_of).with_(**parameters)

    def elsewhere_as(self, path: str, **parameters: str) -> Here:
        """Another page with these parameters alone, as a place to go on from."""
        return Here(path, tuple(parameters.items()), self.as_of)

    def without(self, name: str, value: str) -> str:
        """This page with one filter less."""
        kept = [pair for pair in self.parameters if pair != (name, value)]
        return address(self.path, {**_grouped(kept), "as_of": self.as_of})

    def at(self, as_of: str | None) -> str:
        """This page as of another position."""
        return address(self.path, {**_grouped(self.parameters), "as_of": as_of})


def address(path: str, parameters: Mapping[str, Parameter]) -> str:
    """A path with a query of the parameters that have a value."""
    pairs = [
        (name, str(each))
        for name, value in parameters.items()
        for each in ([value] if isinstance(value, str | int) else value or [])
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def outward(url: str | None) -> str | None:
    """An address on the web that may be followed: None for any scheme but http and https."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme.lower() in SCHEMES and parts.netloc else None


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped
