"""Mending what the parser has misread leaves a tree, whatever it was given."""

from hypothesis import given
from hypothesis import strategies as st

from workers.extract.misreadings import mend
from workers.extract.tree import Word

WORDS = (
    "shot",
    "dead",
    "on",
    "Friday",
    "and",
    "rockets",
    "hit",
    ",",
    "charges",
    "Near",
    "ports",
    "imposed",
    "to",
    "as",
    "Makers",
    "Association",
    "charge",
    "well",
    "the",
    "May",
    "that",
    "along",
    "with",
)
TAGS = (
    ("VERB", "VBD"),
    ("VERB", "VBN"),
    ("VERB", "VBZ"),
    ("NOUN", "NN"),
    ("NOUN", "NNS"),
    ("PROPN", "NNP"),
    ("PROPN", "NNPS"),
    ("ADJ", "JJ"),
    ("ADP", "IN"),
    ("PUNCT", ","),
    ("CCONJ", "CC"),
)
RELATIONS = (
    "nsubj",
    "dobj",
    "pobj",
    "conj",
    "cc",
    "amod",
    "compound",
    "advcl",
    "acl",
    "relcl",
    "aux",
    "appos",
    "prep",
    "npadvmod",
    "det",
)


@st.composite
def sentences(draw: st.DrawFn) -> list[Word]:
    """Words that hang on one another in any way that is a tree."""
    words: list[Word] = []
    for i in range(draw(st.integers(1, 9))):
        text = draw(st.sampled_from(WORDS))
        pos, tag = draw(st.sampled_from(TAGS))
        lemma = {"shot": "shoot"}.get(text, text)
        words.append(Word(i, text, 10 * i, lemma, (pos, tag, draw(st.sampled_from(RELATIONS)))))
    order = draw(st.permutations(words))
    for number, word in enumerate(order[1:], 1):
        word.head = order[draw(st.integers(0, number - 1))]
        word.head.children.append(word)
    for word in words:
        word.children.sort(key=lambda child: child.i)
    return words


@given(sentences())
def test_what_is_mended_is_still_a_tree(words: list[Word]) -> None:
    mend(words)
    (root,) = (word for word in words if word.head is word)
    assert {word.i for word in root.subtree()} == set(range(len(words)))
    assert all(child.head is word for word in words for child in word.children)
