// Tells a screen reader the answer once, when it is whole: read while it streams, it would start again and again.

import { readable } from "./handover.js";
import { each, t } from "./words.js";

const region = document.createElement("div");
region.id = "announcement";
region.className = "sr-only";
region.setAttribute("aria-live", "polite");
document.body.append(region);

// The button to stop is there as long as an answer is made.
each("#stop-button", (button) => {
  const watch = new MutationObserver(() => {
    if (button.isConnected) return;
    watch.disconnect();
    announce([...document.querySelectorAll(".ai-message .message-content")].at(-1));
  });
  watch.observe(document.body, { childList: true, subtree: true });
});

function announce(content) {
  if (!content) return;
  const spoken = content.cloneNode(true);
  spoken.querySelectorAll("ol, [role=article]:has(+ ol)").forEach((sources) => sources.remove());
  const words = document.createElement("span");
  words.lang = content.lang;
  words.textContent = readable(spoken);
  region.replaceChildren(`${t("answered")}: `, words);
}
