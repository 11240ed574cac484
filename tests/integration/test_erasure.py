"""Erasing from the log: what is refused, what interrupts it, and who writes meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from msgspec.structs import replace

from ops.log.erasure import erase_article
from schemas.article import Article, Priority
from schemas.claim import Claim
from schemas.codec import ERASED, words_of
from schemas.correction import Judgement
from schemas.errors import ErasedError, InputError, KeyringError, LogError, SettingsError
from schemas.identity import article_id, event_id, stream_of
from services.eventlog import EventLog
from services.eventlog.encrypted import EncryptedLog, stored_log
from services.ingest.acceptance import Accepted, accept
from services.ingest.corrections import Correction, correct
from services.ingest.erasure import erase
from services.ingest.identities import Identity, identify
from services.ingest.revisions import Post, Verdict
from services.ingest.standing import State, standing
from services.readmodels.postgres import PostgresReadModels
from services.settings import Settings
from services.wiring import create_log, open_log, open_readmodels
from tests.support.histories import History, meeting
from tests.support.logs import create_log as create_plain_log
from workers.cleaning import clean_article
from workers.projections import FOLDS_VERSION
from workers.projector import fold_records

PAGE = Article(body=b"Peru Thanks Chile\n\nPeru thanked Chile on Monday.\n", media_type="text/plain")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate({"data": tmp_path, "encrypt": True})


@pytest.fixture
def log(settings: Settings) -> Iterator[EventLog]:
    log = create_log(settings)
    yield log
    log.close()


def post(log: EventLog, article: Article = PAGE) -> Accepted:
    (accepted,) = accept([Post(article=article, priority=Priority.LIVE)], log)
    assert isinstance(accepted, Accepted)
    return accepted


def test_the_stored_log_holds_ciphertext_and_the_log_the_words(log: EventLog) -> None:
    post(log)
    assert PAGE.body in log.read()[0].content
    assert PAGE.body not in stored_log(log).read()[0].content


def test_erased_words_are_said_to_be_erased(log: EventLog) -> None:
    claim = post(log).claim
    assert erase(log, claim.article) == 2
    (record, last) = log.read_stream(stream_of(claim.article))
    assert (record.content, last.type) == (ERASED, "article.erased")
    with pytest.raises(ErasedError, match="record 1"):
        words_of(record)
    now = standing([record, last])
    assert now is not None
    assert (now.state(99), now.words.body) == (State.ERASED, b"")


def test_an_article_that_is_not_there_cannot_be_erased(log: EventLog) -> None:
    with pytest.raises(InputError, match="There is no article"):
        erase(log, "a" * 26)


def test_nothing_can_be_erased_from_a_plain_log(tmp_path: Path) -> None:
    log = create_plain_log(str(tmp_path / "log.sqlite"))
    claim = post(log).claim
    with pytest.raises(InputError, match="not encrypted"):
        erase(log, claim.article)
    log.close()


def test_what_is_erased_may_be_posted_again_as_a_later_revision(log: EventLog) -> None:
    claim = post(log).claim
    erase(log, claim.article)
    again = post(log)
    assert (again.claim, again.verdict) == (Claim(claim.article, 2), Verdict.REVISION)
    assert PAGE.body in log.read_stream(stream_of(claim.article))[-1].content


def test_a_worker_that_is_still_busy_with_it_brings_nothing_back(log: EventLog) -> None:
    claim = post(log).claim
    erase(log, claim.article)
    assert clean_article(log, claim) == log.head() == 2


def test_an_erasure_that_was_interrupted_is_ended_by_the_next(log: EventLog) -> None:
    claim = post(log).claim
    assert isinstance(log, EncryptedLog)
    log.keyring.retire(stream_of(claim.article))
    assert PAGE.body in log.read()[0].content
    erase(log, claim.article)
    assert log.read()[0].content == ERASED


def test_read_models_that_were_being_built_before_an_erasure_are_not_taken_up(
    log: EventLog, settings: Settings, tmp_path: Path
) -> None:
    claim, readmodels = post(log).claim, open_readmodels(settings, FOLDS_VERSION)
    clean_article(log, claim)
    readmodels.serving()
    fold_records(readmodels.create(), log.read(), after=0)  # as a replay that was interrupted leaves it
    assert any(b"Peru Thanks Chile" in path.read_bytes() for path in tmp_path.rglob("generation-*"))
    erase_article(log, readmodels, claim.article, as_json=True)
    readmodels.close()
    assert not any(b"Peru Thanks Chile" in path.read_bytes() for path in tmp_path.rglob("generation-*"))


def test_what_postgresql_knows_of_the_read_models_values_is_forgotten_too(log: EventLog, postgres_url: str) -> None:
    """Its statistics hold titles and names; their dead rows outlive the tables that they were gathered from."""
    claims = [
        post(log, Article(body=f"Peru Thanks Chile {number}\n\nIt did.\n".encode())).claim for number in range(30)
    ]
    for claim in claims:
        clean_article(log, claim)
    readmodels = PostgresReadModels(postgres_url, FOLDS_VERSION)
    fold_records(readmodels.serving(), log.read(), after=0)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("ANALYZE")
        assert b"Thanks Chile 12" in statistics(connection)
        for claim in claims:
            erase(log, claim.article)
        erase_article(log, readmodels, claims[0].article, as_json=True)
        assert b"Thanks Chile" not in statistics(connection)
    readmodels.close()


def statistics(connection: psycopg.Connection) -> bytes:
    """The file of the table in which PostgreSQL keeps what it knows of columns' values."""
    connection.execute("CHECKPOINT")
    query = "SELECT current_setting('data_directory'), pg_relation_filepath('pg_statistic')"
    folder, file = connection.execute(query).fetchone() or ("", "")
    return Path(folder, file).read_bytes()


def test_the_same_page_has_other_names_in_another_log(log: EventLog, tmp_path: Path) -> None:
    other = create_log(Settings.model_validate({"data": tmp_path / "other", "encrypt": True}))
    mine, its = post(log), post(other)
    assert len({mine.claim.article, its.claim.article, article_id(PAGE)}) == 3
    assert log.read()[0].id != other.read()[0].id
    other.close()


def test_nobody_can_try_out_what_people_said_by_the_ids_of_their_records(log: EventLog, tmp_path: Path) -> None:
    other = create_log(Settings.model_validate({"data": tmp_path / "other", "encrypt": True}))
    article, said = "a" * 26, list[bytes]()
    for each in (log, other):
        history = History()
        history.received(article)
        history.extracted(article)
        history.append_to(each)
        correct(
            event_id(article, meeting()), Correction(by="Eve", verdict=Judgement.WRONG, why="Anna never came."), each
        )
        identify("b" * 26, Identity(by="Eve", same_as=None, why="Anna is no minister."), each)
        said += (record.id for record in each.read(types=["event.corrected", "actor.corrected"]))
    assert len(set(said)) == len(said) == 4
    other.close()


def test_content_that_was_changed_or_moved_is_noticed(log: EventLog, settings: Settings, tmp_path: Path) -> None:
    post(log)
    (record,) = stored_log(log).read()
    for number, changed in enumerate(
        (replace(record, content=record.content[:-1] + b"x"), replace(record, id=b"another record's"))
    ):
        place = Settings.model_validate({"data": tmp_path / f"copy{number}", "encrypt": True})
        copy = create_log(place)
        assert isinstance(copy, EncryptedLog)
        assert isinstance(log, EncryptedLog)
        copy.restore([changed])
        copy.keyring.restore(log.keyring.export())
        with pytest.raises(LogError, match="record 1 is damaged"):
            copy.read()
        copy.close()
    assert settings.encrypt


def test_a_log_whose_keys_are_not_there_is_not_opened(log: EventLog, settings: Settings, tmp_path: Path) -> None:
    post(log)
    with pytest.raises(KeyringError, match="nothing in an encrypted log can be read without its keys"):
        open_log(settings.model_copy(update={"keyring": str(tmp_path / "elsewhere.sqlite")}))


def test_a_key_that_is_missing_is_not_taken_for_one_that_was_destroyed(log: EventLog, tmp_path: Path) -> None:
    post(log)
    place = Settings.model_validate({"data": tmp_path / "copy", "encrypt": True})
    copy = create_log(place)
    copy.restore(stored_log(log).read())
    with pytest.raises(KeyringError, match="was not destroyed here either"):
        copy.read()
    copy.close()


def test_encryption_cannot_be_added_to_a_log(tmp_path: Path) -> None:
    create_log(Settings.model_validate({"data": tmp_path})).close()
    with pytest.raises(SettingsError, match="made without encryption"):
        create_log(Settings.model_validate({"data": tmp_path, "encrypt": True}))


def test_an_encrypted_log_stays_encrypted_without_the_setting(log: EventLog, settings: Settings) -> None:
    post(log)
    again = open_log(settings.model_copy(update={"encrypt": False}))
    assert again.encrypted
    assert again.read() == log.read()
    again.close()
