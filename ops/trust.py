"""Whose certificates a connection to a service trusts."""

from __future__ import annotations

from ssl import PROTOCOL_TLS_CLIENT, SSLContext


def trusted(url: str) -> SSLContext | bool:
    """For httpx's `verify`: the usual authorities, but nobody's where there is no TLS.

    To load the authorities takes longer than a request does on this machine.
    """
    return True if url.lower().startswith("https:") else SSLContext(PROTOCOL_TLS_CLIENT)
