// What is typed survives a lost connection: the form is held back, and says so, until the line is back.
const warning = () => document.getElementById("connection");
const show = (lost) => warning()?.toggleAttribute("hidden", !lost);

document.addEventListener("submit", (event) => {
  if (navigator.onLine || event.target.method === "get") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  show(true);
}, true);

window.addEventListener("offline", () => show(true));
window.addEventListener("online", () => show(false));
document.addEventListener("connection", (event) => show(event.detail === "lost"));
