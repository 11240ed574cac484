"""The pages in a real browser: what people do with them, and that everybody can."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect

from schemas.codec import encode
from schemas.identity import record_id, stream_of
from schemas.record import (
    ArticleFailed,
    ArticleFailedWords,
    Data,
    NoWords,
    ReprocessRequested,
    Stage,
    Words,
)
from services.eventlog import Appended, Write
from services.eventlog.sqlite import SqliteLog
from services.provenance import first
from tests.browser.conftest import Open
from tests.support.browser import DESK, PHONE, Window
from tests.support.program import Program, until

PAGES = (
    "/",
    "/?type=ASSAULT&type=ACCUSE&from=2026-01-01&min_confidence=0.3",
    "/timeline/histogram",
    "/articles",
    "/actors",
    "/relations",
    "/relations?level=actor",
    "/relations/PHL/CHN",
    "/map",
    "/contested",
    "/contested?contested=any",
    "/captions",
    "/quotes",
    "/sources",
    "/search?q=police",
    "/watchlists",
    "/watchlists?type=ASSAULT&country=CHN",
    "/pipeline",
    "/log",
    "/log/1",
    "/?as_of=20",
    "/articles/nothing",
)


def post(program: Program, name: str, body: str, **metadata: str) -> str:
    """An article that was posted and projected; its id."""
    document = {"body": body, "url": f"https://news.example/{name}", "published_at": "2026-03-20"} | metadata
    outcome = program.client.post(json.dumps(document).encode(), "application/json", {})
    until(
        lambda: program.client.get(f"/v1/articles/{outcome['id']}")["state"] == "projected",
        "the article to be projected",
    )
    return str(outcome["id"])


def events(program: Program, article: str) -> list[dict[str, Any]]:
    return list(program.client.items("/v1/events", article=article, wrong="shown"))


def append(program: Program, article: str, *said: tuple[Data, Words]) -> None:
    """Add records to an article's stream at once, as a worker or a person would."""
    log = SqliteLog.open(program.data / "log.sqlite")
    try:
        (*_, last) = log.read_stream(stream_of(article))
        records = tuple(
            encode(
                record_id(last.stream, revision=1, step="test", step_version="1", ordinal=last.version + number),
                data,
                words,
                first(article),
            )
            for number, (data, words) in enumerate(said)
        )
        (outcome,) = log.append([Write(stream=last.stream, expected_version=last.version, records=records)])
        assert isinstance(outcome, Appended)
        until(lambda: program.client.get("/v1/events", limit=1)["position"] >= outcome.last, "the record to be folded")
    finally:
        log.close()


@contextmanager
def watchlist(program: Program) -> Iterator[None]:
    """A watchlist that is kept for a while."""
    address = f"{program.client.url}/v1/watchlists"
    wanted = {"by": "r.diaz", "name": "Assaults", "filters": {"type": "ASSAULT"}}
    kept = httpx.post(address, json=wanted).raise_for_status().json()
    program.client.get("/v1/watchlists", min_position=kept["position"])
    yield
    removed = httpx.delete(f"{address}/{kept['id']}").raise_for_status().json()
    program.client.get("/v1/watchlists", min_position=removed["position"])


def sample(program: Program, title: str) -> str:
    """The id of a sample article."""
    return next(str(row["id"]) for row in program.client.items("/v1/articles") if title in str(row["page_title"]))


def addresses(program: Program) -> list[str]:
    prisoners, blast = sample(program, "Exchange Prisoners"), sample(program, "Blast at police station")
    (event, *_) = events(program, prisoners)
    actor = next(program.client.items("/v1/actors"))["id"]
    caption = next(program.client.items("/v1/captions", article=prisoners))["id"]
    source = quote(str(next(program.client.items("/v1/sources"))["name"]))
    return [
        *PAGES,
        f"/articles/{prisoners}",
        f"/articles/{prisoners}?event={event['id']}",
        f"/articles/{blast}/changes",
        f"/events/{event['id']}/correct",
        f"/captions/{caption}",
        f"/actors/{actor}",
        f"/sources?name={source}",
        f"/occurrences/{event['id']}",
    ]


def test_every_page_fits_a_phone_and_can_be_used_by_everybody_and_in_the_dark(
    open_window: Open, program: Program
) -> None:
    here = open_window(viewport=PHONE, has_touch=True, reduced_motion="reduce")  # so that no colour is on its way
    with watchlist(program):
        for path in addresses(program):
            page = here.go(path)
            assert here.overflow() == 0, path
            assert here.violations("target-size") == [], path
            page.set_viewport_size(DESK)
            assert here.violations() == [], path
            page.emulate_media(color_scheme="dark")
            assert here.violations("color-contrast") == [], path
            page.emulate_media(color_scheme="light")
            page.set_viewport_size(PHONE)
    here.forgive("404")


def test_a_chart_by_month_names_months(here: Window) -> None:
    here.page.add_init_script(
        "window.written = []; const write = CanvasRenderingContext2D.prototype.fillText;"
        "CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {"
        " window.written.push(text); return write.call(this, text, ...place); };"
    )
    page = here.go("/relations/PHL/CHN?by=month&from=2025-10-01&to=2026-03-31")
    months = [name for name in page.evaluate("window.written") if name.strip("-0123456789,") not in {"", "\n"}]
    assert months
    assert [name for name in months if re.match(r"\d", name)] == []


def test_a_chart_keeps_its_colours_where_the_reader_forces_others(open_window: Open) -> None:
    page = open_window(forced_colors="active").go("/")
    keys = "keys => keys.map(key => getComputedStyle(key, '::before').backgroundColor)"
    assert len(set(page.locator(".histogram-place .key").evaluate_all(keys))) == 2


def test_what_became_of_a_block_is_told_in_whole_words_on_the_narrowest_phone(
    open_window: Open, program: Program
) -> None:
    here = open_window(viewport={"width": 320, "height": 640})
    page = here.go(f"/articles/{sample(program, 'Türkiye brokers')}")
    lines = (
        "kinds => kinds.map(kind => { const text = document.createRange(); text.selectNodeContents(kind);"
        " return text.getClientRects().length; })"
    )
    assert set(page.locator(".gutter .kind:visible").evaluate_all(lines)) == {1}


def test_the_last_page_is_named_in_full_on_a_phone(open_window: Open) -> None:
    page = open_window(viewport=PHONE).go("/log")
    room = (
        "(nav => nav.getBoundingClientRect().right - nav.querySelector('li:last-child').getBoundingClientRect().right)"
    )
    assert page.evaluate(f"{room}(document.querySelector('.top nav'))") >= 40  # where names fade


def test_at_the_width_of_a_small_laptop_every_page_is_named_at_the_top(open_window: Open) -> None:
    page = open_window(viewport={"width": 1024, "height": 768}).go("/log")
    assert page.evaluate("(nav => nav.scrollWidth <= nav.clientWidth)(document.querySelector('.top nav'))")


@pytest.mark.parametrize(
    "path", ["/articles", "/actors", "/map", "/sources", "/sources?name=Andes+Wire", "/log", "/pipeline"]
)
def test_a_list_on_a_phone_needs_no_scrolling_sideways(open_window: Open, path: str) -> None:
    page = open_window(viewport=PHONE, has_touch=True).go(path)
    assert (
        page.locator(".scroll").evaluate_all("all => all.filter(each => each.scrollWidth > each.clientWidth).length")
        == 0
    )


def test_every_page_reads_without_scripts(open_window: Open, program: Program) -> None:
    here = open_window(java_script_enabled=False)
    page = here.go("/")
    expect(page.locator("[data-card]").first).to_be_visible()
    page.get_by_role("link", name="Events over time").click()
    expect(page.get_by_role("table")).to_be_hidden()
    page.get_by_text("Numbers").click()
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/\?from=.*&to="))
    page.goto(f"{program.client.url}/articles/{sample(program, 'Exchange Prisoners')}")
    page.locator(".rail .ref").first.click()
    expect(page.locator(".page-text .trigger")).to_have_count(1)


def test_filters_choose_events_and_stand_in_the_address(here: Window) -> None:
    page = here.go("/")
    page.get_by_text("Type").first.click()
    page.get_by_label("Assault").check()
    page.get_by_label("Country").fill("chn")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile(r"type=ASSAULT"))
    expect(page.locator("[data-card]").first).to_be_visible()
    kinds = page.locator("[data-event] .type").all_inner_texts()
    assert kinds
    assert set(kinds) == {"ASSAULT"}
    expect(page.get_by_role("list", name="Filters in use")).to_contain_text("country")
    page.get_by_role("link", name="type ASSAULT").click()
    expect(page).to_have_url(re.compile(r"\?country=chn$"))


def test_the_chart_is_drawn_on_a_page_of_its_own(here: Window) -> None:
    expect(here.go("/timeline/histogram").locator(".u-over")).to_be_visible()


def test_days_are_chosen_by_a_brush_over_the_chart(here: Window) -> None:
    page = here.go("/")
    chart = page.locator(".u-over")
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 30, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=20\d\d-\d\d-\d\d&to=20\d\d-\d\d-\d\d"))
    expect(page.locator("[data-card]").first).to_be_visible()


def test_a_new_post_is_told_and_shown_when_wanted(here: Window, program: Program) -> None:
    page = here.go("/?actor=Peru")
    post(program, "news", "Peru thanked Chile for its help on Thursday.")
    page.get_by_role("button", name=re.compile(r"new event")).click()
    expect(page.locator(".sentence").first).to_have_text("Peru thanked Chile for its help on Thursday.")


def test_an_event_and_its_sentence_light_each_other_up(here: Window, program: Program) -> None:
    article = sample(program, "Exchange Prisoners")
    page = here.go(f"/articles/{article}")
    second = page.locator(".rail [data-event='2']")
    second.hover()
    expect(second).to_have_class(re.compile(r"\bon\b"))
    trigger = page.locator(".page-text .trigger")
    expect(trigger).to_have_text(str(sorted(events(program, article), key=place)[1]["trigger"]))
    page.locator(".page-text .ref[data-event='4']").click()
    expect(page.locator(".rail [data-event='4']")).to_have_class(re.compile(r"\bon\b"))
    expect(second).not_to_have_class(re.compile(r"\bon\b"))


def place(event: dict[str, Any]) -> tuple[int, int]:
    return event["sentence_start"], event["trigger_start"]


def test_a_sentence_shows_the_words_of_the_event_that_is_pointed_at(here: Window) -> None:
    page = here.go("/")
    card = page.locator("[data-card]").filter(has=page.locator("[data-event='1']")).first
    before = card.locator(".trigger").all_inner_texts()
    card.locator("[data-event='1']").focus()
    expect(card.locator("[data-event='1']")).to_have_class(re.compile(r"\bon\b"))
    assert card.locator(".trigger").all_inner_texts() != before


def test_an_event_is_called_wrong_in_two_clicks_and_stays_so_when_it_is_read_again(
    here: Window, program: Program
) -> None:
    article = post(program, "wrong", "Norway accused Peru of fraud on Monday.")
    page = here.go(f"/?article={article}")
    sign(page)
    page.goto(f"{program.client.url}/?article={article}")
    page.get_by_role("link", name="Correct").click()
    page.get_by_role("button", name="Wrong").click()
    expect(page.get_by_text("wrong, says r.diaz")).to_be_visible()
    append(program, article, (ReprocessRequested(revision=1, stage=Stage.EXTRACT), NoWords()))
    until(lambda: extractions(program, article) == 2, "the article to be read again")
    until(program.all_projected, "the article to be projected again")
    here.go(f"/?article={article}")
    expect(page.get_by_text("No event meets these filters")).to_be_visible()
    here.go(f"/articles/{article}")
    expect(page.locator(".rail .verdict")).to_have_text("judged wrong by r.diaz")


def sign(page: Page) -> None:
    """Remember the name that corrections are signed with, as the form does once it was filled in."""
    page.get_by_role("link", name="Correct").first.click()
    page.get_by_label("Your name").fill("r.diaz")
    page.get_by_label("Your name").blur()


def extractions(program: Program, article: str) -> int:
    log = SqliteLog.open(program.data / "log.sqlite")
    try:
        return sum(record.type == "extraction.completed" for record in log.read_stream(stream_of(article)))
    finally:
        log.close()


def test_a_correction_shows_what_was_read_beside_what_a_person_says(here: Window, program: Program) -> None:
    article = post(program, "changed", "Norway accused Peru of fraud on Monday.")
    page = here.go(f"/?article={article}")
    page.get_by_role("link", name="Correct").click()
    page.get_by_label("Your name").fill("r.diaz")
    page.get_by_text("It should say something else").click()
    page.locator(".correction").get_by_label("Type").select_option("REJECT")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("The program read:")).to_contain_text("ACCUSE")
    here.go(f"/?article={article}")
    expect(page.locator("[data-event] .type")).to_have_text("REJECT")
    expect(page.locator(".verdict")).to_have_text("corrected by r.diaz")


def test_two_actors_are_joined_on_a_page_and_taken_apart_again(here: Window, program: Program) -> None:
    one, other = [actor["id"] for actor in program.client.items("/v1/actors")][-2:]
    page = here.go(f"/actors/{one}")
    page.get_by_text("This is the same actor as another").click()
    page.get_by_label("The same as").fill(f"{page.url.rpartition('/')[0]}/{other}")
    page.get_by_label("Your name").fill("r.diaz")
    page.get_by_role("button", name="Join them").click()
    expect(page.get_by_role("heading", name="Is also")).to_be_visible()
    assert here.violations() == []
    page = here.go(f"/actors/{one}")
    expect(page.locator(".verdict")).to_contain_text("said by r.diaz to be")
    page.get_by_text("This is an actor of its own").click()
    page.get_by_label("Your name").fill("r.diaz")
    page.get_by_role("button", name="Take them apart").click()
    expect(page.get_by_text("This is the same actor as another")).to_be_visible()


def test_what_failed_is_tried_again_by_a_button(here: Window, program: Program) -> None:
    article = post(program, "failed", "Kenya thanked Japan on Monday.")
    failed = ArticleFailed(revision=1, stage=Stage.EXTRACT, reason="MemoryError", attempt=5, permanent=True)
    asked = ReprocessRequested(revision=1, stage=Stage.EXTRACT), NoWords()
    append(program, article, asked, (failed, ArticleFailedWords(detail="it took too much memory")))
    page = here.go("/pipeline")
    row = page.get_by_role("row").filter(has_text=article)
    row.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("will be tried again")).to_be_visible()
    until(lambda: program.client.get(f"/v1/articles/{article}")["state"] == "projected", "the article to be done")
    here.go("/pipeline")
    expect(page.get_by_role("row").filter(has_text=article)).to_have_count(0)


def test_the_time_slider_shows_every_page_as_it_was(here: Window) -> None:
    page = here.go("/log")
    slider = page.get_by_label("Look at every page as it was")
    slider.fill("20")
    expect(page.locator("#moment")).to_contain_text("20, ")
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_text("You look at position 20")).to_be_visible()
    page.get_by_role("link", name="Articles").click()
    expect(page).to_have_url(re.compile(r"/articles\?as_of=20$"))
    page.get_by_role("link", name="Back to the present").click()
    expect(page).to_have_url(re.compile(r"/articles$"))


def test_a_record_leads_to_its_causes_and_effects(here: Window) -> None:
    page = here.go("/log?type=article.cleaned")
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="article.cleaned")).to_be_visible()
    page.get_by_role("row").filter(has_text="event.extracted").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="event.extracted")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="article.received")).to_have_count(1)


def test_everything_is_reached_by_keys(here: Window) -> None:
    page = here.go("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-card]").nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-card]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("[data-card]").nth(0)).to_be_focused()


def test_the_reader_chooses_light_or_dark_and_the_choice_stays(here: Window) -> None:
    page = here.go("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    here.go("/articles")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_a_place_on_the_map_leads_to_what_happened_there(here: Window) -> None:
    page = here.go("/map")
    page.get_by_role("navigation", name="Regions").get_by_role("link", name="Asia").click()
    expect(page).to_have_url(re.compile(r"region=Asia"))
    wide = page.locator("[data-map]").get_attribute("viewBox")
    page.locator("[data-map]").hover()
    page.mouse.wheel(0, -400)
    expect(page.locator("[data-map]")).not_to_have_attribute("viewBox", str(wide))
    here.go("/map")
    page.locator("circle").filter(has_text="Davao").click()
    expect(page).to_have_url(re.compile(r"/\?place=Davao$"))
    expect(page.locator("[data-card]").first).to_contain_text("Davao")


def test_contradicting_figures_stand_side_by_side_with_their_sentences(here: Window) -> None:
    page = here.go("/contested")
    subject = page.locator(".subject").filter(has_text="arrested").first
    expect(subject).to_contain_text("contradiction")
    values = subject.locator(".value").all_inner_texts()
    assert {"31", "46"} <= set(values)
    expect(subject.locator("mark.trigger")).to_have_count(len(values))


def test_the_matrix_leads_to_one_relation_over_time_and_to_its_actors(here: Window) -> None:
    page = here.go("/relations")
    page.get_by_role("region", name="Matrix").locator('a[href^="/relations/PHL/CHN"]').click()
    expect(page).to_have_url(re.compile(r"/relations/PHL/CHN"))
    expect(page.locator(".u-over")).to_be_visible()
    here.go("/actors?name=phil")
    page.get_by_role("link", name="Philippines", exact=True).click()
    expect(page.get_by_role("heading", name="Acts on")).to_be_visible()
    page.get_by_role("link", name="China").first.click()
    expect(page.get_by_role("heading", name="China")).to_be_visible()


def test_copies_are_one_happening_with_one_independent_source(here: Window, program: Program) -> None:
    first_part, *_ = Path("ops/samples/01-prisoner-exchange.txt").read_text().split("\n\n\n\n")
    for name in ("one", "two"):
        post(
            program,
            f"copy-{name}",
            f"{first_part}\n\nA line of {name} wire's own.\n",
            source=f"{name} wire",
            published_at="2026-03-04",
        )
    page = here.go("/?actor=Iran")
    link = page.get_by_role("link", name="3 reports, 1 independent source").first
    link.click()
    expect(page.get_by_role("heading", name="Reports", exact=True)).to_be_visible()
    expect(page.get_by_text("one wire").first).to_be_visible()
    expect(page.get_by_text("two wire").first).to_be_visible()


def test_a_timeline_is_watched_without_scripts(open_window: Open, program: Program) -> None:
    here = open_window(java_script_enabled=False)
    page = here.go("/?type=ASSAULT&country=CHN")
    page.get_by_role("link", name="Watch these").click()
    page.get_by_label("Your name").fill("r.diaz")
    page.get_by_label("Name of the watchlist").fill("Assaults and China")
    page.get_by_role("button", name="Keep it").click()
    kept = page.get_by_role("listitem").filter(has_text="Assaults and China")
    expect(kept).to_contain_text("ASSAULT")
    feed = kept.get_by_role("link", name="feed").get_attribute("href")
    assert program.client.get(str(feed).removesuffix("/feed.atom"))["by"] == "r.diaz"
    kept.get_by_role("link", name="its events").click()
    expect(page).to_have_url(re.compile(r"country=CHN&type=ASSAULT"))
    here.go("/watchlists")
    kept.get_by_role("button", name="Keep it no longer").click()
    expect(page.get_by_text("Nobody keeps a watchlist")).to_be_visible()


def test_what_is_looked_for_is_marked(here: Window) -> None:
    page = here.go("/search")
    page.get_by_label("Words").fill("water cannon")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("[data-card] mark.found").first).to_have_text(re.compile("water", re.IGNORECASE))


def test_earlier_events_are_added_below(here: Window) -> None:
    page = here.go("/")
    before = page.locator("[data-card]").count()
    page.get_by_role("link", name="Earlier events").click()
    expect(page.locator("[data-card]").nth(before)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/$"))
