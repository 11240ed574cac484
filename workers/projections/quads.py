"""The four quads that PLOVER's types fall into."""

from schemas.plover import QUADS, UNKNOWN, quad_of

__all__ = ["QUADS", "UNKNOWN", "quad_of"]
