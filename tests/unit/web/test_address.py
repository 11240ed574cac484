"""Addresses that keep the filters and the position looked at, and lead nowhere dangerous."""

from __future__ import annotations

import pytest

from services.web.pages.address import Here, outward

HERE = Here("/", (("type", "AID"), ("type", "ASSAULT"), ("actor", "Ada & Co")), "40")


def test_a_link_keeps_the_position_looked_at() -> None:
    assert HERE.link("/map") == "/map?as_of=40"
    assert Here("/").link("/map") == "/map"


def test_one_filter_changes_and_the_others_stay() -> None:
    assert HERE.with_(actor="Bob") == "/?type=AID&type=ASSAULT&as_of=40&actor=Bob"
    assert HERE.with_(actor=None) == "/?type=AID&type=ASSAULT&as_of=40"


def test_one_filter_goes_and_its_neighbour_of_the_same_name_stays() -> None:
    assert HERE.without("type", "AID") == "/?type=ASSAULT&actor=Ada+%26+Co&as_of=40"


def test_the_same_page_is_seen_at_another_position_or_in_the_present() -> None:
    assert HERE.at("7") == "/?type=AID&type=ASSAULT&actor=Ada+%26+Co&as_of=7"
    assert HERE.at(None) == "/?type=AID&type=ASSAULT&actor=Ada+%26+Co"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "//host/x", "http:", "https://[", "", None],
)
def test_only_the_web_is_linked_to(url: str | None) -> None:
    assert outward(url) is None


def test_an_address_on_the_web_is_linked_to() -> None:
    assert outward(" https://news.example/a?b=c ") == "https://news.example/a?b=c"
