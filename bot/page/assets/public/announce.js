// Tells a screen reader the answer once, when it is whole: read while it streams, it would start again and again. What is
// folded away, and a plan's list of sources, can be gone to.

import { readable } from "./handover.js";
import { t } from "./words.js";

const region = document.createElement("div");
region.id = "announcement";
region.className = "sr-only";
region.setAttribute("aria-live", "polite");
document.body.append(region);

const MORE = '[role=article]:has(> a[href$="/#more"])';
const LEFT_OUT = `ol, [role=article]:has(+ ol), ${MORE}, ${MORE} ~ blockquote`;

// As long as an answer is made there is a button to stop it; the answer may come a moment after the button has gone.
let awaited = false;
let told;
new MutationObserver(() => {
  const busy = document.querySelector("#stop-button") !== null;
  awaited ||= busy;
  const last = [...document.querySelectorAll("[data-step-type=assistant_message] .message-content")].at(-1);
  if (busy || !awaited || !last || last === told) return;
  [awaited, told] = [false, last];
  announce(last);
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ["id"] });

function announce(content) {
  const spoken = content.cloneNode(true);
  spoken.querySelectorAll(LEFT_OUT).forEach((part) => part.remove());
  const words = document.createElement("span");
  words.lang = content.lang;
  words.textContent = readable(spoken);
  region.replaceChildren(`${t("answered")}: `, words);
}
