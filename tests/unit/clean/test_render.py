from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.block import Kind, Span
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


def test_a_paragraph_that_is_a_link_and_no_sentence_is_the_title_of_another_story() -> None:
    titles = ["Parrot found in the harbour of Lusk", "CRANE FALLS ON AN EMPTY QUAY"]
    linked = "".join(f"<p><a href=x><strong>{title}</strong></a></p>" for title in titles)
    assert kept(html_page(f"<h1>Title</h1><p>{LEDE}</p>{linked}<p>{MORE}</p>")) == ["Title", LEDE, MORE]


@pytest.mark.parametrize("line", ["Ada Lorn, harbour of Lusk: \u201cNo.\u201d", "By Olga Renn and Ada Lorn in Lusk"])
def test_a_sentence_and_a_byline_that_are_links_lead_nowhere(line: str) -> None:
    assert kinds(html_page(f"<h1>Title</h1><p><a href=x>{line}</a></p><p>{LEDE}</p><p>{MORE}</p>"))[line] != "widget"


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


FILLED = f"<p>{LEDE}</p><p>{MORE}</p>"
OTHER = "Who crosses the sound has to pay two euros more for a car as of the first of the month."


def body(html: str) -> list[str]:
    """What is kept of a page."""
    return kept(html_page(f"<h1>Nordia Reopens Marfa Harbour after Strike</h1>{html}"))[1:]


def test_stories_that_are_tagged_are_no_rows_of_tags() -> None:
    posts = (
        f"<div class='post-{n} post tag-strikes'><p>{text}</p></div>" for n, text in enumerate([LEDE, MORE, OTHER])
    )
    assert body("".join(posts)) == [LEDE, MORE, OTHER]


def test_entries_that_can_be_shared_are_kept_without_their_buttons() -> None:
    entries = (
        f"<div class='entry share-enabled'><p>{text}</p><div class='share'>Pass it on to the crew</div></div>"
        for text in (LEDE, MORE, OTHER, LEDE.replace("Tuesday", "Friday"))
    )
    assert body("".join(entries)) == [LEDE, MORE, OTHER, LEDE.replace("Tuesday", "Friday")]


def test_paragraphs_that_are_paid_for_are_kept() -> None:
    assert body("".join(f"<p class='paywall'>{text}</p>" for text in (LEDE, MORE, OTHER))) == [LEDE, MORE, OTHER]


def test_a_storys_own_opening_may_be_called_its_teaser() -> None:
    teaser = f"<div class='teaser'><a href='/ferry'>Ferry fares rise again in June</a><p>{OTHER}</p></div>"
    found = body(f"<p class='teaser'>{LEDE}</p><p>{MORE}</p><p>{MORE.replace('two', 'six')}</p>{teaser}")
    assert found[0] == LEDE
    assert OTHER not in found


def test_a_page_that_is_all_one_form_is_read() -> None:
    assert lines(f"<form id='aspnetForm'><p>{LEDE}</p><p>{MORE}</p></form>") == [LEDE, MORE]


def test_parts_of_a_story_that_are_called_the_same_are_one() -> None:
    halves = f"<div class='article-body'><p>{LEDE}</p><p>{MORE}</p></div><div class='article-body'><p>{OTHER}</p></div>"
    assert lines(f"<p>Site</p>{halves}<p>Foot</p>") == [LEDE, MORE, OTHER]


@pytest.mark.parametrize("around", ["<main>{}</main>", "<div>{}</div>"])
@pytest.mark.parametrize("foot", ["", "<footer>All rights reserved</footer>"])
def test_a_short_story_further_down_belongs_to_the_page(around: str, foot: str) -> None:
    long = f"<article class='post-1 world'><h1>First</h1>{f'<p>{LEDE}</p>' * 12}</article>"
    short = f"<article class='post-2 trade'><a>Trade</a><h1>Second</h1><p>{OTHER}</p></article>"
    last = f"<article class='post-3 sport'><h2>Third</h2><p>{OTHER}</p><p>{MORE}</p></article>"
    html = foot.join(around.format(story) for story in (long, short, last))
    assert lines(html) == ["First", *[LEDE] * 12, "Trade", "Second", OTHER, "Third", OTHER, MORE]


@pytest.mark.parametrize(
    "card",
    [
        f"<h2><a>Second</a></h2><p>{OTHER}</p><p>{MORE}</p>",
        f"<h2>Second</h2><p>{OTHER}</p>",
        f"<p>{OTHER}</p><p>{MORE}</p>",
        f"<aside><h2>Second</h2><p>{OTHER}</p><p>{MORE}</p></aside>",
    ],
)
def test_cards_of_other_stories_and_what_readers_say_are_none_of_the_page(card: str) -> None:
    story = f"<article class='story'><h1>First</h1>{f'<p>{LEDE}</p>' * 12}</article>"
    assert lines(f"<main>{story}<article class='card'>{card}</article></main>") == ["First", *[LEDE] * 12]


def test_what_readers_say_below_a_story_is_left_out() -> None:
    said = "I have seen all of these strikes, and nobody ever asked the crews of the ships what they think of it."
    assert body(f"{FILLED}<div class='comments'><p>{said}</p><p>{said.upper()}</p></div>") == [LEDE, MORE]


def test_a_paragraph_within_an_item_or_a_caption_is_a_part_of_it() -> None:
    rendered = render("<ul><li><p>One thing</p></li></ul><figure><figcaption><p>A ship</p></figcaption></figure>")
    assert [kind.value for kind in rendered.hints.values()] == ["list_item", "caption"]


@pytest.mark.parametrize("marks", ["caption", "image__caption", "imageCaption", "wp-caption-text"])
def test_a_paragraph_whose_class_is_a_captions_is_one(marks: str) -> None:
    assert [*render(f"<div class='{marks}'><p>A ship</p></div>").hints.values()] == [Kind.CAPTION]


def test_a_story_that_is_said_to_have_captions_is_none() -> None:
    assert [*render("<div class='has-caption'><p>A ship</p></div>").hints.values()] == [Kind.PARAGRAPH]


def test_times_that_stand_side_by_side_are_kept_apart() -> None:
    assert lines("<p>Updated <time>March 6, 2031</time><time>4:37 PM</time></p>") == ["Updated March 6, 2031 4:37 PM"]
    assert lines("<p>On <time>May 3</time>, 2031</p>") == ["On May 3, 2031"]


def test_a_date_and_an_author_among_buttons_are_the_storys() -> None:
    author, told = "<div class='author-name'><a href=x>Ada Lorn</a></div>", "Published - February 9, 2031 10:05 pm IST"
    button = "<div><a href=x>Facebook</a></div>"
    head = f"<h1>Title</h1><div class='time-author-social'><p>{told}</p>{author}{button}</div>"
    found = kinds(html_page(f"{head}{FILLED}<p>{OTHER}</p>"))
    assert (found[told], found["Ada Lorn"], found["Facebook"]) == ("dateline", "byline", "widget")


def test_a_heading_above_a_further_article_is_its_title() -> None:
    first = f"<h1>Nordia Reopens Marfa Harbour</h1><article><main>{FILLED}<h2>Who pays</h2>{FILLED}</main></article>"
    told = f"<p>{OTHER}</p><p>{OTHER[:-1]} already.</p>"
    below = f"<article><main>{told}<h2>Why now</h2>{told}</main></article>"
    second = "Ferry fees rise in the sound of Velland"
    page = html_page(f"{first}<div><a href=x>Another story</a></div><h1>{second}</h1>{below}")
    assert second in page.text


def test_a_caption_is_read_though_it_is_hidden_from_screen_readers() -> None:
    by = "<span aria-hidden='true'>Ivo Tamm / AFP</span>"
    shown = f"<figure><figcaption aria-hidden='true'>Ships in Marfa. {by}</figcaption></figure>"
    assert "Ships in Marfa. Ivo Tamm / AFP" in lines(f"<p>{LEDE}</p>{shown}")


def test_the_first_heading_of_an_article_with_some_paragraphs_is_its_title_though_it_is_a_link() -> None:
    titles = ("Nordia reopens the harbour of Marfa", "Ferry fees rise in the sound of Velland")
    more = f"<p>{OTHER}</p><p>{OTHER[:-1]} already.</p><p>{OTHER[:-1]} so far.</p>"
    stories = (f"{FILLED}<p>{LEDE[:-1]} there.</p>{FILLED}{FILLED}", more)
    articles = (
        f"<article class='story'><h2><a href=x>{title}</a></h2><div class='story__content'>{told}</div></article>"
        for title, told in zip(titles, stories, strict=True)
    )
    card = "<article class='story'><h2><a href=x>Rupee gains in trade</a></h2><p>It rose.</p></article>"
    found = kinds(html_page(f"<main>{''.join(articles)}{card}</main>"))
    assert [found[title] for title in titles] == ["heading", "heading"]
    assert found.get("Rupee gains in trade", "widget") == "widget"


def test_an_articles_tags_in_its_class_make_no_box_of_it() -> None:
    stories = (
        f"<article class='post tag-war'><h1>Nordia reopens the harbour of Marfa</h1>{FILLED}{FILLED}</article>",
        f"<article class='post tag-ships'><h1>Ferry fees rise in the sound</h1><p>{OTHER}</p><p>{OTHER}</p></article>",
    )
    assert "Ferry fees rise in the sound" in lines(f"<body class='tag-war'><main>{''.join(stories)}</main></body>")


def test_articles_in_containers_that_are_called_the_same_are_all_read() -> None:
    titles = ("Nordia reopens the harbour of Marfa", "Ferry fees rise in the sound of Velland")
    longer = f"{FILLED}<p>{LEDE[:-1]} there.</p>{FILLED}{FILLED}"
    bodies = (longer, f"<p>{OTHER}</p><p>{OTHER[:-1]} already.</p>")
    stories = (
        f"<h1>{title}</h1><section class='article-body'><article class='inner'>{told}</article></section>"
        for title, told in zip(titles, bodies, strict=True)
    )
    found = lines(f"<main class='article-page'>{''.join(stories)}</main>")
    assert [title in found for title in titles] == [True, True]


def test_linked_titles_above_the_posts_of_a_blog_are_theirs() -> None:
    told = [
        f"<p>{text}</p>" + "".join(f"<p>{text[:-1]} {end}.</p>" for end in ("so far", "there"))
        for text in (LEDE, OTHER, MORE)
    ]
    titles = (
        "Nordia reopens the harbour of Marfa",
        "Ferry fees rise in the sound of Velland",
        "The dam above Brenn is full",
    )
    posts = "".join(
        f"<h2>March {day}, 2031</h2><h3><a href=x>{title}</a></h3><div class='post-body'>{body}</div>"
        for day, (title, body) in enumerate(zip(titles, told, strict=True), 1)
    )
    found = kinds(html_page(f"<h1>The Brenn Observer</h1>{posts}<h3><a href=x>Another story</a></h3>"))
    assert [found[title] for title in titles] == ["heading"] * 3
    assert found.get("Another story", "widget") == "widget"


def test_a_cell_whose_class_is_a_captions_is_a_line_of_its_own() -> None:
    table = "<table><tr><td>A ship</td><td class='tr-caption'>Ships in Marfa</td><td>in May</td></tr></table>"
    rendered = render(table)
    assert rendered.text.split("\n") == ["A ship", "Ships in Marfa", "in May"]
    assert list(rendered.hints.values()) == [Kind.CAPTION]


@pytest.mark.parametrize("said", ["Credit: BPR", "(Image: BPR)", "\u00a9 Ivo Tamm"])
def test_a_credit_glued_to_its_caption_by_markup_alone_is_kept_apart(said: str) -> None:
    assert lines(f"<p><span>Ships in Marfa</span><span class='photo-credit'>{said}</span></p>") == [
        f"Ships in Marfa {said}"
    ]


def test_a_date_above_the_title_belongs_to_the_story() -> None:
    head = "<div class='rubric'><a href=x>Ports</a></div><div>23.01.2031 15:18</div><h1>Nordia reopens the harbour</h1>"
    assert lines(f"<main>{head}<div class='article-body'>{FILLED}</div></main>")[0] == "23.01.2031 15:18"


def test_articles_that_are_but_a_link_and_its_author_are_cards() -> None:
    card = (
        "<article><h2><a href=x>Rupee gains in trade on Monday</a></h2><footer>By a reader in Brenn</footer></article>"
    )
    found = kinds(
        html_page(f"<article><h1>Nordia reopens the harbour of Marfa</h1>{FILLED}{card}<p>{OTHER}</p></article>")
    )
    assert found["By a reader in Brenn"] == "widget"


def test_an_author_and_his_post_in_items_of_a_list_are_no_points() -> None:
    post = "Ada Lorn is a correspondent for The Brenn Times who covers ports and ferries."
    listed = f"<ul><li>By Ada Lorn</li></ul>{FILLED}<p>{OTHER}</p><ul><li>{post}</li></ul>"
    found = kinds(html_page(f"<article><h1>Nordia reopens the harbour of Marfa</h1>{listed}</article>"))
    assert (found["By Ada Lorn"], found[post]) == ("byline", "widget")


def test_paragraphs_of_an_entry_that_is_an_item_of_a_list_are_none() -> None:
    entries = f"<ol><li><article><h3>Unions agree</h3><p>{LEDE}</p></article></li><li>Three ships wait</li></ol>"
    found = kinds(html_page(f"<main><h1>Nordia live: harbour reopens</h1>{FILLED}<p>{OTHER}</p>{entries}</main>"))
    assert (found[LEDE], found["Three ships wait"]) == ("paragraph", "list_item")


def test_what_is_read_aloud_below_a_title_is_a_line_of_its_own() -> None:
    aloud = "<span class='visually-hidden'>published at 16:12 Greenwich Mean Time 17 January</span>"
    title = "<span>Unions agree, mediator says</span>"
    assert lines(f"<h3>{title}{aloud}</h3><p>{LEDE}</p>")[0] == "Unions agree, mediator says"


def test_the_date_above_a_title_is_a_storys_though_it_is_a_link() -> None:
    day = "<div><a href=x>September 01, 2031</a></div>"
    found = kinds(html_page(f"<article>{day}<h1>Nordia reopens the harbour of Marfa</h1>{FILLED}</article>"))
    assert found["September 01, 2031"] == "dateline"


def entry(title: str, told: str, clock: str) -> str:
    """An entry of a live page whose clock and title are links to it."""
    return f"<div><a href=x>{clock}</a></div><h4><a href=x>{title}</a></h4><p>{told}</p>"


def test_entries_of_a_live_page_whose_titles_are_links_to_them_are_kept() -> None:
    told = (LEDE, MORE, OTHER)
    titles = ("Unions agree", "Ships leave the bay", "Ministry calls it a good day")
    entries = "".join(entry(*each) for each in zip(titles, told, ("11:04 pm", "9:47 pm", "8:30 pm"), strict=True))
    found = kinds(html_page(f"<main><h1>Nordia live: harbour reopens</h1>{entries}</main>"))
    assert [found[title] for title in titles] == ["heading"] * 3
    assert found["9:47 pm"] == "dateline"


def test_titles_of_other_stories_with_a_summary_are_none_of_the_page() -> None:
    told = "Premier gives the dockers of Brenn until Sunday to say what they think."
    card = f"<div><h4><a href=x>{{}}</a></h4><p>{told}</p></div>"
    others = ("Dockers in Brenn vote", "Ferry fees rise", "Dam above Lusk is full")
    story = f"{FILLED}<p>{OTHER}</p><p>{LEDE[:-1]} there.</p><p>{MORE[:-1]} there.</p><p>{OTHER[:-1]} there.</p>"
    found = kinds(html_page(f"<main><h1>Nordia reopens harbour</h1>{story}{''.join(map(card.format, others))}</main>"))
    assert [found[title] for title in others] == ["widget"] * 3


def test_the_name_of_a_site_above_several_articles_is_no_title() -> None:
    titles = ("Nordia reopens the harbour of Marfa", "Ferry fees rise in the sound of Velland")
    told = (f"{FILLED}<p>{LEDE[:-1]} there.</p>{FILLED}{FILLED}", f"<p>{OTHER}</p><p>{OTHER[:-1]} already.</p>")
    articles = "".join(
        f"<article class='post'><h2>{title}</h2><div class='entry-content'>{body}</div></article>"
        for title, body in zip(titles, told, strict=True)
    )
    rendered = render(f"<h1>Strait Watch</h1><p>Ships and ports</p>{articles}")
    assert rendered.text.startswith(titles[0])
    assert titles[1] in rendered.text


def test_the_class_of_a_page_makes_no_box_of_it() -> None:
    article = f"<article><h2><a href=x>Nordia reopens the harbour of Marfa</a></h2>{FILLED}<p>{OTHER}</p></article>"
    found = kinds(html_page(f"<body class='breadcrumbs newsletter'><main>{article}</main>"))
    assert found["Nordia reopens the harbour of Marfa"] == "heading"


def test_a_paragraph_behind_a_pay_wall_is_no_box() -> None:
    helped = "\u2014 With assistance from Greta Holm"
    found = kinds(html_page(f"<article><h1>Nordia reopens</h1>{FILLED}<p class='paywall'>{helped}</p></article>"))
    assert found[helped] == "byline"


def test_a_heading_behind_a_pay_wall_is_no_box() -> None:
    below = f"<h2 class='paywall'>A better use</h2><p class='paywall'>{OTHER}</p>"
    assert kinds(html_page(f"<article><h1>Nordia reopens</h1>{FILLED}{below}</article>"))["A better use"] == "heading"


def test_spans_side_by_side_are_apart_where_a_capital_follows_a_small_letter() -> None:
    assert lines("<p><span>By Ada Lorn</span><span>Published May 6</span></p>") == ["By Ada Lorn Published May 6"]
    assert lines("<p><span>T</span><span>he harbour</span></p>") == ["The harbour"]


def test_a_heading_above_the_text_is_no_caption() -> None:
    told = "Jury takes fifty minutes to acquit the master of a ferry that sank with two men in January 2031"
    head = f"<h1>Master cleared over sinking of the Fulmar</h1><div>by Tam Greig in Courts</div><h3>{told}</h3>"
    assert told in kept(html_page(f"<article>{head}{FILLED}</article>"))


def test_the_title_of_another_story_in_the_text_hides_none_above_it() -> None:
    other = "<aside><h1><a href=x>Ferry fees rise</a></h1></aside>"
    story = f"<div class='article-body'>{FILLED}{other}<p>{OTHER}</p></div>"
    assert lines(f"<article><h1>Nordia reopens the harbour of Marfa</h1>{story}</article>")[0].startswith("Nordia")


def test_a_title_that_is_not_displayed_is_no_title() -> None:
    title = "Nordia reopens the harbour of Marfa"
    page = html_page(f"<div style='display: none'><p>{title}</p></div><h1>{title}</h1>{FILLED}<p>{OTHER}</p>")
    assert [block.action.value for block in page.blocks[:2]] == ["drop", "keep"]
    assert page.parts[0].title == Span(page.blocks[1].start, page.blocks[1].end)


def test_what_is_said_of_the_author_below_a_story_is_left_out() -> None:
    said = "Ada Lorn has covered ports and ferries for The Brenn Times for more than a decade."
    box = f"<div class='author-bio'><h4><a href=x>Ada Lorn</a></h4><p>{said}</p></div>"
    head = (
        "<div class='author-box'><span class='author-name'><a href=x>Ada Lorn</a></span><p>6 May 2031 09:41AM</p></div>"
    )
    found = kinds(html_page(f"<article><h1>Nordia reopens</h1>{head}{FILLED}<p>{OTHER}</p>{box}</article>"))
    assert (found[said], found["6 May 2031 09:41AM"]) == ("widget", "dateline")
