// Folds away the quotes behind a link to #more, until somebody wants them. Without this script they stand open.

import { each } from "./words.js";

each('a[href$="/#more"]', (link) => {
  Object.assign(link, { role: "button", ariaExpanded: "false" });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    link.ariaExpanded = String(link.ariaExpanded === "false");
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
});
