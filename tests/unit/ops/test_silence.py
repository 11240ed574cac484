from ops.evaluate.silence import PAGES, Finding, made, measure
from tests.support.extraction import extractor


def test_the_same_texts_are_made_each_time() -> None:
    assert made() == made()
    assert all(len(pages) == PAGES for pages in made().values())


def test_no_slot_is_left_open() -> None:
    assert not [text for pages in made().values() for text in pages if "{" in text]


def test_events_are_counted_per_thousand_sentences_of_a_kind_and_shown() -> None:
    report, findings = measure(
        extractor(), {"calm": ["Rain fell. Snow fell.", "Wind blew."], "loud": ["Norway condemned Chad."]}
    )
    rows = report["events in text without any"]
    assert rows["calm"] == {"events": 0, "sentences": 3, "of them not read": 0, "per 1,000": 0.0}
    assert rows["all"] == {"events": 1, "sentences": 4, "of them not read": 0, "per 1,000": 250.0}
    assert findings == [Finding("loud", "ACCUSE", "Norway condemned Chad.")]


def test_lines_in_a_language_that_no_model_reads_count_as_sentences_without_events() -> None:
    report, _ = measure(extractor(), {"Greek": ["Ο πρόεδρος μίλησε.\nΗ βροχή σταμάτησε το βράδυ."]})  # noqa: RUF001 Greek letters
    assert report["events in text without any"]["Greek"]["of them not read"] == 2
