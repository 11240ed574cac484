"""The log that the tests' queues belong to; RQ takes one key prefix a process, when it is imported."""

from __future__ import annotations

from uuid import UUID

LOG_ID = UUID("6b9f2d1c-54a8-4f0e-9c37-2e81d0b7a4f5")
