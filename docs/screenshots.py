"""Take the README's pictures of a server of our own, over the bundled guides: `make screenshots`"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from evals.load import serving

DOCS = Path(__file__).resolve().parent
QUESTION = "How long does it take to become a machine learning engineer?"
FLAGS = ["--no-sandbox", "--disable-gpu"]


def main() -> None:
    with TemporaryDirectory() as home, serving(Path(home), model="") as (_, address), sync_playwright() as playwright:
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
