// "Consent preferences" opens as a panel over the page; without this it is a page of its own.
const openPanel = async (address) => {
  const response = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (!response.ok) throw new Error(response.statusText);
  const answer = new DOMParser().parseFromString(await response.text(), "text/html");
  const panel = answer.querySelector(".consent-panel");
  const dialog = document.createElement("dialog");
  dialog.className = "consent-dialog";
  dialog.setAttribute("aria-labelledby", "consent-heading");
  dialog.append(document.importNode(panel, true));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-panel]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  openPanel(link.href).catch(() => location.assign(link.href));
});
