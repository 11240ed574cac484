"""What errors mean: tried again or not, and where in the program they happened."""

from __future__ import annotations

import json
import signal

import pytest

from schemas.article import Article
from schemas.errors import ArticleError, LogError, ServiceError, WrongLogError
from workers.clean import clean
from workers.faults import KINDS, LAST_FRAMES, LONGEST_DETAIL, TRIES, Kind, failure_of, killed_by, kind_of


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
        (MemoryError(), Kind.OWN),
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


def test_every_error_is_of_some_kind_and_every_kind_has_its_tries() -> None:
    assert KINDS[BaseException] is Kind.TRANSIENT
    assert TRIES.keys() == set(Kind)


def test_an_error_without_a_sentence_is_told_by_its_name() -> None:
    failure = failure_of(MemoryError())
    assert (failure.reason, failure.detail, failure.kind) == ("MemoryError", "MemoryError", Kind.OWN)


@pytest.mark.parametrize(
    ("number", "reason", "kind"),
    [
        (signal.SIGKILL, "WorkerDied", Kind.TRANSIENT),
        (signal.SIGSEGV, "Crashed", Kind.OWN),
        (signal.SIGABRT, "Crashed", Kind.OWN),
        (signal.SIGPROF, "OutOfTime", Kind.PERMANENT),
    ],
)
def test_a_killed_process_tells_whose_doing_it_was(number: signal.Signals, reason: str, kind: Kind) -> None:
    failure = killed_by(number)
    assert (failure.reason, failure.kind) == (reason, kind)


def test_a_killed_process_tells_by_which_signal() -> None:
    assert "Killed" in killed_by(signal.SIGKILL).detail
    assert "Segmentation fault" in killed_by(signal.SIGSEGV).detail


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
