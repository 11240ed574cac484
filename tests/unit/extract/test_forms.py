"""Words' forms told from memory are those that the model's own components tell."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from services.settings import Settings
from workers.extract import forms
from workers.extract.forms import LEMMATIZER, RULER, Forms, splits

TEXTS = (
    "There are ministers who're gonna meet, and there is one who ain't. Let's go, y'all!",
    "She'd met them; he's meeting her. They gotta leave, and I'd like to but can't.",
    "But the ministers' meetings met their meetings' ends: better, worst, further, more.",
    "Police shot, shoot, shoots and were shooting. The US left, leaves are left, us too.",
    "On 5 May, 1,200 men and women's groups marched to No. 10; 'twas \n\n said to be won't.",
    "met met met Met MET is are was were be been 's 're 'd 'll n't",
)


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load(str(Settings.model_fields["model"].default))


def told(model: Language, known: Forms) -> list[tuple[str, str, str]]:
    with model.select_pipes(disable=[RULER, LEMMATIZER]):
        documents = [known.mark(document) for document in model.pipe(TEXTS)]
    return [(token.text, *known.of(token)) for document in documents for token in document]


def test_forms_from_memory_are_the_models_own(model: Language) -> None:
    own = [(token.text, token.lemma_, token.pos_) for document in model.pipe(TEXTS) for token in document]
    known = Forms(model)
    assert told(model, known) == own
    assert told(model, known) == own


def test_memory_is_bounded(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST", 5)
    own = [(token.text, token.lemma_, token.pos_) for document in model.pipe(TEXTS) for token in document]
    assert told(model, Forms(model)) == own


def test_a_model_without_these_components_keeps_its_own_way() -> None:
    assert not splits(spacy.blank("en"))
