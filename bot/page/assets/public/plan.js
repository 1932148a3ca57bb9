// Plans are saved from where one is: Chainlit would open an empty tab until the file is made.

document.addEventListener("click", ({ target }) => {
  const link = target.closest('a[href^="/plan."]');
  if (!link) return;
  link.removeAttribute("target");
  link.download = "";
});
