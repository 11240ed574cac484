from __future__ import annotations

import pytest

from schemas.block import CleanedPage
from tests.support.cleaning import LEDE, MORE, actions, page, text_of

TITLE = "Nordia Reopens Marfa Harbour"
STEM = "Dockers wait beside a crane in Marfa"


def links(cleaned: CleanedPage) -> list[int | None]:
    """For every block the number of its first copy, None for what is no copy."""
    numbers = {block.start: number for number, block in enumerate(cleaned.blocks)}
    return [None if block.repeat_of is None else numbers[block.repeat_of] for block in cleaned.blocks]


def test_a_caption_printed_again_is_dropped_and_leads_to_the_first() -> None:
    cleaned = page(TITLE, f"{STEM}. EPA/LENA ORSK", f"{STEM}. EPA/LENA ORSK", LEDE, f"{STEM}. EPA/LENA ORSK", MORE)
    assert actions(cleaned) == ["keep", "metadata", "drop", "keep", "drop", "keep"]
    assert links(cleaned) == [None, None, 1, None, 1, None]


def test_the_fullest_copy_is_kept_wherever_it_stands() -> None:
    cleaned = page(TITLE, STEM, f"{STEM}. Photograph: Lena Orsk/EPA", LEDE, MORE)
    assert actions(cleaned) == ["keep", "drop", "metadata", "keep", "keep"]
    assert links(cleaned) == [None, None, 1, None, None]


def test_of_three_copies_with_the_credit_on_the_later_two_the_second_is_kept() -> None:
    cleaned = page(TITLE, STEM, f"{STEM}. EPA/LENA ORSK", LEDE, MORE, f"{STEM}. EPA/LENA ORSK")
    assert actions(cleaned) == ["keep", "drop", "metadata", "keep", "keep", "drop"]


@pytest.mark.parametrize(
    "copy",
    [
        "\u2018Dockers\u2019 wait\u2014 in  Marfa. (AFP)",
        "'Dockers' wait- in Marfa. (AFP)",
        "\u201aDockers\u2019 wait\u2013 in\u00a0Marfa (AFP)",
        "\u2022 'dockers' wait- in marfa. (AFP)",
    ],
)
def test_copies_that_differ_in_typography_are_copies(copy: str) -> None:
    cleaned = page(TITLE, "'Dockers' wait\u2014 in Marfa. (AFP)", copy, LEDE, MORE)
    assert links(cleaned)[2] == 1


def test_the_title_printed_again_is_dropped() -> None:
    cleaned = page(TITLE, "TT", TITLE.upper(), LEDE, MORE)
    assert (actions(cleaned)[2], links(cleaned)[2]) == ("drop", 0)


def test_a_title_with_the_sites_name_behind_it_repeats_the_storys() -> None:
    cleaned = page(f"{TITLE} | The Lusk Observer", "Menu", TITLE, LEDE, MORE)
    assert (links(cleaned)[0], links(cleaned)[2]) == (None, 0)
    assert (actions(cleaned)[0], actions(cleaned)[2]) == ("drop", "keep")


def test_a_caption_that_says_what_the_title_says_is_a_title_again() -> None:
    cleaned = page(TITLE, TITLE, "TT", TITLE, LEDE, MORE)
    assert actions(cleaned) == ["keep", "drop", "drop", "drop", "keep", "keep"]


def test_a_caption_that_makes_a_claim_is_kept_out_of_the_body() -> None:
    claim = "The union leader vowed to close the harbour again (Reuters)"
    cleaned = page(TITLE, claim, claim, LEDE, MORE)
    assert claim not in [text_of(cleaned, block) for block in cleaned.blocks if block.action == "keep"]


def test_a_lede_printed_twice_is_kept_once() -> None:
    cleaned = page(TITLE, LEDE, "By Olga Renn", "May 5, 2031", LEDE, MORE)
    assert links(cleaned)[4] == 1
    assert actions(cleaned) == ["keep", "keep", "metadata", "keep", "drop", "keep"]


def test_an_authors_refrain_is_kept_every_time() -> None:
    cleaned = page(
        TITLE, LEDE, "No ship, no bread.", MORE, "No ship, no bread.", "That was all they sang.", "No ship, no bread."
    )
    assert set(actions(cleaned)) == {"keep"}


def test_the_same_credit_under_different_pictures_is_no_copy() -> None:
    cleaned = page(
        TITLE,
        "A crane in Marfa harbour. (AFP)",
        "Getty Images",
        LEDE,
        "A ship in the open bay. (AFP)",
        "Getty Images",
        MORE,
    )
    assert links(cleaned) == [None] * 7


def test_one_caption_with_two_different_credits_is_two_pictures() -> None:
    cleaned = page(TITLE, f"{STEM}. EPA/LENA ORSK", f"{STEM}. REUTERS/Jan Petrik", LEDE, MORE)
    assert links(cleaned) == [None] * 5


def test_a_caption_of_another_part_is_no_copy() -> None:
    caption = f"{STEM}. EPA/LENA ORSK"
    other = "Velland Parliament Passes Grain Law"
    cleaned = page(
        TITLE,
        caption,
        "TT",
        TITLE,
        LEDE,
        other,
        caption,
        caption,
        "TT",
        other,
        "Velland lawmakers passed the grain law on Sunday.",
    )
    assert links(cleaned)[6] is None
    assert links(cleaned)[7] == 6


def test_a_copy_far_below_the_first_is_found() -> None:
    body = [f"{MORE[:-1]}, and that was day {day}." for day in range(200)]
    cleaned = page(TITLE, f"{STEM}. EPA/LENA ORSK", LEDE, *body, f"{STEM}. EPA/LENA ORSK", MORE)
    assert links(cleaned)[-2] == 1


def test_the_title_among_other_stories_is_the_title_again() -> None:
    cleaned = page(TITLE, LEDE, MORE, "Most read", "Lusk votes on its budget", TITLE, "Brenn floods recede")
    assert (actions(cleaned)[5], links(cleaned)[5]) == ("drop", 0)


def test_whoever_is_named_behind_words_that_also_stand_alone_took_the_picture() -> None:
    signed = f"{STEM} on Friday. Lena Orsk, Marfa Herald"
    cleaned = page(TITLE, signed, f"{STEM} on Friday.", LEDE, MORE, f"{STEM.upper()} ON FRIDAY.", MORE[:-1] + " now.")
    assert [links(cleaned)[number] for number in (1, 2, 5)] == [None, 1, 1]
    assert actions(cleaned) == ["keep", "metadata", "drop", "keep", "keep", "drop", "keep"]


def test_a_caption_from_the_archive_is_a_copy_of_the_same_without_that_note() -> None:
    cleaned = page(TITLE, f"{STEM}. (File photo)", LEDE, MORE, f"{STEM}.", f"{LEDE} {MORE}")
    assert links(cleaned)[4] == 1


@pytest.mark.parametrize("credit", ["(Norrhamn)", "LENA ORSK FOR \u00ab THE MAIL \u00bb", "Lena Orsk for The Mail"])
def test_a_sentence_with_a_name_behind_it_right_below_itself_is_a_caption_whoever_it_names(credit: str) -> None:
    said = f"{STEM} on Monday."
    cleaned = page(TITLE, "By Olga Renn", LEDE, f"{said} {credit}", said, MORE)
    assert actions(cleaned) == ["keep", "metadata", "keep", "metadata", "drop", "keep"]
    assert text_of(cleaned, cleaned.blocks[3]).endswith(credit)


@pytest.mark.parametrize(
    "credit", ["\u2014 Reuters", "Kyodo News", "Photo courtesy of the Marfa Mail", "AP / Ivo Tamm"]
)
def test_words_without_a_stop_with_an_agency_behind_them_are_a_caption_where_they_stand_alone_too(credit: str) -> None:
    cleaned = page(TITLE, "By Olga Renn", "May 5, 2031", f"{STEM} {credit}", LEDE, "What comes next", STEM, MORE)
    assert actions(cleaned)[3] == "metadata"
    assert actions(cleaned)[6] == "drop"


def test_a_title_with_an_agencys_name_behind_it_above_the_bare_one_makes_no_captions() -> None:
    cleaned = page(f"{TITLE} - Reuters", "Menu", TITLE, "By Olga Renn", LEDE, MORE)
    assert "caption" not in {block.kind.value for block in cleaned.blocks}


@pytest.mark.parametrize("more", [" on Tuesday", ". Nobody knows for how long they will"])
def test_a_caption_with_which_the_one_right_below_begins_is_a_copy(more: str) -> None:
    cleaned = page(TITLE, LEDE, f"{STEM}.", f"{STEM}{more}. Lena Orsk/EPA", MORE)
    assert actions(cleaned) == ["keep", "keep", "drop", "metadata", "keep"]
    assert links(cleaned)[3] == 2


def test_of_three_captions_that_begin_alike_the_longest_is_kept() -> None:
    longest = f"{STEM} on Tuesday in the rain. Lena Orsk/EPA"
    cleaned = page(TITLE, LEDE, f"{STEM}.", f"{STEM} on Tuesday.", longest, MORE)
    assert actions(cleaned)[2:5] == ["drop", "drop", "metadata"]


def test_a_caption_with_a_credit_of_its_own_is_no_beginning_of_another() -> None:
    cleaned = page(TITLE, LEDE, f"{STEM}. Olaf Reed/AFP", f"{STEM} on Tuesday. Lena Orsk/EPA", MORE)
    assert actions(cleaned)[2:4] == ["metadata", "metadata"]


@pytest.mark.parametrize("before", ["Image: ", "4 ", "1 de 4 | ", "2 of 3 ", "[1/3]"])
def test_a_label_or_a_number_before_a_caption_is_no_part_of_what_it_says(before: str) -> None:
    cleaned = page(TITLE, LEDE, f"{before}{STEM}. Pic: AP", f"{STEM}. Pic: AP", MORE)
    assert links(cleaned)[3] == 2


def test_a_stroke_before_a_credit_is_no_part_of_what_a_caption_says() -> None:
    cleaned = page(TITLE, f"{STEM}. / Photo: Reuters", f"{STEM}.", LEDE, MORE, f"{STEM}. / Photo: Reuters")
    assert links(cleaned)[5] == 1


@pytest.mark.parametrize("stem", [f"{STEM} on May 9.", f"This image shows how {STEM.lower()} on May 9."])
def test_a_name_behind_a_caption_that_ends_with_a_day_is_its_credit(stem: str) -> None:
    cleaned = page(TITLE, LEDE, f"{stem} Ada Lorn for BPR", stem, MORE)
    assert links(cleaned)[3] == 2


def test_a_title_with_its_section_and_a_bar_before_it_is_the_title() -> None:
    cleaned = page(f"Europe|{TITLE}", "Menu", TITLE, "By Ada Lorn", LEDE, MORE)
    assert actions(cleaned).count("keep") == 3


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (f"{STEM}. Source: Lena Orsk/BRN", f"{STEM}. Author: Lena Orsk/BRN"),
        (f"{STEM}. File | Photo Credit: REUTERS", f"{STEM}. File"),
        (f"{STEM} before launch. (Lusk Ministry of Ports)", f"{STEM} before launch. Lusk Ministry of Ports"),
        (f"{STEM} on Monday (May 5, 2031). BRN FOTO/Lena Orsk/ptr.", f"{STEM} on Monday (May 5, 2031)."),
        (f"BRN/Lena Orsk {STEM} and look at the fruit.", f"{STEM} and look at the fruit."),
        (f"{STEM} / photo State Service of Ports", STEM),
    ],
)
def test_copies_whose_credits_are_printed_in_other_ways_are_copies(first: str, again: str) -> None:
    cleaned = page(TITLE, "By Olga Renn", first, again, "May 5, 2031", LEDE, MORE)
    assert actions(cleaned)[2:4] == ["metadata", "drop"]
    assert links(cleaned)[3] == 2


def test_a_copy_of_what_a_credit_below_it_tells_a_caption_is_one_as_well() -> None:
    shown = "Residents clear mud from the quays of Marfa, a week after the dam of the northern dock gave way."
    cleaned = page(TITLE, "May 5, 2031", "Listen", shown, "Lena Orsk for BRN", "/", shown, "", LEDE, MORE)
    assert (actions(cleaned)[6], links(cleaned)[6]) == ("drop", 3)


def test_a_title_printed_again_behind_the_way_to_it_is_the_last_step_and_the_title() -> None:
    cleaned = page("Menu", "World", TITLE, "", TITLE, "By Olga Renn", LEDE, MORE)
    assert actions(cleaned)[2:4] == ["drop", "keep"]


def test_a_short_sentence_printed_twice_below_the_head_is_a_picture() -> None:
    shown = "Ada Lorn has led the port of Marfa since 2029."
    cleaned = page(TITLE, LEDE, "By Olga Renn", "May 5, 2031", "Share", shown, shown, f"{MORE[:-1]} at all.", MORE)
    assert actions(cleaned)[5:7] == ["metadata", "drop"]


def test_captions_of_which_another_close_by_says_more_go_with_it() -> None:
    said = "Rescuers wait at the gate of the closed harbour of Marfa"
    fuller = f"{said} in northern Nordia, May 2031 (Photo: BRN)"
    cleaned = page(TITLE, said, "Share", "May 5, 2031", f"{said} [File photo]", fuller, LEDE, MORE)
    assert [(actions(cleaned)[number], links(cleaned)[number]) for number in (1, 4, 5)] == [
        ("drop", None),
        ("drop", 1),
        ("metadata", 1),
    ]


def test_a_lede_without_its_dateline_below_a_copyright_is_its_copy() -> None:
    foot = (
        "\u00a9 2031 Lusk Mail. All rights reserved.",
        "harbour, marfa",
        LEDE,
        "214",
        "2031-42-04",
        "Monday, 05 May 2031 11:42 AM",
    )
    cleaned = page(TITLE, "By Olga Renn", f"MARFA, Nordia (BRN) \u2014 {LEDE}", MORE, f"{MORE[:-1]} now.", *foot)
    assert actions(cleaned)[-6:] == ["drop"] * 6


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (f"thumbnail: {STEM} (Lena Orsk/AP)", f"{STEM} (Lena Orsk/AP)"),
        (f"{STEM}. Alamy Stock Photo Alamy Stock Photo", f"{STEM}. Alamy Stock Photo"),
        (f"{STEM}.(Image: AFP via Getty Images)", f"{STEM}. (Image: AFP via Getty Images)"),
    ],
)
def test_labels_spaces_and_credits_printed_twice_make_no_other_caption(first: str, again: str) -> None:
    cleaned = page(TITLE, "By Olga Renn", first, again, "May 5, 2031", LEDE, MORE)
    assert sorted(actions(cleaned)[2:4]) == ["drop", "metadata"]
    assert links(cleaned)[3] == 2


def test_a_sentence_on_both_sides_of_a_credit_is_a_picture_above_a_later_story_too() -> None:
    shown = "Fishermen being taken to a court in Salis on May 6."
    other = (
        "Velland charges fishermen over fire that killed nine",
        "Sign up now: Get insights",
        shown,
        "PHOTO: EPA",
        shown,
    )
    text = (
        "Velland charged nine fishermen on Tuesday over a fire in the port of Salis.",
        "They deny it, said their lawyer.",
    )
    cleaned = page(
        TITLE, "May 5, 2031", LEDE, MORE, "E-paper", "", *other, "Ada Lorn", "Published May 6, 2031, 05:00 AM", *text
    )
    assert [block.part for block in cleaned.blocks][6:9] == [1, 1, 1]
    assert actions(cleaned)[7:10] == ["metadata", "metadata", "drop"]


def test_a_sentence_with_a_full_day_printed_again_below_is_a_picture() -> None:
    shown = "Dockers mark out the quay of Marfa outside the customs hall on May 4, 2031."
    cleaned = page(TITLE, LEDE, "May 5, 2031", shown, f"{MORE[:-1]} at all.", MORE, shown, f"{LEDE[:-1]} and owners.")
    assert [actions(cleaned)[number] for number in (3, 6)] == ["metadata", "drop"]


@pytest.mark.parametrize("buttons", [(), ("hide caption",), ("hide caption", "toggle caption")])
def test_a_credit_below_a_caption_is_a_repeat_below_its_copy(buttons: tuple[str, ...]) -> None:
    shown, credit = "Dockers walk back to the quay of Marfa on May 4, 2031.", "Ivo Tamm/AFP"
    cleaned = page(TITLE, shown, *buttons, credit, LEDE, MORE, shown, *buttons, credit, f"{MORE[:-1]} in June.")
    found = [(text_of(cleaned, block), block.action) for block in cleaned.blocks if text_of(cleaned, block) == credit]
    assert [action for _, action in found] == ["metadata", "drop"]


def test_the_same_credit_below_another_caption_is_none() -> None:
    credit = "Ivo Tamm/AFP"
    shown = ("Dockers walk back to the quay of Marfa on Monday", "A pilot boards the first ship in Marfa on Tuesday")
    cleaned = page(TITLE, shown[0], credit, LEDE, MORE, shown[1], credit, f"{MORE[:-1]} in June.")
    assert [block.action for block in cleaned.blocks if text_of(cleaned, block) == credit] == ["metadata"] * 2


def test_a_credit_above_a_caption_is_a_repeat_above_its_copy() -> None:
    shown = ("Image source, Reuters", "Image caption, Dockers set up barricades in Marfa on Tuesday morning")
    cleaned = page(TITLE, *shown, LEDE, MORE, *shown, f"{MORE[:-1]} in June.")
    assert (actions(cleaned)[1], actions(cleaned)[5]) == ("metadata", "drop")
    assert links(cleaned)[5] == 1


def test_a_credit_below_a_copy_repeats_that_in_the_first_caption() -> None:
    shown, by = "Dockers set up barricades in Marfa, Nordia, on Tuesday morning", "Omar Dely/AFP/Getty Images"
    cleaned = page(TITLE, f"{shown}. {by}", LEDE, MORE, shown, by, f"{MORE[:-1]} in June.")
    assert (actions(cleaned)[1], actions(cleaned)[4], actions(cleaned)[5]) == ("metadata", "drop", "drop")
    assert links(cleaned)[5] == 1


def test_one_credit_below_each_of_two_pictures_is_kept_twice() -> None:
    by = "Jonas Wirth / Reuters"
    shown = ("Cutters set out at dawn in Marfa on March 2, 2031.", "A soldier shares his tea in Lusk on March 3, 2031.")
    cleaned = page(TITLE, LEDE, MORE, shown[0], by, shown[1], by, f"{MORE[:-1]} in June.")
    assert (actions(cleaned)[4], actions(cleaned)[6]) == ("metadata", "metadata")


def test_a_credit_right_below_another_caption_is_not_that_of_the_one_below_it() -> None:
    by, again = "Jonas Wirth / Reuters", "Dockers set up barricades in Marfa on Tuesday morning (file photo)"
    shown = ("Cutters set out at dawn in Marfa on March 2, 2031.", "A soldier shares his tea in Lusk on March 3, 2031.")
    cleaned = page(TITLE, shown[0], by, again, LEDE, MORE, shown[1], by, again, f"{MORE[:-1]} in June.")
    assert (actions(cleaned)[2], actions(cleaned)[7]) == ("metadata", "metadata")
