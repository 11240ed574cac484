from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, kept, page
from workers.clean.appeals import is_appeal, is_biography, is_pitch
from workers.clean.kinds import look
from workers.clean.widgets import (
    is_label,
    is_menu,
    is_menu_row,
    is_placeholder,
    is_section,
    leads_elsewhere,
    opens_others,
)

BUTTONS = [
    "TT",
    "Share",
    "Share this article",
    "ShareSave",
    "Copy link",
    "Link copied!",
    "Skip to main content",
    "Bookmark Icon",
    "2 min read",
    "12 Comments",
    "0 comments",
    "1/4",
    "list 2 of 3",
    "0:00 / 1:23",
    "Click to share on Facebook (Opens in new window)",
    "Read more",
    "Advertisement",
    "Sign in",
    "View image in fullscreen",
    "Now playing Next",
    "Whatsapp Icon",
    "Load more\u2026",
    "\u2190 Older posts",
    "Compartir",
    "Lire aussi",
    "Teilen",
    "\u041f\u043e\u0434\u0435\u043b\u0438\u0442\u044c\u0441\u044f",
    "\u0634\u0627\u0631\u0643",
    "\u5206\u4eab",
    "Loaded: 12.40%",
    "Send this page to someone via email",
    "Decrease article font size",
    "PLEASE TURN OFF YOUR CAPS LOCK.",
    "\u2764\ufe0f 12 \U0001f44f 3",
    "50\u20ac",
    "4 comentarii",
    "See less",
    "Toate știrile...",
]
LINES = [
    "Read more: the river that became a border",
    "Also read: Farmers block the road",
    "SEE ALSO: Farmers block the road",
    "Click here to subscribe",
    "Video. Latest bulletin, noon",
    "\u00a9 2031 The Lusk Observer",
    "Copyright 2031 Lusk Media. All rights reserved.",
    "[ The government has a majority of two ]",
    "Tags: fence, referendum",
    "This content is hosted by a third party.",
    "To view this video please enable JavaScript",
    "For the latest news from Lusk, visit our pages",
    "Share on Facebook",
    "Il vous reste 62% de cet article \u00e0 lire.",
    "Etichete: gard, referendum",
    "To contact the reporter on this story:",
    "Ada Lorn in Lusk at alorn@lusk.example",
    "P.I. 0123 - \u00a9 Copyright Lusk - Tutti i diritti riservati",
    "تمام حقوق این سایت محفوظ است",
    "Copyright (c) 2031 Lusk Media",
    "Topic:Harbours",
    "Añadir LUSK en Google",
    "This article was featured in our letter to readers",
    "Gambling problem? Call the Lusk helpline.",
    "This report may not be modified or altered in any way.",
]
APPEALS = [
    "Sign up for our morning newsletter",
    "Get the day's stories in your inbox before breakfast",
    "By clicking Subscribe, you agree to our terms of use and privacy policy.",
    "Your support helps us to tell the story",
    "18,000 readers chose to support the Observer. Thank you for being one of them.",
    "Please consider helping us with a donation: your support keeps our newsroom open.",
    "We use your email address to send you our newsletter.",
    "If you cannot see the poll, click here.",
]
STORY = [
    "Harbour",
    "Sharing the river",
    "Follow the money",
    "Conditions",
    "What to watch",
    "Nordia reopens Marfa harbour",
    "The company sent a newsletter to its subscribers by email.",
    "\u201cSign up for our newsletter,\u201d the leaflet said in three languages.",
    "\u201cWe need your support,\u201d the minister told the crowd, \u201cand you will have our thanks.\u201d",
    "We must donate nothing to those who will not help us when the water comes.",
    "Our community has given more than it was asked for, and you can see it in the school.",
    "The US community center received donations for its podcast.",
    "Watch the sea long enough and it will tell you when to sail.",
    "Read the treaty, she told them, and you will see that it binds nobody.",
]


@pytest.mark.parametrize("text", [*BUTTONS, *LINES, *APPEALS])
def test_the_pages_own_furniture_is_known_by_itself(text: str) -> None:
    assert look(text).kind == "widget"


@pytest.mark.parametrize("text", STORY)
def test_what_a_story_may_say_is_no_widget(text: str) -> None:
    assert look(text).kind != "widget"


def test_a_line_of_interface_words_in_any_order_is_a_label() -> None:
    assert is_label("Email print and share this page")
    assert not is_label("Email print and share this treaty")


def test_filler_words_alone_make_no_label() -> None:
    assert not is_label("All about the author")
    assert not is_label("The news of today")


def test_a_box_in_quotation_marks_is_somebodys_speech() -> None:
    assert is_appeal("Subscribe to our newsletter today")
    assert not is_appeal("\u201cSubscribe to our newsletter today\u201d")


@pytest.mark.parametrize(
    "text",
    [
        "Related",
        "MOST READ",
        "More on this story",
        "Read more on Lusk",
        "Mehr zum Thema",
        "\u0427\u0438\u0442\u0430\u0439\u0442\u0435 \u0442\u0430\u043a\u0436\u0435:",
    ],
)
def test_a_label_of_other_stories_opens_a_list(text: str) -> None:
    assert opens_others(text)


@pytest.mark.parametrize(
    "text", ["Share", "Related crimes rose by a third", "More from the harbour strike that nobody wanted to see"]
)
def test_other_lines_open_none(text: str) -> None:
    assert not opens_others(text)


def test_sections_and_the_buttons_of_a_pages_head_are_known() -> None:
    assert is_section("\u203a World")
    assert not is_section("World in brief")
    assert is_menu("Open menu")
    assert not is_menu("Share")


def test_a_line_that_names_somebodys_post_is_a_biography() -> None:
    assert is_biography("Olga Renn is a news editor at the Observer.")
    assert is_biography("Olga joined the Observer in 2029 and covers ports.")
    assert is_biography("Renn covers the Orm basin. She is based in Marfa.")
    assert not is_biography("Olga Renn is a minister in the new cabinet.")
    assert not is_biography("Nordia joined the talks as the ministry wished.")


def test_a_placeholder_names_no_more_than_a_picture() -> None:
    assert is_placeholder("Article thumbnail image")
    assert not is_placeholder("A bridge over the Lenn")


@pytest.mark.parametrize(
    "notice",
    [
        "When using materials of this site, a link in the first paragraph is required. " * 4,
        "Reproduction of the articles in print or on air is allowed only with the written consent of the agency. " * 3,
        "We and our 612 partners store and access what your browser tells of you, for ads and for counting. " * 3,
    ],
)
def test_small_print_may_fill_a_paragraph(notice: str) -> None:
    assert look(notice.strip()).kind == "widget"


def test_a_paragraph_on_the_use_of_something_is_no_small_print() -> None:
    told = "Use of the harbour doubled in ten years, and the town built two quays, as the ministry wrote in March. " * 3
    assert look(told.strip()).kind == "paragraph"


@pytest.mark.parametrize("line", ["Loading...", "Contact us:", "More in U.S."])
def test_a_label_is_known_whatever_stops_stand_around_it(line: str) -> None:
    assert is_label(line)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lorn joined the ministry in 2019. She was its spokeswoman in the strike.",
        "Ada Lorn, the minister, joined the party in 2004.",
        "Need help? The city has opened a shelter in the school of Marfa, where beds and food are ready.",
        "You will start receiving the money in May, the ministry wrote to the dockers.",
    ],
)
def test_a_last_paragraph_that_begins_as_furniture_does_is_text(text: str) -> None:
    assert text in kept(page("Nordia Reopens Marfa Harbour", LEDE, MORE, text, "Share", "About us"))


@pytest.mark.parametrize(
    "row",
    [
        "Home War in Ukraine Climate Video World UK Business Tech Science Entertainment & Arts More",
        "World Africa Asia Australia Europe Latin America Middle East",
    ],
)
def test_a_menu_on_one_line_is_known_by_its_entries(row: str) -> None:
    assert is_menu_row(row)


@pytest.mark.parametrize(
    "line",
    [
        "World leaders meet in Lusk to talk about climate, health and money for Europe",
        "Politics, sport and business were all he read.",
        "Home News",
        "Leader Hopeful of Iran Deal after Lusk Warns of Regional War",
        "Trump, Iran and Israel: a War in Pictures",
    ],
)
def test_a_title_with_words_of_menus_is_none(line: str) -> None:
    assert not is_menu_row(line)


@pytest.mark.parametrize(
    "line",
    [
        "Brenn Mail \u00a9 2031",
        "Ships and Cranes, opens new tab",
        "About Ships, opens new tab Careers, opens new tab The firm that moves the harbours of the north since 1901",
        "All articles of the Brenn Mail are licensed under a Creative Commons licence.",
    ],
)
def test_what_leads_to_other_sites_or_claims_a_right_is_furniture(line: str) -> None:
    assert leads_elsewhere(line)


def test_a_caption_with_the_year_of_its_picture_is_none() -> None:
    assert not leads_elsewhere("Dockers wait beside a crane in the harbour of Marfa in the rain \u00a9 2031")


@pytest.mark.parametrize(
    "line",
    [
        "Do you have any comments on this? Write to the harbour desk.",
        "Register here to continue reading this story and two more.",
        "To continue reading this article you need an account.",
        "Support Marfa Mail now!",
        "Marfa Mail needs your help",
        "Become a member to unlock the spoken version",
        "Join our community and help the Marfa Mail desk.",
        "All Marfa Mail texts may be quoted as long as we are named.",
        "Watch the docking in the player above.",
        "Get our latest news free",
        "Help keep Marfa Mail free for everyone.",
        "Give a gift subscription",
        "A message from our founder",
        "Este sitio est\u00e1 protegido por reCAPTCHA y por nadie m\u00e1s",
        "Recibe gratis las noticias del puerto cada d\u00eda en tu email",
        "Publication: Harbour Monitor Volume: 3 Issue: 4",
        "Yes: 61% (1,200 Votes)",
        "No: 39% (767 Votes)",
        "Please look for an email that was sent to you",
        "The Marfa Foundation is an independent, non-partisan and non-profit institution of research on harbours.",
        "3 min temps de lecture",
        "Sharing is caring!",
        "Watch the full proceedings below:",
        "Don't miss out on the latest news",
        "We respect your privacy, and there will be no spam.",
        "Ver resumen",
        "Follow Marfa Mail on X, formerly Twitter, and elsewhere.",
    ],
)
def test_what_a_site_asks_of_its_readers_and_tells_them_of_itself_is_furniture(line: str) -> None:
    assert look(line).kind == "widget"


@pytest.mark.parametrize(
    "line",
    [
        "All dockers may be quoted by name, the union said.",
        "Support for the deal is growing in Marfa.",
        "Yes: 61% of the dockers were in favour.",
        "Register offices in Marfa will open on Sunday.",
        "The Marfa Foundation is a nonpartisan group, and its head said that it would not take sides in the strike.",
    ],
)
def test_what_a_story_tells_in_such_words_is_none(line: str) -> None:
    assert look(line).kind != "widget"


@pytest.mark.parametrize(
    "opening",
    [
        "All content created by the Daily Caller News Foundation may be had for nothing.",
        "Modern Diplomacy is an invaluable platform for whoever writes about harbours.",
        "Contributor posts published on Zero Hedge need not be what its editors think.",
        "Comments will be moderated by whoever has the time.",
        "RFE/RL's Nordic Service delivers the news of the harbours.",
    ],
)
def test_a_long_notice_is_furniture_whatever_its_first_word(opening: str) -> None:
    assert look(f"{opening} {'Write to the desk. ' * 12}".strip()).kind == "widget"


def test_a_promise_of_updates_behind_news_is_no_pitch() -> None:
    promise = "We\u2019ll bring you updates through the day."
    assert is_pitch(promise)
    assert not is_pitch(f"Enough letters have gone in to force a vote on the union\u2019s head. {promise}")
