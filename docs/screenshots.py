"""Take the README's pictures of a server of our own, over the bundled guides: `make screenshots`"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).resolve().parent
QUESTION = "How long does it take to become a machine learning engineer?"
FLAGS = ["--no-sandbox", "--disable-gpu"]


def main() -> None:
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = opened(browser, address, 1280, 800, "dark")
        save(page, "first.png")
        page = opened(browser, address, 1280, 800, "light")
        ask(page)
        page.locator(".message-content a").first.click()
        page.locator("#source-panel mark").first.wait_for()
        save(page, "chat.png")
        page = opened(browser, address, 360, 740, "light")
        ask(page)
        save(page, "phone.png")
        browser.close()


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server that quotes, with a home that nobody has used."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        settings = {"WAYMARK_HOME": home, "WAYMARK_PORT": str(port), "WAYMARK_TIER": "extract"}
        command = [sys.executable, "-m", "bot.cli", "chat"]
        with subprocess.Popen(command, cwd=DOCS.parent, env=os.environ | settings, stderr=subprocess.PIPE, text=True) as server:
            try:
                assert server.stderr is not None
                if not any("is ready" in line for line in server.stderr):
                    raise SystemExit("the server did not start")
                yield f"http://localhost:{port}"
            finally:
                server.terminate()


def opened(browser: Browser, address: str, width: int, height: int, theme: str) -> Page:
    """The first screen in a browser that nobody has used."""
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    context.add_init_script(f"localStorage.setItem('vite-ui-theme', '{theme}')")
    page = context.new_page()
    page.goto(address)
    page.locator("#starters button").first.wait_for()
    return page


def ask(page: Page) -> None:
    page.locator("#chat-input").fill(QUESTION)
    page.locator("#chat-submit:enabled").wait_for()
    page.locator("#chat-input").press("Enter")
    page.locator(".ai-message button[id]:not(:has(svg))").first.wait_for()


def save(page: Page, name: str) -> None:
    """Take the picture, once everything that moves has come to rest."""
    page.evaluate("document.activeElement.blur()")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    page.screenshot(path=DOCS / name)


if __name__ == "__main__":
    main()
