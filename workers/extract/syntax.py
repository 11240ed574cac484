"""Questions to a parsed sentence: who is the subject of a verb, what is its object, is it passive, is it denied."""

from __future__ import annotations

from collections.abc import Iterator

from workers.extract.tree import Word
from workers.extract.vocabulary import words

NOMINAL = frozenset({"NOUN", "PROPN"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
DEEPEST = 12
"""Steps up a tree that are taken in search of a subject."""
OBJECT_CONTROL = words(
    "prompt oblige spur inspire motivate drive ask urge order tell force allow permit persuade press call "
    "implore beg instruct encourage invite help let make enable want expect push compel convince lead require "
    "advise warn cause accuse authorize show see watch have get find "
)
"""Verbs whose object, not whose subject, does what their complement says."""
EXPECTED = words("expect schedule set slate tip poise prepare determine")
"""Verbs whose passive tells what their subject is to do."""
VERBAL = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBZ", "VBP", "VBD"})
SUBORDINATE = frozenset({"xcomp", "advcl", "ccomp", "acl", "conj"})
NEIGHBOURING = frozenset({"neighbouring", "neighboring"})
"""What the parser takes for a verb before a name: "to neighbouring Chad"."""
ADDRESSING = words(
    "accuse blame urge call warn threaten vow pledge demand promise deny reject condemn criticize criticise praise "
    "thank ask appeal plead dismiss insist denounce offer deplore welcome reiterate stress meet speak tell"
)
"""What speakers do with words, one thing after the other."""
DISPOSED = words("commit oppose dedicate")
"""Verbs whose participle before "to" tells what their subject is of a mind to do."""
DECREEING = words("order have want get see keep")
"""Verbs after which a participle tells what is done to the noun between."""
ACCUSING = words(
    "accuse blame suspect condemn criticize criticise charge convict sentence arrest jail denounce fault praise thank"
)
"""Verbs after which \"of\" or \"for\" tells what their object has done."""


def is_passive(verb: Word) -> bool:
    """Whether the verb's grammatical subject is the one it happens to."""
    if verb.tag not in {"VBN", "VBD"} or is_main_verb_in_disguise(verb):
        return False
    if any(child.dep in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if is_decreed(verb):
        return True
    if verb.dep == "acl" or (verb.tag == "VBN" and verb.dep in {"amod", "relcl", "advcl", "ROOT"}):
        return not any(child.dep in {"aux", "nsubj", "dobj"} for child in verb.children)
    own = {child.dep for child in verb.children}
    alike = verb.dep == "conj" and verb.tag == "VBN" and is_passive(verb.head) and "aux" not in own
    return alike and ("nsubj" not in own or "dobj" not in own)


def is_decreed(verb: Word) -> bool:
    """Whether the verb above tells that this be done: "ordered them held", "wants him released"."""
    if verb.dep in {"ccomp", "xcomp"} and verb.head.lemma == "order" and verb.child("nsubjpass") is not None:
        return any(child.tag == "TO" for child in verb.children)
    below = verb.dep == "ccomp" and verb.head.lemma in DECREEING and verb.child("nsubj") is not None
    return below and verb.i > verb.head.i and not any(child.dep in {"aux", "mark", "dobj"} for child in verb.children)


def is_main_verb_in_disguise(verb: Word) -> bool:
    """Whether the parser took a sentence's verb for a participle on its subject: "the envoy called on both to stop"."""
    if verb.dep != "acl" or verb.i < verb.head.i or any(child.dep in {"auxpass", "agent"} for child in verb.children):
        return False
    return verb.head.head is verb.head and (
        verb.tag == "VBD" or any(c.dep in {"dobj", "xcomp", "ccomp", "prt"} for c in verb.children)
    )


def agents(verb: Word) -> list[Word]:
    """The noun after "by"."""
    return [
        noun
        for child in verb.children
        if child.dep in {"agent", "prep"} and child.lower == "by"
        for noun in child.children
        if noun.dep in {"pobj", "pcomp"} and noun.pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
    ]


def subjects(verb: Word, depth: int = 0) -> list[Word]:
    """Who does what the verb says: heads of noun phrases, conjuncts not yet among them."""
    if is_passive(verb):
        return agents(verb) or _expected(verb)
    for child in verb.children:
        if child.dep in {"nsubj", "csubj"} and child.lower != "there":
            return [_antecedent(child)]
    if depth > DEEPEST or verb.head is verb:
        return [word for word in verb.children if word.dep == "nsubjpass"]
    return _inherited(verb, depth + 1)


def _expected(verb: Word) -> list[Word]:
    """Who does what is expected of him, or is of a mind to do: "is scheduled to visit", "is committed to opening"."""
    is_expected = verb.lemma in EXPECTED and verb.child("xcomp") is not None
    is_expected = is_expected or (verb.lemma in DISPOSED and any(child.lower == "to" for child in verb.children))
    return grammatical_subject(verb) if is_expected else []


def _inherited(verb: Word, depth: int) -> list[Word]:
    """The subject that a verb without one has from the word it hangs on."""
    head = verb.head
    match verb.dep:
        case "xcomp" | "ccomp":
            controlled = head.lemma in OBJECT_CONTROL or head.pos in NOMINAL
            return (objects(head) if controlled else []) or grammatical_subject(head, depth)
        case "acl" | "relcl":
            return _modified(verb, depth)
        case "pcomp":
            accused = head.lower in {"of", "for"} and head.head.lemma in ACCUSING
            return objects(head.head) if accused else _governor_subject(head, depth)
        case "amod":
            return []
        case "conj" | "appos" if head.pos in NOMINAL:
            return _governor_subject(head, depth)
        case _:
            return grammatical_subject(coordinate(verb), depth)


def coordinate(verb: Word) -> Word:
    """The word above, for a conjunct what it stands beside: in "asked a judge to act and blamed" not "act"."""
    above = verb.head
    told = verb.tag in FINITE or (verb.tag == "VBN" and verb.lemma in ADDRESSING)
    finite = verb.dep == "conj" and told
    while finite and above.dep in SUBORDINATE and above.head.pos in VERBAL and _cannot_be_beside(verb, above):
        above = above.head
    return above


def joined(word: Word) -> Word:
    """The first of verbs that share what governs them: of "to withdraw and release" the "withdraw"."""
    while word.dep == "conj" and word.head.pos == "VERB" and word.child("nsubj", "nsubjpass") is None:
        word = coordinate(word)
    return word


def _cannot_be_beside(verb: Word, above: Word) -> bool:
    """Whether a verb is no conjunct of the one above: an infinitive, or what is said before more is said.

    "She said that talks had failed and urged Chad to yield": those who say so urge.
    """
    is_reported = above.dep == "ccomp" and above.tag in {"VBN", "VBG"} and above.child("aux") is not None
    return above.tag == "VB" or (is_reported and verb.lemma in ADDRESSING and above.lemma not in ADDRESSING)


def _modified(verb: Word, depth: int) -> list[Word]:
    """Who does what a clause on a noun says: the noun ("men shooting") or whose it is ("their threat to shoot")."""
    noun = verb.head
    if verb.tag == "VBG" or verb.dep == "relcl" or is_main_verb_in_disguise(verb):
        return [noun]
    if owners := possessors(noun):
        return owners
    return [] if noun.dep == "pobj" else _governor_subject(noun, depth)


def grammatical_subject(verb: Word, depth: int = 0) -> list[Word]:
    """The subject as it stands, of a passive verb too: who "was forced to resign" is the one who resigns."""
    for child in verb.children:
        if child.dep in {"nsubj", "nsubjpass"} and child.lower != "there":
            return [_antecedent(child)]
    if verb.head is verb or depth > DEEPEST:
        return []
    return _inherited(verb, depth + 1)


def _governor_subject(word: Word, depth: int) -> list[Word]:
    """The subject of the first verb above, or the possessor of a noun on the way."""
    above = word
    for _ in range(DEEPEST):
        if above.pos in {"NOUN", "PROPN"} and (owners := possessors(above)):
            return owners
        if above.head is above:
            return []
        above = above.head
        if above.pos in {"VERB", "AUX"}:
            return grammatical_subject(above, depth + 1)
    return []


def _antecedent(word: Word) -> Word:
    """The noun that a relative pronoun stands for."""
    if word.lower in RELATIVES and word.head.dep == "relcl":
        return word.head.head
    return word


def objects(verb: Word) -> list[Word]:
    """Whom or what it happens to: the object, or a passive verb's subject."""
    if is_passive(verb):
        return _passive_objects(verb)
    found = [
        _antecedent(child) for child in verb.children if child.dep in {"dobj", "attr", "oprd"} and child.i > verb.i
    ]
    found += [child for child in verb.children if child.dep == "npadvmod" and child.text == "march"]
    found += [
        below for child in verb.children if child.dep == "dative" for below in child.children if below.dep == "dobj"
    ]
    found = [_named_subject(word) for word in found] or _subjects_of_infinitives(verb) or _shared_objects(verb)
    return [verb.head] if not found and _is_relative_to_object(verb) else found


def _shared_objects(verb: Word) -> list[Word]:
    """The object of the verb right behind an "and", which is that of both: "arrested and deported the priest"."""
    joint, other = verb.child("cc"), verb.child("conj")
    near = joint is not None and other is not None and verb.i + 1 == joint.i == other.i - 1
    if not near or other is None or other.tag != verb.tag or verb.tag == "VBG":
        return []
    return [child for child in other.children if child.dep == "dobj" and child.i > other.i]


def _is_relative_to_object(verb: Word) -> bool:
    """Whether the noun that its clause tells of is its object: "whom it accuses", "those it accuses"."""
    if verb.dep != "relcl":
        return False
    if any(child.dep == "dobj" and child.lower in RELATIVES for child in verb.children):
        return True
    subject = verb.child("nsubj")
    bare = subject is not None and all(child.tag not in {"WDT", "WP", "WRB"} for child in verb.children)
    stranded = any(child.dep == "prep" and not child.children for child in verb.children)
    return bare and not stranded and verb.child("ccomp", "xcomp", "auxpass") is None


def _named_subject(word: Word) -> Word:
    """Whom a predicate is about where the parser hung them on it: "designated the group a terrorist organisation"."""
    subject = word.child("nsubj") if word.pos in NOMINAL else None
    return subject if subject is not None and subject.i < word.i else word


def _subjects_of_infinitives(verb: Word) -> list[Word]:
    """Whom the verb is about where the parser made them the subject of what they are to do: "allowed them to enter"."""
    below = (child for child in verb.children if child.dep == "ccomp")
    clauses = (clause for clause in below if clause.tag == "VBG" or _is_judged(clause) or _is_to_be_done(clause))
    return [subject for clause in clauses for subject in clause.children if subject.dep == "nsubj"]


def _is_to_be_done(clause: Word) -> bool:
    """Whether it is what somebody is let or told to do: "allowed them to enter", "let them enter"."""
    bare = clause.head.lemma in {"let", "help"} and clause.child("mark", "aux") is None
    return bare or any(child.tag == "TO" for child in clause.children)


def _is_judged(clause: Word) -> bool:
    """Whether it is what the noun before it is found to be: "found the journalist liable"."""
    subject = clause.child("nsubj")
    bare = all(child.dep not in {"mark", "cop", "aux"} for child in clause.children)
    return clause.pos == "ADJ" and bare and subject is not None and subject.i < clause.i


def _passive_objects(verb: Word) -> list[Word]:
    subject = verb.child("nsubjpass", "nsubj")
    if subject is not None:
        return [_antecedent(subject)]
    if verb.dep in {"acl", "relcl", "amod"}:
        return [verb.head]
    shared = verb.dep == "conj" and (is_passive(verb.head) or verb.child("auxpass") is None)
    return objects(verb.head) if shared else grammatical_subject(verb)


def datives(verb: Word) -> list[Word]:
    """To whom something is given."""
    found = []
    for child in verb.children:
        if child.dep == "dative":
            found += [noun for noun in child.children if noun.dep == "pobj"] if child.pos == "ADP" else [child]
    return found


def after(word: Word, preposition: str) -> list[Word]:
    """The nouns after a preposition that hangs on the word."""
    found = []
    joined = (each for child in word.children if child.dep == "prep" for each in child.children if each.dep == "conj")
    for child in (*word.children, *joined):
        if child.dep in {"prep", "dative", "agent", "prt", "conj"} and child.lower == preposition:
            for noun in child.children:
                if noun.dep == "pobj":
                    found.append(noun)
                elif noun.dep == "prep":
                    found += [inner for inner in noun.children if inner.dep == "pobj"]
                elif noun.dep == "pcomp" and noun.lower in NEIGHBOURING:
                    found += [inner for inner in noun.children if inner.dep == "dobj"]
    return found


def possessors(noun: Word) -> list[Word]:
    """Whose it is."""
    return [child for child in noun.children if child.dep == "poss"]


def first_conjunct(word: Word) -> Word:
    """The first of the words that "and" joins to this one."""
    while word.dep == "conj":
        word = word.head
    return word


def conjuncts(word: Word) -> Iterator[Word]:
    """The word and all that "and", "or" or a comma joins to it."""
    stack = [word]
    while stack:
        one = stack.pop(0)
        yield one
        stack += [child for child in one.children if child.i > one.i and (child.dep == "conj" or _is_listed(child))]


def _is_listed(word: Word) -> bool:
    """Whether the parser took a name in a list for an apposition: "Brazil" in "Colombia, Brazil and Mexico"."""
    further = word.child("conj")
    return word.dep == "appos" and word.pos == "PROPN" and further is not None and further.pos == "PROPN"


def is_negated(verb: Word) -> bool:
    """Whether "not", "never" or "no" denies the verb."""
    if any(
        child.dep == "neg" or child.lower in {"not", "never", "n't"} or _is_no_longer(child) for child in verb.children
    ):
        return True
    if verb.dep == "pcomp" and verb.head.lower == "without":
        return True
    return any(
        child.dep in {"nsubj", "dobj", "nsubjpass"}
        and any(g.dep == "det" and g.lower in {"no", "neither"} for g in child.children)
        for child in verb.children
    )


def _is_no_longer(word: Word) -> bool:
    return word.lower == "longer" and any(child.lower == "no" for child in word.children)


def auxiliaries(verb: Word) -> set[str]:
    """The verb's auxiliaries, lower case; a conjunct without any has those of its head."""
    found = {child.lower for child in verb.children if child.dep in {"aux", "auxpass"}}
    shared = verb.dep == "conj" and verb.head.pos in VERBAL and verb.child("nsubj") is None
    return auxiliaries(coordinate(verb)) if shared and not found else found
