"""What errors mean: tried again or not, and where in the program they happened."""

from __future__ import annotations

import json
import signal

import pytest

from schemas.article import Article
from schemas.errors import ArticleError, LogError, ServiceError, WrongLogError
from workers.clean import clean
from workers.faults import KINDS, LAST_FRAMES, LONGEST_DETAIL, Kind, failure_of, killed_by, kind_of


class OwnError(Exception):
    """An error that nobody listed."""


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ArticleError("no text"), Kind.PERMANENT),
        (KeyError("a"), Kind.PERMANENT),
        (ZeroDivisionError(), Kind.PERMANENT),
        (RecursionError(), Kind.PERMANENT),
        (UnicodeDecodeError("utf-8", b"", 0, 1, "no"), Kind.PERMANENT),
        (MemoryError(), Kind.TRANSIENT),
        (ConnectionResetError(), Kind.TRANSIENT),
        (TimeoutError(), Kind.TRANSIENT),
        (OwnError(), Kind.TRANSIENT),
        (WrongLogError("another"), Kind.ELSEWHERE),
        (ServiceError("away"), Kind.ELSEWHERE),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_is_of_the_kind_of_its_nearest_listed_class(error: Exception, kind: Kind) -> None:
    assert kind_of(error) is kind


def test_every_error_is_of_some_kind() -> None:
    assert KINDS[BaseException] is Kind.TRANSIENT


def test_an_error_without_a_sentence_is_told_by_its_name() -> None:
    failure = failure_of(MemoryError())
    assert (failure.reason, failure.detail, failure.permanent) == ("MemoryError", "MemoryError", False)


def test_a_killed_process_tells_by_what_and_too_much_time_is_for_good() -> None:
    crash, endless = killed_by(signal.SIGSEGV), killed_by(signal.SIGPROF)
    assert (crash.reason, crash.permanent) == ("WorkerDied", False)
    assert "Segmentation fault" in crash.detail
    assert (endless.reason, endless.permanent) == ("OutOfTime", True)


def test_a_sentence_is_cut_and_can_be_stored_whatever_is_in_it() -> None:
    detail = failure_of(LogError("\ud800" + "a" * 1_000_000)).detail
    assert detail.startswith("\\ud800")
    assert len(detail.encode()) <= LONGEST_DETAIL + 5


def test_a_traceback_names_our_frames_and_no_word_of_the_article() -> None:
    with pytest.raises(ArticleError) as caught:
        clean(Article(body=b"a secret caf\xe9", media_type="text/plain", charset="utf-8"))
    frames = failure_of(caught.value).traceback.splitlines()
    assert frames
    assert all(frame.startswith(("workers/clean/", "schemas/")) for frame in frames)
    assert "secret" not in "".join(frames)


def test_a_traceback_is_bounded() -> None:
    def deeper() -> None:
        deeper()

    with pytest.raises(RecursionError) as caught:
        deeper()
    assert failure_of(caught.value).traceback == ""
    with pytest.raises(RecursionError) as caught:
        json.loads("[" * 100_000)
    assert len(failure_of(caught.value).traceback.splitlines()) <= LAST_FRAMES
