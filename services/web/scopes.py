"""What a key must allow for each address: what is not named here and changes something needs the most."""

from __future__ import annotations

import re

from services.keys import Scope

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/healthz", "/readyz", "/login", "/static/", "/static-offline-docs/")
"""Addresses that tell nothing of what is stored, or let somebody in."""
ADDING = re.compile(
    r"/v1/articles|/v1/(events|occurrences|actors)/[^/]+/corrections|/v1/watchlists(/[^/]+)?|/events/[^/]+/correct"
    r"|/(occurrences|actors)/[^/]+/join|/watchlists(/[^/]+/remove)?"
)
"""Addresses at which the log is told something: articles, and what people know better."""
STANDING = re.compile(r"/v1/articles/[^/]+")
"""Where an article stands, which who posted it may ask too; what it says is for readers."""
METRICS = "/metrics"
LOGOUT = "/logout"
ANY = frozenset(Scope)


def is_open(path: str) -> bool:
    """Whether an address is for everybody."""
    return any(path == each or (each.endswith("/") and path.startswith(each)) for each in OPEN)


def scopes_for(method: str, path: str) -> frozenset[Scope]:
    """The scopes of which a key must have one."""
    if path == LOGOUT:
        return ANY
    if method in SAFE and path != METRICS:
        return frozenset({Scope.READ, Scope.INGEST}) if STANDING.fullmatch(path) else frozenset({Scope.READ})
    return frozenset({Scope.INGEST}) if ADDING.fullmatch(path) else frozenset({Scope.OPERATE})
