from __future__ import annotations

import pytest

from tests.support.cleaning import LEDE, MORE, kinds, page
from workers.clean.credits import credit_key, find_credit, is_sources

CAPTION = "Boats lie on the bank"


def credit_of(text: str) -> str | None:
    """The credit that is found at the end of a line."""
    found = find_credit(text)
    return None if found is None else text[found.start : found.end]


@pytest.mark.parametrize(
    ("before", "credit"),
    [
        (". ", "EPA/LENA ORSK"),
        (", May 2, 2031. ", "REUTERS/Jan Petrik/File Photo"),
        (". ", "(Maxim Orlov/TASS via ZUMA Press/dpa)"),
        (". ", "Photograph: Jonas Ek/AFP/Getty Images"),
        (" ", "Photograph: Jonas Ek/AFP/Getty Images"),
        (" ", "(Photo: Reuters)"),
        (" ", "(Photo by Jon Ek / AFP)"),
        (" ", "[Tariq Noor/Reuters]"),
        (" ", "[AFP]"),
        (". ", "(AP Photo/Dario Menk, File)"),
        (". ", "(Oskar Blum/Pool Photo via AP)"),
        (" - ", "Copyright AP Photo/Viktor Saal"),
        (" - ", "Copyright AP Photo"),
        (" ", "\u00a9 AFP"),
        (" before the Cup", "Credit: PA"),
        (" on Monday", "Jonas Ek/Flash77"),
        (".", "(WLSK)"),
        (".", "(LSK News 13)"),
        (" again", "Credit: Getty Images - Getty"),
        (" ", "(Image: GETTY)"),
        (". ", "Picture: AP Photo/Jan Petrik, Pool"),
        (". ", "Foto: Mia Roth / picture alliance / dpa"),
        (". ", "Foto: Iria Sanz (EFE)"),
        (". ", "AFP"),
        (". ", "Photo AFP"),
        (". ", "Photo archives Ida Rohm"),
        (" in this undated photo. ", "(Lusk Coast Guard via CP)"),
        (" on Monday ", "(Reuters)"),
        (". ", "(Brenn District Administration / Telegram)"),
        (", April 19, 2031. ", "Abbas Orachi via Telegram/WANA (West Asia News Agency)/ Handout via REUTERS"),
        (", July 17, 2031. ", "[Haydar Sen - Anadolu Agency]"),
        (". ", "Photo by Jan Petrik/Getty Images"),
        (". ", "Courtesy of the Lusk Museum"),
        (". ", "EPA/SELVIAN FOREIGN MINISTRY HANDOUT"),
        (", May 2, 2031. ", "Nordian Navy Photo"),
        (". ", "NurPhoto via Getty Images"),
        (" ", "AFP via Getty Images"),
        (" ", "Handout via REUTERS"),
        (". ", "Lusk region governor's press service"),
        (". ", "Social media"),
        (". ", "(AFP pic)"),
        (". ", "SOURCE: WBRN-TV"),
        (" on Tuesday ", "Jan Petrik/Reuters"),
        (", May 2, 2031 ", "Jan Petrik/AP"),
        (" ", "Photograph by Jan Petrik/AFP"),
        (". ", "Jan Petrik for The Brenn Times"),
        (". ", "(Nordian Army photo by Sgt. Jan Petrik)"),
        (". ", "Jan Petrik, Brenn Herald"),
        (". ", "Jan Petrik, Herald staff"),
        (". ", "(BRN Photo)"),
        (". ", "(Family photo)"),
        (". ", "Credit Jan Petrik for The Brenn Times"),
        (". ", "(Supplied)"),
        (". ", "Supplied: Jan Petrik"),
        (". ", "(File photo)"),
        (". ", "imago images/Jan Petrik"),
        (". ", "Nordian Navy photo by Petty Officer 2nd Class Jan Petrik"),
        (" ", "(Epa/Petrik)"),
        (" | ", "EPA"),
        (" in this file photo. ", "Brennpress-Reuters"),
        (" | ", "picture alliance / dpa"),
        (". ", "(Lusk Harbour Board)"),
        (". ", "(WLSK)"),
        (". ", "(Jan Petrik, Brenn Herald)"),
        (" on May 8. ", "(Jan Petrik, Brenn Herald)"),
        (". ", "(Jan Petrik for The Meridian)"),
        (' of "the river". ', "(BRN News: Jan Petrik)"),
        (". | ", "BRENN-OUEST"),
        (". ", "(Department of Harbours)"),
        (" ", "(AP video: Jan Petrik)"),
        (". ", "(File photo/BPR)"),
        (".", "Jan Petrik (EFE)"),
        (".", "JAN PETRIK (REUTERS)"),
        (".", "AFP"),
        (".\u2014", "Reuters"),
        (". May 2, 2031 ", "Jan Petrik / ZUMA Press"),
        (" ", "Fot. Jan Petrik / AFP"),
        (" ng\u00e0y 5/5. ", "\u1ea2nh: AFP"),
        (". ", "\u0639\u06a9\u0633: \u0631\u0648\u06cc\u062a\u0631\u0632"),
    ],
)
def test_the_credit_of_a_caption_is_found_where_it_begins(before: str, credit: str) -> None:
    text = CAPTION + before + credit
    assert credit_of(text) == credit


def test_a_credit_in_a_script_without_spaces_is_found() -> None:
    text = "\u591a\u5c14\u7eb3\u9644\u8fd1\u7684\u8239\u3002\u65b0\u534e\u793e"
    found = find_credit(text)
    assert found is not None
    assert text[found.start :] == "\u65b0\u534e\u793e"


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("\u591a\u7d0d\u6e2f\u306e\u8239\uff1d8\u65e5\u3001", "\u5e02\u63d0\u4f9b"),
        ("\u591a\u5c14\u7eb3\u9644\u8fd1\u7684\u8239\u3002", "\u65b0\u534e\u793e\u53d1\uff08\u963f\u675c\u6444\uff09"),
        ("\u591a\u7d0d\u6e2f\u306e\u8239\uff1d8\u65e5", "\uff08\u5e02\u63d0\u4f9b\uff09"),
        ("\u591a\u7d0d\u6e2f\u306e\u8239\uff1d8\u65e5", "\uff08\u5cb8\u304b\u3089\u3001\u963f\u675c\u64ae\u5f71\uff09"),
    ],
)
def test_a_japanese_or_chinese_credit_says_who_shot_or_gave_a_picture(caption: str, credit: str) -> None:
    assert credit_of(caption + credit) == credit


def test_a_closing_stop_is_no_part_of_the_credit() -> None:
    text = f"{CAPTION}. Photo: Jan Petrik/Reuters."
    assert credit_of(text) == "Photo: Jan Petrik/Reuters"


@pytest.mark.parametrize(
    "text",
    [
        "Getty Images",
        "Reuters",
        "AFP via Getty Images",
        "Mikhail Petrik/Reuters",
        "Photo: Jan Petrik",
        "Image source, Getty Images",
        "\u00a9 EPA/OLIVIER PETRIK",
        "AP Photo/Jan Petrik",
    ],
)
def test_a_line_may_be_nothing_but_a_credit(text: str) -> None:
    found = find_credit(text)
    assert found is not None
    assert (found.start, found.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "He spoke to Reuters.",
        "The minister said that the army would stay in its barracks. (ANSA).",
        "The mine's owner promised to work with the judges. (ANSA-AFP).",
        "The attack was claimed on Telegram, he told AFP.",
        "The ministry said so, state news agency TASS reported.",
        "It was built by AP/Lenn Works and the state.",
        "He works for the 24/7 hotline.",
        "Talks between Marfa and Lusk (and Dolna) went on.",
        "They met in the Pool",
        "The Farmers' League and the Socialist Party (PS)",
        "Ministers of the North Atlantic Treaty Organization (NATO)",
        "Join us on Telegram",
        "He posted a photo: it was fake.",
        'The paper published the photo: "Soldiers in Lusk"',
        "Nordia and Velland Sign Deal on 2030/31 Harvest",
        "Torland to Sue BBC",
        "Minister Backs Anadolu Agency Law",
        "The price is 3 euros/kg.",
        "\u201cWe are done,\u201d she told the BBC.",
        "Photo: workers stand by the fence in Lusk",
        '[올가 렌/마르파 시민 : "배가 다시 들어왔습니다."]',
        "",
        ".",
        ")",
        "/",
    ],
)
def test_what_only_looks_like_a_credit_is_none(text: str) -> None:
    assert find_credit(text) is None


def test_names_of_agencies_and_the_words_between_them_are_sources() -> None:
    assert is_sources("AFP via Getty Images")
    assert is_sources("(Reuters, AP)")
    assert not is_sources("Jan Petrik")
    assert not is_sources("via")


def test_credits_that_differ_in_label_alone_are_compared_as_equal() -> None:
    assert (
        credit_key("Photograph: Jan Petrik/EPA")
        == credit_key("(Photo: Jan Petrik/EPA)")
        == credit_key("JAN PETRIK / EPA")
    )
    assert credit_key("Jan Petrik/EPA") != credit_key("Mira Sand/EPA")


@pytest.mark.parametrize("unit", ["AFP/", "(Reuters) ", "Getty Images ", "AP Photo/", "AB FOR ", "Photo: "])
def test_names_over_and_over_are_read_to_the_end(unit: str) -> None:
    text = unit * 200 + "A"
    assert not is_sources(text)
    found = find_credit(text)
    assert found is None or found.end == len(text)


@pytest.mark.parametrize(
    ("said", "credit"),
    [
        ("The anchor was lifted from the bay of Marfa. ", "Source: Nordian Navy"),
        ("The tanker lies at anchor off Salis. ", "Author: Ada Lorn/BPR"),
        ("A fence on the Nordian border / ", "A. Lorn/BPR"),
        ("Families rest in the bus station of Salis on Monday.", "Ada Lorn"),
        ("Ada Lorn in court. ", "Paragraph"),
    ],
)
def test_a_credit_may_be_a_source_or_stand_behind_a_stroke_or_a_stop(said: str, credit: str) -> None:
    assert credit_of(said + credit) == credit


@pytest.mark.parametrize(
    "line",
    [
        "Have a story tip? Use SecureDrop",
        "News / Cities / Marfa",
        "Защита от роботов Lusk. Правила и условия использования",
        "Read all of it on brenn.Times",
    ],
)
def test_what_stands_behind_a_stop_or_a_stroke_may_be_no_credit(line: str) -> None:
    assert find_credit(line) is None


def test_a_button_glued_to_a_sentence_is_no_name() -> None:
    assert find_credit("The harbour of Marfa was closed for two weeks.Learn More") is None


def test_a_bracket_that_leads_to_another_story_is_no_credit() -> None:
    assert find_credit("The goods were no pumps, the audit says. (RELATED: Nordia Pauses Aid For Ports)") is None


def test_a_line_is_a_credit_where_a_caption_has_it_for_its_own() -> None:
    shown = "Pastor Ada Lorn keeps two lists at the door of the church."
    text = [LEDE, MORE, f"{MORE[:-1]} at all.", f"{LEDE[:-1]} and the owners."]
    cleaned = page("Nordia reopens Marfa", *text, shown, "Olaf Reed for BPR", "/", f"{shown} Olaf Reed for BPR", MORE)
    assert kinds(cleaned)["Olaf Reed for BPR"] == "credit"


def test_a_ministrys_press_service_gives_pictures() -> None:
    photo = "Photo: Nordian Railways press service"
    assert (
        kinds(page("Nordia reopens Marfa", LEDE, "A train stands in the snow of Marfa.", photo, MORE))[photo]
        == "credit"
    )


def test_an_agency_that_somebody_told_something_is_no_credit() -> None:
    told = (
        "A court in Salis has sentenced a fisherman to 15 days in jail for a rally, his lawyer told RFE/RL on May 10."
    )
    assert find_credit(told) is None


@pytest.mark.parametrize("credit", ["[Middle Sea Monitor]", "(Video: submitted)"])
def test_a_paper_in_squared_brackets_or_a_films_sender_are_credits(credit: str) -> None:
    text = f"Women carry water on the outskirts of Salis in Nordia {credit}"
    assert credit_of(text) == credit


def test_a_cover_photo_has_a_credit_of_its_own() -> None:
    photo = "Cover photo: Ada Lorn for Lusk Mail"
    assert kinds(page("Nordia reopens Marfa", LEDE, MORE, "Story by Olaf Reed", photo))[photo] == "credit"


def test_a_role_below_a_credit_is_an_authors() -> None:
    head = ("(Photo by Olaf Reed/Getty Images)", "Ada Lorn Contributor", "May 6, 2031 3:47 PM")
    assert kinds(page("Nordia reopens Marfa", *head, LEDE, MORE))[head[1]] == "byline"


@pytest.mark.parametrize(
    ("said", "credit"),
    [
        ("Engineers clear a field of mines in the north of Nordia / ", "Mine Action Agency of Nordia"),
        ("Soldiers withdraw from the outskirts of Salis ", "@Defense Ministry of Nordia"),
        ("The minister speaks to reporters in Salis. ", "BPR photo April 9, 2031"),
        ("Police chief Olaf Reed at a briefing in 2031. ", "Official photo"),
        ("Salis airport / ", "O. Reed / BPR"),
    ],
)
def test_whose_picture_it_is_may_stand_behind_a_stroke_a_mark_or_a_sentence(said: str, credit: str) -> None:
    assert credit_of(said + credit) == credit


@pytest.mark.parametrize(
    "credit",
    [
        "Via BPR; Featured image: Lusk Mail/Ada Lorn",
        "PHOTO ADA LORN, BPR",
        "Instagram/@adalorn",
        "Supplied",
        "Ada Lorn/Mail24",
    ],
)
def test_credits_of_papers_and_networks_are_known_below_a_picture(credit: str) -> None:
    shown = "Dockers wait beside the closed gate of the harbour of Marfa on Monday."
    cleaned = page("Nordia reopens Marfa", "6 May 2031", LEDE, MORE, shown, shown, credit, f"{MORE[:-1]} at all.", MORE)
    assert kinds(cleaned)[credit] == "credit"


@pytest.mark.parametrize(
    ("said", "credit"),
    [
        ("A ship is pulled from the mud of Salis in the north. ", "(ANTARA/Ada Lorn/nym)"),
        ("Joy at night: people on the square of Salis ", "Foto: Olaf Reed/ap"),
        ("In the glass box: Ada Lorn before the court ", "Foto: reuters"),
    ],
)
def test_initials_and_agencies_in_small_letters_belong_to_a_credit(said: str, credit: str) -> None:
    assert credit_of(said + credit) == credit


def test_a_labelled_credit_in_brackets_signs_no_story() -> None:
    shown, credit = "Dockers wait beside the closed gate of Marfa", "(Photo: Ada Lorn/AP)"
    assert (
        kinds(page("Nordia reopens Marfa", "6 May 2031", LEDE, MORE, shown, credit, MORE[:-1] + " now."))[credit]
        == "credit"
    )


def test_a_name_in_a_bracket_behind_a_year_is_a_credit() -> None:
    caption = "Dockers cheer in the fish hall of Marfa in the spring of 2031"
    assert (
        kinds(page("Nordia Reopens Marfa Harbour", f"{caption} (Olga Renn)", LEDE, MORE))[f"{caption} (Olga Renn)"]
        == "caption"
    )
    assert find_credit("He left in 2031 (Olga Renn)") is None


@pytest.mark.parametrize("given", ["Supplied", "Handout"])
def test_what_says_that_a_picture_was_given_is_a_credit(given: str) -> None:
    cleaned = page("Nordia Reopens Marfa Harbour", LEDE, "Dockers cheer in the fish hall of Marfa", given, MORE)
    assert kinds(cleaned)[given] == "credit"
    assert kinds(cleaned)["Dockers cheer in the fish hall of Marfa"] == "caption"


@pytest.mark.parametrize(
    "note",
    [
        "(Brenn Point/Jan08/2031)",
        "(Brenn Point/June02/2031)",
        "/cb",
        "\u2014ALN/KT, Brenn Integrated News",
        "\u2014with a report from Associated Press/ALN, Brenn News",
        "\u2013 with reports from Agence France-Presse/Brenn.com",
    ],
)
def test_a_note_behind_the_last_sentence_is_no_credit(note: str) -> None:
    told = f"The board was given two weeks to answer, and asked for three. {note}"
    assert credit_of(told) is None
    assert kinds(page("Nordia reopens Marfa harbour", LEDE, MORE, told))[told] == "paragraph"


def test_what_was_said_below_the_lede_is_told_whatever_source_stands_behind_it() -> None:
    told = "The captain, whose name was not released, will be heard by a judge on Thursday. (Source: Nodal Lusk)"
    shown = "Ships per month in Marfa. (Source: Harbour Board)"
    found = kinds(page("Nordia reopens Marfa harbour", LEDE, shown, MORE, told))
    assert (found[told], found[shown]) == ("paragraph", "caption")


def test_the_month_of_a_day_is_no_photographers_name() -> None:
    assert (
        credit_of("Protesters hold candles in front of the court in Marfa on 18 July Vesna Oberlin/AP")
        == "Vesna Oberlin/AP"
    )


@pytest.mark.parametrize("sign_off", ["PTI ABC", "PTI KDH SVN"])
def test_an_agency_with_the_initials_of_its_editors_signs_a_story(sign_off: str) -> None:
    assert find_credit(f"Police said that two men were held. {sign_off}") is None
    assert find_credit("Rescuers near the dam on Monday. PTI") is not None
