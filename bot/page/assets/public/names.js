// Names, roles and keys for what Chainlit draws as a bare icon or nests too deep, for screen readers and keyboards.

import { each, t } from "./words.js";

const NAMES = {
  "#sidebar-trigger-button, [data-sidebar=rail]": t("past"),
  "#search-chats-button": t("search"),
  "#new-chat-button": t("new_chat"),
  "#chat-settings-open-modal, #chat-settings-header-button": t("about_you"),
  "#chat-submit": t("ask"),
  "#stop-button": t("stop"),
  "#theme-toggle": `${t("light")}, ${t("dark")}`,
  "button:has(> .lucide-copy)": t("copy"),
  "button:has(> .lucide-arrow-down)": t("to_end"),
};
// Again and again, for Chainlit makes one button of another: that to send becomes that to stop.
function nameAll() {
  for (const [selector, name] of Object.entries(NAMES)) {
    document.querySelectorAll(selector).forEach((button) => button.ariaLabel === name || (button.ariaLabel = name));
  }
}
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true, attributeFilter: ["id"] });
nameAll();

// A link inside a button, or a button inside a link: only one of the two acts, and is in the order of keys.
each("a > button", (inner) => Object.assign(inner, { role: "link", tabIndex: -1 }));
each("button:has(> a)", (outer) => Object.assign(outer, { role: "group", tabIndex: -1 }));
each("#header button > a[href^='#']", (link) => {
  link.querySelector("img").alt = "";
  link.querySelector("span").textContent = t(link.hash.slice(1));
  link.parentElement.ariaLabel = link.textContent;
});

// The menu of a past conversation: rename, delete.
each("#thread-options", (menu) => {
  Object.assign(menu, { role: "button", tabIndex: 0, ariaLabel: `${t("rename")}, ${t("delete")}` });
});

each("[data-mobile]", (sidebar) => {
  sidebar.removeAttribute("aria-labelledby");
  sidebar.ariaLabel = t("past");
});

each("a[target=_blank]", (link) => (link.rel = "noopener"));

// Lists whose children are no list items.
each("ul:has(> #thread-history), ol[data-sonner-toaster]", (list) => list.setAttribute("role", "group"));
// A box to search in has no options before something is found.
each("[cmdk-list]", (list) => {
  const fit = () => list.setAttribute("role", list.querySelector("[cmdk-item]") ? "listbox" : "presentation");
  new MutationObserver(fit).observe(list, { childList: true, subtree: true });
  fit();
});

// While a menu is open nothing behind it can be reached. Chainlit only hides it from screen readers.
const root = document.querySelector("#root");
new MutationObserver(() => (root.inert = root.ariaHidden === "true")).observe(root, { attributeFilter: ["aria-hidden"] });
