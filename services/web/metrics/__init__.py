"""`/metrics`: how it goes, for Prometheus.

What the log, the read models and Redis know is asked of them when somebody looks (state); what passes through this
process is counted as it passes (instruments, observed); what workers do they count in Redis (services/counts.py).
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import choose_encoder

from services.web.metrics.instruments import Instruments
from services.web.metrics.state import State
from services.web.site import Site


def routes(site: Site, instruments: Instruments) -> APIRouter:
    """The address that Prometheus asks."""
    registry = CollectorRegistry()
    for collector in (instruments, State(site)):
        registry.register(collector)
    ProcessCollector(registry=registry)
    router = APIRouter(tags=["operating"])

    @router.get(
        "/metrics",
        summary="How it goes, for Prometheus",
        responses={200: {"description": "Metrics as text", "content": {"text/plain": {"schema": {"type": "string"}}}}},
    )
    def tell(request: Request) -> Response:
        encode, media_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(registry), headers={"Content-Type": media_type})

    return router
