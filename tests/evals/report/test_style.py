"""Colours must be told apart: from the paper by everybody, from one another also without hues."""

import re
from itertools import combinations

import pytest

from evals.report.columns import SERIES
from evals.report.page import FOLDER

TEXT = ("ink", "muted", "accent", "bad", "good")


def schemes():
    """The variables of the light and of the dark scheme."""
    light, dark = re.findall(r":root \{(.*?)\}", (FOLDER / "report.css").read_text(encoding="utf-8"), re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in (light, dark)]


def luminance(colour):
    """WCAG 2.2's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark"])
class TestScheme:
    @pytest.mark.parametrize("ground", ["paper", "soft"])
    def test_text_stands_out(self, scheme, ground):
        runs = [f"run-{number}" for number in range(1, SERIES + 1)]
        faint = {name: contrast(scheme[name], scheme[ground]) for name in (*TEXT, *runs)}
        assert {name: ratio for name, ratio in faint.items() if ratio < 4.5} == {}

    def test_edges_of_fields_stand_out(self, scheme):
        assert contrast(scheme["edge"], scheme["paper"]) >= 3

    def test_runs_differ_in_luminance(self, scheme):
        runs = [scheme[f"run-{number}"] for number in range(1, SERIES + 1)]
        alike = [pair for pair in combinations(runs, 2) if contrast(*pair) < 1.15]
        assert alike == []


def test_both_schemes_set_the_same_colours():
    light, dark = schemes()
    assert light.keys() == dark.keys()
