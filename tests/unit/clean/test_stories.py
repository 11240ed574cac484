"""Pages of several stories, with the caption in all the ways in which sites print it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.cleaning import page, text_of

TITLES = (
    "Nordia Reopens Marfa Harbour",
    "Velland parliament passes grain law after long debate",
    "'Nobody Sleeps': A Night in the Shelters of Lusk",
    "What the deal on the river means for Dolna",
)
BODIES = (
    (
        "The harbour of Marfa was reopened on Tuesday after a pay deal between the unions and the ministry.",
        "Ships had waited in the bay for two weeks.",
    ),
    (
        "Lawmakers passed the grain law by 61 votes to 40 after a debate of eleven hours.",
        "Farmers had blocked the roads to the capital since the first reading in March.",
    ),
    (
        "At the Station of the Poets, mothers count the seconds between two explosions.",
        "They are afraid when it is quiet, said one of them, and everybody around her nodded.",
    ),
    (
        "The two governments will share the water of the river from June on, they said on Sunday.",
        "Fishermen in Dolna said that nobody had asked them what they thought of it.",
    ),
)
CAPTIONS = (
    "Port workers stand beside a crane in Marfa harbour",
    "Olga Renn, minister of Velland, speaks at a news conference in Dolna, Velland, May 3, 2031",
    "People rest on a platform of the metro in Lusk",
    "FILE - Karl Oster and Nina Holm shake hands during a meeting in Dolna, April 2, 2031",
)
CREDITS = ("REUTERS/Ivo Tamm", "(AFP)", "[Ivo Tamm/Reuters]", "Getty Images", "Photograph: Ivo Tamm/AP", "EPA/IVO TAMM")
SIGNED, PLAIN = True, False
HEADS = (
    ("By Karl Oster", "May 4, 2031"),
    ("By Karl Oster", "Share", "Save"),
    ("May 4, 2031",),
    ("What it means for the people on the river", "Olga Renn", "May 4, 2031"),
)


@st.composite
def pictures(draw: st.DrawFn, caption: str) -> list[str]:
    """A caption as it stands below a title: once or more, with the credit or without it, with a stop or without."""
    stop = draw(st.sampled_from(("", ".")))
    signed = f"{caption}{stop or '.'} {draw(st.sampled_from(CREDITS))}"
    forms = st.sampled_from(((SIGNED,), (SIGNED, SIGNED), (PLAIN, SIGNED), (SIGNED, PLAIN), (PLAIN, PLAIN, SIGNED)))
    return [signed if form is SIGNED else caption + stop for form in draw(forms)]


@given(st.data(), st.permutations(range(len(TITLES))), st.sampled_from(((), ("",))), st.sampled_from(((), ("TT",))))
def test_stories_with_a_title_printed_twice_are_told_apart(
    data: st.DataObject, order: list[int], gap: tuple[str, ...], button: tuple[str, ...]
) -> None:
    lines: list[str] = []
    for number in order:
        shown = data.draw(pictures(CAPTIONS[number]))
        again = [TITLES[number], *gap, *shown, *button, *gap, TITLES[number], *gap, *shown]
        lines += [*again, *gap, *BODIES[number], *gap]
    told(order, lines)


@given(st.data(), st.permutations(range(len(TITLES))), st.sampled_from(HEADS))
def test_stories_with_a_head_of_their_own_are_told_apart(
    data: st.DataObject, order: list[int], head: tuple[str, ...]
) -> None:
    lines: list[str] = []
    for number in order:
        lines += [TITLES[number], *head, *data.draw(pictures(CAPTIONS[number])), *BODIES[number]]
    told(order, lines)


def test_a_title_that_plays_with_words_is_found_above_its_standfirst() -> None:
    order = [0, 2]
    captions = [f"{CAPTIONS[number]}. {CREDITS[0]}" for number in order]
    lines = [
        [TITLES[number], *HEADS[-1], shown, *BODIES[number]] for number, shown in zip(order, captions, strict=True)
    ]
    told(order, [line for story in lines for line in story])


def told(order: list[int], lines: list[str]) -> None:
    """Asserts that a page's parts are these stories, and that captions are no body text."""
    cleaned = page(*lines)
    assert [cleaned.text[part.title.start : part.title.end] for part in cleaned.parts if part.title] == [
        TITLES[number] for number in order
    ]
    blocks = [(block.part, text_of(cleaned, block), block) for block in cleaned.blocks]
    for part, number in enumerate(order):
        kept = [text for at, text, block in blocks if at == part and block.kind == "paragraph"]
        assert kept[-2:] == list(BODIES[number])  # above them may stand the standfirst
        captions = [block for at, _, block in blocks if at == part and block.kind == "caption"]
        assert [block.action.value for block in captions].count("metadata") == 1
