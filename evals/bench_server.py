"""Run Waymark's commands and its server as processes of their own, to be measured."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

Rows = list[tuple[str, str]]
PORT = 8799
# Over a thousand occupations a start took 57 s on two cores.
START_SECONDS = 180


def server_rows(home: Path, model: str = "") -> Rows:
    """`waymark chat` with a model, else the bundled one: seconds until it answers, and the memory of all its processes."""
    environment = {**os.environ, "WAYMARK_HOME": str(home), "WAYMARK_PORT": str(PORT), "WAYMARK_MODEL": model}
    started = time.perf_counter()
    server = subprocess.Popen([sys.executable, "-m", "bot.cli", "chat"], env=environment, stderr=subprocess.DEVNULL)
    try:
        while not healthy():
            if server.poll() is not None or time.perf_counter() - started > START_SECONDS:
                raise SystemExit("the chat did not start; run 'waymark chat' to see why")
            time.sleep(0.05)
        ready = time.perf_counter() - started
        processes = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
        memory = sum(process.memory_full_info().pss for process in processes)
        names = len(processes)
    finally:
        server.terminate()
        server.wait(20)
    return [
        ("`waymark chat`, second start, until it answers", f"{ready:.1f} s"),
        (f"memory of its {names} processes (proportional set size)", f"{memory / 1e9:.2f} GB"),
    ]


def healthy() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=1) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def waymark(home: Path, *arguments: str) -> None:
    environment = {**os.environ, "WAYMARK_HOME": str(home)}
    subprocess.run([sys.executable, "-m", "bot.cli", *arguments], check=True, env=environment, capture_output=True)
