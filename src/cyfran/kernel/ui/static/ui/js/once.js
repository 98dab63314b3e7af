// A form is sent once: a second press while the first is on its way does nothing, and the button says so.
const wake = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});

// Back from the next page, or after a swap, the form can be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach(wake));
document.addEventListener("swap-ended", (event) => wake(event.target));
