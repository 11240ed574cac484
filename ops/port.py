"""The port that the service is to listen on."""

from __future__ import annotations

import socket

from schemas.errors import ServiceError


def check_port(host: str, port: int) -> None:
    """Raises ServiceError if it cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServiceError(
                f"Port {port} on {host} cannot be listened on: {error.strerror}. "
                "Choose others with NEWSFOLD_HOST and NEWSFOLD_PORT, or stop what listens there."
            ) from error
