"""Train the adapter with which the chat model replies from quotes, or says that they do not: `python -m tuning.adapter`.

Low-rank adaptation (LoRA: Hu and others, arXiv 2106.09685) of the upper layers' projections; the model's own weights stay as
they are, and llama.cpp adds the adapter to them. All questions of a lesson share its quotes, which are read once: each question
and its reply see the quotes and themselves, through the attention mask, and their positions go on behind the quotes.
"""

import argparse
import math
import random
from dataclasses import dataclass
from pathlib import Path

import gguf
import llama_cpp
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from transformers import Qwen2Config, Qwen2ForCausalLM

from bot.settings import ADAPTER, default_model
from index.embed import MiniLM
from tuning.descent import Rate, descend
from tuning.groups import premise_groups, written_groups
from tuning.lessons import QUESTION, Lesson, lessons
from tuning.neighbours import neighbours
from tuning.ranker import held_out

SEED = 1
RANK, ALPHA = 8, 16
# The layers below stay as they are, which saves a quarter of the time: what is to be learnt is what to say.
FIRST_LAYER = 12
RATE = Rate(3e-4)
# GGUF's names for what a layer of Qwen 2 is made of.
PROJECTIONS = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
PARTS = {**PROJECTIONS, "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm"}
OUTSIDE = {"token_embd": "model.embed_tokens", "output": "lm_head", "output_norm": "model.norm"}


class Adapted(nn.Module):
    """A linear map with a low-rank one beside it, which is nothing at first."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.a = nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.b = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, states: Tensor) -> Tensor:
        out: Tensor = self.linear(states) + (states @ self.a.T) @ self.b.T * (ALPHA / RANK)
        return out


def chat_model(path: Path) -> Qwen2ForCausalLM:
    """The weights of a GGUF file of Qwen 2 in float32: 6 GB for 1.5 B parameters."""
    reader = gguf.GGUFReader(path)
    field = {key.removeprefix("qwen2."): value.contents() for key, value in reader.fields.items()}
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    config = Qwen2Config(
        vocab_size=int(tensors["token_embd.weight"].shape[1]),
        hidden_size=field["embedding_length"],
        intermediate_size=field["feed_forward_length"],
        num_hidden_layers=field["block_count"],
        num_attention_heads=field["attention.head_count"],
        num_key_value_heads=field["attention.head_count_kv"],
        rms_norm_eps=field["attention.layer_norm_rms_epsilon"],
        rope_parameters={"rope_type": "default", "rope_theta": field["rope.freq_base"]},
        tie_word_embeddings=False,
    )
    with torch.device("meta"):
        model = Qwen2ForCausalLM(config)
    model = model.to_empty(device="cpu")
    weights = {
        _name(name): torch.from_numpy(gguf.quants.dequantize(tensor.data, tensor.tensor_type).copy()).float()
        for name, tensor in tensors.items()
    }
    model.load_state_dict(weights, assign=True, strict=True)
    model.model.rotary_emb = type(model.model.rotary_emb)(config)  # its frequencies are no weights
    return model.requires_grad_(False)


def _name(gguf_name: str) -> str:
    stem, kind = gguf_name.rsplit(".", 1)
    if not stem.startswith("blk."):
        return f"{OUTSIDE[stem]}.{kind}"
    _, layer, part = stem.split(".")
    return f"model.layers.{layer}.{next(ours for ours, theirs in PARTS.items() if theirs == part)}.{kind}"


def adapt(model: Qwen2ForCausalLM, first_layer: int = FIRST_LAYER) -> dict[str, Adapted]:
    """Put adapters into the upper layers; by the GGUF's names of the weights."""
    found = {}
    for number, layer in enumerate(model.model.layers):
        for ours, theirs in PROJECTIONS.items() if number >= first_layer else ():
            parent, name = ours.split(".")
            adapted = Adapted(getattr(getattr(layer, parent), name))
            setattr(getattr(layer, parent), name, adapted)
            found[f"blk.{number}.{theirs}.weight"] = adapted
    return found


@dataclass(frozen=True)
class Row:
    """A lesson of t tokens: `tokens` and `positions` of shape (1, t), an additive `mask` of shape (1, 1, t, t); the replies' r
    tokens are `wanted`, each to be told from the state at one of `places`, both of shape (r,)."""

    tokens: Tensor
    positions: Tensor
    mask: Tensor
    places: Tensor
    wanted: Tensor


class Reader:
    """Lessons as the model reads them, by its own tokenizer and chat template."""

    def __init__(self, path: Path) -> None:
        self._llama = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)

    def _tokens(self, text: str) -> list[int]:
        return self._llama.tokenize(text.encode(), add_bos=False, special=True)

    def row(self, lesson: Lesson) -> Row:
        shared = self._tokens(f"<|im_start|>system\n{lesson.system}<|im_end|>\n<|im_start|>user\n{lesson.quotes}")
        tokens, positions, owners = list(shared), list(range(len(shared))), [0] * len(shared)
        places: list[int] = []
        wanted: list[int] = []
        for owner, (question, reply) in enumerate(lesson.pairs, start=1):
            asked = self._tokens(f"{QUESTION}{question}<|im_end|>\n<|im_start|>assistant\n")
            said = self._tokens(f"{reply}<|im_end|>")
            start = len(tokens) + len(asked) - 1
            places += range(start, start + len(said))
            wanted += said
            tokens += [*asked, *said]
            positions += range(len(shared), len(shared) + len(asked) + len(said))
            owners += [owner] * (len(asked) + len(said))
        owner_of = torch.tensor(owners)
        seen = ((owner_of[:, None] == owner_of) | (owner_of == 0)) & torch.ones(
            len(tokens), len(tokens), dtype=torch.bool
        ).tril()
        mask = torch.zeros(seen.shape).masked_fill(~seen, torch.finfo(torch.float32).min)
        as_tensors = map(torch.tensor, (places, wanted))
        return Row(torch.tensor([tokens]), torch.tensor([positions]), mask[None, None], *as_tensors)


def loss_of(model: Qwen2ForCausalLM, row: Row) -> Tensor:
    """The cross-entropy of the replies' tokens, in the mean."""
    states = model.model(input_ids=row.tokens, attention_mask=row.mask, position_ids=row.positions, use_cache=False)[0]
    return cross_entropy(model.lm_head(states[0, row.places]), row.wanted)


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


def restore(adapters: dict[str, Adapted], path: Path) -> None:
    """Take up what `save` wrote."""
    for tensor in gguf.GGUFReader(path).tensors:
        name, matrix = tensor.name.rsplit(".lora_", 1)
        with torch.no_grad():
            getattr(adapters[name], matrix).copy_(torch.from_numpy(tensor.data.astype(np.float32)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tuning.adapter", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lessons", type=int, default=None, metavar="N", help="learn from N lessons only")
    parser.add_argument(
        "--after", type=int, default=0, metavar="N", help="go on with the adapter that has learnt from the first N"
    )
    parsed = parser.parse_args()
    torch.manual_seed(SEED)
    learnt, _ = held_out(written_groups())
    near = neighbours(learnt, learnt, MiniLM())
    taught = list(lessons(learnt, near, premise_groups(learnt), random.Random(SEED)))[parsed.after :][: parsed.lessons]
    rows = list(map(Reader(default_model()).row, taught))
    model = chat_model(default_model())
    adapters = adapt(model)
    if parsed.after:
        restore(adapters, ADAPTER)
    descend(model, None, rows, lambda row: loss_of(model, row), RATE)
    save(adapters, ADAPTER)


if __name__ == "__main__":
    main()
