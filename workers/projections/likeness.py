"""How much two texts share, told from their sketches."""

from __future__ import annotations

from msgspec import Struct

from schemas.rows.copies import Likeness, PrintRow

LEAST_EQUAL = 8
"""Equal bins below which two sketches say nothing."""
LEAST_SHARE = 0.5
"""Share of the shingles of either text that stands in the other from which one is a copy."""


class Shared(Struct, frozen=True, kw_only=True):
    """What two texts share: of the shingles of both (Jaccard), of the one's and of the other's."""

    resemblance: float
    contained: float
    contains: float
    exact: bool = False

    @property
    def most(self) -> float:
        """The larger share of a text that stands in the other."""
        return max(self.contained, self.contains)

    @property
    def likeness(self) -> Likeness:
        """What the one is to the other."""
        if self.exact:
            return Likeness.EXACT
        return Likeness.NEAR if self.contained >= LEAST_SHARE else Likeness.HOLDS


ALL = Shared(resemblance=1.0, contained=1.0, contains=1.0, exact=True)
NOTHING = Shared(resemblance=0.0, contained=0.0, contains=0.0)


def shared(one: PrintRow, other: PrintRow) -> Shared:
    """What the texts of two fingerprints share.

    The share of equal bins among those that are filled in either estimates the resemblance R (Li, Owen and Zhang 2012);
    texts of a and b shingles then have R / (1 + R) · (a + b) in common.
    """
    if one.text == other.text:
        return ALL
    import numpy as np  # noqa: PLC0415  # slow to load: who asks for the folds' version alone does without

    here, there = np.frombuffer(one.sketch, "<u2"), np.frombuffer(other.sketch, "<u2")
    if len(here) != len(there):
        return NOTHING
    filled = (here | there) > 0
    equal = int(np.count_nonzero((here == there) & filled))
    if equal < LEAST_EQUAL:
        return NOTHING
    resemblance = equal / int(np.count_nonzero(filled))
    common = resemblance / (1 + resemblance) * (one.shingles + other.shingles)
    return Shared(
        resemblance=round(resemblance, 3),
        contained=round(min(1.0, common / one.shingles), 3),
        contains=round(min(1.0, common / other.shingles), 3),
    )
