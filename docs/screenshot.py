"""Take the README's screenshot, docs/chat.png, of a chat that runs: `.venv/bin/python docs/screenshot.py`"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

QUESTION = "How much do machine learning engineers earn?"
ADDRESS = "http://localhost:8000"


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 760})
        page.goto(address)
        page.locator("#starters button:enabled").first.wait_for()
        page.locator("#chat-input").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".ai-message ol").wait_for()
        page.locator(".ai-message a", has_text="1").first.click()
        page.locator("#source-panel mark").first.wait_for()
        page.wait_for_timeout(1000)  # until the page has faded in and scrolled
        page.screenshot(path=Path(__file__).with_name("chat.png"))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ADDRESS)
