"""The actors a sentence names: each noun phrase with what stands in it, its role, its country and its full name."""

from __future__ import annotations

from msgspec import structs

from workers.extract import lexicon
from workers.extract.cast import Cast
from workers.extract.dates import MONTHS, WEEKDAYS
from workers.extract.gazetteer import Entity, Gazetteer, Sort
from workers.extract.mention import Matter, Mention
from workers.extract.names import Named, Names
from workers.extract.phrases import NOMINAL, RELATIVE_NOUNS, SUBJECT_OR_OBJECT, Phrases
from workers.extract.places import city_country, is_city
from workers.extract.speech import SAYING
from workers.extract.syntax import conjuncts, is_passive, subjects
from workers.extract.tree import Sentence, Word
from workers.extract.vocabulary import words

PARTITIVE = words(
    "all some most many several hundred thousand dozen ten million score number group member majority one none "
    "two three four both each half pair part rest any series plenty lot handful quarter third more couple few "
    "crowd team wave convoy"
)
"""Nouns that count what stands after their "of"."""
ORGANISATION_WORDS = {
    "REL": "Church Diocese",
    "REB": "Brigades Liberation Resistance Mujahideen Jihad",
    "MED": "Times Post News Herald Guardian Journal TV Radio Tribune",
    "EDU": "University College School",
    "BUS": "Inc Corp Ltd Company Group Bank Airlines Airways Corporation Co Holdings Motors Energy Oil",
    "LAB": "Union",
    "NGO": "Foundation Watch Society Association Charity Institute Federation Observatory Centre Center",
    "PTY": "Party Alliance League Front Bloc",
    "LEG": "Parliament Assembly Senate Congress Legislature Commons",
    "MIL": "Army Navy Force Forces Guard Corps Brigade Military Command Battalion",
    "COP": "Police",
    "JUD": "Court Tribunal Judiciary",
    "GOV": "Ministry Department Agency Authority Office Council Commission Treasury Secretariat Cabinet Embassy "
    "Presidency Bureau",
}
"""Words in the names of organisations that are not in the tables."""
ORGANISATION_WORDS["IGO"] = "Organization Organisation"
WORLDWIDE = words("International World Global European African Asian Arab Inter-American Pan-African Nordic Caribbean")
"""Words that begin the names of organisations of many countries."""
DOMESTIC = words("JUD LEG COP")
"""Roles of bodies with a name that are the article's own country's unless they say otherwise."""
KEYWORDS = {word: role for role, listed in ORGANISATION_WORDS.items() for word in listed.split()}
CALENDAR = (
    frozenset({*WEEKDAYS, *MONTHS})
    | words("today tomorrow yesterday tonight week month year day hour minute decade century weekend morning evening")
    | words("night afternoon time percent %")
) - {"may"}
NUMBERS = words("hundreds thousands dozens scores tens")
COUPLE = 2
COLLECTIVES = words("police opposition majority group crowd family team crew staff military union leadership")
"""Nouns in the singular that "they" may mean."""
SIDES = frozenset({"side", "party"})
"""What two are called that need not be states."""
SEATS = {"BEL": "European Union"}
"""The organisation that a capital stands for sooner than for its state."""
CRAFT = words("drone jet warplane helicopter gunship bomber submarine missile")
"""What attacks without anybody's saying whose it is."""
GROUP_NOUNS = words("group movement organisation organization faction outfit")
"""What an armed group, a charity or a party is called once it has been named."""
GATHERINGS = frozenset({"protest", "demonstration", "riot", "uprising", "march", "rally"})
"""Happenings that stand for their people."""
HOMELESS = words("CVL INT IGO MED NGO UAF REB CRM REF")
"""Roles of which an article's own country must not be supposed."""
BODIES = words("GOV MIL COP LEG JUD OPP PTY IGO NGO BUS REB LAB")
"""Roles of which a singular noun means a body, not a person."""
THIRD_PERSON = frozenset({"he", "she", "him", "her", "his"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their"})
OBJECT_PRONOUNS = frozenset({"him", "them"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
NAMED_ALIKE = frozenset({"PTY", "LEG"})
"""Roles of bodies that have the same names in many countries: a Congress, a Labour Party."""
ARTICLES = frozenset({"the", "a", "an", "another", "one"})
NEUTER = frozenset({"it", "its"})
PRONOUNS = THIRD_PERSON | PLURAL_PRONOUNS | FIRST_PERSON | NEUTER
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "republic", "kingdom", "government"})
PAIRS = words("country nation side party government leader neighbor neighbour state power ally capital man president")
HEADS_OF_STATE = frozenset({"president", "prime minister", "supreme leader", "chancellor"})
PLACING = words("in at near outside around across inside")
"""Prepositions after which a capital is a place, not a government."""
NATIONAL = frozenset({"National", "Supreme", "Federal", "State"})
"""What stands before the name of a body that is some state's own."""
DEPUTATIONS = frozenset({"delegation", "mission", "team", "envoy", "ambassador", "diplomat"})
"""Those whose country is seldom the one they are in."""
MINISTRIES = frozenset({"ministry", "embassy"})
"""Bodies that speak for a state to another one."""
DEEPEST = 4
"""Countings of countings: "some of the dozens of hundreds of protesters"."""
SHORT = 2
"""Words from the article to the head in "the Guard", "the rebel army"."""


def mentions_of(sentence: Sentence, gazetteer: Gazetteer, cast: Cast) -> dict[int, Mention]:
    """Every actor of the sentence by the index of its head word; the cast remembers them for what follows."""
    return _Reader(sentence, gazetteer, cast).read()


class _Reader:
    """Reads the noun phrases of one sentence from left to right."""

    def __init__(self, sentence: Sentence, gazetteer: Gazetteer, cast: Cast) -> None:
        self.words = sentence.words
        self.gazetteer = gazetteer
        self.cast = cast
        self.names = Names(sentence, gazetteer)
        self.phrases = Phrases(sentence.words, self.names, gazetteer)
        self.found: dict[int, Mention] = {}

    def read(self) -> dict[int, Mention]:
        self.cast.enter_sentence(self.words[0].start)
        for head in self.words:
            if self.phrases.is_head(head):
                self._modifiers(head)
                self._note(head.i, self._describe(head))
        self._couples()
        for named in self.names.all:
            mention = self.found.get(named.last) or self.found.get(named.root) or self._name(named)
            self.found.setdefault(named.last, mention)
            self.found.setdefault(named.root, mention)
        return self.found

    def _note(self, i: int, mention: Mention) -> None:
        self.found[i] = mention
        named = self._named_before(self.words[i])
        if named is not None and mention.matter is not Matter.NAMED:
            self.cast.entitle(mention.title, named)
            return
        self.cast.remember(mention)
        if self.words[i].dep == "nsubj":
            self.cast.lead(mention)

    def _couples(self) -> None:
        """Let the cast remember whom the sentence names as two: "Chad and Sudan", "the armies of Chad and Sudan"."""
        for i, mention in list(self.found.items()):
            if not mention.members and (not _is_side(mention) or self.words[i].child("conj", "appos") is None):
                continue
            beside = [self.found[word.i] for word in conjuncts(self.words[i]) if word.i in self.found]
            sides = mention.members or beside
            if len(sides) != COUPLE or not all(_is_side(each) for each in sides):
                continue
            self.cast.oppose(sides[0], sides[1])
            if all(each.country for each in sides):
                self.cast.couple([self._state(each.country) for each in sides if each.country])

    def _state(self, country: str) -> Mention:
        """The state of a country, named nowhere in particular."""
        return self._mention(
            0, self.words[0], self.gazetteer.states[country].name, country=country, matter=Matter.STATE
        )

    def _named_before(self, noun: Word) -> Mention | None:
        """The person of whom a common noun in apposition only tells more: "Ada Lunt, a former commander"."""
        named = self.found.get(noun.head.i) if noun.dep == "appos" and noun.pos == "NOUN" else None
        return named if named is not None and named.matter in {Matter.PERSON, Matter.NAMED} else None

    def _modifiers(self, head: Word) -> None:
        """States and bodies that stand before the head as adjectives or compounds: "US" in "US attack"."""
        for first in range(self.phrases.first(head), head.i):
            named = self.names.beginning(first)
            if named is None or named.last >= head.i or named.last in self.found:
                continue
            self.found[named.last] = mention = self._name(named)
            self.cast.remember(mention, aside=self._is_aside(named, head))

    def _is_aside(self, named: Named, head: Word) -> bool:
        """Whether a state's adjective only tells what kind of thing this is: "the Chinese border"."""
        described = named.entity.sort is Sort.ADJECTIVE and head.pos == "NOUN"
        return described and not any(
            self.phrases.role(self.phrases.first(head), word) for word in self.words[named.last + 1 : head.i + 1]
        )

    def _name(self, named: Named) -> Mention:
        entity = self._seated(named)
        return self._as(named.first, self.words[named.last], entity, _matter(entity))

    def _seated(self, named: Named) -> Entity:
        """Whom a name means: Brussels the European Union, where nothing tells of Belgium."""
        entity = named.entity
        seated = SEATS.get(entity.country or "") if entity.sort is Sort.CAPITAL else None
        if seated is None or self.cast.has_named(entity.country):
            return entity
        return self.gazetteer.names[seated]

    def _describe(self, head: Word) -> Mention:
        """The mention that the phrase is; the first reading that fits."""
        first = self.phrases.first(head)
        readings = (
            self._known_name,
            self._pronoun,
            self._pair,
            self._gathering,
            self._part,
            self._numbers,
            self._time,
            self._happening,
            self._proper,
            self._the_country,
            self._relation,
            self._several,
            self._introduced,
            self._titled,
            self._bloc,
            self._the_group,
            self._role,
        )
        found = (reading(first, head) for reading in readings)
        return next((mention for mention in found if mention is not None), None) or self._thing(first, head)

    # names

    def _known_name(self, first: int, head: Word) -> Mention | None:
        """A phrase whose head is a known name, with a title or a country before it perhaps."""
        named = self.names.over(head.i)
        if named is None or named.root != head.i:
            return None
        entity, last = named.entity, self.words[named.last]
        if entity.sort is Sort.NATIONALS or (entity.sort is Sort.ADJECTIVE and self._is_somebody(first, named, head)):
            name = self.phrases.text(named.first if entity.sort is Sort.NATIONALS else first, named.last)
            return self._mention(first, last, name, country=entity.country, role="CVL", matter=Matter.GROUP)
        if entity.sort is Sort.ORGANISATION and (other := self._other_body(first, named)):
            return other
        if entity.sort is Sort.CAPITAL and head.dep == "pobj" and head.head.lower in PLACING:
            name = self.phrases.text(named.first, named.last)
            return self._mention(first, last, name, country=entity.country, matter=Matter.STATE)
        entity = self._seated(named)
        if entity.sort is Sort.PERSON and (title := self.phrases.title(first, named.first)):
            return self._namesake(first, named, title) or self._as(first, last, entity, Matter.PERSON, title)
        return self._as(first, last, entity, _matter(entity))

    def _other_body(self, first: int, named: Named) -> Mention | None:
        """A body that has a known one's name in its own: "the Nigerian Senate", "the National Security Council"."""
        known, last = named.entity, self.words[named.last]
        if not (known.country or last.text in KEYWORDS):
            return None
        country = self.phrases.country_before(first, named.first)
        national = named.first > first and self.words[named.first - 1].text in NATIONAL
        if country is None and known.country is None and national:
            country = self._owner(last) or self.cast.home()
        country = country or self._namesake_country(known)
        if country in {None, known.country}:
            return None
        role = known.role if known.country else KEYWORDS[last.text]
        name = self.phrases.bare(first, named.last)
        return self._mention(first, last, name, country=country, role=role, matter=Matter.BODY)

    def _namesake(self, first: int, named: Named, title: str) -> Mention | None:
        """Another of a known name: of an office that the known one never held, in an article on other countries."""
        country, known = self.phrases.country_before(first, named.first), named.entity
        own = country == known.country or self.cast.speaks_of(known.country)
        if own or self.gazetteer.has_held(known, title):
            return None
        name, role = self.phrases.text(named.first, named.last), self.gazetteer.titles[title]
        country = country or self._home(title)
        head = self.words[named.last]
        return self._mention(first, head, name, country=country, role=role, matter=Matter.PERSON, title=title)

    def _namesake_country(self, entity: Entity) -> str | None:
        """The article's own country for a party or chamber named like one of a country that it does not speak of."""
        elsewhere = entity.role in NAMED_ALIKE and entity.country and self.cast.is_aside(entity.country)
        return self.cast.home() if elsewhere else None

    def _is_somebody(self, first: int, named: Named, head: Word) -> bool:
        """Whether an adjective stands for a person of the country: "the Brazilian beat the Swede"."""
        return first < named.last and self.words[first].lower in ARTICLES and head.dep in SUBJECT_OR_OBJECT

    def _proper(self, first: int, head: Word) -> Mention | None:
        """A phrase that ends in a proper name: a person with or without a title, or an organisation."""
        named = head.i > 0 or head.text in self.gazetteer.surnames
        capital = named and head.text[:1].isupper() and self.phrases.role(first, head) is None
        if head.pos != "PROPN" and not capital:
            return None
        start = self.phrases.name_start(first, head)
        name, title = self.phrases.text(start, head.i), self.phrases.title(first, start)
        if title:
            return self._person(first, head, name, title)
        if known := self._called(name):
            return self._as(first, head, known, Matter.PERSON)
        return self._organisation(first, head, name) or self._named_only(first, head, name)

    def _person(self, first: int, head: Word, name: str, title: str) -> Mention:
        """A title and a name: "Kremlin spokesman Dmitry Peskov"."""
        known, country = self._called(name), self.phrases.country(first, head) or self._owner(head)
        body = self.phrases.body(first, head)
        if body is not None and body.role == "IGO":
            return self._mention(first, head, name, role="IGO", matter=Matter.PERSON, title=title)
        if known and (country is None or known.country in {None, country}):
            role = known.role or self.gazetteer.titles[title]
            return self._mention(
                first, head, known.name, country=known.country or country, role=role, matter=Matter.PERSON, title=title
            )
        role = self.gazetteer.titles[title]
        if body is not None and role == "GOV":
            role = body.role or role
        if country is None:
            country = body.country if body is not None else self._apposed(head)[0]
        if country is None and body is None and role not in HOMELESS:
            country = self._home(title) if self._is_former(first, head) else self._presiding(title, name)
        return self._mention(first, head, name, country=country, role=role, matter=Matter.PERSON, title=title)

    def _called(self, name: str) -> Mention | Entity | None:
        """Who bears a name: whom the text has named in full, else the office holder of that surname."""
        single = " " not in name or name.startswith("al-")
        return self.cast.person(name) or (self.gazetteer.holder(name, self.cast.day) if single else None)

    def _organisation(self, first: int, head: Word, name: str) -> Mention | None:
        if known := self._known_body(first, head, name):
            return known
        whole = self.phrases.bare(first, head.i)
        role = next((KEYWORDS[word] for word in reversed(whole.split()) if word in KEYWORDS), None)
        if role is None or " " not in whole:
            return None
        if whole.split()[0] in WORLDWIDE:
            return self._mention(first, head, whole, role="NGO" if role == "NGO" else "IGO", matter=Matter.BODY)
        country = self.phrases.country(first, head) or self._owner(head)
        if country is None and role in DOMESTIC:
            country = self.cast.home()
        return self._mention(first, head, whole, country=country, role=role, matter=Matter.BODY)

    def _known_body(self, first: int, head: Word, name: str) -> Mention | None:
        """The organisation last named so: another country's foreign ministry is not the ministry spoken of before."""
        known, own = self.cast.organisation(name), self._country(first, head)
        if known is None or (own and known.country and own != known.country):
            return None
        return self._as(first, head, known, Matter.BODY)

    def _named_only(self, first: int, head: Word, name: str) -> Mention | None:
        """A name of which no more is known than what stands in apposition; not a role written with a capital."""
        if self.phrases.role(first, head):
            return None
        country, role = self._apposed(head)
        country = country or self.phrases.country(first, head) or self._owner(head) or self._located(name, head)
        return self._mention(first, head, name, country=country, role=role, matter=Matter.NAMED)

    def _located(self, name: str, head: Word) -> str | None:
        """The country of a city: a great one by its name alone, another in the article's own where a place stands."""
        home = self.cast.home()
        placed = head.dep == "pobj" and head.head.lower in PLACING | {"to", "from"}
        return city_country(name) or (home if placed and home and is_city(name, home) else None)

    def _apposed(self, head: Word) -> tuple[str | None, str | None]:
        """Country and role from what stands in apposition: "Ada Lunt, head of Norway's central bank"."""
        noun = next((c for c in head.children if c.dep == "appos" and c.i > head.i and c.pos in NOMINAL), None)
        if noun is None:
            return None, None
        role = self.phrases.role(self.phrases.first(noun), noun) or ("GOV" if noun.lemma == "head" else None)
        return self.phrases.country_below(noun), role

    def _owner(self, head: Word) -> str | None:
        """The country of the phrase's possessor, unless the head is one beside it: "its rival"."""
        owner = head.child("poss")
        if owner is None or head.lemma in RELATIVE_NOUNS or owner.i not in self.found:
            return None
        return self.found[owner.i].country

    # common nouns

    def _pronoun(self, _: int, head: Word) -> Mention | None:
        if head.lower not in PRONOUNS:
            return None
        known, beside = self._speaker_of(head), self._subject_beside(head)
        if known is not None:
            return self._as(head.i, head, known, Matter.ANAPHOR)
        if head.lower in THIRD_PERSON:
            known = self.cast.last_person(beside)
        elif head.lower in PLURAL_PRONOUNS:
            known = self.cast.last_group(beside)
        elif head.lower in NEUTER:
            known = self.cast.last_body()
        if known is None:
            return self._mention(head.i, head, head.text, matter=Matter.PRONOUN)
        return self._as(head.i, head, known, Matter.ANAPHOR)

    def _speaker_of(self, pronoun: Word) -> Mention | None:
        """Who says of himself: the subject of the verb of saying over "it will", "they had"."""
        clause = pronoun.head
        if pronoun.dep not in {"nsubj", "nsubjpass"} or clause.dep != "ccomp" or clause.head.lemma not in SAYING:
            return None
        speakers = [] if is_passive(clause.head) else subjects(clause.head)
        speaker = next((self.found[word.i] for word in speakers if word.i in self.found and word.i < pronoun.i), None)
        return speaker if speaker is not None and _agrees(pronoun, self.words[speaker.head], speaker) else None

    def _subject_beside(self, pronoun: Word) -> str | None:
        """Who is the subject of the verb that the pronoun is an object of: never the one whom it means."""
        if pronoun.lower not in OBJECT_PRONOUNS:
            return None
        verb = pronoun
        while verb.pos not in {"VERB", "AUX"} and verb.head is not verb:
            verb = verb.head
        subject = next((self.found.get(word.i) for word in subjects(verb)), None)
        return subject.name if subject is not None else None

    def _pair(self, first: int, head: Word) -> Mention | None:
        """Whom "both countries", "the two sides": the two states last named."""
        both = head.lower == "both" and head.pos in {"DET", "PRON"}
        both = both or (head.lower == "two" and head.i > first and self.words[first].lower == "the")
        counted = {word.lower for word in self.words[first : head.i]} & {"both", "two"}
        plural = head.lemma in PAIRS and head.tag in {"NNS", "NNPS"} and self.phrases.country(first, head) is None
        meant = both or bool(counted and plural)
        pair = self.cast.sides() if meant and head.lemma in SIDES else None
        pair = pair or (self.cast.pair() if meant else None)
        if pair is None:
            return None
        return structs.replace(self._as(first, head, pair[0], Matter.PAIR), members=self._moved(pair, first, head))

    def _gathering(self, first: int, head: Word) -> Mention | None:
        """Protests stand for those who protest."""
        others = any(child.dep in {"compound", "nsubj"} and child.tag == "NNS" for child in head.children)
        if head.lemma not in GATHERINGS or head.pos != "NOUN" or others:
            return None
        country = self.phrases.country(first, head) or self._owner(head) or self.cast.home()
        state = self.gazetteer.states.get(country or "")
        name = f"{state.adjective} protesters" if state else "protesters"
        return self._mention(first, head, name, country=country, role="CVL", matter=Matter.GROUP)

    def _part(self, first: int, head: Word) -> Mention | None:
        """The people counted: of "thousands of protesters" the protesters, with the whole as their text."""
        inner, depth = head, 0
        while _counts(inner) and depth < DEEPEST and (nouns := self.phrases.after_of(inner)):
            inner, depth = nouns[0], depth + 1
        if inner is head or _counts(inner):
            return None
        whole = self._describe(inner)
        return structs.replace(
            whole, first=first, start=self.words[first].start, text=self.phrases.text(first, whole.last)
        )

    def _numbers(self, first: int, head: Word) -> Mention | None:
        """People of whom only the number is told: "hundreds marched"."""
        if head.lower not in NUMBERS or head.dep not in {"nsubj", "nsubjpass"} or self.phrases.after_of(head):
            return None
        return self._mention(first, head, "people", country=self.cast.home(), role="CVL", matter=Matter.GROUP)

    def _time(self, first: int, head: Word) -> Mention | None:
        small = head.lower.rstrip(".") in MONTHS and not head.text[0].isupper()
        known = head.lower.rstrip(".") in CALENDAR or head.lemma in CALENDAR or _is_may(head)
        if small or not known:
            return None
        return self._mention(first, head, head.text, matter=Matter.TIME)

    def _happening(self, first: int, head: Word) -> Mention | None:
        """What the lexicon knows as an event is no actor, capitalised or not."""
        nouns = lexicon.load().nouns
        if head.lower not in nouns and head.lemma not in nouns:
            return None
        role = self.gazetteer.bodies.get(head.lemma) or self.gazetteer.titles.get(head.lemma)
        return None if role else structs.replace(self._thing(first, head), matter=Matter.HAPPENING)

    def _the_country(self, first: int, head: Word) -> Mention | None:
        """The state that "the country" or "the government" means."""
        bare = head.lower == "country" and first == head.i
        if head.lemma not in COUNTRY_NOUNS or not (bare or self.phrases.is_definite(first, head)):
            return None
        state = self.cast.state() if self._country(first, head) is None else None
        if state is None:
            return None
        governing = head.lemma == "government"
        name = f"Government of {state.name}" if governing else state.name
        role = "GOV" if governing else None
        return self._mention(first, head, name, country=state.country, role=role, matter=Matter.STATE)

    def _relation(self, first: int, head: Word) -> Mention | None:
        """Whom "its neighbour Niger" names."""
        named = self.names.beginning(head.i + 1) if head.lemma in RELATIVE_NOUNS else None
        if named is None or self.words[named.root].head is not head:
            return None
        return self._as(first, self.words[named.last], named.entity, _matter(named.entity))

    def _several(self, first: int, head: Word) -> Mention | None:
        """One actor of each country in "Iranian and Russian officials", "the armies of Brazil and Argentina"."""
        role, countries = self.phrases.role(first, head), self.phrases.countries(first, head)
        if role is None or len(countries) <= 1:
            return None
        members = tuple(
            self._mention(
                i, self.words[i], self._belonging(country, head.text), country=country, role=role, matter=Matter.GROUP
            )
            for country, i in countries.items()
        )
        members = tuple(structs.replace(member, head=head.i) for member in members)
        return structs.replace(self._as(first, head, members[0], Matter.GROUP), members=members)

    def _introduced(self, first: int, head: Word) -> Mention | None:
        """A title with its name after a comma: "the president of Turkey, Recep Tayyip Erdogan"."""
        title = self.phrases.title(first, head.i + 1)
        name = next((c for c in head.children if c.dep == "appos" and c.pos == "PROPN" and c.i > head.i), None)
        if title is None or name is None:
            return None
        spelled = self.phrases.text(self.phrases.name_start(self.phrases.first(name), name), name.i)
        known, role, country = self._called(spelled), self.phrases.role(first, head), self._country(first, head)
        if known:
            spelled, role, country = known.name, known.role, known.country or country
        if country is None and role not in HOMELESS:
            country = self._home(title) if self._is_former(first, head) else self._presiding(title, spelled)
        return self._mention(first, head, spelled, country=country, role=role, matter=Matter.PERSON, title=title)

    def _titled(self, first: int, head: Word) -> Mention | None:
        """Whom "the president" means: the person last named so, else who held the office on the day."""
        title = self.phrases.title(first, head.i + 1)
        if title is None or not _is_singular(head) or not self.phrases.is_definite(first, head):
            return None
        country = self._country(first, head)
        person: Mention | Entity | None = self.cast.titled(title, country)
        if person is None:
            country = country or (self.cast.focus() if title in HEADS_OF_STATE else None)
            office = "president" if title == "leader" else title
            person = self.gazetteer.office(country, office, self.cast.day) if country else None
        return self._as(first, head, person, Matter.PERSON) if person else None

    def _bloc(self, first: int, head: Word) -> Mention | None:
        """Which organisation "the Guard" or "the bloc" means: the one last named that ends so."""
        role = self.phrases.role(first, head)
        if (
            role is None
            or not _is_singular(head)
            or not self.phrases.is_definite(first, head)
            or head.i - first > SHORT
        ):
            return None
        return self._known_body(first, head, self.phrases.text(first + 1, head.i)) if first < head.i else None

    def _the_group(self, first: int, head: Word) -> Mention | None:
        """Whom "the group" means: the armed group, charity, party or firm last named."""
        if head.lemma not in GROUP_NOUNS or not self.phrases.is_definite(first, head) or head.i - first > 1:
            return None
        known = self.cast.collective()
        return self._as(first, head, known, Matter.ANAPHOR) if known is not None else None

    def _role(self, first: int, head: Word) -> Mention | None:
        """People or bodies in a role: "police", "the Danish parliament", "three protesters"."""
        role = self.phrases.role(first, head)
        if role is None:
            return None
        own = self._country(first, head) or self._apposed(head)[0]
        if head.lemma == "counterpart" and own is None:
            return None
        if self._is_of_many(head):
            role = "IGO"
        homely = role not in HOMELESS and head.lemma not in DEPUTATIONS | CRAFT
        country = own or (self._whose(head, role) if homely else None)
        matter = Matter.GROUP
        if _is_singular(head):
            titled = self.phrases.title(first, head.i + 1) is not None
            matter = Matter.PERSON if titled else Matter.BODY if role in BODIES else Matter.GROUP
        text = self.phrases.bare(first, head.i)
        name = text if own or country is None else self._belonging(country, text)
        return self._mention(first, head, name, country=country, role=role, matter=matter)

    def _is_of_many(self, head: Word) -> bool:
        """Whether it belongs to an organisation of states: "its foreign ministers" of the European Union."""
        owner = head.child("poss")
        known = self.found.get(owner.i) if owner is not None else None
        return known is not None and known.role == "IGO" and known.country is None

    def _whose(self, head: Word, role: str) -> str | None:
        """Of a ministry the country that acted last, of everything else the article's own."""
        if role == "GOV" and head.lemma in MINISTRIES and _is_singular(head):
            return self.cast.nearest()
        return self._home(head.lemma.lower())

    def _presiding(self, title: str, name: str) -> str | None:
        """The country of an office holder: the article's own, unless somebody else holds the office there."""
        home = self._home(title)
        if home is None or title not in HEADS_OF_STATE or not self._is_held(home, title, name):
            return home
        others = (country for country in self.cast.spoken_of() if not self._is_held(country, title, name))
        return next(others, home)

    def _is_former(self, first: int, head: Word) -> bool:
        """Whether the office was held before: "a former prime minister"."""
        return any(word.lower in {"former", "ex", "ousted", "deposed"} for word in self.words[first : head.i])

    def _is_held(self, country: str, title: str, name: str) -> bool:
        """Whether somebody of another name holds an office of the country on the day."""
        holder = self.gazetteer.office(country, title, self.cast.day)
        return holder is not None and name.rsplit(maxsplit=1)[-1] not in holder.name

    def _home(self, title: str) -> str | None:
        """The article's own country, or of a title that only some states have the one of them last spoken of."""
        holders = self.gazetteer.realms.get(title)
        if holders is None:
            return self.cast.home()
        return next((country for country in reversed(self.cast.countries()) if country in holders), None)

    def _thing(self, first: int, head: Word) -> Mention:
        return self._mention(first, head, self.phrases.bare(first, head.i), country=self._country(first, head))

    # how a mention is made

    def _country(self, first: int, head: Word) -> str | None:
        return self.phrases.country(first, head) or self._owner(head) or self._led_by(head)

    def _led_by(self, head: Word) -> str | None:
        """The country of whom a body is named after: "the Obama administration"."""
        names = (child.text for child in head.children if child.dep == "compound" and child.pos == "PROPN")
        return next((known.country for name in names if (known := self._called(name))), None)

    def _belonging(self, country: str, text: str) -> str:
        """The text with the country's adjective before it."""
        state = self.gazetteer.states.get(country)
        return f"{state.adjective} {text}" if state else text

    def _as(self, first: int, last: Word, known: Mention | Entity, matter: Matter, title: str | None = None) -> Mention:
        """A mention of somebody known."""
        members = self._moved(known.members, first, last) if isinstance(known, Mention) else ()
        mention = self._mention(
            first, last, known.name, country=known.country, role=known.role, matter=matter, title=title
        )
        return structs.replace(mention, members=members)

    def _moved(self, members: tuple[Mention, ...], first: int, last: Word) -> tuple[Mention, ...]:
        """The members of an earlier group as they stand behind this one's words."""
        here = self._mention(first, last, "")
        return tuple(
            structs.replace(here, name=m.name, country=m.country, role=m.role, matter=m.matter) for m in members
        )

    def _mention(
        self,
        first: int,
        last: Word,
        name: str,
        *,
        country: str | None = None,
        role: str | None = None,
        matter: Matter = Matter.THING,
        title: str | None = None,
    ) -> Mention:
        return Mention(
            first=first,
            last=last.i,
            head=last.i,
            start=self.words[first].start,
            end=last.end,
            text=self.phrases.text(first, last.i),
            name=name,
            country=country,
            role=role,
            matter=matter,
            title=title,
        )


def _is_side(mention: Mention) -> bool:
    """Whether it may be one of two sides: a state, or somebody in a role who is no private person."""
    return mention.acts and (mention.country is not None or mention.role in BODIES | {"UAF", "PRM", "REL"})


def _agrees(pronoun: Word, head: Word, mention: Mention) -> bool:
    """Whether the pronoun may stand for the mention: "it" for a body, "he" for a person, "they" for several."""
    if not mention.acts or mention.members:
        return False
    if pronoun.lower in NEUTER:
        return _is_singular(head) and mention.matter not in {Matter.PERSON, Matter.ANAPHOR}
    if pronoun.lower in PLURAL_PRONOUNS:
        return not _is_singular(head) or head.lower in COLLECTIVES
    return False


def _counts(head: Word) -> bool:
    """Whether the word only says how many: "dozens of", "eleven of"."""
    return head.lemma in PARTITIVE or head.tag == "CD"


def _is_may(word: Word) -> bool:
    """Whether this is the month, not a surname: "in May", "last May", "May 3"."""
    if word.text != "May":
        return False
    timed = word.dep == "pobj" and word.head.lower in {"in", "since", "until", "by", "during"}
    return timed or any(child.lower in {"last", "next", "this"} or child.tag == "CD" for child in word.children)


def _is_singular(head: Word) -> bool:
    return head.tag in {"NN", "NNP"}


def _matter(entity: Entity) -> Matter:
    match entity.sort:
        case Sort.STATE | Sort.CAPITAL | Sort.ADJECTIVE:
            return Matter.STATE
        case Sort.PERSON:
            return Matter.PERSON
        case Sort.NATIONALS:
            return Matter.GROUP
        case Sort.REGION:
            return Matter.REGION
        case _:
            return Matter.BODY
