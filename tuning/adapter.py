"""Train a low-rank adapter for the chat model (LoRA, arXiv 2106.09685): what to say from quotes, and when they do not say it.

All questions of a lesson share its quotes, which are read once: each question with its reply sees the quotes and itself, through the
mask, and its positions go on behind the quotes. The model's own weights stay as they are; llama.cpp adds the adapter to them.
"""

import argparse
import ctypes
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import gguf
import llama_cpp
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from transformers import Qwen2Config, Qwen2ForCausalLM

from index.embed import MiniLM
from tuning.groups import written_groups
from tuning.lessons import Lesson, lessons
from tuning.neighbours import neighbours
from tuning.ranker import held_out

RANK, ALPHA = 8, 16
# The first layers stay as they are: what is to be learnt is what to say, and this saves a fifth of the time.
FIRST_LAYER = 12
RATE = 3e-4
WARM_UP = 0.06
# GGUF's names of a layer's projections.
NAMES = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip


class Adapted(nn.Module):
    """A linear map with a low-rank one beside it."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.a = nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.b = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, states: Tensor) -> Tensor:
        return self.linear(states) + (states @ self.a.T) @ self.b.T * (ALPHA / RANK)


def chat_model(path: Path) -> Qwen2ForCausalLM:
    """The GGUF's weights in float32."""
    reader = gguf.GGUFReader(path)
    field = {key: value.contents() for key, value in reader.fields.items() if key.startswith("qwen2.")}
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    config = Qwen2Config(
        vocab_size=int(tensors["token_embd.weight"].shape[1]),
        hidden_size=field["qwen2.embedding_length"],
        intermediate_size=field["qwen2.feed_forward_length"],
        num_hidden_layers=field["qwen2.block_count"],
        num_attention_heads=field["qwen2.attention.head_count"],
        num_key_value_heads=field["qwen2.attention.head_count_kv"],
        rms_norm_eps=field["qwen2.attention.layer_norm_rms_epsilon"],
        rope_parameters={"rope_type": "default", "rope_theta": field["qwen2.rope.freq_base"]},
        tie_word_embeddings=False,
        attn_implementation="sdpa",
    )
    with torch.device("meta"):
        model = Qwen2ForCausalLM(config)
    model = model.to_empty(device="cpu")
    own = {"token_embd": "model.embed_tokens", "output": "lm_head", "output_norm": "model.norm"}
    parts = {**NAMES, "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm"}
    ours = {theirs: ours for ours, theirs in parts.items()}
    state = {}
    for name, tensor in tensors.items():
        stem, kind = name.rsplit(".", 1)
        if stem.startswith("blk."):
            _, layer, part = stem.split(".")
            key = f"model.layers.{layer}.{ours[part]}.{kind}"
        else:
            key = f"{own[stem]}.{kind}"
        state[key] = torch.from_numpy(gguf.quants.dequantize(tensor.data, tensor.tensor_type).copy()).float()
    model.load_state_dict(state, assign=True, strict=True)
    rotary = model.model.rotary_emb
    model.model.rotary_emb = type(rotary)(config)
    return model.requires_grad_(False)


def adapt(model: Qwen2ForCausalLM) -> dict[str, Adapted]:
    """Put adapters into the upper layers; by the GGUF's name of the weight."""
    found = {}
    for number, layer in enumerate(model.model.layers):
        if number < FIRST_LAYER:
            continue
        for ours, theirs in NAMES.items():
            parent, name = ours.split(".")
            adapted = Adapted(getattr(getattr(layer, parent), name))
            setattr(getattr(layer, parent), name, adapted)
            found[f"blk.{number}.{theirs}.weight"] = adapted
    return found


@dataclass(frozen=True)
class Row:
    """A lesson as tokens. `loss` are the positions from which a reply's next token is told."""

    tokens: Tensor
    positions: Tensor
    mask: Tensor
    loss: Tensor
    wanted: Tensor


class Tokenizer:
    def __init__(self, path: Path) -> None:
        self._llama = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)

    def __call__(self, text: str) -> list[int]:
        return self._llama.tokenize(text.encode(), add_bos=False, special=True)

    def row(self, lesson: Lesson) -> Row:
        shared = self(f"<|im_start|>system\n{lesson.system}<|im_end|>\n<|im_start|>user\n{lesson.quotes}")
        tokens, positions, owner = list(shared), list(range(len(shared))), [0] * len(shared)
        loss, wanted = [], []
        for number, (question, reply) in enumerate(lesson.pairs, start=1):
            asked = self(f"Question: {question}<|im_end|>\n<|im_start|>assistant\n")
            said = self(f"{reply}<|im_end|>")
            start = len(tokens) + len(asked) - 1
            loss += range(start, start + len(said))
            wanted += said
            both = [*asked, *said]
            positions += range(len(shared), len(shared) + len(both))
            owner += [number] * len(both)
            tokens += both
        owners = torch.tensor(owner)
        seen = (owners[:, None] == owners[None, :]) | (owners[None, :] == 0)
        seen &= torch.ones_like(seen).tril()
        mask = torch.zeros(seen.shape).masked_fill(~seen, torch.finfo(torch.float32).min)
        return Row(torch.tensor([tokens]), torch.tensor([positions]), mask[None, None], torch.tensor(loss), torch.tensor(wanted))


def loss_of(model: Qwen2ForCausalLM, row: Row) -> Tensor:
    states = model.model(input_ids=row.tokens, attention_mask=row.mask, position_ids=row.positions, use_cache=False)[0]
    return cross_entropy(model.lm_head(states[0, row.loss]), row.wanted)


def save(adapters: dict[str, Adapted], path: Path) -> None:
    """As llama.cpp reads it, in float16."""
    writer = gguf.GGUFWriter(path, "qwen2")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", ALPHA)
    for name, adapted in adapters.items():
        writer.add_tensor(f"{name}.lora_a", adapted.a.detach().numpy().astype(np.float16))
        writer.add_tensor(f"{name}.lora_b", adapted.b.detach().numpy().astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=75)
    parsed = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    learnt, _ = held_out(written_groups())
    rows = map(Tokenizer(parsed.model).row, lessons(learnt, neighbours(learnt, learnt, MiniLM()), rng))
    model = chat_model(parsed.model)
    adapters = adapt(model)
    model.train()
    optimizer = torch.optim.AdamW([w for one in adapters.values() for w in (one.a, one.b)], weight_decay=0.0)
    began, smooth = time.monotonic(), 0.0
    for step, row in enumerate(rows):
        done = (time.monotonic() - began) / (60 * parsed.minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * min((done + 0.01) / WARM_UP, 1 - done)
        loss = loss_of(model, row)
        loss.backward()
        nn.utils.clip_grad_norm_([w for one in adapters.values() for w in (one.a, one.b)], 1.0)
        optimizer.step()
        optimizer.zero_grad()
        smooth = loss.item() if not step else 0.9 * smooth + 0.1 * loss.item()
        print(step, row.tokens.shape[1], len(row.wanted), f"{loss.item():.3f} {smooth:.3f} {time.monotonic() - began:.0f}s", flush=True)
        if step % 20 == 19:
            save(adapters, parsed.out)
    save(adapters, parsed.out)


if __name__ == "__main__":
    main()
