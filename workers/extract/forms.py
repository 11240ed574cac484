"""Parts of speech and lemmas, told once for every word with its tag and relation.

spaCy's attribute ruler and lemmatizer look at one word at a time, but for a few patterns of two words, and together
take a third of the time that reading a sentence takes. A word that was met before with the same tag and relation gets
what they said of it then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"
MOST = 200_000
"""Words remembered; then they are forgotten, so that memory stays bounded."""

Form = tuple[str, str]


class Forms:
    """Tells a token's lemma and part of speech as the model's own components would."""

    def __init__(self, model: Language) -> None:
        self._vocab = model.vocab
        self._known: dict[tuple[int, int, int], Form] = {}
        self._ruler = cast("AttributeRuler", model.get_pipe(RULER))
        self._lemmatizer = cast("Lemmatizer", model.get_pipe(LEMMATIZER))
        self._pairs = AttributeRuler(model.vocab)
        rules: list[dict[str, Any]] = [rule for rule in self._ruler.patterns if _is_longer(rule)]
        self._pairs.add_patterns(rules)
        self._needs = [_literals(model.vocab, pattern) for rule in rules for pattern in rule["patterns"]]

    def mark(self, document: Doc) -> Doc:
        """Set what depends on two words; it goes before what one word tells."""
        there = set(document.to_array(["LOWER", "DEP"]).ravel().tolist())
        return self._pairs(document) if any(needed <= there for needed in self._needs) else document

    def of(self, token: Token) -> Form:
        """The token's lemma and part of speech; what two words together told goes first."""
        key = token.orth, token.tag, token.dep
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._tell(token)
        if token.lemma or token.pos:
            return token.lemma_ or known[0], token.pos_ or known[1]
        return known

    def _tell(self, token: Token) -> Form:
        """What the components say of the word alone."""
        if len(self._known) >= MOST:
            self._known.clear()
        alone = Doc(self._vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        (word,) = self._lemmatizer(self._ruler(alone))
        return word.lemma_, word.pos_


def splits(model: Language) -> bool:
    """Whether the model has both components, the lemmatizer one that goes by rules."""
    if not (model.has_pipe(RULER) and model.has_pipe(LEMMATIZER)):
        return False
    return getattr(model.get_pipe(LEMMATIZER), "mode", None) == "rule"


def _literals(vocab: Vocab, pattern: Sequence[dict[str, Any]]) -> frozenset[int]:
    """The words and relations that a text must hold for the pattern to match anywhere in it."""
    asked = (word.get(key) for word in pattern for key in ("LOWER", "DEP"))
    return frozenset(vocab.strings.add(value) for value in asked if isinstance(value, str))


def _is_longer(rule: dict[str, Any]) -> bool:
    """Whether a rule looks at more than one word."""
    return any(len(pattern) > 1 for pattern in rule["patterns"])
