"""What the pages use of others is as it was published, with its licence beside it."""

from __future__ import annotations

import hashlib
import tomllib

from services.web.server import STATIC

FOLDER = STATIC / "libraries"
LIBRARIES = tomllib.loads((FOLDER / "libraries.toml").read_text())


def test_every_file_has_the_hash_that_is_written_down() -> None:
    written = {name: told for library in LIBRARIES.values() for name, told in library["files"].items()}
    assert {name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in written} == written


def test_every_file_belongs_to_a_library_with_version_and_licence() -> None:
    named = {name for library in LIBRARIES.values() for name in library["files"]}
    licences = {f"{name}.licence.txt" for name in LIBRARIES}
    assert {file.name for file in FOLDER.iterdir()} == named | licences | {"libraries.toml"}
    assert all({"version", "licence", "from"} <= library.keys() for library in LIBRARIES.values())
