"""The answering threshold holds only for what it was fitted with."""

from dataclasses import replace

import pytest

from bot.calibration import CAUTIOUS, NAME, SHIPPED, Calibration, CalibrationError, Parts, calibrated_gate, load_calibration
from bot.gate import Gate
from index.embed import minilm_identity
from index.errors import StorageError
from index.ranker import WEIGHTS, weights_identity
from index.split import SPLITTER_VERSION

DEFAULT = Parts(minilm_identity(), SPLITTER_VERSION, weights_identity(WEIGHTS))
OWN = Calibration(0.77, 0.88, DEFAULT, "2026-11-21", 60, 40, 0.05, 0.5)


@pytest.fixture
def gate(tmp_path):
    """The gate for these parts with this calibration in WAYMARK_HOME, if any; and what was said."""

    def gate(parts, own=None):
        said = []
        if own:
            own.save(tmp_path / NAME)
        return calibrated_gate(tmp_path, parts, said.append), said

    return gate


def test_the_shipped_calibration_is_for_the_default_parts(gate):
    shipped = load_calibration(SHIPPED)
    assert gate(DEFAULT) == (Gate(shipped.least_confidence, shipped.sure_from), [])


def test_a_centres_own_calibration_comes_first(gate):
    assert gate(DEFAULT, OWN) == (Gate(0.77, 0.88), [])


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"embedder": "other"}, f"embedder '{minilm_identity()}', now 'other'"),
        ({"splitter": 99}, f"splitter {SPLITTER_VERSION}, now 99"),
        ({"ranker": "other"}, f"ranker '{weights_identity(WEIGHTS)}', now 'other'"),
    ],
    ids=["embedder", "splitter", "ranker"],
)
def test_other_parts_get_a_cautious_gate_and_a_word(gate, change, named):
    found, (said,) = gate(replace(DEFAULT, **change), OWN)
    assert (found, named in said, "run 'waymark eval calibrate'" in said) == (CAUTIOUS, True, True)


def test_caution_refuses_more_than_the_shipped_threshold():
    shipped = load_calibration(SHIPPED)
    assert (shipped.least_confidence, shipped.sure_from) < (CAUTIOUS.least_confidence, CAUTIOUS.sure_from)


def test_a_calibration_is_read_as_it_was_saved(tmp_path):
    OWN.save(tmp_path / "new folder" / NAME)
    assert load_calibration(tmp_path / "new folder" / NAME) == OWN


@pytest.mark.parametrize("text", ["", "{}", '{"least_confidence": 1}', "[]"], ids=["empty", "no fields", "one field", "a list"])
def test_a_damaged_file_is_named_with_its_repair(tmp_path, text):
    (tmp_path / NAME).write_text(text)
    with pytest.raises(CalibrationError, match=r"is damaged .*; delete it, then run 'waymark eval calibrate'"):
        load_calibration(tmp_path / NAME)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        OWN.save(tmp_path / "file" / NAME)
