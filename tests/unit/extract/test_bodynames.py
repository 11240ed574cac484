"""The names of bodies that go on behind their noun, with an "and" in them perhaps."""

import pytest

from tests.support.extraction import extractor, found_in


def accusers(names: str) -> list[str]:
    """Who accuses Togo, where those of these names do."""
    found = found_in(extractor(), f"{names} accused Togo of fraud.", "2026-03-11")
    return [actor.name for each in found for actor in each.words.source]


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Trade and Industry",
        "Ministry of Health, Population and Social Welfare",
        "Department of Mines & Energy",
        "Ministry of Labour and Employment",
        "Organization for Security and Co-operation in Europe",
        "Organisation for Road Safety and Co-operation",
        "Union of Miners and Drillers",
        "Volta Growers and Exporters Association",
    ],
)
def test_a_body_with_and_in_its_name_is_one_actor(name: str) -> None:
    assert accusers(f"The {name}") == [name]


@pytest.mark.parametrize(
    ("names", "actors"),
    [
        ("The Ministry of Health and UNICEF", ["Ministry of Health", "UNICEF"]),
        ("The Ministry of Defence and the police", ["Ministry of Defence", "police"]),
        ("The Ministry of Defence and General Ada Lunt", ["Ministry of Defence", "Ada Lunt"]),
        ("The Ministry of Justice and Ghana", ["Ministry of Justice", "Ghana"]),
    ],
)
def test_another_actor_behind_an_and_is_no_part_of_the_name(names: str, actors: list[str]) -> None:
    assert accusers(names) == actors


def test_a_field_of_work_is_no_party_of_that_name() -> None:
    (found,) = found_in(extractor(), "The Ministry of Labour and Employment of Ghana condemned Togo.", "2026-03-11")
    assert [actor.country for actor in found.event.source] == ["GHA"]


def test_the_short_name_means_the_body_named_in_full() -> None:
    text = "The Ministry of Trade and Industry met the miners. The Ministry accused Togo of fraud."
    *_, last = found_in(extractor(), text, "2026-03-11")
    assert [actor.name for actor in last.words.source] == ["Ministry of Trade and Industry"]
