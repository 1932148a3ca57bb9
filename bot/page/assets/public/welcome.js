// The empty page: whose it is, what the bot is, and what it knows.

import { centre, each, escaped, language, t } from "./words.js";

each("#welcome-screen", (screen) => {
  const newest = new Date(`${centre.newest}T12:00`).toLocaleDateString(language, { dateStyle: "long" });
  const documents = centre.newest
    ? t("documents", { count: centre.documents, newest })
    : t("undated", { count: centre.documents });
  const lines = [t("what_i_am"), documents, t("language")].filter(Boolean);
  const about = document.createElement("div");
  about.id = "welcome";
  about.innerHTML = `<h1${centre.name ? "" : ' class="sr-only"'}>${escaped(centre.name || "Waymark")}</h1>${lines.map((line) => `<p>${escaped(line)}</p>`).join("")}`;
  screen.prepend(about);
});
