"""Life cycles are tables."""

from enum import StrEnum

import pytest

from intreccio.kernel.lifecycle import LifeCycle, Step, StepRefused


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    BROKEN = "broken"


LIGHT = LifeCycle(
    "light",
    Light,
    [
        Step("go", frozenset({Light.RED}), Light.GREEN, "lights.switch"),
        Step("stop", frozenset({Light.GREEN}), Light.RED, "lights.switch"),
        Step("break", frozenset({Light.RED, Light.GREEN}), Light.BROKEN, "lights.mend", reason=True),
    ],
)


def test_a_verb_leads_from_state_to_state():
    assert LIGHT.step(Light.RED, "go").target is Light.GREEN


def test_a_verb_that_does_not_fit_names_those_that_do():
    with pytest.raises(StepRefused, match="possible: stop, break"):
        LIGHT.step(Light.GREEN, "go")


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_step_that_wants_a_reason_gets_one(reason):
    with pytest.raises(StepRefused, match="reason"):
        LIGHT.step(Light.RED, "break", reason=reason)
    assert LIGHT.step(Light.RED, "break", reason="hit by a van").target is Light.BROKEN


def test_what_can_follow_is_known():
    assert LIGHT.reachable(Light.RED) == set(Light)
    assert LIGHT.reachable(Light.BROKEN) == {Light.BROKEN}


def test_one_verb_cannot_mean_two_things():
    twice = Step("go", frozenset({Light.RED}), Light.BROKEN, "x")
    with pytest.raises(ValueError, match="twice"):
        LifeCycle("light", Light, [*LIGHT.steps, twice])
