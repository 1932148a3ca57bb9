// A dialog of our own: a form that resolves to its data, or to null if it is closed.

let count = 0;

export function ask(html) {
  const dialog = document.createElement("dialog");
  dialog.className = "waymark-dialog";
  dialog.innerHTML = `<form method="dialog">${html}</form>`;
  document.body.append(dialog);
  const form = dialog.querySelector("form");
  dialog.setAttribute("aria-labelledby", (dialog.querySelector("h2").id = `dialog-title-${(count += 1)}`));
  const opener = document.activeElement;
  const answer = new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue && dialog.returnValue !== "cancel" ? new FormData(form) : null);
      dialog.remove();
      opener?.focus?.();
    });
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close("cancel"));
  dialog.showModal();
  return { dialog, answer };
}
