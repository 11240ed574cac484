"""What of a page is compared with other articles."""

from __future__ import annotations

from schemas.article import Article
from tests.support.histories import story
from workers.clean import clean
from workers.clean.fingerprints import LEAST_WORDS, fingerprint, fingerprints
from workers.clean.normal import PIECE, nfkc

BODY = "The harbour was closed on Friday.\n\nNobody could say when the ferries would sail again, the port said."
PICTURE = "Ships wait in the harbour on Friday. Photograph: Ada Lund/Reuters"


def prints_of(page: str) -> list[bytes]:
    return [each.text for each in fingerprints(clean(Article(body=page.encode(), media_type="text/plain")))]


def test_title_captions_and_date_are_no_part_of_the_body() -> None:
    plain = prints_of(f"Harbour closed for a third day\n\n{BODY}")
    dressed = prints_of(f"No ferries as storm goes on\n\n{PICTURE}\n{PICTURE}\n\n6 February 2026\n\n{BODY}")
    assert len(plain) == 1
    assert plain == dressed


def test_another_body_has_another_fingerprint() -> None:
    title = "Harbour closed for a third day"
    assert prints_of(f"{title}\n\n{BODY}") != prints_of(f"{title}\n\n{BODY.replace('Friday', 'Sunday')}")


def test_white_space_does_not_count() -> None:
    assert fingerprint(0, BODY) == fingerprint(0, "  " + BODY.replace("\n\n", "\n"))


def test_a_body_that_says_next_to_nothing_has_none() -> None:
    assert fingerprint(0, story(0, LEAST_WORDS - 1)) is None
    assert fingerprint(0, story(0, LEAST_WORDS)) is not None
    assert prints_of(PICTURE) == []


def test_a_long_text_is_normalized_piece_by_piece() -> None:
    assert nfkc("\uff41" * (2 * PIECE + 1)) == "a" * (2 * PIECE + 1)
