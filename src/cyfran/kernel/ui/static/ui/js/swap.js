// A link or form with data-swap="id" brings its answer into that part of the page; without this it is a plain link,
// and so it is by a button with data-plain.
const parts = (html) => new DOMParser().parseFromString(html, "text/html");

const place = (id, answer) => {
  const old = document.getElementById(id);
  const found = answer.getElementById(id);
  if (!old || !found) return false;
  const kept = old.contains(document.activeElement) && document.activeElement.id;
  old.replaceWith(document.importNode(found, true));
  const now = document.getElementById(id);
  now.dispatchEvent(new Event("swapped", { bubbles: true }));
  const focus = now.querySelector("[data-errors]") ?? (kept && document.getElementById(kept));
  focus?.focus({ preventScroll: focus.id === kept });
  return true;
};

const swap = async (source, address, options) => {
  const headers = { "HX-Request": "true", "HX-Target": source.dataset.swap };
  const ids = source.dataset.swap.split(" ");
  try {
    const response = await fetch(address, { ...options, headers, credentials: "same-origin" });
    const answer = parts(await response.text());
    if (!ids.map((id) => place(id, answer)).some(Boolean)) location.assign(response.url);
    else if (source.dataset.push !== undefined) history.replaceState(null, "", response.url);
    document.dispatchEvent(new CustomEvent("connection", { detail: "back" }));
  } catch {
    document.dispatchEvent(new CustomEvent("connection", { detail: "lost" }));
  } finally {
    source.dispatchEvent(new Event("swap-ended", { bubbles: true }));
  }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  swap(link, link.href, {});
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-swap]") || event.defaultPrevented || event.submitter?.matches("[data-plain]")) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const address = new URL(event.submitter?.getAttribute("formaction") ?? form.action, location.href);
  if (form.method === "get") {
    address.search = new URLSearchParams(data).toString();
    swap(form, address, {});
  } else {
    swap(form, address, { method: "POST", body: data });
  }
});

// data-swap-on="change": a form that answers as soon as something in it changes.
document.addEventListener("change", (event) => event.target.form?.matches("[data-swap-on=change]") && event.target.form.requestSubmit());
