"""Train the two logistic regressions over the encoder's vectors: how somebody feels who writes a message
(bot/care/feelings.py), and whether a question is about work and learning (index/topic.py)."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.care.feelings import FEELINGS
from index.embed import Embedder
from index.linear import LinearClassifier
from tuning.groups import Group
from tuning.present import stories, told, typed

MESSAGES = Path(__file__).parent / "messages"
FEELING_MESSAGES, ELSEWHERE = MESSAGES / "feelings.jsonl", MESSAGES / "elsewhere.jsonl"
# Chosen by cross-validation over the messages, and by the calibration cases, among 1 to 30.
FEELINGS_C, TOPIC_C = 3.0, 10.0
# Messages are few: one counts as much as five questions to documents in the first, and as much as fifteen in the second.
QUESTION_WEIGHT, ELSEWHERE_WEIGHT = 0.2, 3.0
DIGITS = 4


def train_feelings(questions: Sequence[Group], embedder: Embedder, rng: random.Random) -> LinearClassifier:
    """Learn from the messages, and from questions that are asked of documents in no special mood, typed as learners type."""
    messages = read_messages(FEELING_MESSAGES)
    texts = [message["text"] for message in messages] + [typed(group.question, rng) for group in questions]
    labels = [FEELINGS.index(message["label"]) for message in messages] + [0] * len(questions)
    return _fit(texts, labels, [1.0] * len(messages) + [QUESTION_WEIGHT] * len(questions), FEELINGS_C, embedder)


def train_topic(written: Sequence[Group], others: Sequence[Group], embedder: Embedder, rng: random.Random) -> LinearClassifier:
    """Learn the questions of the `written` examples, plain and in stories, from messages and `others` about anything else."""
    lines = stories(written)
    ours = [typed(group.question, rng) for group in written]
    ours += [typed(told(group, group.candidate.title, lines, rng).question, rng) for group in written]
    messages = [message["text"] for message in read_messages(ELSEWHERE)]
    elsewhere = messages + [typed(group.question, rng) for group in others]
    labels = [1] * len(ours) + [0] * len(elsewhere)
    weights = [QUESTION_WEIGHT] * len(ours) + [ELSEWHERE_WEIGHT] * len(messages) + [QUESTION_WEIGHT] * len(others)
    return _fit(ours + elsewhere, labels, weights, TOPIC_C, embedder)


def read_messages(path: Path) -> list[dict[str, str]]:
    """Each with its `text`; those to learn feelings from have a `label`."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _fit(
    texts: Sequence[str], labels: Sequence[int], weights: Sequence[float], inverse_regularization: float, embedder: Embedder
) -> LinearClassifier:
    vectors = np.stack([encoding.vector for encoding in embedder.encode(texts)])
    model = LogisticRegression(C=inverse_regularization, max_iter=3000).fit(vectors, labels, sample_weight=weights)
    rows, constants = model.coef_, model.intercept_
    if len(rows) == 1:  # of two classes only the second has a row
        rows, constants = np.vstack([np.zeros_like(rows), rows]), np.array([0.0, *constants])
    return LinearClassifier(embedder.identity, np.round(rows, DIGITS).tolist(), np.round(constants, DIGITS).tolist())
