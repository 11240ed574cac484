from pathlib import Path

import pytest

from schemas.errors import SettingsError
from tests.support.extraction import MODEL, extractor, found_in
from workers.extract import load_extractor

ACTORS = """
[[actor]]
name = "Lenn Valley Council"
aliases = ["LVC", "Syria"]
country = "KEN"
role = "REB"

[[actor]]
name = "Ada Lunt"
person = true
country = "NOR"
role = "BUS"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "actors.toml"


def test_own_actors_are_known_by_all_their_names(path: Path) -> None:
    path.write_text(ACTORS)
    (found,) = found_in(load_extractor(MODEL, path), "The LVC condemned Chad on Monday.")
    assert found.words.source[0].name == "Lenn Valley Council"
    assert (found.event.source[0].country, found.event.source[0].role) == ("KEN", "REB")


def test_an_own_person_is_known_by_surname(path: Path) -> None:
    path.write_text(ACTORS)
    (found,) = found_in(load_extractor(MODEL, path), "Lunt condemned Chad on Monday.")
    assert (found.words.source[0].name, found.event.source[0].country) == ("Ada Lunt", "NOR")


def test_own_actors_win_over_the_lexicon(path: Path) -> None:
    path.write_text(ACTORS)
    (found,) = found_in(load_extractor(MODEL, path), "Syria condemned Chad on Monday.")
    assert found.event.source[0].country == "KEN"


def test_own_actors_are_nobody_elses(path: Path) -> None:
    path.write_text(ACTORS)
    load_extractor(MODEL, path)
    (found,) = found_in(extractor(), "Syria condemned Chad on Monday.")
    assert found.event.source[0].country == "SYR"


def test_the_version_names_the_files_content(path: Path) -> None:
    path.write_text(ACTORS)
    first = load_extractor(MODEL, path).version
    assert first.startswith(f"{extractor().version}/actors-")
    other = path.with_name("other.toml")
    other.write_text(ACTORS.replace("NOR", "SWE"))
    assert load_extractor(MODEL, other).version != first


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[actor]\n", "no TOML"),
        ('[[actor]]\naliases = ["X"]\n', "actor 1: .*name"),
        ('[[actor]]\nname = "A"\ncolour = "red"\n', "actor 1: .*colour"),
        (
            '[[actor]]\nname = "A"\n[[actor]]\nname = "B"\ncountry = "Kenya"\n',
            r"actor 2 \('B'\): 'Kenya' is no country",
        ),
        ('[[actor]]\nname = "A"\nrole = "BOSS"\n', r"actor 1 \('A'\): 'BOSS' is no role; write one of .*GOV"),
        ('[[actor]]\nname = " "\n', "a name is empty"),
        ("[people]\n", "more than actors"),
    ],
)
def test_a_mistake_names_the_file_the_entry_and_the_mend(path: Path, text: str, fault: str) -> None:
    path.write_text(text)
    with pytest.raises(SettingsError, match=rf"actors\.toml.*{fault}"):
        load_extractor(MODEL, path)


def test_a_missing_file_is_named(path: Path) -> None:
    with pytest.raises(SettingsError, match=r"actors\.toml cannot be read"):
        load_extractor(MODEL, path)
