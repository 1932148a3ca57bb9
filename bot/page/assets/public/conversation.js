// Puts the conversation's name into the address, so that a reload or a bookmark finds it again: on a phone Chainlit does not.

import { t } from "./words.js";

window.addEventListener("chainlit-call-fn", ({ detail }) => {
  if (detail.name !== "opened") return;
  const address = `/thread/${detail.args.thread}`;
  if (location.pathname === "/") history.replaceState(history.state, "", address);
});

// A new conversation under old messages: the server was started again, and where nothing is kept it knows nothing of them.
// The page's own first start says nothing of this kind: somebody may have asked already.
let startedBefore = false;
window.addEventListener("chainlit-call-fn", ({ detail }) => {
  if (detail.name !== "started") return;
  document.getElementById("reconnected")?.remove();
  const again = startedBefore;
  startedBefore = true;
  const last = [...document.querySelectorAll("[data-step-type=user_message]")].at(-1);
  if (!again || !last) return;
  const notice = document.createElement("p");
  notice.id = "reconnected";
  notice.setAttribute("role", "status");
  notice.textContent = t("reconnected");
  last.parentElement.append(notice);
});
