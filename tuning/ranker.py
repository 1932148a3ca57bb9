"""Train the ranker: `make tune`. The same seed on the same kind of processor gives the same weights; an hour on two cores.

Three stages. First SQuAD, O*NET and the written examples together, so that the network learns to read a question against a
passage; then mostly the written examples, our domain; then these again with what they are about named in the question, and over
passages that do not answer, as a search brings them. The loss of a question is that of choosing among its sentences and "none"
(softmax; "none" has the logit 0), and that of each sentence alone (binary cross-entropy).
"""

import argparse
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from scipy.stats import mannwhitneyu
from torch import Tensor, nn
from tqdm import tqdm

from index.candidates import Encoded, Marks, Tokenize, encode
from index.embed import MiniLM
from index.ranker import WEIGHTS, MiniLMRanker, minilm_tokenizer
from index.scorer import Scorer, save_weights
from tuning.groups import Group, squad_groups, written_groups
from tuning.neighbours import neighbours
from tuning.onet import onet_groups
from tuning.present import beside, presented, stories, told

SEED = 1
# Occupations of O*NET to ask about.
OCCUPATIONS = 900
# A stage each: the learning rate at its start, and the share of it that is left at its end.
RATES = ((1.5e-4, 0.0), (1.5e-4, 0.5), (1.2e-4, 0.02))
# How many times larger the learning rate of the head is, which starts from nothing.
HEAD = 10.0
WARM_UP = 0.05
# Passages that do not answer, for each that may.
NOT_ANSWERING = 2
BATCH_TOKENS = 3000
# Rows of like length are batched within so many, so that the order stays random.
SORTED_WITHIN = 512
# One passage of so many is held out, to judge the training by.
HELD_OUT = 8


@dataclass(frozen=True)
class Judged:
    """`auroc` between questions that their passage answers and others, by the best sentence's logit; `best` the share of
    answered questions whose best sentence answers."""

    auroc: float
    best: float


@dataclass(frozen=True)
class Row:
    """A question with as many of its sentences as fit, and which of them answer."""

    encoded: Encoded
    answer: Tensor


@dataclass(frozen=True)
class Stage:
    """Rows to learn from in order, and the learning rate: it falls from `rate` to `end` times `rate`."""

    rows: Sequence[Row]
    rate: float
    end: float


def train(scorer: Scorer, stage: Stage, rng: random.Random) -> None:
    """One pass over the rows of a stage."""
    batches = list(_batches(stage.rows, rng))
    body = [weight for weight in scorer.body.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "times": 1.0}, {"params": list(scorer.head.parameters()), "times": HEAD}], weight_decay=0.01
    )
    scorer.train()
    for step, batch in enumerate(tqdm(batches, desc="Training", disable=None)):
        done = step / len(batches)
        share = min((done + 1 / len(batches)) / WARM_UP, 1 + (stage.end - 1) * done)
        for group in optimizer.param_groups:
            group["lr"] = stage.rate * share * group["times"]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = scorer([row.encoded for row in batch])
        loss = torch.stack([_loss(row, scores) for row, scores in zip(batch, logits, strict=True)]).mean()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(scorer.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()


def _loss(row: Row, scores: Tensor) -> Tensor:
    scores = scores[: len(row.answer)]
    alone = nn.functional.binary_cross_entropy_with_logits(scores, row.answer)
    everything = torch.logsumexp(torch.cat([scores, scores.new_zeros(1)]), 0)
    right = torch.logsumexp(scores[row.answer > 0], 0) if row.answer.any() else scores.new_zeros(())
    return alone + everything - right


def _batches(rows: Sequence[Row], rng: random.Random) -> Iterator[list[Row]]:
    for start in range(0, len(rows), SORTED_WITHIN):
        batches: list[list[Row]] = [[]]
        for row in sorted(rows[start : start + SORTED_WITHIN], key=lambda row: len(row.encoded)):
            if batches[-1] and len(row.encoded) * (len(batches[-1]) + 1) > BATCH_TOKENS:
                batches.append([])
            batches[-1].append(row)
        rng.shuffle(batches)
        yield from batches


def curriculum(
    written: Sequence[Group], squad: Sequence[Group], onet: Sequence[Group], rng: random.Random
) -> Iterator[list[list[Group]]]:
    """What is shown in each stage, a list of rounds."""
    yield [
        [presented(group, written, rng) for group in (*written, *squad, *(onet if first else ()))] for first in (True, False)
    ]
    yield [
        [presented(group, written, rng) for group in (*written, *rng.sample(squad, 600), *rng.sample(onet, 400))]
        for _ in range(3)
    ]
    nearest = neighbours(written, [*written, *rng.sample(onet, 300)], MiniLM())
    lines = stories(written)
    rounds = []
    for _ in range(4):
        shown = [presented(group, written, rng) for group in (*rng.sample(squad, 400), *rng.sample(onet, 300))]
        for group, near in zip(written, nearest, strict=True):
            views = (presented(group, written, rng), *beside(group, near, NOT_ANSWERING, rng))
            shown += [told(view, group.candidate.title, lines, rng) for view in views]
        rounds.append(shown)
    yield rounds


def rows(groups: Sequence[Group], tokenize: Tokenize, marks: Marks) -> list[Row]:
    """The groups as the network reads them; sentences that do not fit into one row are left out."""
    found = []
    for group in groups:
        encoded = next(encode(group.question, group.candidate, range(len(group.candidate.sentences)), tokenize, marks))
        found.append(Row(encoded, torch.tensor([float(position in group.answer) for position in encoded.positions])))
    return found


def held_out(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """The groups to learn from and those to judge by: one passage of HELD_OUT, chosen by its id, so that new examples do not
    change it."""
    chosen = [zlib.crc32(group.source.encode()) % HELD_OUT == 0 for group in groups]
    learnt = [group for group, held in zip(groups, chosen, strict=True) if not held]
    return learnt, [group for group, held in zip(groups, chosen, strict=True) if held]


def judge(ranker: MiniLMRanker, groups: Sequence[Group]) -> Judged:
    """How well the ranker does on groups that it did not learn from."""
    logits = [ranker.logits(group.question, [group.candidate])[0] for group in groups]
    answered = [(scores, group) for scores, group in zip(logits, groups, strict=True) if group.answer]
    high = [float(scores.max()) for scores, _ in answered]
    low = [float(scores.max()) for scores, group in zip(logits, groups, strict=True) if not group.answer]
    auroc = mannwhitneyu(high, low).statistic / (len(high) * len(low))
    return Judged(float(auroc), float(np.mean([int(scores.argmax()) in group.answer for scores, group in answered])))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--squad", type=Path, required=True, metavar="JSON", help="a SQuAD 2.0 file")
    parser.add_argument("--onet", type=Path, required=True, metavar="DIR", help="O*NET's tab-separated tables")
    parser.add_argument("--out", type=Path, default=WEIGHTS, metavar="FILE", help=f"where the weights go ({WEIGHTS.name})")
    parsed = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    learnt, judged = held_out(written_groups())
    squad, onet = squad_groups(parsed.squad), onet_groups(parsed.onet, SEED, OCCUPATIONS)
    tokenize, marks = minilm_tokenizer()
    scorer = Scorer()
    for rounds, (rate, end) in zip(curriculum(learnt, squad, onet, rng), RATES, strict=True):
        for shown in rounds:
            rng.shuffle(shown)
        train(scorer, Stage(rows([group for shown in rounds for group in shown], tokenize, marks), rate, end), rng)
        save_weights(scorer, parsed.out)
        found = judge(MiniLMRanker(parsed.out), judged)
        print(f"{len(judged)} questions held out: AUROC {found.auroc:.3f}, the best sentence answers {found.best:.1%}")


if __name__ == "__main__":
    main()
