// The words of our own parts, in the language of the browser; and which way it is written.

const RIGHT_TO_LEFT = ["ar"];
const [all, centre] = await Promise.all(["words", "centre"].map(async (name) => (await fetch(`/public/${name}.json`)).json()));
const wanted = navigator.language.split("-")[0];
export const language = wanted in all ? wanted : "en";
export { centre };

export function t(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), all[language][name]);
}

export function escaped(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML.replaceAll('"', "&quot;");
}

document.documentElement.lang = language;
document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";

// Calls `found` for each element of this kind that is there or comes later.
export function each(selector, found) {
  const seen = new WeakSet();
  const look = () => document.querySelectorAll(selector).forEach((element) => seen.has(element) || (seen.add(element), found(element)));
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}

// Questions and answers are in the documents' language, whatever the interface is in.
each(".message-content", (content) => Object.assign(content, { lang: "en", dir: "ltr" }));
