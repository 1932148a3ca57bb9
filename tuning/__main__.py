"""`make tune`: train the encoder, the ranker and the two classifiers. Seeds are fixed; like processors give like weights."""

import argparse
import random
from pathlib import Path

import torch

import bot.care.feelings
import index.topic
from index.embed import ENCODER, MiniLM
from index.ranker import WEIGHTS, MiniLMRanker, ranker_tokenizer
from tuning.classifiers import train_feelings, train_topic
from tuning.encoder import Encoder, train_encoder
from tuning.groups import Group, squad_groups, written_groups
from tuning.onet import onet_groups
from tuning.ranker import held_out, judge, train_ranker
from tuning.scorer import Scorer
from tuning.weights import load_tensors, save_weights, trained

SEED = 1
# Occupations of O*NET to ask about.
OCCUPATIONS = 900
# Of SQuAD, to learn how questions sound that are neither moving nor about work.
SQUAD_QUESTIONS = 1500
NETWORKS = ("encoder", "ranker", "classifiers")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tuning", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--squad", type=Path, required=True, metavar="JSON", help="a SQuAD 2.0 file")
    parser.add_argument("--onet", type=Path, required=True, metavar="DIR", help="O*NET's tab-separated tables")
    parser.add_argument("--only", choices=NETWORKS, help="train just this one")
    parsed = parser.parse_args()
    learnt, judged = held_out(written_groups())
    squad, onet = squad_groups(parsed.squad), onet_groups(parsed.onet, SEED, OCCUPATIONS)
    packaged = MiniLM(weights=None)
    if parsed.only in (None, "encoder"):
        rng = _seeded()
        encoder = Encoder(*ranker_tokenizer())
        train_encoder(encoder, learnt, (squad, onet), packaged, rng)
        save_weights(trained(encoder.body), ENCODER)
    if parsed.only in (None, "ranker"):
        rng = _seeded()
        scorer = Scorer()
        scorer.body.load_state_dict(load_tensors(ENCODER), strict=False)
        for stage in train_ranker(scorer, learnt, squad, onet, MiniLM(), rng):
            save_weights(trained(scorer), WEIGHTS)
            _tell(stage, judged)
    if parsed.only in (None, "classifiers"):
        rng, trained_encoder = _seeded(), MiniLM()
        written, others = [*learnt, *judged], rng.sample(squad, SQUAD_QUESTIONS)
        train_feelings([*written, *others], trained_encoder, rng).save(bot.care.feelings.WEIGHTS)
        train_topic(written, others, trained_encoder, rng).save(index.topic.WEIGHTS)


def _seeded() -> random.Random:
    torch.manual_seed(SEED)
    return random.Random(SEED)


def _tell(stage: int, judged: list[Group]) -> None:
    found = judge(MiniLMRanker(WEIGHTS), judged)
    print(f"ranker, stage {stage}: {len(judged)} held out, AUROC {found.auroc:.3f}, best sentence answers {found.best:.1%}")


if __name__ == "__main__":
    main()
