"""A model behind an OpenAI-compatible API: a real connection to a small server that answers as each test wants."""

import asyncio
import json
from contextlib import aclosing
from dataclasses import dataclass, field

import pytest

from bot.errors import ModelError
from bot.models.model import Message, ModelCard, Usage
from bot.models.openai_model import OpenAIModel
from bot.settings import Settings

ASKED = [Message("system", "Be brief."), Message("user", "What is two and two?")]
KEY = "sk-secret"
MODELS = {"data": [{"id": "large", "meta": {"n_params": 8_000_000_000, "n_ctx": 8192}}, {"id": "small", "max_model_len": 2048}]}
USAGE = {"prompt_tokens": 12, "completion_tokens": 3}
CHAT = "/v1/chat/completions"
BREAK, HANG = "break", "hang"


@dataclass
class Server:
    """Answers a path with its next reply, (status, parts), the last one again and again. BREAK cuts the connection,
    HANG keeps it open until the client leaves. Notes every request."""

    replies: dict = field(default_factory=lambda: {"/v1/models": [json_reply(MODELS)]})
    requests: list = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    url: str = ""

    async def serve(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        path = head[0].split()[1]
        self.requests.append((path, headers, json.loads(body or "null")))
        replies = self.replies.get(path, [(404, [b"no such path"])])
        status, parts = replies.pop(0) if len(replies) > 1 else replies[0]
        writer.write(f"HTTP/1.1 {status} Reply\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n".encode())
        for part in parts:
            if part == HANG:
                await reader.read()
                self.left.set()
            if part in (BREAK, HANG):
                break
            writer.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        else:
            writer.write(b"0\r\n\r\n")
        writer.close()

    def sent(self, path=CHAT):
        return [body for where, _, body in self.requests if where == path]


def json_reply(data, status=200):
    return status, [json.dumps(data).encode()]


def events(*data):
    return [f"data: {json.dumps(event)}\n\n".encode() for event in data]


def piece(text):
    return {"choices": [{"delta": {"content": text}}]}


def choice(content):
    return json_reply({"choices": [{"message": {"content": content}}], "usage": USAGE})


@pytest.fixture
async def server():
    server = Server()
    async with await asyncio.start_server(server.serve, "127.0.0.1", 0) as listening:
        server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        yield server


@pytest.fixture
async def connect(server):
    """A model at the server, or at another URL."""
    models = []

    def connect(url="", name=None, key=None):
        models.append(OpenAIModel(url or server.url, 4096, name, key, retry_seconds=0.01))
        return models[-1]

    yield connect
    for model in models:
        await model.close()


async def failure(awaitable):
    """What a ModelError says."""
    with pytest.raises(ModelError) as error:
        await awaitable
    return str(error.value)


async def all_of(stream):
    return [part async for part in stream]


@pytest.mark.parametrize("suffix", ["", "/", "/v1", "/v1/"])
async def test_the_url_may_end_as_it_likes(server, connect, suffix):
    assert (await connect(server.url + suffix).start()).name == "large"


@pytest.mark.parametrize(
    ("name", "card"),
    [
        pytest.param(None, ModelCard("large", 8_000_000_000, 4096), id="the first, with our smaller context"),
        pytest.param("small", ModelCard("small", None, 2048), id="by name, with its smaller context"),
    ],
)
async def test_the_card_is_what_the_server_tells(connect, name, card):
    assert await connect(name=name).start() == card


async def test_a_second_start_asks_nothing(server, connect):
    model = connect()
    await model.start()
    await model.start()
    assert len(server.requests) == 1


async def test_a_wrong_name_lists_what_is_offered(connect):
    message = await failure(connect(name="huge").start())
    assert message.endswith("has no model huge; set WAYMARK_MODEL_NAME to one of: large, small")


async def test_a_text_is_streamed_with_its_usage(server, connect):
    first, last = {"choices": [{"delta": {}}]}, {"choices": [], "usage": USAGE}
    server.replies[CHAT] = [(200, [*events(first, piece("Fo"), piece("ur."), last), b"data: [DONE]\n\n"])]
    assert await all_of(connect().stream(ASKED, 10)) == ["Fo", "ur.", Usage(12, 3)]


async def test_a_server_that_counts_no_tokens_is_no_error(server, connect):
    server.replies[CHAT] = [(200, events(piece("Four.")))]
    assert await all_of(connect().stream(ASKED, 10)) == ["Four.", Usage(0, 0)]


async def test_the_request_is_what_the_api_asks_for(server, connect):
    server.replies[CHAT] = [(200, events(piece("Four.")))]
    await all_of(connect(name="small").stream(ASKED, 10))
    (body,) = server.sent()
    assert body == {
        "model": "small",
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "What is two and two?"}],
        "max_tokens": 10,
        "temperature": 0,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


async def test_tokens_are_rather_counted_too_many(connect):
    assert await connect().count_tokens(["", "Hello there", "日本語"]) == [0, 5, 4]


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_an_overloaded_server_is_asked_again(server, connect, status):
    server.replies[CHAT] = [(status, [b"busy"]), (status, [b"busy"]), (200, events(piece("Four.")))]
    assert (await all_of(connect().stream(ASKED, 10)))[0] == "Four."


async def test_a_server_that_cuts_off_its_error_is_asked_again(server, connect):
    server.replies[CHAT] = [(500, [b"bu", BREAK]), (200, events(piece("Four.")))]
    assert (await all_of(connect().stream(ASKED, 10)))[0] == "Four."


async def test_a_server_that_stays_overloaded_is_given_up(server, connect):
    server.replies[CHAT] = [(503, [b"busy"])]
    message = await failure(all_of(connect().stream(ASKED, 10)))
    assert (len(server.sent()), "HTTP 503: busy); check that it runs, and WAYMARK_MODEL" in message) == (3, True)


async def test_a_refused_request_is_not_tried_again(server, connect):
    server.replies[CHAT] = [(400, [b"bad request"])]
    message = await failure(all_of(connect().stream(ASKED, 10)))
    assert (len(server.sent()), "HTTP 400: bad request" in message) == (1, True)


async def test_a_dead_server_is_told_with_its_fix(connect):
    message = await failure(connect("http://127.0.0.1:9").start())
    assert "http://127.0.0.1:9/v1 does not answer (ConnectError" in message
    assert "check that it runs, and WAYMARK_MODEL" in message


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param((200, [b"<html>Welcome</html>"]), id="HTML"),
        pytest.param((200, [b""]), id="empty"),
        pytest.param((200, [b"[1, 2]"]), id="a list"),
        pytest.param((200, [b"\xff\xfe\x00"]), id="binary"),
    ],
)
async def test_a_server_of_another_kind_is_told(server, connect, reply):
    server.replies["/v1/models"] = [reply]
    assert "did not answer with JSON; is it an OpenAI-compatible server?" in await failure(connect().start())


@pytest.mark.parametrize("data", [{}, {"data": []}, {"data": "none"}, {"error": "later"}])
async def test_a_server_without_models_is_told(server, connect, data):
    server.replies["/v1/models"] = [json_reply(data)]
    assert (await failure(connect().start())).endswith("set WAYMARK_MODEL_NAME to one of: none")


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([*events(piece("Fo")), BREAK], id="connection lost"),
        pytest.param([*events(piece("Fo")), b"data: {\n\n"], id="half of an event"),
        pytest.param(events(piece("Fo"), None), id="null"),
        pytest.param(events(piece("Fo"), {"choices": ["x"]}), id="another shape"),
    ],
)
async def test_a_stream_that_breaks_off_is_an_error(server, connect, parts):
    server.replies[CHAT] = [(200, parts)]
    stream = connect().stream(ASKED, 10)
    assert await anext(stream) == "Fo"
    assert "broke off" in await failure(anext(stream))


async def test_an_error_in_the_stream_is_passed_on(server, connect):
    server.replies[CHAT] = [(200, events({"error": {"message": "out of memory"}}))]
    assert "reports: {'message': 'out of memory'}" in await failure(all_of(connect().stream(ASKED, 10)))


async def test_an_answer_that_is_closed_early_disconnects(server, connect):
    server.replies[CHAT] = [(200, [*events(piece("Fo")), HANG])]
    async with aclosing(connect().stream(ASKED, 10)) as stream:
        await anext(stream)
        assert not server.left.is_set()
    await asyncio.wait_for(server.left.wait(), 3)


async def test_the_key_is_sent(server, connect):
    await connect(key=KEY).start()
    assert server.requests[0][1]["authorization"] == f"bearer {KEY}"


async def test_without_a_key_none_is_sent(server, connect):
    await connect().start()
    assert "authorization" not in server.requests[0][1]


def test_the_key_is_never_printed():
    assert KEY not in repr(Settings(api_key=KEY))


@pytest.mark.parametrize("key", ["sk\nsecret", "schlüssel"])
def test_a_key_that_cannot_be_sent_is_refused_without_telling_it(key):
    with pytest.raises(ModelError, match=r"^WAYMARK_API_KEY holds characters that no key has; copy it again$"):
        OpenAIModel("http://127.0.0.1:9", 4096, None, key)


@pytest.mark.parametrize("url", ["http://localhost:port", "http://[::1"])
def test_what_is_no_url_is_refused(url):
    with pytest.raises(ModelError, match=r"is not the URL of a server \(.*\); check WAYMARK_MODEL"):
        OpenAIModel(url, 4096)
