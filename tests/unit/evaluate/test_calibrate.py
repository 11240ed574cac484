from ops.calibrate import Example, fit, held_out
from workers.extract.confidence import BASE, SIGNS, chance, weights


def examples(sign: str, right: int, wrong: int) -> list[Example]:
    held = frozenset({BASE, sign})
    return [Example(held, number < right, f"{sign} {number}") for number in range(right + wrong)]


MANY = [*examples("not actual", 80, 20), *examples("no target", 20, 80)]


def test_of_those_given_a_chance_about_that_share_is_right() -> None:
    fitted = fit(MANY)
    assert abs(chance({BASE, "not actual"}, fitted) - 0.8) < 0.05
    assert abs(chance({BASE, "no target"}, fitted) - 0.2) < 0.05


def test_every_example_is_held_out_once() -> None:
    assert len(held_out(MANY)) == len(MANY)


def test_what_is_held_out_has_no_part_in_its_own_chance() -> None:
    alone = Example(frozenset({BASE, "told by a noun"}), right=False, group="alone")
    (outcome,) = [each for each in held_out([*examples("not actual", 99, 0), alone]) if not each.right]
    assert outcome.confidence > 0.9


def test_every_weight_of_the_lexicon_is_of_a_known_sign() -> None:
    assert set(weights()) == set(SIGNS)
