"""bot.page.metrics: counts in Prometheus' text format."""

import pytest

from bot.page.metrics import Metrics


def test_text_has_a_type_and_a_value_a_counter():
    lines = Metrics(answers=2, answer_seconds=0.5).text().splitlines()
    assert "# TYPE waymark_answers_total counter" in lines
    assert "waymark_answers_total 2" in lines
    assert "waymark_answer_seconds_total 0.5" in lines


def test_time_counts_even_when_the_answer_fails():
    metrics = Metrics()
    with pytest.raises(ValueError, match="x"), metrics.timed():
        raise ValueError("x")
    assert metrics.answer_seconds > 0
