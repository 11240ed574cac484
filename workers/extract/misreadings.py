"""Garden paths: where the parser took a participle for the verb of its sentence, which is then put right.

In "rockets fired from Gaza killed two" a reader, too, takes "fired" for the verb until "killed" comes (Bever, "The
cognitive basis for linguistic structures", 1970). Two verbs that tell of the past cannot share a subject without a
conjunction or a comma between them, so the first one is a participle.
"""

from __future__ import annotations

from collections.abc import Sequence

from workers.extract.bodynames import KEYWORDS
from workers.extract.dates import WEEKDAYS
from workers.extract.rows import join_company, join_row
from workers.extract.syntax import FINITE
from workers.extract.tree import Word, hang
from workers.extract.vocabulary import words

TAKEN_FOR_LATER = frozenset({"advcl", "conj", "ccomp", "dep"})
"""What the parser takes a verb for whose subject another verb has."""
FURTHER = frozenset({"nsubj", "nsubjpass", "mark", "aux", "auxpass", "agent"})
"""What only a verb has that begins a clause of its own, or is passive."""
COMPLETE = frozenset({"dobj", "dative", "ccomp", "xcomp", "aux", "auxpass", "neg", "prt"})
"""What no participle has that tells which things are meant."""


NAMING = frozenset({"NOUN", "PROPN"})
TELLING = NAMING | {"ADJ"}
"""What the parser takes for a subject that only tells of the name behind it."""
CALLING = frozenset({"call", "brand", "label", "dub", "term"})
PLACING = frozenset({"near", "outside", "inside", "around", "across", "off"})
"""Prepositions that the parser takes for the beginning of a name where they begin a sentence."""
PLOTS = frozenset({"plot", "plan", "conspiracy", "attempt", "bid", "effort"})
"""Nouns whose infinitive the parser hangs on the verb above."""
INSIDE = frozenset({"compound", "nmod", "amod"})
"""What only a noun has before it."""
LINKS = frozenset({"as", "after", "before", "until", "since"})
"""Conjunctions that the parser takes for prepositions."""
SEVERAL = 2
SUMMING = words(
    "charge claim allegation accusation denial assertion remark comment statement suggestion decision ruling verdict "
    "move step measure plan proposal offer demand request threat order attack strike raid action"
)
"""Nouns that sum up what was said before a comma."""
JOINED = frozenset({"pobj", "dobj", "conj"})
"""What the parser takes the subject of a second clause for."""


def mend(sentence: Sequence[Word]) -> None:
    """Put right what the parser has taken for a verb, a subject or an object of each verb."""
    for verb in sentence:
        _retag(sentence, verb)
        _join_fields(sentence, verb)
        join_company(sentence, verb)
        if verb.lemma in SUMMING and verb.pos == "NOUN":
            _sum_up(sentence, verb)
        if verb.pos != "VERB":
            continue
        _free_subject(sentence, verb)
        join_row(sentence, verb)
        _join_names(sentence, verb)
        _part_objects(verb)
        _find_object(verb)
        _part_clauses(sentence, verb)
        _tell_that(verb)
        _free_clause(sentence, verb)
        if verb.tag == "VBD" and verb.dep in TAKEN_FOR_LATER and verb.child("dobj") and not verb.child(*FURTHER):
            participle = _participle(sentence, verb)
            if participle is not None:
                _exchange(participle, verb)


def _retag(words: Sequence[Word], word: Word) -> None:
    """Take for a verb what has "to" and an object, for a noun the "charges" behind a comma, and days for days."""
    if word.pos in NAMING and word.tag == "NN" and word.child("aux") is not None and word.child("dobj") is not None:
        word.pos, word.tag = "VERB", "VB"
    elif word.tag == "NNS" and word.dep == "relcl":
        word.pos, word.tag = "VERB", "VBZ"
    elif word.pos == "NOUN" and word.dep == "conj" and word.head.pos == "VERB":
        _free_verb(words, word)
    elif word.dep == "advcl" and (plot := _plot_before(words, word)) is not None:
        hang(word, plot, "acl")
    elif word.lower == "dead" and word.i and words[word.i - 1].lemma == "shoot" and word.dep != "acomp":
        hang(word, words[word.i - 1], "acomp")
    elif word.lower in WEEKDAYS and word.dep == "compound" and word.i and words[word.i - 1].tag == "IN":
        hang(word, words[word.i - 1], "pobj")


def _join_fields(words: Sequence[Word], body: Word) -> None:
    """Take for a part of a body's name whom it is of, too: "the Makers and Exporters Association"."""
    if body.dep != "conj" or body.text not in KEYWORDS:
        return
    fields = [child for child in body.children if child.dep in INSIDE]
    first = words[fields[0].i - 2] if fields and fields[0].i > 1 else body
    if first is not body.head or first.head is first or first.tag != "NNPS" or words[first.i + 1].dep != "cc":
        return
    hang(body, first.head, first.dep)
    for child in [child for child in first.children if child.i < first.i and child.dep not in INSIDE]:
        hang(child, body, child.dep)
    hang(first, body, "compound")


def _plot_before(words: Sequence[Word], verb: Word) -> Word | None:
    """The noun right before an infinitive that tells what it is of: "over a plot to kill"."""
    to = next((child for child in verb.children if child.tag == "TO"), None)
    before = words[to.i - 1] if to is not None and to.i else None
    return before if before is not None and before.lemma in PLOTS and before.dep == "pobj" else None


def _free_verb(words: Sequence[Word], noun: Word) -> None:
    """Take the participle before a noun beside a verb for a verb: "imposed tariffs and banned imports"."""
    verb = next((child for child in noun.children if child.tag == "VBN" and child.dep == "amod"), None)
    if verb is None or not verb.i or words[verb.i - 1].dep != "cc" or words[verb.i - 1].head is not noun.head:
        return
    verb.pos = "VERB"
    hang(verb, noun.head, "conj")
    hang(noun, verb, "dobj")


def _free_subject(words: Sequence[Word], verb: Word) -> None:
    """Take the name right before a verb for its subject where it was taken for a part of it: "chair Ada Lunt asks"."""
    name = words[verb.i - 1] if verb.i else verb
    if verb.tag not in FINITE or name.dep not in INSIDE or name.head is not verb or name.pos not in NAMING:
        return
    if verb.child(*FURTHER) is not None or verb.dep in JOINED - {"conj"}:
        return
    for child in [child for child in verb.children if child.i < name.i and child.dep in INSIDE]:
        hang(child, name, child.dep)
    name.dep = "nsubj"


def _free_clause(words: Sequence[Word], verb: Word) -> None:
    """Give a verb the noun between it and an "as" for its subject: "rejects offer as council asks army for help"."""
    noun = words[verb.i - 1] if verb.i else verb
    link = noun.head
    if verb.tag not in FINITE or noun.dep != "pobj" or link.lower not in LINKS or verb.child(*FURTHER) is not None:
        return
    above = verb.head if verb.head is not verb else link.head
    if verb.dep not in TAKEN_FOR_LATER | {"acl"} or verb in link.ancestors() or above.i > link.i:
        return
    hang(verb, above, "advcl")
    hang(noun, verb, "nsubj")
    hang(link, verb, "mark")


def _join_names(words: Sequence[Word], verb: Word) -> None:
    """Let a noun before a name tell of it, where both were taken for subjects: "the opposition Unity Front met".

    Names in a row are all subjects, and a noun behind a comma tells of the one before it.
    """
    subjects = [child for child in verb.children if child.dep == "nsubj"]
    if len(subjects) != SEVERAL or subjects[0].pos not in TELLING or subjects[1].pos not in NAMING:
        return
    noun, name = subjects
    apart = words[min(word.i for word in name.subtree()) - 1].tag == ","
    if apart and name.child("conj") is not None:
        hang(name, noun, "conj")
    elif apart and words[min(word.i for word in noun.subtree())].lower in PLACING:
        noun.dep = "npadvmod"
    elif apart and (first := _fronted(words, noun)) is not None:
        hang(noun, first, "appos")
    elif name.i < verb.i and all(name in {word, *word.ancestors()} for word in words[noun.i + 1 : name.i]):
        for child in list(noun.children):
            hang(child, name, child.dep)
        hang(noun, name, "compound")


def _fronted(words: Sequence[Word], noun: Word) -> Word | None:
    """The noun that another one behind a comma tells of: "In Lviv, the western city, officials met"."""
    first = min(word.i for word in noun.subtree())
    before = words[first - 2] if first > 1 and words[first - 1].tag == "," else None
    return before if before is not None and before.pos in NAMING else None


def _sum_up(words: Sequence[Word], noun: Word) -> None:
    """Let a noun behind a comma tell of all that was said before it: "accuses Mali, a charge that it denies"."""
    told = noun.child("relcl", "acl")
    if told is None or not _is_indefinite(noun):
        return
    first = min(child.i for child in (noun, *noun.children))
    if not first or words[first - 1].tag != ",":
        return
    *_, top = noun, *noun.ancestors()
    if top.i > noun.i or noun.dep in FURTHER or noun.child("conj") is not None:
        return
    hang(noun, top, "appos")
    that = told.child("mark")
    if told.dep == "acl" and told.tag in FINITE and that is not None and told.child("dobj") is None:
        told.dep, that.dep = "relcl", "dobj"


def _is_indefinite(noun: Word) -> bool:
    """Whether the noun has "a" before it, or nothing in the plural."""
    before = noun.child("det", "poss")
    return noun.tag == "NNS" if before is None else before.lower in {"a", "an"}


def _tell_that(verb: Word) -> None:
    """Take for what is said a clause with an object of its own behind "that": "told the court that he had met her"."""
    if verb.dep != "relcl" or verb.head.dep != "dobj" or verb.head.head.pos != "VERB":
        return
    that = next((child for child in verb.children if child.dep == "dobj" and child.lower == "that"), None)
    if that is not None and any(child.dep == "dobj" and child.i > verb.i for child in verb.children):
        hang(verb, verb.head.head, "ccomp")
        that.dep = "mark"


def _part_objects(verb: Word) -> None:
    """Take what is called something for no part of what it is called: "called the sanctions blackmail"."""
    called = verb.child("oprd", "dobj") if verb.lemma in CALLING else None
    thing = called.child("compound", "nmod") if called is not None else None
    if called is None or thing is None or thing.tag != "NNS":
        return
    for child in list(called.children):
        if child.i < thing.i:
            hang(child, thing, child.dep)
    hang(thing, verb, "dobj")
    called.dep = "oprd"


def _find_object(verb: Word) -> None:
    """Take for the object what a phrase keeps from its verb: "adopted by ten votes to two a resolution demanding"."""
    thing = verb.child("npadvmod")
    if thing is None or thing.i < verb.i or verb.child("dobj", "auxpass") is not None:
        return
    kept = any(child.dep in {"prep", "agent"} and verb.i < child.i < thing.i for child in verb.children)
    if kept and thing.child("acl", "relcl") is not None and thing.child("det") is not None:
        thing.dep = "dobj"


def _part_clauses(words: Sequence[Word], verb: Word) -> None:
    """Give a verb without a subject the noun before it behind an "and": "struck on Monday and rockets hit a port"."""
    noun = words[verb.i - 1] if verb.i else verb
    if verb.tag != "VBD" or noun.pos not in NAMING or noun.dep not in JOINED or verb.child(*FURTHER):
        return
    above = noun.head
    joint = next((word for word in reversed(words[above.i + 1 : noun.i]) if word.dep == "cc"), None)
    below = noun in verb.ancestors() or verb in above.ancestors()
    if verb.child("dobj") is None or joint is None or above.i > noun.i or below:
        return
    first = words[joint.i - 1]
    if noun.dep != "conj":
        hang(first, above, noun.dep)
    for child in list(noun.children):
        if child.i < joint.i and child is not first:
            hang(child, first, child.dep)
    for word in words[joint.i + 1 : noun.i]:
        if word.head.i < joint.i:
            hang(word, noun, "amod")
    hang(joint, above.head, "cc")
    hang(noun, verb, "nsubj")


def _participle(words: Sequence[Word], verb: Word) -> Word | None:
    """The participle between the verb and its subject: "rockets fired from Gaza killed"."""
    for word in reversed(words[: verb.i]):
        if word.pos == "PUNCT" or word.dep in {"cc", "mark"}:
            return None
        if word.tag in {"VBD", "VBN"} and word.pos == "VERB":
            noun = word.child("nsubj")
            near = noun is not None and noun.i == word.i - 1 and verb.i > word.i + 1
            beside = verb.head is word or verb.head is word.head
            return word if near and beside and not word.child(*COMPLETE) else None
    return None


def _exchange(participle: Word, verb: Word) -> None:
    """Put the verb where the participle hung, with its subject and what stands around."""
    noun = participle.child("nsubj")
    assert noun is not None  # noqa: S101  # as only such are participles
    hang(verb, participle.head if participle.head is not participle else verb, participle.dep)
    for child in list(participle.children):
        if child.i < participle.i or child.i > verb.i:
            hang(child, verb, child.dep)
    participle.tag = "VBN"
    hang(participle, noun, "acl")
