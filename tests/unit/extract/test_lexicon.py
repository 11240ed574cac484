import pytest

from tests.support.extraction import extractor, found_in
from workers.extract import lexicon
from workers.extract.needs import CONDITIONS
from workers.extract.objects import CLASSES
from workers.extract.shapes import SHAPES

ENTRIES = [(kind, row) for kind, row in lexicon.rows() if kind != lexicon.OPERATOR_FILE]
NAMES = [f"{kind}: {row['example']}" for kind, row in ENTRIES]


@pytest.mark.parametrize(("kind", "row"), ENTRIES, ids=NAMES)
def test_every_entry_finds_its_example(kind: str, row: dict[str, str]) -> None:
    source, target = row["reads"].split(" > ")
    events = found_in(extractor(), row["example"])
    assert any(
        found.event.type == kind
        and any(source.casefold() in word.text.casefold() for word in found.words.source)
        and (target == "-" or any(target.casefold() in word.text.casefold() for word in found.words.target))
        for found in events
    ), [(found.event.type, found.words) for found in events]


def test_every_condition_of_an_entry_is_known() -> None:
    known = CONDITIONS.keys() | SHAPES.keys()
    book = lexicon.load()
    patterns = [pattern for index in (book.verbs, book.nouns) for found in index.values() for pattern in found]
    assert {need for pattern in patterns for need in pattern.entry.needs} <= known


def test_every_class_of_objects_is_known() -> None:
    book = lexicon.load()
    named = {o for found in book.verbs.values() for pattern in found for o in pattern.entry.objects if o[0] == "@"}
    assert named <= CLASSES.keys() | {"@none", "@slur"}


def test_the_version_names_the_words() -> None:
    assert lexicon.load().version in extractor().version
