"""Quantiles by nearest rank: each is one of the values, and the 99th percentile of fewer than a hundred is the last."""

from __future__ import annotations

import math
from collections.abc import Sequence


def quantile(ranked: Sequence[float], share: float) -> float:
    """A quantile of values, the least first; not a number if there are none."""
    return ranked[math.ceil(share * len(ranked)) - 1] if ranked else math.nan
