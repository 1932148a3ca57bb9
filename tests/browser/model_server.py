"""A model behind an OpenAI-compatible API that replies with the first sentence of the first quote, when it may."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FIRST = re.compile(r"^\[1\] \(.*?\) (.+?[.!?])(?=\s)", re.DOTALL)


class ModelServer(ThreadingHTTPServer):
    """`may` lets replies begin; cleared, they wait. While `fails` is set, they are errors."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.may = threading.Event()
        self.may.set()
        self.fails = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def reply(self, prompt: str) -> str:
        found = FIRST.search(prompt)
        return f"{found[1]} [1]" if found else "NOT STATED"


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer

    def do_GET(self) -> None:
        self._send(json.dumps({"data": [{"id": "scripted"}]}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.may.wait()
        if self.server.fails.is_set():
            self.send_error(400, "as planned")
            return
        text = self.server.reply(body["messages"][-1]["content"])
        pieces = [text[start : start + 5] for start in range(0, len(text), 5)]
        events = [json.dumps({"choices": [{"delta": {"content": piece}}]}) for piece in pieces]
        self._send("".join(f"data: {event}\n\n" for event in [*events, "[DONE]"]))

    def _send(self, text: str) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving_model() -> Iterator[ModelServer]:
    with ModelServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
