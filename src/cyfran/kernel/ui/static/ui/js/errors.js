// After a form that did not pass, the summary of what to put right is the first thing read.
for (const summary of document.querySelectorAll("[data-errors]")) {
  summary.focus();
}

// A line of the summary goes to its field with the caret in it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-errors] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});
