"""Mentions that common nouns make: roles, bodies, "both sides", "the president", times and happenings."""

from __future__ import annotations

from msgspec import structs

from workers.extract import lexicon
from workers.extract.belonging import country_of, is_local
from workers.extract.bodynames import KEYWORDS
from workers.extract.cast import COLLECTIVE
from workers.extract.dates import MONTHS, WEEKDAYS
from workers.extract.gazetteer import Entity, Sort
from workers.extract.mention import Matter, Mention
from workers.extract.phrases import RELATIVE_NOUNS
from workers.extract.propernames import HOMELESS, matter_of
from workers.extract.reading import HEADS_OF_STATE, Reading, is_singular, rows_before
from workers.extract.syntax import conjuncts, objects, subjects
from workers.extract.tree import Word
from workers.extract.vocabulary import words

CALENDAR = (
    frozenset({*WEEKDAYS, *MONTHS})
    | words("today tomorrow yesterday tonight week month year day hour minute decade century weekend morning evening")
    | words("night afternoon time percent %")
) - {"may"}
NUMBERS = words("hundreds thousands dozens scores tens")
NEIGHBOURS = frozenset({"neighbour", "neighbor"})
"""What the other one of two states is called."""
NEW = frozenset({"new", "incoming", "next", "interim", "acting"})
"""Adjectives of who was not yet named with that title."""
MEN = frozenset({"man", "woman"})
"""What two persons are called."""
SIDES = frozenset({"side", "party"})
"""What two are called that need not be states."""
GROUP_NOUNS = words("group movement organisation organization faction outfit")
"""What an armed group, a charity or a party is called once it has been named."""
GATHERINGS = frozenset({"protest", "demonstration", "riot", "uprising", "march", "rally"})
"""Happenings that stand for their people."""
BODIES = words("GOV MIL COP LEG JUD OPP PTY IGO NGO BUS REB LAB")
"""Roles of which a singular noun means a body, not a person."""
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "republic", "kingdom", "government"})
PAIRS = words(
    "country nation side party government leader neighbor neighbour state power ally capital man president army navy "
    "force military delegation"
)
COUNTS = {"three": 3, "four": 4, "five": 5, "six": 6}
"""How many states named in a row are counted."""
MEDIATING = words("mediate arbitrate broker facilitate intercede intervene")
"""What a third party does for two others."""
SERVING = frozenset({"COP", "JUD"})
"""Roles of investigators and judges, of states or of what is above them."""
SHORT = 2
"""Words from the article to the head in "the Guard", "the rebel army"."""


def pair(reading: Reading, first: int, head: Word) -> Mention | None:
    """Whom "both countries" and "the two sides" mean: the two states last named, but for those who act on the two."""
    both = head.lower == "both" and head.pos in {"DET", "PRON"}
    both = both or (head.lower == "two" and head.i > first and reading.words[first].lower == "the")
    counted = {word.lower for word in reading.words[first : head.i]} & {"both", "two"}
    counted = counted if "both" in counted or reading.phrases.is_definite(first, head) else set()
    plural = head.lemma in PAIRS and head.tag in {"NNS", "NNPS"} and reading.phrases.country(first, head) is None
    meant = both or bool(counted and plural)
    two = reading.cast.persons(here=both) if both or (meant and head.lemma in MEN) else None
    if (
        two is None
        and both
        and (group := reading.cast.last_group()) is not None
        and "two" in group.text.lower().split()
    ):
        return reading.known_as(first, head, group, Matter.GROUP)
    two = two or (reading.cast.sides() if meant and head.lemma in SIDES else None)
    two = two or (reading.cast.pair(_third_parties(reading, head)) if meant else None)
    if two is None:
        return None
    two = _named_as_states(reading, two)
    return structs.replace(reading.known_as(first, head, two[0], Matter.PAIR), members=reading.moved(two, first, head))


def _named_as_states(reading: Reading, two: tuple[Mention, Mention]) -> tuple[Mention, Mention]:
    """The two by their states' names, where a capital stood for one."""
    one, other = (reading.state(each.country) if each.matter is Matter.STATE and each.country else each for each in two)
    return one, other


def listed(reading: Reading, first: int, head: Word) -> Mention | None:
    """Whom "the three countries" means: as many states as were last named in a row."""
    counted = next((COUNTS[word.lower] for word in reading.words[first : head.i] if word.lower in COUNTS), 0)
    if not counted or head.lemma not in PAIRS or head.tag != "NNS" or not reading.phrases.is_definite(first, head):
        return None
    states = next(rows_before(reading, head), ())[-counted:] or reading.cast.row(counted)
    if len(states) != counted:
        return None
    return structs.replace(
        reading.known_as(first, head, states[0], Matter.PAIR), members=reading.moved(states, first, head)
    )


def _third_parties(reading: Reading, head: Word) -> set[str | None]:
    """The countries of those who do something to the two, so that others are meant: "Chad and Mali urged both"."""
    verb = next((word for word in head.ancestors() if word.pos == "VERB"), head)
    spoken_with = head.dep == "pobj" and head.head.lower == "with"
    if head not in objects(verb) and not spoken_with and verb.lemma not in MEDIATING | {"host"}:
        return set()
    doers = [each for subject in subjects(verb) for each in conjuncts(subject) if each.i in reading.found]
    return {reading.found[each.i].country for each in doers}


def gathering(reading: Reading, first: int, head: Word) -> Mention | None:
    """Protests stand for those who protest."""
    others = any(child.dep in {"compound", "nsubj"} and child.tag == "NNS" for child in head.children)
    bare = head.dep == "pobj" and head.tag == "NN" and head.child("det", "amod", "compound", "poss") is None
    if head.lemma not in GATHERINGS or head.pos != "NOUN" or others or bare:
        return None
    country = reading.phrases.country(first, head) or reading.owner(head) or reading.cast.home()
    state = reading.gazetteer.states.get(country or "")
    name = f"{state.adjective} protesters" if state else "protesters"
    return reading.mention(first, head, name, country=country, role="CVL", matter=Matter.GROUP)


def numbers(reading: Reading, first: int, head: Word) -> Mention | None:
    """People of whom only the number is told: "hundreds marched"."""
    if head.lower not in NUMBERS or head.dep not in {"nsubj", "nsubjpass"} or reading.phrases.after_of(head):
        return None
    return reading.mention(first, head, "people", country=reading.cast.home(), role="CVL", matter=Matter.GROUP)


def time(reading: Reading, first: int, head: Word) -> Mention | None:
    """The day, month or hour that the word names."""
    small = head.lower.rstrip(".") in MONTHS and not head.text[0].isupper()
    known = head.lower.rstrip(".") in CALENDAR or head.lemma in CALENDAR or _is_may(head)
    if small or not known:
        return None
    return reading.mention(first, head, head.text, matter=Matter.TIME)


def happening(reading: Reading, first: int, head: Word) -> Mention | None:
    """What the lexicon knows as an event is no actor, capitalised or not, unless it ends a body's name."""
    nouns = lexicon.load().nouns
    if head.text in KEYWORDS and head.i > first and reading.words[head.i - 1].pos == "PROPN":
        return None
    if head.lower not in nouns and head.lemma not in nouns:
        return None
    role = reading.gazetteer.bodies.get(head.lemma) or reading.gazetteer.titles.get(head.lemma)
    return None if role else structs.replace(reading.thing(first, head), matter=Matter.HAPPENING)


def the_country(reading: Reading, first: int, head: Word) -> Mention | None:
    """The state that "the country" or "the government" means."""
    bare = head.lower == "country" and first == head.i
    if head.lemma not in COUNTRY_NOUNS or not is_singular(head):
        return None
    if not bare and not reading.phrases.is_definite(first, head):
        return None
    state = reading.cast.state(_acting_states(reading, head)) if reading.country(first, head) is None else None
    if state is None or is_local(head):
        return None
    governing = head.lemma == "government"
    name = f"Government of {reading.state(state.country).name}" if governing and state.country else state.name
    role = "GOV" if governing else None
    return reading.mention(first, head, name, country=state.country, role=role, matter=Matter.STATE)


def _acting_states(reading: Reading, head: Word) -> set[str | None]:
    """The states that do something to it, whose own it is not: "Chad recognised the new government"."""
    doers = [reading.found[word.i] for word in subjects(head.head) if word.i in reading.found and head.dep == "dobj"]
    return {doer.country for doer in doers if doer.matter is Matter.STATE}


def relation(reading: Reading, first: int, head: Word) -> Mention | None:
    """Whom "its neighbour Niger" names, or with whom it last had to do."""
    named = reading.names.beginning(head.i + 1) if head.lemma in RELATIVE_NOUNS else None
    if named is None or reading.words[named.root].head is not head:
        return _rival(reading, first, head) or _neighbour(reading, first, head)
    return reading.known_as(first, reading.words[named.last], named.entity, matter_of(named.entity))


def _rival(reading: Reading, first: int, head: Word) -> Mention | None:
    """Who is named behind a comma: "his rival in the east, Ada Lunt"."""
    name = next((each for each in head.children if each.dep == "appos" and each.pos == "PROPN"), None)
    if head.lemma not in RELATIVE_NOUNS or reading.phrases.role(first, head) or name is None or name.i < head.i:
        return None
    spelled = reading.phrases.text(reading.phrases.name_start(reading.phrases.first(name), name), name.i)
    known = reading.called(spelled)
    if known is not None:
        return reading.known_as(first, head, known, Matter.PERSON)
    return reading.mention(first, head, spelled, matter=Matter.PERSON) if " " in spelled else None


def _neighbour(reading: Reading, first: int, head: Word) -> Mention | None:
    """The one of the two states in question that is not whose neighbour it is."""
    owner = head.child("poss")
    own = reading.found.get(owner.i) if owner is not None and owner.tag == "PRP$" else None
    if head.lemma not in NEIGHBOURS or not is_singular(head) or own is None or own.country is None:
        return None
    two = reading.cast.pair() or ()
    others = [state for state in two if state.country not in {own.country, None}]
    return reading.known_as(first, head, others[0], Matter.ANAPHOR) if len(others) == 1 < len(two) else None


def several(reading: Reading, first: int, head: Word) -> Mention | None:
    """One actor of each country in "Iranian and Russian officials", "the armies of Brazil and Argentina"."""
    role, countries = reading.phrases.role(first, head), reading.phrases.countries(first, head)
    if role is None or len(countries) <= 1:
        return None
    members = tuple(
        reading.mention(
            i, reading.words[i], reading.belonging(country, head.text), country=country, role=role, matter=Matter.GROUP
        )
        for country, i in countries.items()
    )
    members = tuple(structs.replace(member, head=head.i) for member in members)
    return structs.replace(reading.known_as(first, head, members[0], Matter.GROUP), members=members)


def introduced(reading: Reading, first: int, head: Word) -> Mention | None:
    """A title with its name after a comma: "the president of Turkey, Recep Tayyip Erdogan"."""
    title = reading.phrases.title(first, head.i + 1)
    near = (child for each in (head, *reading.phrases.after_of(head)) for child in each.children)
    name = next((child for child in near if child.dep == "appos" and child.pos == "PROPN" and child.i > head.i), None)
    if title is None or name is None:
        return None
    spelled = reading.phrases.text(reading.phrases.name_start(reading.phrases.first(name), name), name.i)
    named, country = reading.names.over(name.i), reading.country(first, head)
    known = named.entity if named is not None and named.entity.sort is Sort.PERSON else reading.called(spelled)
    role = _spoken_for(reading, first, head) or reading.phrases.role(first, head)
    if known:
        spelled, role, country = known.name, known.role, known.country or country
    if country is None and role not in HOMELESS:
        country = reading.home(title) if reading.is_former(first, head) else reading.presiding(title, spelled)
    return reading.mention(first, head, spelled, country=country, role=role, matter=Matter.PERSON, title=title)


def titled(reading: Reading, first: int, head: Word) -> Mention | None:
    """Whom "the president" means: the person last named so, else who held the office on the day."""
    title = reading.phrases.title(first, head.i + 1)
    if title is None or not is_singular(head) or not reading.phrases.is_definite(first, head):
        return None
    if _spoken_for(reading, first, head) is not None or any(child.lower in NEW for child in head.children):
        return None
    country = reading.country(first, head)
    person: Mention | Entity | None = reading.cast.titled(title, country)
    if person is None:
        country = country or (reading.cast.focus() if title in HEADS_OF_STATE else None)
        office = "president" if title == "leader" else title
        person = reading.gazetteer.office(country, office, reading.cast.day) if country else None
    return reading.known_as(first, head, person, Matter.PERSON) if person else None


def bloc(reading: Reading, first: int, head: Word) -> Mention | None:
    """Which organisation "the Guard" or "the bloc" means: the one last named that ends so."""
    role = reading.phrases.role(first, head)
    if role is None or not is_singular(head) or not reading.phrases.is_definite(first, head) or head.i - first > SHORT:
        return None
    if reading.names.end(head.i) > head.i:
        return None
    return reading.known_body(first, head, reading.phrases.text(first + 1, head.i)) if first < head.i else None


def the_group(reading: Reading, first: int, head: Word) -> Mention | None:
    """Whom "the group" means: the armed group, charity, party or firm last named."""
    if head.lemma not in GROUP_NOUNS or not reading.phrases.is_definite(first, head) or head.i - first > 1:
        return None
    known = reading.cast.collective()
    return reading.known_as(first, head, known, Matter.ANAPHOR) if known is not None else None


def the_people(reading: Reading, first: int, head: Word) -> Mention | None:
    """Whom "the ministers" means: the ministers last named, if it was told whose they are."""
    if head.tag != "NNS" or head.i - first != 1 or not reading.phrases.is_definite(first, head):
        return None
    known = reading.cast.people(head.lower) if reading.country(first, head) is None else None
    told = known is not None and known.role is not None and (known.country is not None or known.role == "IGO")
    return reading.known_as(first, head, known, Matter.GROUP) if known is not None and told else None


def role(reading: Reading, first: int, head: Word) -> Mention | None:
    """People or bodies in a role: "police", "the Danish parliament", "three protesters"."""
    role = reading.phrases.role(first, head)
    if role is None or (head.lower == "force" and first == head.i):  # "the use of force", "by force"
        return None
    own = reading.country(first, head) or reading.apposed(head)[0]
    if head.lemma == "counterpart" and own is None:
        return None
    role = _spoken_for(reading, first, head) or role
    if role in SERVING and (body := reading.phrases.body(first, head)) is not None and body.role == "IGO":
        role = "IGO"
    country = own or country_of(reading, first, head, role)
    matter = Matter.GROUP
    if is_singular(head):
        titled = reading.phrases.title(first, head.i + 1) is not None
        matter = Matter.PERSON if titled else Matter.BODY if role in BODIES else Matter.GROUP
    text = reading.phrases.bare(first, head.i)
    name = text if own or country is None else reading.belonging(country, text)
    return reading.mention(first, head, name, country=country, role=role, matter=matter)


def _spoken_for(reading: Reading, first: int, head: Word) -> str | None:
    """The role of whom somebody speaks for: "its foreign ministers" of the European Union, "its leader" of a party."""
    body = reading.phrases.body(first, head) if is_singular(head) else None
    if body is not None and body.role == "IGO" and body.country is None:
        return body.role
    owner = head.child("poss") or next(iter(reading.phrases.after_of(head)), None)
    if owner is None:
        return None
    named = reading.names.over(owner.i)
    known = named.entity if named is not None else reading.found.get(owner.i)
    if known is None:
        return None
    of_states = known.role == "IGO" and known.country is None
    has_title = known.role in COLLECTIVE and head.lemma in reading.gazetteer.titles
    return known.role if of_states or has_title else None


def _is_may(word: Word) -> bool:
    """Whether this is the month, not a surname: "in May", "last May", "May 3"."""
    if word.text != "May":
        return False
    timed = word.dep == "pobj" and word.head.lower in {"in", "since", "until", "by", "during"}
    return timed or any(child.lower in {"last", "next", "this"} or child.tag == "CD" for child in word.children)
