from datetime import date

import pytest

from tests.support.extraction import extractor, found_in


def told(text: str, published: str = "2026-03-11") -> list[str]:
    """The text's events as "SOURCES TYPE TARGETS", names joined by "+"."""
    return [
        f"{'+'.join(w.name for w in found.words.source)} {found.event.type} "
        f"{'+'.join(w.name for w in found.words.target)}".strip()
        for found in found_in(extractor(), text, published)
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Two Danish soldiers were attacked by Malian rebels.", "Malian rebels ASSAULT Two Danish soldiers"),
        ("Ghana refused to release the Togolese pilot.", "Ghana REJECT Togolese pilot"),
        ("Ghana agreed to release the Togolese pilot.", "Ghana AGREE Togolese pilot"),
        ("Ghana threatened to bomb Togo.", "Ghana THREATEN Togo"),
        ("Ghana urged Togo to release the pilot.", "Ghana REQUEST Togo"),
        ("Ghana lifted its sanctions on Togo.", "Ghana CONCEDE Togo"),
        ("Ghana suspended aid to Togo.", "Ghana SANCTION Togo"),
        ("Ghana will send troops to Togo.", "Ghana MOBILIZE Togo"),
        ("Ghana will not release the Togolese pilot.", "Ghana REJECT Togolese pilot"),
        ("Ghana, which borders Togo, condemned Benin.", "Ghana ACCUSE Benin"),
        ("Ghanaian police arrested and beat the Togolese traders.", "Ghanaian police COERCE Togolese traders"),
        (
            "Ghana's parliament passed by nine votes to two a resolution demanding that Togo release the pilot.",
            "Ghana's parliament REQUEST Togo",
        ),
        ("Ghana said that Togo needs to release the pilot.", "Ghana REQUEST Togo"),
        ("The Ghanaian opposition said the ministry must explain.", "Ghanaian opposition REQUEST Ghanaian ministry"),
        (
            "The Ghanaian government said that Ghanaian rebels were responsible.",
            "Ghanaian government ACCUSE Ghanaian rebels",
        ),
        ("Ghana gave the Togolese envoys until Monday to leave.", "Ghana THREATEN Togolese envoys"),
        ("The World Bank approved a loan of two million dollars for Togo.", "World Bank AID Togo"),
        ("The Ghanaian opposition will boycott the election.", "Ghanaian opposition THREATEN"),
        (
            "The Ghanaian opposition sought the resignation of the minister.",
            "Ghanaian opposition REQUEST Ghanaian minister",
        ),
        ("Ghanaian drivers blocked the Accra-Kumasi road.", "Ghanaian drivers PROTEST"),
        ("Ghana called the accusations absurd.", "Ghana REJECT"),
        ("Ghana and Togo met on Friday.", "Ghana+Togo CONSULT Ghana+Togo"),
        ("Ghana's endorsement of Togo surprised Benin.", "Ghana SUPPORT Togo"),
        ("Ghana rejected Togo's offer, saying it was late.", "Ghana REJECT Togo"),
        ("Ghana lifted the state of emergency in Accra.", "Ghana CONCEDE Accra"),
        ("Ghana-Togo talks began in Accra.", "Ghana+Togo CONSULT Ghana+Togo"),
        ("Ghana accused its neighbour Togo.", "Ghana ACCUSE Togo"),
        ("Ghana said the Togolese envoys had been summoned.", "Ghana ACCUSE Togolese envoys"),
        ("Ghana is willing to withdraw its troops from Togo.", "Ghana AGREE Togo"),
        ("Ghana lifted sanctions imposed on Togo.", "Ghana CONCEDE Togo"),
        ("Ghana pledged support for Togo.", "Ghana SUPPORT Togo"),
        ("Ghana announced a cease-fire with the rebels.", "Ghana RETREAT rebels"),
        ("Ghana said that Togo must do something.", "Ghana REQUEST Togo"),
        ("Ghana is expected to meet Togo on Friday.", "Ghana+Togo AGREE Ghana+Togo"),
        ("Ghana and Togo plan to sign a protocol.", "Ghana+Togo AGREE Ghana+Togo"),
        ("Ghana is scheduled to give Togo a loan.", "Ghana AGREE Togo"),
        ("Ghana and Togo traded accusations on Friday.", "Ghana+Togo ACCUSE Ghana+Togo"),
        ("Ghana reiterated its commitment to supporting Togo.", "Ghana AGREE Togo"),
        ("ACCRA (GNA): Ghana condemned Togo.", "Ghana ACCUSE Togo"),
        ("The Ghanaian Security Council condemned Togo.", "Ghanaian Security Council ACCUSE Togo"),
        ("Guinea-Bissau condemned Togo.", "Guinea-Bissau ACCUSE Togo"),
        ("A Ghanaian judge ordered two Togolese traders jailed.", "Ghanaian judge COERCE two Togolese traders"),
        ("Ghana will retaliate against Togo.", "Ghana THREATEN Togo"),
        ("Ghana ordered two Togolese envoys to leave.", "Ghana SANCTION two Togolese envoys"),
        ("Ghana wants Togo to open the border.", "Ghana REQUEST Togo"),
        ("Ghana dismissed the allegation of Togo.", "Ghana REJECT Togo"),
        ("Togo faced criticism from Ghana and from Benin.", "Ghana+Benin ACCUSE Togo"),
        ("Ghana responded with strikes on Togo.", "Ghana ASSAULT Togo"),
        ("A Ghanaian minister ordered his army to bomb Togo.", "Ghanaian minister ASSAULT Togo"),
        ("A Ghanaian court sent the Togolese trader to prison.", "Ghanaian court SANCTION Togolese trader"),
        ("Ghana, Benin and Mali condemned Togo.", "Ghana+Benin+Mali ACCUSE Togo"),
        ("Ghana gave a million dollars to rebuild schools in Togo.", "Ghana AID Togo"),
        ("Ghana called the president of Togo on Monday.", "Ghana+president CONSULT Ghana+president"),
    ],
)
def test_direction_and_type_follow_the_construction(text: str, event: str) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ghana accused Togo of theft. Togo denied this.", "Togo REJECT Ghana"),
        ("Gunmen attacked a post in Benin. France condemned the attack.", "France ACCUSE Gunmen"),
        ("Ghana and Togo held talks. Benin declined to join the talks.", "Benin REJECT Ghana+Togo"),
        ("Ghana closed its border with Togo. Benin welcomed the step.", "Benin SUPPORT Ghana"),
        ("Ghana closed its border with Togo. Benin called the measure illegal.", "Benin ACCUSE Ghana"),
        ("Ghana closed its border with Togo. Benin said the measure was illegal.", "Benin ACCUSE Ghana"),
        ("Ghana accused Togo of theft, a charge that Togo rejects.", "Togo REJECT Ghana"),
        ("Ghana accused Togo of theft, a charge Togo has dismissed.", "Togo REJECT Ghana"),
        ("Ghana closed its border with Togo, a move condemned by Benin.", "Benin ACCUSE Ghana"),
        ("Benin invited Togo to talks. Togo accepted the invitation.", "Togo AGREE Benin"),
    ],
)
def test_an_answer_goes_to_who_did_what_is_answered(text: str, event: str) -> None:
    assert event in told(text)


def test_a_title_that_few_states_have_needs_one_of_them() -> None:
    thanked = found_in(extractor(), "President Ada Lunt of Togo thanked the emir.")[0]
    assert thanked.event.target[0].country is None
    thanked = found_in(extractor(), "President Ada Lunt of Togo met Qatar's premier. She thanked the emir.")[-1]
    assert thanked.event.target[0].country == "QAT"


def test_a_chamber_that_many_states_have_tells_nothing_of_whose_the_article_is() -> None:
    (found,) = found_in(extractor(), "Senate to decide governor's fate\n\nThe traders asked a judge to wait.")
    assert [found.event.source[0].country, found.event.target[0].country] == [None, None]


def test_he_is_nobody_who_is_only_told_of_as_an_owner() -> None:
    text = "Togo held Ada Lunt after the attack on an officer's house. A Togolese court remanded her for five days."
    assert "Togolese court COERCE Ada Lunt" in told(text)


def test_who_works_for_a_state_is_its_own() -> None:
    (found,) = found_in(extractor(), "The hackers working for the Togolese state accused Ghana.")
    assert found.event.source[0].country == "TGO"


def test_each_of_several_countries_before_one_noun_takes_part() -> None:
    found = found_in(extractor(), "Talks between Chad, Sudan and US officials began.")[0]
    assert [actor.country for actor in found.event.source] == ["TCD", "SDN", "USA"]


def test_the_day_that_says_more_exactly_when_is_the_events() -> None:
    found = found_in(extractor(), "Chad and Iran met last week, most likely on March 5, in Muscat.")[0]
    assert found.event.date is not None
    assert found.event.date.first == found.event.date.last == date(2026, 3, 5)


def test_whoever_is_named_alone_has_nothing_to_do_with_himself() -> None:
    assert told("Ghana offered to host a new round of negotiations.") == ["Ghana AGREE"]


def test_a_surname_means_whom_the_text_named_in_full() -> None:
    text = "Kenyan Foreign Minister Amina Odhiambo arrived in Kampala. Odhiambo condemned Sudan."
    assert "Amina Odhiambo ACCUSE Sudan" in told(text)


def test_the_text_wins_over_the_table_of_office_holders() -> None:
    text = "Dakar baker Awa Putin opened a shop. Putin condemned Mali."
    assert "Vladimir Putin ACCUSE Mali" not in told(text)


def test_an_arrest_is_the_work_of_the_police_just_named() -> None:
    before = (
        "Ghana thanked Togo. Ghana and Togo signed a treaty. Police in Alexandria fired tear gas at Ghanaian students."
    )
    assert "Police COERCE Two people" in told(f"{before} Two people were arrested.")


def test_another_of_an_office_holders_name_is_somebody_else() -> None:
    (found,) = found_in(extractor(), "Peru closed its ports. Defence Minister Donald Tusk sent troops to the border.")[
        1:
    ]
    assert [(actor.country, actor.role) for actor in found.event.source] == [("PER", "GOV")]


def test_the_police_of_a_city_are_those_of_its_country() -> None:
    found = found_in(extractor(), "Ghana thanked Togo. Police in Alexandria arrested two Togolese traders.")[-1]
    assert [(actor.country, actor.role) for actor in found.event.source] == [("EGY", "COP")]


def test_several_states_are_not_of_the_articles_country() -> None:
    text = "Ghana is hot. Ghana votes. Several neighbouring states condemned Togo."
    (found,) = found_in(extractor(), text)
    assert [actor.country for actor in found.event.source] == [None]


def test_crowds_march_through_a_capital_and_not_against_it() -> None:
    assert told("Opponents of the law marched through Lome.") == ["Opponents PROTEST"]


def test_a_minister_is_not_of_the_country_that_he_deals_with() -> None:
    text = "Togo's court sat. Togo is far. A Ghanaian minister wept. Minister Ada Lunt opened talks with Togo."
    (found,) = found_in(extractor(), text)
    assert [actor.country for actor in found.event.source] == ["GHA", "TGO"]


def test_an_office_holder_is_known_by_surname_at_the_time() -> None:
    found = found_in(extractor(), "Merkel condemned Mali on Monday.", "2015-03-11")
    assert (found[0].words.source[0].name, found[0].event.source[0].country) == ("Angela Merkel", "DEU")


def test_both_countries_are_the_two_last_named() -> None:
    assert "Norway REQUEST Chad+Niger" in told("Chad and Niger closed the road. Norway urged both countries to talk.")


def test_they_may_be_both_countries() -> None:
    before = "Chad and Niger met in Cairo. Rebels watched the talks."
    assert "Chad+Niger ACCUSE Mali" in told(f"{before} Both countries back the pact. They accused Mali of theft.")


def test_both_sides_are_those_that_had_to_do_with_one_another() -> None:
    before = "Ghana accused Togo of theft.\n\nBenin borders Mali."
    assert "African Union REQUEST Ghana+Togo" in told(f"{before}\n\nThe African Union urged both sides to sign a deal.")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Unity Party of Togo slept. Its secretary-general condemned Ghana.", "PTY"),
        ("The leader of Hamas condemned Ghana.", "REB"),
        ("The United Nations refugee chief, Ada Lunt, condemned Ghana.", "IGO"),
    ],
)
def test_those_who_speak_for_a_body_have_its_role(text: str, role: str) -> None:
    (found,) = found_in(extractor(), text)
    assert found.event.source[0].role == role


def test_jets_are_of_those_who_had_to_do_with_whom_they_hit() -> None:
    (found,) = found_in(extractor(), "Ghana condemned Togo.\n\nF-16 jets bombed two Togolese bases.")[1:]
    assert (found.event.type, found.event.source[0].country) == ("ASSAULT", "GHA")


@pytest.mark.parametrize(
    "text",
    [
        "Togo said it foiled an attack by rebels on its capital.",
        "The World Bank said it would study the request.",
        "The navies of Ghana and Togo nearly clashed.",
    ],
)
def test_what_did_not_happen_or_is_only_weighed_is_no_event(text: str) -> None:
    assert not told(text)


def test_an_envoy_who_is_recalled_for_consultations_consults_nobody() -> None:
    assert told("Ghana recalled its ambassador from Togo for consultations.") == ["Ghana SANCTION Togo"]


def test_who_is_kept_from_something_does_not_do_it() -> None:
    assert told("Ghana banned Togolese carriers from flying to Benin.") == ["Ghana COERCE Togolese carriers"]


def test_who_is_sent_for_talks_visits_and_no_more() -> None:
    assert told("Ghana sent envoys to Togo for consultations.") == ["Ghana+Togo CONSULT Ghana+Togo"]


def test_what_somebody_plots_or_is_charged_with_is_no_event() -> None:
    assert told("Ghana's government summoned Togo's envoy over a plot to kill monks.") == [
        "Ghana's government ACCUSE Togo's envoy"
    ]
    assert told("Ghanaian prosecutors charged a guard at the Malian embassy with spying for Togo.") == [
        "Ghanaian prosecutors ACCUSE Ghanaian guard"
    ]


def test_what_somebody_is_investigated_for_is_no_event() -> None:
    assert told("Ghanaian prosecutors are investigating the mayor for insulting Togo.") == [
        "Ghanaian prosecutors ACCUSE Ghanaian mayor"
    ]


def test_what_a_crowd_shouts_for_is_not_done() -> None:
    assert not any("COERCE" in event for event in told('Thousands rallied, chanting "Arrest him".'))


def test_what_somebody_is_suspected_of_is_no_event() -> None:
    (event,) = told("Police in Togo arrested a Ghanaian on suspicion of spying for Benin.")
    assert "COERCE" in event


def test_nobody_is_phoned_who_is_called_something() -> None:
    assert not told("Ghana's president called the minister a friend.")


def test_with_what_it_was_done_is_no_deed_of_its_own() -> None:
    assert told("A drone launched by Ghanaian troops struck a depot in Togo.") == ["Ghanaian troops ASSAULT depot"]


def test_those_who_act_on_both_sides_are_others() -> None:
    before = "Ghana recalled its envoy from Togo after Togo closed its border with Ghana."
    assert "Mali+Chad AGREE Togo+Ghana" in told(
        f"{before}\n\nMali and Chad offered to mediate between the two countries."
    )
    assert "Mali+Chad REQUEST Togo+Ghana" in told(f"{before}\n\nMali and Chad urged both sides to talk.")


def test_the_two_are_those_whom_an_article_is_about() -> None:
    before = (
        "Ghana recalled its envoy from Togo after Togo closed its border with Ghana.\n\nMali and Chad offered help."
    )
    assert "Norway REQUEST Togo+Ghana" in told(f"{before}\n\nNorway urged both countries to show restraint.")


def test_quoted_words_belong_to_their_speaker() -> None:
    text = "\u201cWe will attack Chad,\u201d President Idris Bello of Niger said."
    found = found_in(extractor(), text)
    assert [f.event.source[0].country for f in found if f.event.type == "THREATEN"] == ["NER"]


def test_a_report_is_attributed_to_whom_it_comes_from() -> None:
    found = found_in(extractor(), "Chadian troops shelled a Nigerien village, a spokesman said.")
    assert [f.words.attribution for f in found if f.event.type == "ASSAULT"] == ["a spokesman"]


def test_whoever_says_that_he_supports_it_needs_no_attribution() -> None:
    found = found_in(extractor(), "Chad said it supports Niger.")
    assert [f.words.attribution for f in found if f.event.type == "SUPPORT"] == [None]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ghana may give Togo a loan.", "possible"),
        ("Ghana is likely to give Togo a loan.", "possible"),
        ("Ghana tried to mediate between Togo and Benin.", "possible"),
        ("Ghana decided to send troops to Togo.", "planned"),
        ("Ghana will send troops to Togo.", "planned"),
        ("Ghana did not rule out talks with Togo.", "possible"),
        ("Were Ghana to build a naval base in Togo, prices would rise.", "possible"),
        ("The Togolese wine is stored until Ghana apologises to Togo.", "possible"),
        ("A clash between Ghanaian and Togolese soldiers could raise prices.", "possible"),
    ],
)
def test_what_is_not_done_yet_is_planned_or_possible(text: str, modality: str) -> None:
    assert [f.event.modality for f in found_in(extractor(), text)] == [modality]


def test_what_did_not_happen_is_negated() -> None:
    for text in ("Chad did not deport the Nigerien students.", "Chad no longer deports the Nigerien students."):
        assert [f.event.negated for f in found_in(extractor(), text)] == [True]


def test_what_lies_years_back_is_historical() -> None:
    found = found_in(extractor(), "Chad invaded Niger in 1987.")
    assert [f.event.historical for f in found] == [True]


def test_the_date_of_saying_so_is_not_the_date_of_the_deed() -> None:
    found = found_in(extractor(), "Chad said on Monday that it had deported the Nigerien students.")
    assert [f.event.date for f in found] == [None]


def test_a_place_has_a_country_and_coordinates() -> None:
    found = found_in(extractor(), "Gunmen attacked a convoy in Kaduna, Nigeria.")
    place = found[0].event.place
    assert place is not None
    assert place.latitude is not None
    assert place.longitude is not None
    assert (place.country, round(place.latitude), round(place.longitude)) == ("NGA", 11, 7)


def test_a_demand_by_word_of_mouth_is_a_request() -> None:
    assert "Ada Lunt REQUEST Chad" in told("Norwegian Foreign Minister Ada Lunt said that Chad must release the pilot.")


def test_who_answers_an_accusation_answers_the_accuser() -> None:
    assert "Niger REJECT Chad" in told("Chad accused Niger of theft. Niger rejected the accusation.")


def test_an_attack_on_a_title_case_headline_is_read() -> None:
    assert "Niger ASSAULT Chad" in told("Niger Attacks Chad Over Border Dispute\n\nThe two states share a border.")


def test_a_post_speaks_for_its_author() -> None:
    text = "Niger attacked Chad on Friday.\n\u2014 Ada Lunt (@ada) May 3, 2025"
    found = found_in(extractor(), text)
    assert [(f.words.attribution, str(f.event.date and f.event.date.first)) for f in found] == [
        ("Ada Lunt", "2025-05-02")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nigeria will meet Ghana in the quarter-finals on Saturday.",
        "The Dutch side threatened the goal only once in the second half.",
        "Chile drew with Peru, who defended their lead for an hour.",
        "Spain attacked from kick-off and beat the Danish goalkeeper twice.",
    ],
)
def test_a_game_between_states_is_no_event(text: str) -> None:
    assert told(text) == []


def test_a_planned_event_has_the_date_and_the_place_of_what_is_planned() -> None:
    (found,) = found_in(extractor(), "Kenya and Uganda are to hold talks in Oman on March 20.", "2026-03-11")
    assert found.words.date == "March 20"
    assert found.event.place is not None
    assert found.event.place.country == "OMN"


def test_a_report_is_the_mediums_word_even_of_its_own_country() -> None:
    text = "\u201cWe support Chad,\u201d President Idris Bello of Russia said, according to TASS news agency."
    assert "TASS news agency" in [found.words.attribution for found in found_in(extractor(), text)]


@pytest.mark.parametrize(
    "text",
    [
        "Putin, quoted by TASS, condemned Chad.",
        "Putin was quoted by TASS as condemning Chad.",
    ],
)
def test_who_quotes_a_speaker_is_who_says_what_he_does(text: str) -> None:
    assert [found.words.attribution for found in found_in(extractor(), text)] == ["TASS"]


def test_another_countrys_ministry_is_not_the_ministry_spoken_of_before() -> None:
    text = "The Chadian defence ministry met aid workers. Niger's foreign ministry thanked Benin on Monday."
    assert [f.event.source[0].country for f in found_in(extractor(), text) if f.event.type == "SUPPORT"] == ["NER"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The envoy met the Chadian and Nigerien premiers. The two condemned Ghana.", "Chad+Niger ACCUSE Ghana"),
        ("Boko Haram attacked Chad. The group threatened Niger.", "Boko Haram THREATEN Niger"),
        (
            "Togo borders Mali.\n\nACCRA, Ghana (AP) - Police arrested a Togolese trader.",
            "Ghanaian Police COERCE Togolese trader",
        ),
        ("Ghana accused Togo of theft. Ghana is rich. Benin recalled its envoy.", "Benin SANCTION Ghana"),
        (
            "Ghana closed the border. The European Union was silent. The bloc condemned Togo.",
            "European Union ACCUSE Togo",
        ),
        ("10:40 Police in Accra arrested a Togolese trader.", "Police COERCE Togolese trader"),
        (
            "Togo and Benin met. Togo and Benin will meet again. Mali spoke with Togo. Mali met both delegations.",
            "Mali+Togo+Benin CONSULT Mali+Togo+Benin",
        ),
        ("Mali and Niger met. Ghana spoke with Mali and reaffirmed the alliance.", "Ghana SUPPORT Mali"),
        (
            "ACCRA, March 11 - Togo, Togo, Togo and Togo sang. Police arrested a trader.",
            "Ghanaian Police COERCE trader",
        ),
    ],
)
def test_who_is_meant_is_told_by_what_stood_before(text: str, event: str) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Benin condemned the use of dogs against traders.", "Benin ACCUSE"),
        ("Benin called the Ghanaian king a tool of Togo.", "Benin ACCUSE Ghanaian king"),
        ("Ghana warned that it would not sit idle if Togo sent troops to the lake.", "Ghana THREATEN Togo"),
        ("Amnesty International called for the release of the poet.", "Amnesty International REQUEST"),
        (
            "A Ghanaian court approved the extradition of a trader to Togo.",
            "Ghanaian court+Togo COOPERATE Ghanaian court+Togo",
        ),
        ("Togo withdrew its order to close the Ghanaian school.", "Togo CONCEDE Ghana"),
    ],
)
def test_whom_it_is_done_to_is_not_whom_it_only_speaks_of(text: str, event: str) -> None:
    assert event in told(text)


def test_a_spokesman_speaks_for_whoever_acted_last() -> None:
    text = "Togo, Togo and Togo sang. The Ghanaian army fell silent.\n\nA spokesman, Yaw Mensah, condemned Benin."
    assert [f.event.source[0].country for f in found_in(extractor(), text, "2026-03-11")] == ["GHA"]


def test_what_a_deed_was_called_is_not_the_word_of_who_told_of_it() -> None:
    text = "Togo said that Ghana had freed the pilot, a step that Benin condemned."
    by = [(f.event.type, f.words.attribution) for f in found_in(extractor(), text, "2026-03-11")]
    assert by == [("RETREAT", "Togo"), ("ACCUSE", None)]


def test_what_was_told_to_somebody_is_told_by_who_told_it() -> None:
    text = "A Togolese envoy told a court that Ghana had expelled the Malian consul."
    assert [f.words.attribution for f in found_in(extractor(), text, "2026-03-11")] == ["A Togolese envoy"]


@pytest.mark.parametrize(("deed", "mode"), [("arrest", "arrest"), ("expel", "expel"), ("bomb", "violence")])
def test_a_threat_is_of_what_is_threatened(deed: str, mode: str) -> None:
    (found,) = found_in(extractor(), f"Ghana threatened to {deed} the Togolese envoys.", "2026-03-11")
    assert (found.event.type, found.event.mode) == ("THREATEN", mode)


@pytest.mark.parametrize(
    "text",
    [
        "Ghana acted without consulting Togo.",
        "Ghana kept three ports open, as agreed.",
        "Ghana marked the anniversary of the attack on Togo.",
        "The Ghanaian navy practised blockading Togo.",
        "Ghana has nothing to talk about with Togo.",
        "There will be no Ghanaian invasion of Togo.",
        "Talks on joining the European Union are slow.",
        "Ghana's king thanked nobody.",
        "Togo's capital burned. It was the third attack on the city.",
        "Ghana's army shot down a balloon.",
        "Togo said that it acts in self-defence against militias.",
        '"A Ghanaian officer killed my son," she wept.',
        "The Ghanaian parliament has yet to impeach the minister.",
        "Benin wept over the Togolese leader's murder.",
        "The Ghanaian king took part in a feast for Togo.",
        "Nobody was arrested by Ghanaian police.",
        "Togo is on trial for plotting a coup in Ghana.",
        "If Ghana does not help Togo, its king will weep.",
        "The office of Ghana's king said no thief could be sure.",
        "Ghana would not speak until Togo reached a compromise.",
        "Ghana's king stopped short of announcing sanctions on Togo.",
        "Two hundred people gathered outside the Togolese court to celebrate the ruling.",
        "The Togolese poem has met with silence in Ghana.",
        "Ghana's king warned that his country may be left without water.",
        "Ghana's king warned that a third of the harvest was lost.",
        "The Ghanaian spied for Togo.",
        "Ghana has shown no sign of yielding to Togo.",
        "Should Togo repeat the insult, prices may rise, two diplomats told Ghana.",
    ],
)
def test_what_is_left_undone_or_remembered_is_no_event(text: str) -> None:
    assert told(text) == []


def test_a_further_thing_that_is_wanted_is_no_event_of_its_own() -> None:
    text = "Mali wants the World Bank to order repairs and to suspend Ghana."
    assert told(text) == ["Mali REQUEST World Bank"]


def test_a_note_of_protest_is_no_crowd() -> None:
    assert told("Ghana handed the Togolese envoy a note of protest.") == ["Ghana ACCUSE Togolese envoy"]


def test_a_further_thing_that_is_agreed_is_no_event_of_its_own() -> None:
    assert told("Ghana and Togo agreed to withdraw their troops and to release all prisoners.") == [
        "Ghana+Togo AGREE Ghana+Togo"
    ]


def test_seized_goods_are_nobody_and_a_seized_ship_is() -> None:
    assert told("Ghanaian police seized 31 rifles.") == ["Ghanaian police COERCE"]
    assert told("Ghana seized a trawler.") == ["Ghana COERCE trawler"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ghana stopped training Togolese soldiers.", "Ghana SANCTION Togolese soldiers"),
        ("Ghana stopped shelling Togo.", "Ghana RETREAT Togo"),
        ("A Ghanaian court jailed the Togolese pilot.", "Ghanaian court SANCTION Togolese pilot"),
        ("Ghanaian police jailed the Togolese pilot.", "Ghanaian police COERCE Togolese pilot"),
        ("The Ghanaian army fired a missile into the sea off Togo.", "Ghanaian army MOBILIZE Togo"),
        ("The Ghanaian parliament insisted that Togo withdraw its troops.", "Ghanaian parliament REQUEST Togo"),
    ],
)
def test_a_type_follows_from_who_does_it_and_from_what_is_stopped_or_insisted_on(text: str, event: str) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ghana said Togo was behind the attack on its embassy.", "Ghana ACCUSE Togo"),
        ("Ghana opened an inquiry into whether Togo had paid the rebels.", "Ghana ACCUSE Togo"),
        ("Amnesty International published a report accusing Ghana.", "Amnesty International ACCUSE Ghana"),
        ("Ghana condemned the arrest of monks in Togo.", "Ghana ACCUSE Togo"),
        ("A Ghanaian court found the Togolese pilot guilty.", "Ghanaian court ACCUSE Togolese pilot"),
    ],
)
def test_who_is_accused_did_the_deed_and_did_not_suffer_it(text: str, event: str) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The rebels in Ghana said they would release the Togolese pilot.", "rebels AGREE Togolese pilot"),
        ("The Ghanaian union asked a judge to act and blamed Togo.", "Ghanaian union ACCUSE Togo"),
        ("Ghana appealed to neighbouring Togo to open the border.", "Ghana REQUEST Togo"),
        ("Ghana agreed to build a school for orphans in Togo.", "Ghana AGREE Togo"),
        ("Ghanaian police used water cannon to disperse pickets.", "Ghanaian police ASSAULT pickets"),
        ("Brussels condemned Togo.", "European Union ACCUSE Togo"),
        ('Togolese police raided a house. Ghana called the raid "persecution".', "Ghana ACCUSE Togolese police"),
        ("Togo's king wept. The Unity Party of Togo called on him to resign.", "Unity Party REQUEST Togo's king"),
        ("Ghana and Togo fought. Mali said the two navies shot at Benin.", "Ghana+Togo ASSAULT Benin"),
        ("Togo closed the Ghanaian consulate in Lome.", "Togo SANCTION Ghanaian consulate"),
        ("Togo's prime minister, who fled Ghana, praised the troops.", "Togo's prime minister SUPPORT Togolese troops"),
        (
            "The Togolese minister dismissed the verdict of the Ghanaian court.",
            "Togolese minister REJECT Ghanaian court",
        ),
        ('Togo imposed sanctions on Ghana. Ghana called the sanctions "blackmail".', "Ghana ACCUSE Togo"),
        (
            "Police in Togo held Ada Lunt, her lawyer said. Prosecutors charged her.",
            "Togolese Prosecutors ACCUSE Ada Lunt",
        ),
        ("Ghana requested talks after Togolese jets entered its airspace.", "Ghana REQUEST"),
        ("The rebels warned of revenge if Togo does not yield.", "rebels THREATEN Togo"),
        (
            "Ghana met Togo. It filed a complaint with the World Trade Organization.",
            "Ghana ACCUSE Togo",
        ),
        ("Togo will dispatch a medical team to Ghana.", "Togo AGREE Ghana"),
        ("Ghana's army fired several rounds in the air.", "Ghana's army MOBILIZE"),
        ("Benin voted despite the Togolese government's protests.", "Togolese government ACCUSE Benin"),
        ("Benin kept its oil despite calls from Togo to stop.", "Togo REQUEST Benin"),
        ("Ghana wrote to the Togolese ministry asking for envoys to be sent.", "Ghana REQUEST Togolese ministry"),
        ("Ghana and Mali signed a deal on the sale of gas to Togo.", "Ghana+Mali SUPPORT Ghana+Mali"),
        (
            "Cotton will grow under a deal signed in Rome by Ghana's king and his Togolese counterpart.",
            "Ghana's king+Togolese counterpart SUPPORT Ghana's king+Togolese counterpart",
        ),
        ("Rebels claimed responsibility for the attack on the Togolese port.", "Rebels ASSAULT Togo"),
        ("Ghana offered to host a meeting of donors. Togo slept.", "Ghana AGREE"),
        ("Ghana hailed Togo.\n\nIt offered to host a meeting of donors.", "Ghana AGREE"),
        ("Niger shipped rice to Mali, and Togolese cooks were expected on Sunday.", "Niger AID Mali"),
        ("Police stormed the square in Togo. Guards shot dead two men.", "Togolese Guards ASSAULT two men"),
        ("The opposition Unity Front accused Togo.", "Unity Front ACCUSE Togo"),
        ("The ruling Justice Party of Togo condemned Ghana.", "Justice Party ACCUSE Ghana"),
        ("The rebel Volta River Alliance attacked villagers in Togo.", "Volta River Alliance ASSAULT villagers"),
        ("Togolese farmers marched. Riot police dispersed them.", "Togolese Riot police ASSAULT Togolese farmers"),
        ("Police in Togo said 48 officers were hurt and 9 farmers arrested.", "Police COERCE 9 farmers"),
        ("Protesters broke into the parliament of Togo.", "Protesters PROTEST parliament"),
        ("The Togolese army retook a town from the rebels.", "Togolese army ASSAULT rebels"),
        ("Ghana and Togo signed a pact. Togo thanked Benin. Mali rejected the pact.", "Mali REJECT Ghana+Togo"),
        (
            "The Rural Security Front met Togo's king. The RSF attacked villagers.",
            "Rural Security Front ASSAULT villagers",
        ),
        ("The army of Sudan fled. The RSF attacked villagers.", "Rapid Support Forces ASSAULT villagers"),
        ("Rockets fired from Ghana killed two Togolese sailors.", "Ghana ASSAULT two Togolese sailors"),
        ("A missile fired from Ghanaian soil injured two Togolese guards.", "Ghana ASSAULT two Togolese guards"),
        ("Togo fumed because drones launched from Ghana struck its capital.", "Ghana ASSAULT Togo"),
        ("The Ghanaian envoy said that talks had failed and urged Togo to yield.", "Ghanaian envoy REQUEST Togo"),
        ("Ghana said the Malian envoy had met rebels and urged them to disarm.", "Malian envoy REQUEST rebels"),
        ("Togo accused Ghana. Ghana denied that its army had crossed the border.", "Ghana REJECT Togo"),
        ("Belgium is small. Brussels condemned Togo.", "Belgium ACCUSE Togo"),
        ("Ghanaian acting minister Ada Lunt condemned Togo.", "Ada Lunt ACCUSE Togo"),
        (
            "Ghanaian jets bombed a depot on Friday and Togolese rockets hit a Ghanaian ship.",
            "Togo ASSAULT Ghana",
        ),
        ("Ghana closed two schools and banned imports of Togolese oil.", "Ghana COERCE Togo"),
        ("Ghana accused Togo of theft, charges that Lome dismissed as lies.", "Togo REJECT Ghana"),
        ("The president of Togo, Ada Lunt, condemned Ghana.", "Ada Lunt ACCUSE Ghana"),
        ("Cambodia's premier, Hun Manet, condemned Ghana.", "Hun Manet ACCUSE Ghana"),
        ("Ghana arrested 300 pilgrims whom it accuses of theft.", "Ghana COERCE 300 pilgrims"),
        ("Ghana has given Togo $1.5bn in aid.", "Ghana AID Togo"),
        ("Togo backed out of the pact with Ghana.", "Togo REJECT Ghana"),
        (
            "Ghana's Unity Party filed a motion to impeach President Ada Lunt.",
            "Ghana's Unity Party ACCUSE Ada Lunt",
        ),
        (
            "Negotiators from Ghana's government and the Volta Liberation Front met in Lome.",
            "Ghana's government+Volta Liberation Front CONSULT Ghana's government+Volta Liberation Front",
        ),
        (
            "Ghana shut the port. Ghana said it was safe. Two Togolese nationals were deported on Friday.",
            "Ghana COERCE Two Togolese nationals",
        ),
        (
            "Ghana blamed Togo for fires. Togo blamed Ghana. Togo buys oil from Mali. Benin urged both sides to talk.",
            "Benin REQUEST Ghana+Togo",
        ),
        ("Ghana recalled its envoy to Togo. Ghana downgraded ties.", "Ghana SANCTION Togo"),
        (
            "Mali, Ghana, Togo and Benin met after the three countries condemned Niger.",
            "Ghana+Togo+Benin ACCUSE Niger",
        ),
        ("Ghana, Togo and Benin met. Mali thanked the three countries.", "Mali SUPPORT Ghana+Togo+Benin"),
        ("The Ghanaian council dismissed Prime Minister Ada Lunt.", "Ghanaian council SANCTION Ada Lunt"),
        (
            "ECOWAS asked Ghana, Togo and Mali to reconsider their decision to quit the organisation.",
            "Ghana+Togo+Mali SANCTION Economic Community of West African States",
        ),
        ("Near Tillabéri, gunmen on motorcycles killed six Togolese monks.", "gunmen ASSAULT six Togolese monks"),
        ("Rebels shot dead two Togolese monks in Accra.", "Rebels ASSAULT two Togolese monks"),
        (
            "Ghana's President Ada Lunt met Togo's President Karl Brandt. Both men condemned Mali.",
            "Ada Lunt+Karl Brandt ACCUSE Mali",
        ),
        ("Ghana diverted a warship to Togo.", "Ghana MOBILIZE Togo"),
        (
            "Ghanaian students demanded the release of 90 monks whom Togolese police had arrested.",
            "Ghanaian students REQUEST Togolese police",
        ),
        ("Labour unions in Ghana called off a march.", "Labour unions RETREAT"),
        ("Ghana fought Togo. Ghana banned all imports from its neighbour.", "Ghana COERCE Togo"),
        ("Togo accused Ghana of theft. Ghana denied any wrongdoing.", "Ghana REJECT Togo"),
        (
            "The parliament removed Ghana's President Ada Lunt. Togo recognised the new president.",
            "Togo SUPPORT Ghanaian new president",
        ),
        (
            "Ghana signed a pact. ECOWAS lifted most of its sanctions on Togo.",
            "Economic Community of West African States CONCEDE Togo",
        ),
        (
            "Ghana's king told Mali that Togo was losing soldiers every day and pleaded for food.",
            "Ghana's king REQUEST",
        ),
        ("Mali wept. Togo is poor. Ghana pledged to donate six F-16s to Togo.", "Ghana AGREE Togo"),
        ("On Saturday Ghanaian warplanes bombed Togo.", "Ghanaian warplanes ASSAULT Togo"),
        (
            "Ghana is hot. Ghanaian troops attacked Togolese posts, killing 23 soldiers.",
            "Ghanaian troops ASSAULT Togolese 23 soldiers",
        ),
        ("Chad is hot. Togo accused Mali, which has killed hundreds of its soldiers.", "Mali ASSAULT soldiers"),
        ("Ghana closed three ports that it shares, and Togo recalled the envoy from Ghana.", "Togo SANCTION Ghana"),
        (
            "Togo accused Ghana of theft. Mali warned Ghana. Ghana denied helping the rebels.",
            "Ghana REJECT Togo",
        ),
        (
            "Ghanaian students attacked the embassies of Togo and Mali, which they accuse of theft.",
            "Ghanaian students ACCUSE Togo+Mali",
        ),
        (
            "The International Criminal Court charged a king of Togo. Ghana condemned the court.",
            "Ghana ACCUSE International Criminal Court",
        ),
        (
            "Ghana's minister Ada Lunt met Mali's Omar Cisse in Lome and was received by Togo's Minister Karl Brandt.",
            "Karl Brandt+Ada Lunt CONSULT Karl Brandt+Ada Lunt",
        ),
        ("Ghana is hot. Togo was thrown out after it bought Russian oil.", "Togo+Russia COOPERATE Togo+Russia"),
        ("Ghana opposed the sale of the jets to Togo.", "Ghana ACCUSE Togo"),
        ("Ghana detained two Togolese monks. Togo lodged a protest.", "Togo ACCUSE Ghana"),
        ("Togo asked Ghana for aid. Ghana rejected the suggestion.", "Ghana REJECT Togo"),
        ("Ghana sent a delegation to mediate in Togo.", "Ghanaian delegation CONSULT"),
        ("Polish hauliers blocked a road in Togo.", "Polish hauliers PROTEST Togo"),
        ("Ghana vetoed a million euros in aid for Togo.", "Ghana REJECT Togo"),
        ("Togolese media said six monks were killed in the Ghanaian attack.", "Ghana ASSAULT Togolese six monks"),
        (
            "Ghana and Togo fought. Mali's minister spoke with both of them.",
            "Mali's minister+Ghana+Togo CONSULT Mali's minister+Ghana+Togo",
        ),
        ("The Volta Liberation Army attacked villagers in Togo.", "Volta Liberation Army ASSAULT villagers"),
        ("Togo withdrew a third of its soldiers from Ghana.", "Togo RETREAT Ghana"),
        ("Togo is far. The regional government condemned Ghana.", "Togolese regional government ACCUSE Ghana"),
        ("Ghana hit back at Togo on Friday.", "Ghana ACCUSE Togo"),
        ("The pro-Ghanaian Patriotic Bloc condemned Mali.", "Patriotic Bloc ACCUSE Mali"),
        (
            "Ghana's President Ada Lunt, Togo's Minister Karl Brandt and Mali's Minister Omar Cisse condemned Niger.",
            "Ada Lunt+Karl Brandt+Omar Cisse ACCUSE Niger",
        ),
        (
            "In Kara, the breakaway region where Togo keeps troops, rebel leaders condemned the Ghanaian king.",
            "rebel leaders ACCUSE Ghanaian king",
        ),
        ("Ghana handed over 20 suspected gang members to Togo.", "Ghana+Togo COOPERATE Ghana+Togo"),
        ("Togo is near. Ghana's king promised to send 600 police officers to Togo.", "Ghana's king MOBILIZE Togo"),
        ("Ghana and Togo signed a Malian-brokered deal.", "Ghana+Togo SUPPORT Ghana+Togo"),
        ("Ghana sent warships to encircle Togo.", "Ghana MOBILIZE Togo"),
        ("Ghana launched drills around Togo.", "Ghana MOBILIZE Togo"),
        ("Ghana sent ships near Togo. Togo condemned this provocation.", "Togo ACCUSE Ghana"),
        (
            "Farmers in Ghana, Togo and Benin staged protests.",
            "Ghanaian Farmers+Togolese Farmers+Beninese Farmers PROTEST",
        ),
        ("Ghana's king said he would not meet the Togolese president.", "Ghana's king REJECT Togolese president"),
        ("Ghanaian rebels looted a Togolese depot.", "Ghanaian rebels COERCE Togo"),
        ("Togolese protesters fled. The crowd sang before police in Togo fired tear gas.", "police ASSAULT crowd"),
        ("Ghana described the protests in Togo as treasonous.", "Ghana ACCUSE Togolese protesters"),
        ("Ghana's Ada Lunt met Togo's Karel Brandt. He wept. Russia backed her.", "Russia SUPPORT Ada Lunt"),
        (
            "The European Union welcomed Kosovo at talks in Brussels. Albania urged Brussels to help.",
            "Albania REQUEST European Union",
        ),
        (
            "Togo votes. The opposition asked the government to resign. The unions urged the government to resign.",
            "Togolese unions REQUEST Government of Togo",
        ),
        ("The EU lifted some of the measures it imposed on Togo.", "European Union CONCEDE Togo"),
        (
            "Talks between Ghana's government and the miners' union failed.\n\nTogo urged both sides to meet.",
            "Togo REQUEST Ghana's government+Ghanaian miners' union",
        ),
    ],
)
def test_who_does_it_to_whom_is_told_by_how_the_sentence_is_built(text: str, event: str) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("dateline", "told_of"),
    [
        ("MOSCOW, February 3, 2026 - ", "Russia sent troops to Belarus."),
        ("MOSCOW, Russia, February 3, 2026 (Reuters) - ", "Russia sent troops to Belarus."),
        ("LIMA, 3 February 2026 \u2014 ", "Peru thanked Spain for its help."),
        ("LIMA, February 3, 2026 \u2013 ", "Peru thanked Spain for its help."),
    ],
)
def test_a_dateline_with_its_year_does_nothing(dateline: str, told_of: str) -> None:
    (found,) = found_in(extractor(), dateline + told_of)
    assert [source.start for source in found.event.source] == [len(dateline)]


@pytest.mark.parametrize("day", ["February 24, 2022 - ", "In February 2022 \u2014 weeks after the talks \u2014 "])
def test_a_day_before_a_dash_without_a_place_is_the_day_of_what_happened(day: str) -> None:
    (found,) = found_in(extractor(), f"{day}Ghana attacked Togo.")
    assert str(found.event.date and found.event.date.first).startswith("2022-02")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Peru, Chile and Bolivia thanked Spain.", "Peru+Chile+Bolivia SUPPORT Spain"),
        ("Norway, Sweden, and Finland rejected a plan by Russia.", "Norway+Sweden+Finland REJECT Russia"),
        ("Canada, Jordan, and Niger thanked Sweden for its help.", "Canada+Jordan+Niger SUPPORT Sweden"),
        ("Mexico, Sweden, and Chile urged Latvia to withdraw.", "Mexico+Sweden+Chile REQUEST Latvia"),
        ("Turkey, Mali, and Mexico jointly urged Kenya to withdraw.", "Turkey+Mali+Mexico REQUEST Kenya"),
        (
            "Chile, Qatar, Norway, and India accused Poland of spying.",
            "Chile+Qatar+Norway+India ACCUSE Poland",
        ),
        ("On Monday, Mexico, Cuba and Finland condemned Nepal.", "Mexico+Cuba+Finland ACCUSE Nepal"),
        ("On February 3, Mexico, Cuba and Finland condemned Nepal.", "Mexico+Cuba+Finland ACCUSE Nepal"),
        ("In a joint statement, Mexico, Turkey and Ghana condemned Uganda.", "Mexico+Turkey+Ghana ACCUSE Uganda"),
        ("Jordan as well as Latvia condemned Tanzania.", "Jordan+Latvia ACCUSE Tanzania"),
        ("Peru, Chile, and Bolivia were attacked by Spain.", "Spain ASSAULT Peru+Chile+Bolivia"),
        (
            "The presidents of Peru, Canada, and Kenya urged Norway to withdraw.",
            "Peruvian presidents+Canadian presidents+Kenyan presidents REQUEST Norway",
        ),
    ],
)
def test_all_names_in_a_row_do_what_the_verb_behind_them_says(text: str, event: str) -> None:
    assert told(text) == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Jordan, along with Latvia and Togo, condemned Tanzania.", "Jordan+Latvia+Togo ACCUSE Tanzania"),
        ("Mali, together with Niger, accused Peru of spying.", "Mali+Niger ACCUSE Peru"),
        ("Jordan along with Latvia condemned Tanzania.", "Jordan+Latvia ACCUSE Tanzania"),
        ("Police in Peru arrested a mayor, along with two reporters.", "Police COERCE Peruvian mayor+two reporters"),
        ("Jordan rejected a plan that Latvia went along with.", "Jordan REJECT"),
    ],
)
def test_whoever_goes_along_does_or_suffers_it_too(text: str, event: str) -> None:
    assert told(text) == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Ghana's president, Ada Lunt, and Togo condemned Benin.", "Ada Lunt ACCUSE Benin"),
        ("The envoy met Ada Lunt, Bo Ek and Cy Om criticised Spain.", "Bo Ek+Cy Om ACCUSE Spain"),
        ("Spain accused Peru, and Chile and Bolivia condemned Spain.", "Chile+Bolivia ACCUSE Spain"),
    ],
)
def test_names_before_a_verb_that_are_no_row_stay_apart(text: str, event: str) -> None:
    assert event in told(text)
