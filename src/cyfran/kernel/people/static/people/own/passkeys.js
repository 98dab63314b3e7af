// Passkeys: a form with data-passkey is shown where the browser knows them, asks the device, and carries its answer.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (keys = []) => keys.map((key) => ({ ...key, id: bytes(key.id) }));

const ask = {
  get: (wanted) =>
    navigator.credentials.get({
      publicKey: { ...wanted, challenge: bytes(wanted.challenge), allowCredentials: known(wanted.allowCredentials) },
    }),
  create: (wanted) =>
    navigator.credentials.create({
      publicKey: {
        ...wanted,
        challenge: bytes(wanted.challenge),
        user: { ...wanted.user, id: bytes(wanted.user.id) },
        excludeCredentials: known(wanted.excludeCredentials),
      },
    }),
};

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

const written = (key) => ({
  id: key.id,
  rawId: text(key.rawId),
  type: key.type,
  clientExtensionResults: key.getClientExtensionResults(),
  response: Object.fromEntries(PARTS.filter((part) => key.response[part]).map((part) => [part, text(key.response[part])])),
});

const questionOf = async (form) => {
  if (!form.dataset.question) return JSON.parse(document.getElementById("passkey-question").textContent);
  const answer = await fetch(form.dataset.question, { headers: { Accept: "application/json" } });
  return answer.json();
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-passkey]")) return;
  event.preventDefault();
  const failed = form.querySelector("[role=alert]:not([data-errors])");
  failed.hidden = true;
  try {
    const question = await questionOf(form);
    const key = await ask[form.dataset.passkey](question.publicKey);
    form.elements.credential.value = JSON.stringify(written(key));
    form.submit();
  } catch {
    failed.hidden = false;
  }
});

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) form.hidden = false;
  for (const told of document.querySelectorAll("[data-no-passkeys]")) told.hidden = true;
}
