// Asks for a few words about what is wrong with an answer, when the server calls for it.

import { ask } from "./dialog.js";
import { t } from "./words.js";

window.addEventListener("chainlit-call-fn", async ({ detail }) => {
  if (detail.name !== "comment") return;
  const { answer } = ask(`
    <h2>${t(detail.args.fault === "source" ? "wrong_source" : "wrong_answer")}</h2>
    <p><label for="comment">${t("comment_help")}</label></p>
    <textarea id="comment" name="comment" rows="4" maxlength="2000"></textarea>
    <footer><button value="cancel">${t("no_comment")}</button><button value="send" class="main">${t("send")}</button></footer>`);
  detail.callback((await answer)?.get("comment") ?? "");
});
