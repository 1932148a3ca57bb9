"""Weights on disk: a byte a weight."""

import torch

from index.weights import load_weights, save_weights

MATRIX = torch.tensor([[0.5, -1.0, 0.25], [100.0, 0.0, -50.0]])


def test_a_matrix_comes_back_within_about_half_a_step_of_its_row(tmp_path):
    save_weights({"matrix": MATRIX}, tmp_path / "weights.safetensors")
    steps = MATRIX.abs().amax(1, keepdim=True) / 127
    assert ((load_weights(tmp_path / "weights.safetensors")["matrix"] - MATRIX).abs() <= 0.6 * steps).all()


def test_a_vector_comes_back_as_half_floats(tmp_path):
    save_weights({"vector": MATRIX[0]}, tmp_path / "weights.safetensors")
    assert load_weights(tmp_path / "weights.safetensors")["vector"].equal(MATRIX[0])


def test_a_row_of_zeros_stays_zero(tmp_path):
    save_weights({"matrix": torch.zeros(2, 3)}, tmp_path / "weights.safetensors")
    assert load_weights(tmp_path / "weights.safetensors")["matrix"].equal(torch.zeros(2, 3))


def test_a_matrix_takes_a_byte_a_weight(tmp_path):
    save_weights({"matrix": torch.ones(1000, 1000)}, tmp_path / "weights.safetensors")
    assert (tmp_path / "weights.safetensors").stat().st_size < 1.01e6
