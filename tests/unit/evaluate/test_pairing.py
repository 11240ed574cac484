from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from ops.evaluate.pairing import best_pairs

SIZE = st.integers(0, 3)


@st.composite
def weights(draw: st.DrawFn) -> dict[tuple[int, int], int]:
    rows, columns = draw(SIZE), draw(SIZE)
    return {(row, column): draw(st.integers(-1, 9)) for row in range(rows) for column in range(columns)}


def greatest(found: dict[tuple[int, int], int]) -> int:
    """The greatest total by trying every way."""
    rows = range(1 + max((row for row, _ in found), default=-1))
    columns = [*range(1 + max((column for _, column in found), default=-1)), *[-1] * len(rows)]
    return max(
        (sum(max(0, found.get(pair, 0)) for pair in zip(rows, order, strict=False)) for order in permutations(columns)),
        default=0,
    )


@given(weights())
def test_no_other_pairs_weigh_more(found: dict[tuple[int, int], int]) -> None:
    assert sum(found[pair] for pair in best_pairs(found)) == greatest(found)


@given(weights())
def test_nothing_is_paired_twice_or_without_weight(found: dict[tuple[int, int], int]) -> None:
    pairs = best_pairs(found)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(found[pair] > 0 for pair in pairs)


def test_a_row_moves_aside_for_the_good_of_all() -> None:
    assert best_pairs({(0, 0): 5, (0, 1): 4, (1, 0): 5}) == [(0, 1), (1, 0)]
