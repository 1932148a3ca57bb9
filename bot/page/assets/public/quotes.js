// Folds away the quotes behind a link to #more, until somebody wants them. Without this script they stand open.

const MORE = 'a[href$="/#more"]';
const chat = document.documentElement;
chat.classList.add("folds");

document.addEventListener("click", (event) => {
  const link = event.target.closest(MORE);
  if (!link) return;
  event.preventDefault();
  const open = link.parentElement.classList.toggle("open");
  link.setAttribute("aria-expanded", String(open));
});
