"use strict";
// Chooses which cases are seen. Without this script all are.
const field = (id) => document.getElementById(id);
const form = field("filters");
const cases = [...field("list").children].map((item) => ({
  item,
  category: item.dataset.category,
  split: item.dataset.split,
  endings: [...item.querySelectorAll("[data-run]")].map((ending) => ({ ...ending.dataset })),
}));

const text = (one) => (one.text ??= one.item.textContent.toLowerCase());

function update() {
  const run = field("by-run").value, fault = field("by-fault").value, category = field("by-category").value;
  const split = field("by-split").value, well = field("well").checked;
  const words = field("by-text").value.toLowerCase().split(/\s+/).filter(Boolean);
  const ended = (ending) => (!run || ending.run === run) && (fault ? ending.fault === fault : well || ending.fault !== "");
  let shown = 0;
  for (const one of cases) {
    const wanted = (!category || one.category === category) && (!split || one.split === split)
      && one.endings.some(ended) && words.every((word) => text(one).includes(word));
    one.item.hidden = !wanted;
    shown += wanted;
  }
  field("shown").textContent = `${shown} of ${cases.length} shown`;
}

let pause;
form.addEventListener("input", (event) => {
  // While somebody types, a screen reader is not told of every letter.
  clearTimeout(pause);
  pause = setTimeout(update, event.target.type === "search" ? 200 : 0);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(update));
for (const link of document.querySelectorAll("a[data-fault]")) {
  link.addEventListener("click", () => {
    form.reset();
    for (const name of ["run", "fault", "split"]) field(`by-${name}`).value = link.dataset[name];
  });
}
form.hidden = false;
update();
