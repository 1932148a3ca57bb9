// Opens the source behind a citation beside the chat. Without this script its link opens in a new tab.

import { t } from "./words.js";

const panel = document.createElement("dialog");
panel.id = "source-panel";
panel.setAttribute("aria-label", t("source"));
panel.innerHTML = `
  <header><strong>${t("source")}</strong><button type="button" aria-label="${t("close")}">✕</button></header>
  <div tabindex="0"></div>`;
document.body.append(panel);
const close = panel.querySelector("button");
const content = panel.querySelector("div");
let opener;

async function open(link) {
  opener = link;
  const response = await fetch(link.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  content.replaceChildren(page.querySelector("main"));
  // On a phone the panel covers the chat, so the chat must not be reached behind it.
  if (!panel.open) matchMedia("(max-width: 767px)").matches ? panel.showModal() : panel.show();
  document.body.classList.add("source-open");
  toQuote();
}

function toQuote() {
  content.querySelector("mark")?.scrollIntoView({ block: "center" });
}

content.addEventListener("click", (event) => {
  if (!event.target.closest('a[href^="#"]')) return;
  event.preventDefault();
  toQuote();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="/sources/"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link).catch(() => window.open(link.href));
});
close.addEventListener("click", () => panel.close());
document.addEventListener("keydown", (event) => event.key === "Escape" && panel.close());
panel.addEventListener("close", () => {
  document.body.classList.remove("source-open");
  if (document.activeElement === document.body) opener?.focus();
});
