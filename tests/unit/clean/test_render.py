from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.block import Kind
from tests.support.cleaning import LEDE, MORE, html_page, kept, kinds
from workers.clean.render import RENDERER, render


def lines(html: str) -> list[str]:
    """The lines of a page's text."""
    return render(html).text.splitlines()


def test_every_block_is_a_line_and_white_space_is_one_space() -> None:
    assert lines("<h1>A  title</h1>\n<p>One\n <b>two</b>&nbsp;three</p><ul><li>four<li>five</ul>six<br>seven") == [
        "A title",
        "One two three",
        "four",
        "five",
        "six",
        "seven",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<nav>no</nav>",
        "<form>no</form>",
        "<button>no</button>",
        "<script>no</script>",
        "<style>no</style>",
        "<div hidden>no</div>",
        "<div aria-hidden='true'>no</div>",
        "<div role=navigation>no</div>",
        "<svg><text>no</text></svg>",
        "<template>no</template>",
        "<!-- no -->",
        "<noscript>no</noscript>",
        "<img alt='no'>",
        "<select><option>no</select>",
    ],
)
def test_what_nobody_reads_is_left_out(hidden: str) -> None:
    assert lines(f"<p>before</p>{hidden}<p>after</p>") == ["before", "after"]


def test_the_article_is_taken_from_among_the_rest() -> None:
    article = f"<article><h1>Title</h1><p>{LEDE}</p></article>"
    html = f"<div>Site name</div>{article}<div>Other</div><article><p>Teaser</p></article>"
    assert lines(html) == ["Title", LEDE]


def test_the_main_heading_above_the_content_belongs_to_it() -> None:
    html = f"<p>Site</p><h1>Title</h1><p>By Olga</p><div class='entry-content'><p>{LEDE}</p></div><p>Foot</p>"
    assert lines(html) == ["Title", "By Olga", LEDE]


def test_a_page_without_an_article_is_taken_whole() -> None:
    assert lines(f"<p>{LEDE}</p><p>{MORE}</p>") == [LEDE, MORE]


def test_markup_says_what_lines_are() -> None:
    post = "<blockquote class=twitter-tweet><p>Hm</blockquote>"
    html = f"<h2>Short</h2><p>{LEDE}</p><ul><li>{MORE}</ul><figcaption>Boats</figcaption>{post}"
    rendered = render(html)
    assert list(rendered.hints.values()) == [Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.CAPTION, Kind.EMBED]
    assert [rendered.text[start:].splitlines()[0] for start in rendered.hints] == ["Short", LEDE, MORE, "Boats", "Hm"]


def test_captions_headings_lists_and_posts_reach_the_kinds() -> None:
    html = (
        f"<h1>Title</h1><figure><figcaption>Boats on the bank in Marfa</figcaption></figure><p>{LEDE}</p>"
        f"<h2>Who pays?</h2><p>{MORE}</p><ul><li>Fees rise</li></ul>"
        "<blockquote class='twitter-tweet'><p>We sail elsewhere.</p></blockquote><p>Talks go on.</p>"
    )
    found = kinds(html_page(html))
    assert [
        found[text]
        for text in (
            "Title",
            "Boats on the bank in Marfa",
            "Who pays?",
            "Fees rise",
            "We sail elsewhere.",
            "Talks go on.",
        )
    ] == ["heading", "caption", "heading", "list_item", "embed", "paragraph"]


def test_a_box_beside_the_text_is_left_out_of_the_body() -> None:
    box = "<div class='newsletter-box'><h4>The Morning Line</h4><p>Five minutes before breakfast.</p></div>"
    assert kept(html_page(f"<h1>Title</h1><p>{LEDE}</p>{box}<p>{MORE}</p>")) == ["Title", LEDE, MORE]


def test_a_class_around_the_whole_text_makes_no_box() -> None:
    assert kept(html_page(f"<div class='has-related comments'><h1>Title</h1><p>{LEDE}</p><p>{MORE}</p></div>")) == [
        "Title",
        LEDE,
        MORE,
    ]


def test_lines_that_are_links_and_nothing_else_lead_elsewhere() -> None:
    found = kinds(html_page(f"<h1>Title</h1><p>{LEDE}</p><ul><li><a href=x>Another story</a></li></ul><p>{MORE}</p>"))
    assert found["Another story"] == "widget"


def test_a_paragraph_with_links_is_a_paragraph() -> None:
    assert LEDE in kept(html_page(f"<h1>Title</h1><p><a href=x>{LEDE}</a></p><p>{MORE}</p>"))


@pytest.mark.parametrize(
    "html", ["", "<", "<p>", "</p></p></div>", "<b><i>x</b></i>", "<table><tr><td>a<td>b", "\0<p>\0"]
)
def test_broken_markup_has_a_defined_text(html: str) -> None:
    assert render(html) == render(html)


def test_words_in_cells_of_a_row_are_kept_apart() -> None:
    assert lines("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == ["a b", "c"]


def test_deep_nesting_is_read_to_the_end() -> None:
    assert lines("<div>" * 50_000 + "deep" + "</div>" * 50_000 + "<p>after</p>") == ["deep", "after"]


def test_the_renderer_is_named_on_html_pages_alone() -> None:
    assert html_page("<p>a</p>").renderer == RENDERER


@given(st.text(alphabet=st.sampled_from("<>/p liarticehd='\"&;\n1"), max_size=300))
def test_hints_stand_at_the_starts_of_lines(html: str) -> None:
    rendered = render(html)
    starts = {0} | {index + 1 for index, character in enumerate(rendered.text) if character == "\n"}
    assert rendered.hints.keys() <= starts
