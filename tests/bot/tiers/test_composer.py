"""Which way to answer fits which model."""

import pytest

from bot.models.model import ModelCard
from bot.tiers.composer import default_tier


@pytest.mark.parametrize(
    ("parameters", "tier"),
    [
        pytest.param(135_000_000, "extract", id="the bundled model"),
        pytest.param(999_999_999, "extract", id="just too small"),
        pytest.param(1_000_000_000, "write", id="a billion"),
        pytest.param(8_000_000_000, "write", id="large"),
        pytest.param(None, "write", id="a server that does not tell"),
    ],
)
def test_the_tier_follows_the_model(parameters, tier):
    assert default_tier(ModelCard("model", parameters, 4096)) == tier
