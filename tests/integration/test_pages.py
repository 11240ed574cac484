"""The pages without a browser: they say what is there, in every state, and are not tricked by what articles hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import msgspec
import pytest

from ops.bench.read.sample import Newsroom
from schemas.block import Action, Block, Kind, Part, Span
from schemas.errors import ServiceError
from schemas.event import Actor, ActorWords, Event, EventWords, Place, PlaceWords, Quotation, QuotationWords
from schemas.identity import stream_of, watchlist_stream
from schemas.record import (
    ArticleCleaned,
    ArticleCleanedWords,
    ArticleReceived,
    ArticleReceivedWords,
    ExtractionCompleted,
    ExtractionCompletedWords,
    WatchlistCreated,
    WatchlistWords,
)
from services.queues import Census
from services.web import lists
from tests.support.histories import TITLE, History, meeting
from tests.support.queues import FakeQueues
from tests.support.service import Service, running_service

GOOD, BAD, FAILED, ASIDE = "a" * 26, "b" * 26, "c" * 26, "d" * 26
SAME = {"type": "AID", "source": "Ada Lund, NOR, GOV", "target": "Bob Berg, SWE", "place": "Oslo, Norway"}
EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onmouseover=alert(1) {{ 7 * 7 }} {% raw %} "
    "\u202eabc ]]> --> </title></textarea></bdi>"
)
LONG = EVIL + "x" * 100_000
PAGES = (
    "/",
    "/timeline/histogram",
    "/articles",
    "/map",
    "/contested",
    "/contested?contested=any",
    "/captions",
    "/quotes",
    "/sources",
    "/search",
    "/watchlists",
    "/pipeline",
    "/log",
)
OF_ONE = ("/articles/{article}", "/articles/{article}/changes", "/log?article={article}", "/?article={article}")


LISTS = (
    *("/", "/articles", "/actors", "/relations", "/map", "/contested", "/quotes"),
    *("/captions", "/sources", "/search", "/watchlists", "/pipeline", "/log"),
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(tmp_path_factory.mktemp("pages")) as service:
        history = History()
        history.received(GOOD)
        history.cleaned(GOOD)
        history.extracted(GOOD, events=[meeting(), meeting("Ada", kind="AID")])
        evil(history)
        watched(history, EVIL[:200], {"actor": EVIL[:300], "type": ["AID"]})
        history.received(FAILED)
        history.failed(FAILED, permanent=True, detail=EVIL, traceback=EVIL)
        history.received(ASIDE)
        history.cleaned(ASIDE)
        history.broken(ASIDE)
        history.unknown(GOOD)
        history.append_to(service.log)
        service.project()
        yield service


def evil(history: History) -> None:
    """An article that is hostile wherever it can be, in two revisions."""
    for revision, body in ((1, EVIL), (2, LONG)):
        data = ArticleReceived(revision=revision, media_type="text/plain", size=9, language=EVIL[:30])
        posted = ArticleReceivedWords(
            body=body.encode(), url="javascript:alert(1)", source=EVIL, title=LONG, tags=(EVIL,)
        )
        history.add(BAD, data, posted)
    whole = Span(0, len(EVIL))
    block = Block(start=0, end=len(EVIL), kind=Kind.PARAGRAPH, action=Action.KEEP, part=0)
    history.add(
        BAD,
        ArticleCleaned(revision=2, cleaner="1", parts=(Part(start=0, end=len(EVIL), title=whole),), blocks=(block,)),
        ArticleCleanedWords(text=EVIL),
    )
    history.cleaned(BAD, revision=1, text=LONG)
    actor = Actor(start=0, end=8, country="XXX", role="GOV")
    event = Event(
        part=0,
        block=Kind.PARAGRAPH,
        type="AID",
        trigger=Span(9, 12),
        sentence=whole,
        source=(actor,),
        target=(actor,),
        place=Place(start=0, end=8),
        attribution=Span(0, 8),
    )
    evil_actor = (ActorWords(EVIL, LONG),)
    words = EventWords(
        trigger="ale",
        sentence=EVIL,
        source=evil_actor,
        target=evil_actor,
        date=EVIL,
        place=PlaceWords(EVIL, EVIL),
        attribution=EVIL,
    )
    history.found(BAD, revision=2, event=event, words=words)
    said = Quotation(
        part=0, sentence=whole, content=whole, cue=Span(0, 8), source=Span(0, 8), speaker=actor, direct=True
    )
    spoken = QuotationWords(content=EVIL, cue=EVIL, sentence=EVIL, source=EVIL, speaker=LONG)
    completed = ExtractionCompleted(
        revision=2, extractor=EVIL, events=1, sentences=1, language=EVIL[:20], quotations=(said,)
    )
    history.add(BAD, completed, ExtractionCompletedWords(quotations=(spoken,)))


def watched(history: History, name: str, filters: dict[str, object]) -> None:
    """A watchlist of somebody's."""
    words = WatchlistWords(by=EVIL, name=name, filters=msgspec.json.encode(filters).decode())
    history.add(watchlist_stream("w" * 26), WatchlistCreated(watchlist="w" * 26), words)


class AbsentQueues(FakeQueues):
    """Queues whose server is away."""

    def census(self) -> list[Census]:
        raise ServiceError("Redis is away")


class Elements(HTMLParser):
    """Every element of a page with its attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of this name."""
        return [attributes for name, attributes in self.found if name == tag]


def page(service: Service, path: str, status: int = 200, *, by_htmx: bool = False) -> Elements:
    """A page, which is HTML."""
    answer = service.client.get(path, headers={"HX-Request": "true"} if by_htmx else None)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return Elements(answer.text)


def everywhere(service: Service) -> list[str]:
    """The address of every page there is, for every article and record."""
    of_one = [path.format(article=article) for path in OF_ONE for article in (GOOD, BAD, FAILED)]
    captions = [f"/captions/{each['id']}" for each in service.client.get("/v1/captions").json()["items"]]
    actors = [f"/actors/{each['id']}" for each in service.client.get("/v1/actors").json()["items"]]
    happenings = [f"/occurrences/{each['id']}" for each in service.client.get("/v1/occurrences").json()["items"]]
    pairs = service.client.get("/v1/relations").json()["items"]
    relations = [f"/relations/{each['source']}/{each['target']}" for each in pairs]
    events = [f"/events/{each['id']}/correct" for each in service.client.get("/v1/events").json()["items"]]
    sources = [
        f"/sources?{urlencode({'name': each['name']})}" for each in service.client.get("/v1/sources").json()["items"]
    ]
    asked = urlencode({"q": EVIL[:100], "actor": EVIL[:300], "source": EVIL[:300]})
    searches = ["/search?q=script", f"/search?{asked}"]
    records = [f"/log/{position}" for position in range(1, service.log.head() + 1)]
    return [*PAGES, *of_one, *captions, *sources, *searches, *events, *actors, *happenings, *relations, *records]


def test_whatever_an_article_or_an_address_holds_no_page_runs_it_or_leads_anywhere_else(service: Service) -> None:
    refused = [f"{path}?{urlencode({EVIL[:300]: EVIL, 'actor': EVIL[:300]})}" for path in LISTS]
    for path, status in [*((path, 200) for path in everywhere(service)), *((path, 422) for path in refused)]:
        for tag, attributes in page(service, path, status).found:
            assert tag not in {"img", "iframe", "object", "base", "style"}, path
            assert not [name for name in attributes if name.startswith("on") or name == "style"], path
            assert tag != "script" or str(attributes.get("src")).startswith("/static/"), path
            for name in ("href", "src", "action", "hx-get"):
                address = attributes.get(name)
                assert address is None or address.startswith(("/", "#", "?", "https://example.org/")), (path, address)


def test_hostile_text_is_shown_as_the_text_it_is(service: Service) -> None:
    for path in ("/", f"/articles/{BAD}"):
        assert "<script>alert(1)</script>" in page(service, path).text
        assert "{{ 7 * 7 }}" in page(service, path).text


def test_a_title_of_100_kilobytes_is_cut_with_a_hint_of_the_rest(service: Service) -> None:
    for path in ("/", "/articles", f"/articles/{BAD}", f"/articles/{BAD}/changes"):
        answer = service.client.get(path)
        assert len(answer.content) < 60_000
    titles = [attributes.get("title") or "" for attributes in page(service, f"/articles/{BAD}/changes").all("bdi")]
    assert 500 < max(map(len, titles)) <= 1_000


def test_text_of_articles_is_kept_apart_from_the_direction_of_what_is_around_it(service: Service) -> None:
    raw = service.client.get("/").text
    outside = re.sub(
        r"<(bdi|p class=\"sentence\"|title)\b.*?</\1>|<p class=\"sentence\".*?</p>", "", raw, flags=re.DOTALL
    )
    assert "\u202e" in raw
    assert "\u202e" not in re.sub(r"=\"[^\"]*\"", "", outside)


def test_an_event_is_shown_with_its_actors_its_sentence_and_how_sure_it_is(service: Service) -> None:
    text = page(service, f"/?article={GOOD}").text
    assert all(said in text for said in ("Ada Lund", "Bob Berg", "CONSULT", "50% sure", TITLE))


def test_events_of_one_sentence_share_a_card(service: Service) -> None:
    found = page(service, f"/?article={GOOD}")
    assert len([each for each in found.all("article") if "data-card" in each]) == 1
    assert len([each for each in found.all("li") if "data-event" in each]) == 2


def test_filters_are_stated_and_each_can_be_taken_away(service: Service) -> None:
    found = page(service, "/?type=AID&type=CONSULT&actor=ada+lund&from=&country=")
    assert "Timeline, type AID, type CONSULT, actor ada lund" in found.text
    hrefs = [each.get("href") for each in found.all("a")]
    assert "/?type=CONSULT&actor=ada+lund" in hrefs
    assert "/?type=AID&type=CONSULT" in hrefs


def test_a_filter_that_makes_no_sense_is_named_and_nothing_breaks(service: Service) -> None:
    found = page(service, "/?actor=ada+lund&country=Kenya&from=yesterday", 422)
    assert len([each for each in found.all("p") if each.get("role") == "alert"]) == 2
    assert not [tag for tag, attributes in found.found if "data-news" in attributes]
    assert "Watch these" not in found.text
    assert "from: this is not a day such as 2026-02-01; it is left out here." in found.text
    assert {"actor": "ada lund", "country": "", "from": ""}.items() <= {
        str(each["name"]): each["value"] for each in found.all("input") if "value" in each
    }.items()


@pytest.mark.parametrize(
    ("path", "told"),
    [
        *((f"{path}?typo=1", "typo: there is no such parameter") for path in LISTS),
        ("/timeline/histogram?from=zz", "from: this is not a day"),
        ("/?from=2026-02-02&to=2026-02-01", "to: 2026-02-01 is before 2026-02-02"),
        ("/?min_position=zz", "min_position: this is no whole number"),
        ("/articles?state=lost", "state: this is none of 'received'"),
        ("/contested?contested=zz", "contested: this is neither true nor false"),
        ("/map?region=zz", "region: this is none of World, Europe"),
        ("/log?before=zz", "before: this is no whole number"),
        ("/quotes?from=soon", "from: this is not a day"),
        ("/search?q=%3F", "q: look for between 1 and 20 words"),
        ("/log/zz", "position: this is no whole number"),
        ("/watchlists?from=zz&type=AID", "from: this is not a day"),
        ("/articles?as_of=soon", "as_of: this is neither a position nor a time"),
        ("/?as_of=999999", "as_of: the read models stand at position"),
        ("/search?q=1+2+3+4+5+6+7+8+9+10+11+12+13+14+15+16+17+18+19+20+21", "q: look for between 1 and 20 words"),
    ],
)
def test_a_wrong_parameter_of_a_page_is_named_and_the_address_refused(service: Service, path: str, told: str) -> None:
    assert told in page(service, path, 422).text


def test_a_watchlist_is_kept_of_the_filters_that_make_sense_alone(service: Service) -> None:
    hidden = [each for each in page(service, "/watchlists?from=zz&type=AID", 422).all("input") if each.get("type")]
    assert [(each["name"], each["value"]) for each in hidden] == [("type", "AID")]


@pytest.mark.parametrize("path", [f"{path}?q=Oslo%00" for path in LISTS] + ["/?%00=1", "/timeline/histogram?actor=%1B"])
def test_a_control_character_in_an_address_reaches_no_page(service: Service, path: str) -> None:
    answer = service.client.get(path)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert "this holds a control character" in answer.text
    assert not {"\0", "\x1b"} & set(answer.text)


def test_a_histogram_is_a_fragment_within_a_page_and_a_page_by_itself(service: Service) -> None:
    assert page(service, "/timeline/histogram").all("html")
    found = page(service, "/timeline/histogram", by_htmx=True)
    assert not found.all("html")
    assert found.all("table")


def test_every_list_is_had_whole_as_a_spreadsheet_with_the_filters_in_use(service: Service) -> None:
    for path in (
        "/?type=AID",
        "/articles?state=failed",
        "/actors?as_of=4",
        "/relations",
        "/captions",
        "/quotes",
        "/sources",
        "/search?q=Oslo",
    ):
        links = {str(each["href"]) for each in page(service, path).all("a") if ".sheet.csv" in str(each.get("href"))}
        (link,) = links
        assert link.partition("?")[2] == path.partition("?")[2]
        assert service.client.get(link).headers["content-type"].startswith("text/csv")


def test_the_room_of_the_histogram_is_kept_only_where_scripts_will_fill_it(service: Service) -> None:
    rules = service.client.get("/static/pages.css").text
    assert [line for line in rules.splitlines() if "min-height: 11.5rem" in line] == [
        ".js .histogram-place { min-height: 11.5rem; }"
    ]


def test_every_link_keeps_the_position_that_is_looked_at(service: Service) -> None:
    found = page(service, "/?as_of=4")
    assert "You look at position 4" in found.text
    links = [str(each["href"]) for each in found.all("a") if str(each.get("href", "")).startswith("/")]
    kept = [link for link in links if "as_of=4" in link]
    assert len(kept) > 10
    assert {link for link in links if link not in kept} == {"/", "/docs"}


def test_no_page_leads_to_one_that_is_not_there(service: Service) -> None:
    led = set[str]()
    for path in [*everywhere(service), "/map?region=Europe"]:
        led |= {str(each["href"]).partition("#")[0] for each in page(service, path).all("a") if each.get("href")}
    inward = {address for address in led if address.startswith("/") and not address.endswith("/stream")}
    answers = {address: service.client.get(address, follow_redirects=True).status_code for address in inward}
    assert {address: status for address, status in answers.items() if status != HTTPStatus.OK} == {}


def test_a_relation_leads_the_other_way_round_where_there_is_one(service: Service, tmp_path: Path) -> None:
    assert "the other way round" in page(service, "/relations/NOR/SWE").text
    with running_service(tmp_path) as other:
        history = History()
        history.received(GOOD)
        history.cleaned(GOOD)
        history.extracted(GOOD, events=[meeting(kind="ASSAULT")])
        history.append_to(other.log)
        other.project()
        (pair,) = other.client.get("/v1/relations?fields=source,target").json()["items"]
        assert "the other way round" not in page(other, f"/relations/{pair['source']}/{pair['target']}").text


def test_the_revisions_of_an_article_stand_under_its_title(service: Service) -> None:
    assert TITLE in page(service, f"/articles/{GOOD}").text
    assert TITLE in page(service, f"/articles/{GOOD}/changes").text


def test_what_a_page_shows_is_had_as_json_of_the_same_position(service: Service) -> None:
    position = service.log.head()
    led = set()
    for path in everywhere(service):
        found = page(service, f"{path}{'&' if '?' in path else '?'}as_of={position}")
        led |= {str(each["href"]) for each in found.all("a") if str(each.get("href")).startswith("/v1/")}
    lists_and_things = [address for address in led if not re.search(r"/stream$|/feed.atom$", address)]
    assert {service.client.get(address).status_code for address in lists_and_things} == {200}
    presents = {address for address in lists_and_things if f"as_of={position}" not in address}
    articles = {f"/v1/articles/{article}" for article in (GOOD, BAD, FAILED)}
    assert presents == articles | {f"/v1/log/{each}" for each in range(1, position + 1)}


def test_the_past_is_shown_as_it_was(service: Service) -> None:
    assert "Ada Lund" in page(service, "/?as_of=5").text
    assert "Ada Lund" not in page(service, "/?as_of=2").text
    assert "received" in page(service, f"/articles/{GOOD}?as_of=1").text
    assert page(service, f"/articles/{BAD}?as_of=1", 404).text
    assert page(service, "/log/4?as_of=3", 404).text


def test_a_position_that_is_not_reached_is_said_on_a_page(service: Service) -> None:
    assert "there is nothing to see there yet" in page(service, "/?as_of=999999", 422).text
    assert "neither a position nor a time" in page(service, "/articles?as_of=soon", 422).text


def test_an_address_of_nothing_is_a_page_for_a_browser_and_a_problem_for_programs(service: Service) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    for path, headers, kind in (
        ("/nowhere", browser, "text/html"),
        ("/nowhere", {}, "application/problem+json"),
        ("/v1/nowhere", browser, "application/problem+json"),
    ):
        answer = service.client.get(path, headers=headers)
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (404, kind)
        assert "nothing at this address" in answer.text


def test_the_heading_of_a_problem_is_said_in_plain_words(service: Service) -> None:
    for path, status, heading in (
        (f"/articles/{'z' * 26}", 404, "Nothing is here"),
        ("/?as_of=soon", 422, "cannot be read"),
    ):
        found = page(service, path, status)
        assert heading in found.text
        assert HTTPStatus(status).phrase not in found.text


def test_every_block_says_what_became_of_it(service: Service) -> None:
    text = page(service, f"/articles/{GOOD}").text
    assert "kept beside: the fullest copy of it" in text
    assert "a copy" in text


def test_revisions_are_compared(service: Service) -> None:
    found = page(service, f"/articles/{BAD}/changes")
    assert "From revision 1 to revision 2" in found.text
    assert page(service, f"/articles/{BAD}/changes?revision=1")
    assert "no revision 7" in page(service, f"/articles/{BAD}/changes?revision=7", 404).text


def test_a_record_says_what_it_is(service: Service) -> None:
    assert "this record begins the flow" in page(service, "/log/1").text
    assert "this one does not know the type" in page(service, f"/log/{service.log.head()}").text


def test_a_correction_that_makes_no_sense_is_told_on_the_form(service: Service) -> None:
    (event, *_) = service.client.get(f"/v1/events?article={GOOD}").json()["items"]
    answer = service.client.post(f"/events/{event['id']}/correct", data={"by": "r.diaz", "verdict": "changed"} | SAME)
    assert answer.status_code == 422
    assert "changes belong to the verdict" in answer.text
    assert service.client.post(f"/events/{event['id']}/correct", content=b"\xff").status_code == 400
    assert service.client.post(f"/events/{'z' * 36}/correct", data={"by": "a", "verdict": "right"}).status_code == 404


def test_a_control_character_in_a_form_is_refused(service: Service) -> None:
    before = service.log.head()
    answer = service.client.post("/watchlists", data={"by": "r.diaz", "name": "Help\0", "actor": "\x1b[2J"})
    assert answer.status_code == 422
    assert "name" in answer.text
    assert "this holds a control character" in answer.text
    assert service.log.head() == before


def test_an_actor_is_shown_with_its_names_and_counterparts(service: Service) -> None:
    (ada,) = service.client.get("/v1/actors?name=ada").json()["items"]
    text = page(service, f"/actors/{ada['id']}").text
    assert all(said in text for said in ("Ada Lund", "Bob Berg", "Goes by"))
    assert page(service, f"/actors/{'z' * 26}", 404).text


def test_relations_stand_in_a_matrix_and_each_over_time(service: Service) -> None:
    found = page(service, "/relations")
    assert "/relations/NOR/SWE" in [each.get("href") for each in found.all("a")]
    told = page(service, "/relations/NOR/SWE?by=day")
    assert "Norway" in told.text
    assert told.all("table")
    took_place = service.client.get("/v1/occurrences?actor=ada+lund&modality=actual&negated=false").json()["items"]
    assert took_place
    links = [each.get("href") for each in told.all("a")]
    assert all(f"/occurrences/{each['id']}" in links for each in took_place)
    assert (
        "Nothing of it was found in these days"
        in page(service, "/relations/NOR/SWE?from=1999-01-01&to=1999-01-02").text
    )
    assert page(service, "/relations/SWE/FRA", 404).text


def test_the_pipeline_says_what_keeps_no_past(service: Service) -> None:
    assert "keep no past" in page(service, "/pipeline?as_of=2").text
    assert "keep no past" not in page(service, "/pipeline").text


def test_a_relation_says_how_many_happenings_it_counts(service: Service) -> None:
    first = service.client.get("/v1/relations").json()["items"][0]
    page = service.client.get(f"/relations/{first['source']}/{first['target']}").text
    count = first["occurrences"]
    assert f"{count} happening{'' if count == 1 else 's'}<" in page


def test_a_happening_is_shown_with_its_reports(service: Service) -> None:
    (row, *_) = service.client.get("/v1/occurrences?actor=ada+lund").json()["items"]
    text = page(service, f"/occurrences/{row['id']}").text
    assert "1 report" in text
    assert TITLE in text


def test_places_are_on_the_map_and_in_a_table(service: Service) -> None:
    found = page(service, f"/map?article={GOOD}")
    assert len(found.all("circle")) == 1
    assert "/?article=" + GOOD + "&place=Oslo%2C+Norway" in [each.get("href") for each in found.all("a")]
    assert page(service, "/map?region=Europe").all("circle")


def test_a_caption_leads_to_the_pages_that_show_it(service: Service) -> None:
    caption = service.client.get(f"/v1/captions?article={GOOD}").json()["items"][0]["id"]
    found = page(service, f"/captions/{caption}")
    assert any(str(each.get("href")).startswith(f"/articles/{GOOD}#b-") for each in found.all("a"))
    assert "all captions" in page(service, f"/captions/{'z' * 26}").text.casefold()


def test_words_are_searched_for_and_marked(service: Service) -> None:
    found = page(service, "/search?q=%22ada+met%22&country=nor")
    assert "Ada Lund" in found.text
    assert [each for each in found.all("mark") if each.get("class") == "found"]
    assert "Nothing holds all these words" in page(service, "/search?q=zebra").text
    assert "a later one" not in page(service, "/search?q=ada&as_of=2").text


def test_quotes_are_shown_with_who_said_them(service: Service) -> None:
    found = page(service, "/quotes?country=XXX")
    assert "in so many words" in found.text
    assert f"/articles/{BAD}" in [each.get("href") for each in found.all("a")]
    assert "No quote meets these filters" in page(service, "/quotes?speaker=nobody").text


def test_a_source_is_shown_with_its_days(service: Service) -> None:
    (source,) = [each for each in service.client.get("/v1/sources").json()["items"] if each["name"] == "example.org"]
    found = page(service, "/sources?name=example.org")
    assert f"{source['articles']} article" in found.text
    assert found.all("time")
    assert "Nothing came from a publisher of this name." in page(service, "/sources?name=nobody", 404).text


def test_a_watchlist_is_kept_out_of_filters_and_removed(tmp_path: Path) -> None:
    with running_service(tmp_path) as service:
        form = page(service, "/watchlists?type=AID&type=ASSAULT&negated=false&from=2026-02-01")
        hidden = [(str(each["name"]), str(each["value"])) for each in form.all("input") if each.get("type") == "hidden"]
        assert sorted(hidden) == [("from", "2026-02-01"), ("negated", "false"), ("type", "AID"), ("type", "ASSAULT")]
        signed = [("by", "r.diaz"), ("name", "Aid"), *hidden]
        answer = service.client.post("/watchlists", content=urlencode(signed))
        assert answer.status_code == 303
        service.project()
        (kept,) = service.client.get("/v1/watchlists").json()["items"]
        assert kept["filters"]["type"] == ["AID", "ASSAULT"]
        found = page(service, answer.headers["location"])
        addresses = [str(each.get("href")) for each in found.all("a")]
        assert f"/v1/watchlists/{kept['id']}/feed.atom" in addresses
        assert [each for each in addresses if each.startswith("/?") and "type=AID&type=ASSAULT" in each]
        assert service.client.post(f"/watchlists/{kept['id']}/remove").status_code == 303
        service.project()
        assert "Nobody keeps a watchlist" in page(service, "/watchlists").text
        assert service.client.post(f"/watchlists/{kept['id']}/remove").status_code == 404


def test_a_watchlist_that_makes_no_sense_is_told_on_the_form(service: Service) -> None:
    for fields, said in (
        ({"by": "r.diaz", "name": "x", "country": "Kenya"}, "country"),
        ({"by": "r.diaz", "name": "x" * 300}, "name"),
        ({"name": "x"}, "by"),
        ({"by": "r.diaz", "name": "x", "limit": "3"}, "limit"),
    ):
        answer = service.client.post("/watchlists", content=urlencode(fields))
        assert answer.status_code == 422
        assert said in Elements(answer.text).text


def test_happenings_are_joined_and_split_on_their_page(tmp_path: Path) -> None:
    with running_service(tmp_path) as service:
        history = History()
        history.received(GOOD)
        history.cleaned(GOOD)
        history.extracted(GOOD, events=[meeting(), meeting("Ada", kind="AID")])
        history.append_to(service.log)
        service.project()
        one, other = (each["id"] for each in service.client.get("/v1/occurrences").json()["items"])
        form = {"by": "r.diaz", "same_as": f"http://127.0.0.1/occurrences/{other}?as_of=4", "why": "one visit"}
        answer = service.client.post(f"/occurrences/{one}/join", content=urlencode(form))
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, f"/occurrences/{other}")
        service.project()
        (joined,) = service.client.get("/v1/occurrences").json()["items"]
        assert joined["reports"] == 2
        found = page(service, f"/occurrences/{joined['id']}")
        apart = [str(each["action"]) for each in found.all("form") if str(each.get("action")).endswith("/correct")]
        assert len(apart) == 2
        said = {"by": "r.diaz", "verdict": "changed", "apart": "true"}
        for address in apart:
            assert service.client.post(address, content=urlencode(said)).status_code == 303
        service.project()
        assert len(service.client.get("/v1/occurrences").json()["items"]) == 2


def test_happenings_that_cannot_be_joined_are_told_of(service: Service) -> None:
    (row, *_) = service.client.get("/v1/occurrences?actor=ada+lund").json()["items"]
    for same_as, said in (("nothing", "there is no occurrence"), (row["id"], "the same as itself")):
        form = urlencode({"by": "r.diaz", "same_as": same_as})
        answer = service.client.post(f"/occurrences/{row['id']}/join", content=form)
        assert answer.status_code == 422
        assert said in answer.text


def test_a_page_that_ends_before_it_found_anything_says_that_there_is_more(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "WALKED_FOR_PEOPLE", 1)
    found = page(service, "/?min_confidence=0.99")
    assert "there are earlier ones" in found.text
    (following,) = [each for each in found.all("a") if each.get("class") == "button"]
    assert page(service, str(following["href"]))


def test_what_failed_is_tried_again_by_a_button(service: Service) -> None:
    found = page(service, "/pipeline")
    (form,) = [each for each in found.all("form") if each.get("method") == "post"]
    answer = service.client.post(str(form["action"]))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/pipeline?retried={FAILED}")
    assert [record.type for record in service.log.read(service.log.head() - 1)] == ["retry.requested"]


def test_what_was_set_aside_is_named_with_the_record_and_the_error(service: Service) -> None:
    for path in (f"/articles/{ASIDE}", "/pipeline"):
        found = page(service, path)
        assert "(article.cleaned) cannot be read" in found.text
        assert [each for each in found.all("a") if str(each["href"]).startswith("/log/")]
    assert f"/articles/{ASIDE}" in [each.get("href") for each in page(service, "/pipeline").all("a")]
    (*_, before, _) = service.log.read_stream(stream_of(ASIDE))
    assert "cannot be read" not in page(service, f"/articles/{ASIDE}?as_of={before.position}").text


@pytest.mark.parametrize("path", ["/", "/articles", "/contested", "/map", "/actors", f"/articles/{GOOD}"])
def test_views_say_that_something_was_set_aside(service: Service, path: str) -> None:
    assert "1 stream could not be folded" in page(service, path).text
    (*_, before, _) = service.log.read_stream(stream_of(ASIDE))
    assert "could not be folded" not in page(service, f"{path}?as_of={before.position}").text


@pytest.mark.parametrize("path", ["/articles/{}", "/articles/{}/changes", "/articles/{}?as_of=1"])
def test_an_erased_article_is_gone_from_each_of_its_pages(tmp_path: Path, path: str) -> None:
    with running_service(tmp_path) as service:
        history = History()
        history.received(GOOD)
        history.erased(GOOD)
        history.append_to(service.log)
        service.project()
        assert "This was erased" in page(service, path.format(GOOD), 410).text


def test_one_part_is_no_parts_on_an_articles_way(service: Service) -> None:
    page = service.client.get(f"/articles/{GOOD}").text
    assert "1 part, " in page
    assert "1 parts" not in page


def test_an_article_that_never_was_is_said_on_a_page(service: Service) -> None:
    assert "ever posted here" in page(service, f"/articles/{'z' * 26}", 404).text
    assert "This is not the id of an article" in page(service, "/articles/nothing", 404).text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/", "No event has been found yet"),
        ("/?as_of=1", "No event was known by then"),
        ("/?type=AID", "No event meets these filters"),
        ("/map", "No event names a place yet"),
        ("/map?type=AID", "No event that meets these filters names a place"),
        ("/relations", "Nobody has acted on anybody yet"),
        ("/relations?source=KEN", "No relation meets these filters"),
        ("/pipeline?stage=clean", "Nothing has failed"),
    ],
)
def test_a_page_without_anything_says_why(tmp_path: Path, path: str, told: str) -> None:
    with running_service(tmp_path) as service:
        history = History()
        history.received(GOOD)
        history.append_to(service.log)
        service.project()
        assert told in page(service, path).text


def test_an_empty_installation_says_what_to_do(tmp_path: Path) -> None:
    with running_service(tmp_path) as service:
        assert "newsfold post" in page(service, "/").text
        assert f"curl -sS http://127.0.0.1:{service.port}/v1/articles" in page(service, "/").text
        assert "from: this is not a day" in page(service, "/?from=zz", 422).text
        assert "Nothing is in the log yet" in page(service, "/log").text
        for path in PAGES:
            page(service, path)


def test_the_pages_say_that_the_queue_is_away(tmp_path: Path) -> None:
    with running_service(tmp_path, queues=AbsentQueues()) as service:
        assert "does not answer" in page(service, "/pipeline").text


def test_what_a_first_visit_loads_is_small(tmp_path: Path) -> None:
    with running_service(tmp_path) as service:
        newsroom = Newsroom(10)
        service.log.append([newsroom.write(number) for number in range(10)])
        service.project()
        for path, cards in (("/", 50), ("/search?q=accused", 10), ("/actors", 0), ("/relations", 0), ("/articles", 0)):
            found = page(service, path)
            assert len(found.all("article")) >= cards
            files = [str(each["src"]) for each in found.all("script")]
            files += [str(each["href"]) for each in found.all("link")]
            assert sum(transferred(service, each) for each in (*files, path)) < 200_000


def transferred(service: Service, path: str) -> int:
    """The bytes that a browser gets, which takes them compressed."""
    with service.client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
        return sum(map(len, answer.iter_raw()))
