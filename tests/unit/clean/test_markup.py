from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.clean.markup import Token, tokens


def written(html: str) -> list[str]:
    """The tokens as a person would note them: texts as they are, tags by name."""
    return [
        token.source if not token.name else f"</{token.name}>" if token.closes else f"<{token.name}>"
        for token in tokens(html)
    ]


def test_tags_and_texts_come_in_order() -> None:
    assert written("<p>One <b>two</b></P>") == ["<p>", "One ", "<b>", "two", "</b>", "</p>"]


def test_entities_are_decoded_in_texts() -> None:
    assert written("a &amp; b &lt;c&gt; &eacute;&#8217;&nbsp;") == ["a & b <c> \u00e9\u2019\u00a0"]


def test_comments_declarations_and_scripts_are_left_out() -> None:
    assert written("<!doctype html><!-- <p> --><?xml ?>a<script>if (a<b) '<p>'</script>b") == [
        "a",
        "<script>",
        "</script>",
        "b",
    ]


def test_a_greater_than_in_a_quoted_value_ends_no_tag() -> None:
    assert written("<a title='x > y' href=\"a>b\">text</a>") == ["<a>", "text", "</a>"]


def test_an_apostrophe_outside_a_value_opens_no_quotation() -> None:
    assert written("<p data-x=don't>it's</p><p>next</p>") == ["<p>", "it's", "</p>", "<p>", "next", "</p>"]


def test_a_less_than_that_opens_nothing_is_text() -> None:
    assert "".join(written("3 < 4 and 5 <6")) == "3 < 4 and 5 <6"


@pytest.mark.parametrize(
    "html", ["<p", "<p class='a", "<!--", "<!-- a", "<script>a", "</", "<", "<!", "a</p", "<title>x"]
)
def test_what_is_not_ended_ends_with_the_page(html: str) -> None:
    assert all(isinstance(token, Token) for token in tokens(html))


def test_the_attributes_that_say_what_an_element_is_for_are_read() -> None:
    (token,) = tokens("<DIV CLASS=\"Share Bar\" id=x hidden data-class='no' aria-hidden=TRUE>")
    assert token.attributes() == {"class": "share bar", "id": "x", "hidden": "", "aria-hidden": "true"}


@given(st.text(alphabet=st.sampled_from("<>/!-'\"= abp&;\n?"), max_size=200))
def test_any_run_of_characters_is_read(html: str) -> None:
    assert all(token.name or token.source for token in tokens(html))


@given(st.text(alphabet=st.characters(exclude_characters="<&", exclude_categories=["Cs"]), max_size=200))
def test_a_text_without_markup_is_itself(text: str) -> None:
    assert "".join(token.source for token in tokens(text)) == text
