"""evals.load: what is made of what learners saw."""

from dataclasses import replace

import pytest

from evals.learners import SocketLearner
from evals.load import figures, table

ASKED = ["What? (0.0)", "Why? (0.1)"]
MEMORY = [100] * 5 + [200] * 15


def learner(**fields):
    return replace(SocketLearner(0, asked=list(ASKED), acknowledged=[0.1, 0.3], answered=[1.0, 3.0]), **fields)


def load(kept=ASKED, memory=MEMORY, **fields):
    return figures([learner(**fields)], kept, memory, 10)


@pytest.mark.parametrize(
    ("measured", "name", "expected"),
    [
        pytest.param(load(), "lost", 0, id="all are kept"),
        pytest.param(load(kept=ASKED[:1]), "lost", 1, id="one is not kept"),
        pytest.param(load(kept=[*ASKED, ASKED[0]]), "lost", 1, id="one is kept twice"),
        pytest.param(load(strange=["Hello"]), "strange", 1, id="somebody else's message"),
        pytest.param(load(unanswered=ASKED[:1]), "unanswered", 1, id="no answer"),
        pytest.param(load(acknowledged=[0.1, 1.2]), "acknowledged_late", 1, id="late"),
        pytest.param(load(acknowledged=[0.1, 1.2]), "acknowledged_max", 1.2, id="the slowest"),
        pytest.param(load(), "growth", 0, id="memory of the warm-up is not compared"),
        pytest.param(load(memory=MEMORY[:-3] + [220] * 3), "growth", pytest.approx(0.1), id="memory grows"),
    ],
)
def test_what_goes_wrong_is_counted(measured, name, expected):
    assert getattr(measured, name) == expected


def test_the_figures_stand_beside_their_goals():
    lines = table(load(kept=ASKED[:1])).splitlines()
    assert lines[0].split() == ["questions", "2", "of", "1", "learners", "in", "10", "minutes"]
    assert lines[2].split() == ["messages", "lost", "1", "0"]
