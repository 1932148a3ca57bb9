// Puts the conversation's name into the address, so that a reload or a bookmark finds it again: on a phone Chainlit does not.

window.addEventListener("chainlit-call-fn", ({ detail }) => {
  if (detail.name !== "opened") return;
  const address = `/thread/${detail.args.thread}`;
  if (location.pathname === "/") history.replaceState(history.state, "", address);
});
