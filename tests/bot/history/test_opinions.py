"""bot.history.opinions: what learners think, with what is needed to replay the answer."""

import json
from datetime import UTC, datetime

import pytest

from bot.history.opinions import opinion_json, opinion_text, read_opinions
from bot.history.store import Feedback

WHEN = datetime(2026, 11, 21, 12, tzinfo=UTC)
RECORD = {"history": [], "why": {"question": "What is the pay?"}}


@pytest.mark.parametrize(
    ("given", "record", "text"),
    [
        pytest.param(Feedback("s", True, created_at=WHEN), RECORD, "2026-11-21  helpful           What is the pay?", id="good"),
        pytest.param(
            Feedback("s", False, "source", "It is\nold.", WHEN),
            RECORD,
            "2026-11-21  source is wrong   What is the pay?: It is old.",
            id="bad, with words",
        ),
        pytest.param(Feedback("s", False, "answer", "", WHEN), None, "2026-11-21  answer is wrong   (not kept)", id="not kept"),
    ],
)
def test_a_line_an_opinion(given, record, text):
    assert opinion_text(given, record) == text


def test_as_json_it_can_be_replayed():
    found = json.loads(json.dumps(opinion_json(Feedback("s", False, "answer", "No.", WHEN), RECORD)))
    assert found == {
        "given": "2026-11-21T12:00:00+00:00", "helpful": False, "fault": "answer", "comment": "No.", "record": RECORD,
    }  # fmt: skip


async def test_opinions_are_read_from_the_database(store, database_url):
    person = await store.add_person("ada")
    for id, kind, said in (("s0", "user_message", "What is the pay?"), ("s1", "assistant_message", "It is high.")):
        await store.keep_step(person.id, {"id": id, "threadId": "c1", "type": kind, "output": said, "createdAt": None})
    await store.keep_answer("s1", "c1", RECORD)
    given = Feedback("s1", helpful=True)
    await store.keep_feedback(person.id, given)
    assert await read_opinions(database_url) == [(given, RECORD)]
