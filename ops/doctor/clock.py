"""Clocks: days of articles and ends of keys depend on them."""

from __future__ import annotations

from ops.doctor.finding import Finding, fault, ok, warning

NOTICEABLE, WRONG = 5.0, 60.0
"""Seconds of difference that deserve a look, and that are wrong."""


def drift(subject: str, seconds: float) -> Finding:
    """How far a server's clock is from this machine's."""
    if abs(seconds) < NOTICEABLE:
        return ok(subject, "Its clock agrees with this machine's.")
    told = f"Its clock is {abs(seconds):.0f} seconds {'ahead of' if seconds > 0 else 'behind'} this machine's."
    mend = "Let both follow an NTP server (timedatectl status)."
    return fault(subject, told, mend) if abs(seconds) > WRONG else warning(subject, told, mend)
