"""Whether a package that the image installs has a known vulnerability: `python -m ops.audit`, as `make audit` does.

Exit code 1 if one has. Where the advisories cannot be reached nothing is known and nothing fails, but that is said:
silence would read as health.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path("requirements.txt")
SECONDS = 300
Json = dict[str, Any]


def main() -> int:
    """The exit code of an audit of the locked packages."""
    packages = _asked()
    known = [package for package in packages if "vulns" in package]
    faults = [f"{package['name']} {package['version']}: {told(package)}" for package in known if package["vulns"]]
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{summary(len(packages), len(known), len(faults))}\n")
    return 1 if faults else 0


def told(package: Json) -> str:
    """The advisories of a package and the versions that mend them."""
    each = (f"{fault['id']} (mended in {', '.join(fault['fix_versions']) or 'none yet'})" for fault in package["vulns"])
    return "; ".join(each)


def summary(packages: int, known: int, faults: int) -> str:
    """What the audit came to, and what it could not look at."""
    if not known:
        return "NOTHING WAS AUDITED: the advisories cannot be reached from here. Run `make audit` where they can."
    left = f"; nothing is known of {packages - known} others" if known < packages else ""
    return f"{known} packages audited, {faults} with known vulnerabilities{left}."


def _asked() -> list[Json]:
    """What pip-audit knows of each locked package; nothing if it could not ask."""
    command = [sys.executable, "-m", "pip_audit", "--format=json", "--progress-spinner=off", "--disable-pip"]
    try:
        asked = subprocess.run(
            [*command, "--require-hashes", "--requirement", str(LOCK)],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        packages: list[Json] = json.loads(asked.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []
    return packages


if __name__ == "__main__":
    sys.exit(main())
