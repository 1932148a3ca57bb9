// A copy of the conversation that the learner reads, changes and shortens before it goes anywhere. Nothing is sent from here:
// it is saved as a file, or opened in the learner's own mail program. All that is kept of a learner can be deleted here, too.

import { ask } from "./dialog.js";
import { centre, t } from "./words.js";

// Mail programs cut longer addresses off.
const LONGEST_MAIL = 1800;
const FILE = "conversation.md";

function transcript() {
  const messages = [...document.querySelectorAll("[data-step-type=user_message], [data-step-type=assistant_message]")];
  const parts = messages.map((message) => {
    const asked = message.dataset.stepType === "user_message";
    const content = message.querySelector(".message-content");
    return `${t(asked ? "asked" : "answered")}:\n${readable(content)}`;
  });
  return parts.join("\n\n");
}

export function readable(content) {
  const copy = content.cloneNode(true);
  copy.querySelectorAll("button").forEach((button) => button.remove());
  copy.querySelectorAll("a[href^='/sources/']").forEach((link) => /^\d+$/.test(link.textContent) && link.replaceWith(`[${link.textContent}]`));
  copy.querySelectorAll("ol > li").forEach((item, index) => item.prepend(`${index + 1}. `));
  copy.querySelectorAll("ul > li").forEach((item) => item.prepend("- "));
  copy.querySelectorAll("[role=article], li").forEach((block) => block.append("\n"));
  return copy.textContent.replace(/[\u200b\u2060]/g, "").replace(/\n{3,}/g, "\n\n").trim();
}

export async function handOver() {
  const { dialog } = ask(`
    <h2>${t("handover")}</h2>
    <p><label for="transcript">${t("handover_help")}</label></p>
    <textarea id="transcript" name="transcript" rows="14"></textarea>
    <p class="note" role="status"></p>
    ${centre.keeps ? `<p><a href="/conversations.md" download>${t("save_all")}</a></p>` : ""}
    <footer>
      ${centre.keeps ? `<button type="button" data-do="forget" class="aside">${t("forget")}</button>` : ""}
      <button value="cancel">${t("close")}</button>
      <button type="button" data-do="mail">${t("mail")}</button>
      <button type="button" data-do="save" class="main">${t("save")}</button>
    </footer>`);
  const text = dialog.querySelector("textarea");
  const note = dialog.querySelector(".note");
  text.value = transcript() || t("handover_empty");
  const acts = {
    async forget() {
      if (!(await sure())) return;
      const response = await fetch("/forget", { method: "POST" });
      if (response.ok) location.assign("/");
      else note.textContent = t("not_forgotten");
    },
    save() {
      const file = document.createElement("a");
      file.href = URL.createObjectURL(new Blob([text.value], { type: "text/markdown" }));
      file.download = FILE;
      file.click();
      URL.revokeObjectURL(file.href);
      note.textContent = t("saved", { file: FILE });
    },
    mail() {
      const whole = encodeURIComponent(text.value);
      const fits = whole.length <= LONGEST_MAIL;
      const body = fits ? whole : encodeURIComponent(t("attached", { file: FILE }));
      if (!fits) acts.save();
      note.textContent = fits ? "" : t("too_long", { file: FILE });
      location.href = `mailto:${centre.adviser_mail}?subject=${encodeURIComponent(t("mail_subject"))}&body=${body}`;
    },
  };
  dialog.addEventListener("click", (event) => acts[event.target.dataset?.do]?.());
}

function sure() {
  const { answer } = ask(`
    <h2>${t("forget")}</h2>
    <p>${t("forget_help")}</p>
    <footer><button value="cancel">${t("close")}</button><button value="yes" class="main">${t("forget")}</button></footer>`);
  return answer;
}

document.addEventListener("click", (event) => {
  if (!event.target.closest('a[href$="#handover"]')) return;
  event.preventDefault();
  handOver();
});
