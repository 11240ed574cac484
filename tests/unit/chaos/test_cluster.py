"""What a trial starts, and what it tells the processes."""

from __future__ import annotations

import pytest

from ops.chaos.cluster import processes, told
from ops.chaos.control import Control
from services.settings import Settings


def test_a_trial_has_two_of_what_takes_over_from_another() -> None:
    assert {"serve", "extract-1", "extract-2", "projections-1", "projections-2"} < set(processes(None))


@pytest.mark.parametrize("control", Control)
def test_a_mistake_is_shown_with_one_of_each(control: Control) -> None:
    assert set(processes(control)) == {"serve", "clean-1", "extract-1", "projections-1"}


def test_the_processes_of_a_trial_have_the_settings_that_it_was_started_with() -> None:
    given = told(Settings.model_validate({"readers": 0, "model": "another", "port": 7}))
    assert given["NEWSFOLD_READERS"] == "0"
    assert given["NEWSFOLD_MODEL"] == "another"
    assert given["NEWSFOLD_PORT"] == "7"
