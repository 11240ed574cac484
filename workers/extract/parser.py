"""Where spaCy reads: loads a model and turns passages into sentences of plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import compile_infix_regex

from schemas.block import Kind
from workers.extract.forms import LEMMATIZER, RULER, Form, Forms, splits
from workers.extract.gazetteer import Gazetteer
from workers.extract.headlines import past, running
from workers.extract.misreadings import mend
from workers.extract.passages import Passage
from workers.extract.tree import Sentence, Word

UNUSED = ("ner", "senter", "textcat")
JOINED = tuple(
    form
    for word in ("cease-fire", "cease-fires", "secretary-general", "director-general", "attorney-general")
    for form in (word, word.title(), word.capitalize())
)
"""Words that a hyphen does not take apart."""
BATCH = 64
PRINTED = "printed"
"""Where a document that was read with other words keeps those that are printed."""


def load_model(name: str) -> Language:
    """The installed spaCy model of that name without what the rules do not use."""
    model = spacy.load(name, exclude=list(UNUSED))
    if model.lang == "en":
        _keep_together(model)
    return model


def _keep_together(model: Language) -> None:
    """Split and join English words as the lexicon has them."""
    infixes = [*(model.Defaults.infixes or ()), r"(?<=[A-Z]\.)[-–](?=[A-Z])"]  # noqa: RUF001 either dash joins "U.S.-Iran"
    tokenizer: Any = model.tokenizer
    for word in ("Pres.", *JOINED):
        tokenizer.add_special_case(word, [{"ORTH": word}])
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


class Parser:
    """A loaded model; it reads words' forms from memory where the model's components allow it."""

    def __init__(self, model: Language, names: Gazetteer) -> None:
        self._names = names
        self._model = model
        self._forms = Forms(model) if splits(model) else None
        if self._forms:
            model.disable_pipe(RULER)
            model.disable_pipe(LEMMATIZER)

    def parse(self, passages: Sequence[Passage]) -> Iterator[list[Sentence]]:
        """The sentences of every passage, in order."""
        readable = [self._readable(passage) for passage in passages]
        documents = self._model.pipe(readable, batch_size=BATCH)
        for passage, document in zip(passages, documents, strict=True):
            yield list(self._sentences(document, passage))

    def _readable(self, passage: Passage) -> str | Doc:
        """The text as the model was made to read it: headlines in sentence case, with verbs that are no nouns."""
        if self._model.lang != "en":
            return passage.text
        text = running(passage.text, self._names)
        return self._headline(text) if passage.block.kind is Kind.HEADING else text

    def _headline(self, text: str) -> Doc:
        """The headline's tokens with verbs in the past where the present may be taken for nouns."""
        printed = self._model.make_doc(text)
        tokens = [token.text for token in printed]
        told = past(tokens, self._names)
        if told == tokens:
            return printed
        read = Doc(self._model.vocab, words=told, spaces=[bool(token.whitespace_) for token in printed])
        read.user_data[PRINTED] = printed
        return read

    def _sentences(self, document: Doc, passage: Passage) -> Iterator[Sentence]:
        form = _as_set
        if self._forms:
            self._forms.mark(document)
            form = self._forms.of
        for span in document.sents:
            words = _words(span, passage, form)
            if words:
                yield Sentence(words, passage.text[words[0].start - passage.start : words[-1].end - passage.start])


def _as_set(token: Token) -> Form:
    """The lemma and part of speech that the model has set."""
    return token.lemma_, token.pos_


def _words(span: Span, passage: Passage, form: Callable[[Token], Form]) -> list[Word]:
    """The span's tokens but for white space, which is hung on nothing."""
    tokens = [token for token in span if not token.is_space]
    printed: Doc = span.doc.user_data.get(PRINTED, span.doc)
    words: dict[int, Word] = {}
    for number, token in enumerate(tokens):
        lemma, pos = form(token)
        text, start = printed[token.i].text, passage.start + printed[token.i].idx
        words[token.i] = Word(number, text, start, lemma, (pos, token.tag_, token.dep_))
    for token in tokens:
        word, head = words[token.i], words.get(token.head.i)
        if head is not None and head is not word:
            word.head = head
            head.children.append(word)
    found = list(words.values())
    mend(found)
    return found
