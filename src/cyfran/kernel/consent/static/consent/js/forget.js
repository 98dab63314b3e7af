// What was kept in this browser's storage for a purpose that may not be any more goes; `*` stands for any ending.
const forgotten = (document.body.dataset.forget ?? "").split(" ").filter(Boolean);

const isForgotten = (key) =>
  forgotten.some((name) => (name.endsWith("*") ? key.startsWith(name.slice(0, -1)) : key === name));

if (forgotten.length) {
  for (const storage of [localStorage, sessionStorage]) {
    Object.keys(storage).filter(isForgotten).forEach((key) => storage.removeItem(key));
  }
}
