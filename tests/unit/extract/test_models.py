from pathlib import Path

import pytest
import spacy

from schemas.errors import SettingsError
from tests.support.extraction import MODEL, page_of
from workers.extract import gazetteer, load_extractor
from workers.extract.models import Model, Models, listed

SPANISH = "El gobierno de Chile condenó el ataque en la frontera y pidió a los países de la región que no se retiren. "
GERMAN = "Die Regierung in Wien hat den Angriff auf die Stadt nicht verurteilt, und das ist auch für die Nachbarn neu. "


def test_an_article_is_read_by_the_model_of_its_language() -> None:
    extraction = load_extractor(MODEL, models=f"es={MODEL}").extract(page_of(SPANISH * 3 + "Norway condemned Chad."))
    assert (extraction.covered, extraction.language) == (True, "es")
    assert [found.event.type for found in extraction.events] == ["ACCUSE"]
    assert extraction.sentences > 1


def test_an_article_in_a_language_without_a_model_is_marked_beside_others_that_have_one() -> None:
    extraction = load_extractor(MODEL, models=f"es={MODEL}").extract(page_of(GERMAN * 3))
    assert (extraction.covered, extraction.language, extraction.events) == (False, "de", ())


def test_a_model_is_loaded_when_its_first_text_comes_and_once() -> None:
    models = Models(MODEL, f"es={MODEL}", gazetteer.load())
    assert "parser" not in vars(models.main)
    assert models.parser("es") is models.parser("es")
    assert "parser" not in vars(models.main)


def test_all_are_loaded_at_once_where_that_is_asked_for() -> None:
    models = Models(MODEL, f"es={MODEL}", gazetteer.load())
    models.load()
    assert "parser" in vars(models.main)


def test_the_version_names_every_model_by_its_language() -> None:
    alone, both = (Models(MODEL, others, gazetteer.load()).version for others in ("", f"es={MODEL}, de={MODEL}"))
    assert both == f"{alone}+de={alone}+es={alone}"


@pytest.mark.parametrize("wrong", ["de_core_news_sm", "German=de_core_news_sm", "de=a b", "de="])
def test_a_setting_that_is_no_list_of_models_by_language_is_a_clear_error(wrong: str) -> None:
    with pytest.raises(SettingsError, match="LANGUAGE=MODEL"):
        listed(wrong)


def test_a_model_by_language_that_is_not_installed_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="no_such_model"):
        load_extractor(MODEL, models="de=no_such_model")


def test_two_models_for_one_language_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    spacy.load(MODEL).to_disk(other)
    with pytest.raises(SettingsError, match="two models for 'en'"):
        load_extractor(MODEL, models=f"en={other}")


def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "blank")
    with pytest.raises(SettingsError, match="no parser"):
        Model(str(tmp_path / "blank"), gazetteer.load())
