// The voting paper is made, blinded and kept here; the ballot leaves without a name. What is kept: a seed, then a receipt.
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const upgradeBallot = (page) => {
  const { society, number, line, key } = page.dataset;
  const place = `voting:${society}:${number}:${line}`;
  const n = BigInt(`0x${key}`);
  const { hex, bytesOf, joined } = globalThis.blindRSA;
  const text = (words) => new TextEncoder().encode(words);
  const form = page.querySelector("form[data-step=vote]");
  const kept = () => JSON.parse(localStorage.getItem(place) ?? "{}");
  const keep = (facts) => localStorage.setItem(place, JSON.stringify(facts));

  const tell = (where, words) => {
    const error = page.querySelector(`[data-error=${where}]`);
    error.textContent = words;
    error.hidden = !words;
  };

  // A code of 32 letters is 160 bits: everything about the paper follows from it.
  const codeOf = (seed) =>
    BigInt(`0x${seed}`).toString(32).padStart(32, "0").replace(/./g, (one) => LETTERS[parseInt(one, 32)]).replace(/.{4}(?=.)/g, "$&-");
  const seedOf = (code) => {
    const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
    if (plain.length !== 32 || [...plain].some((letter) => !LETTERS.includes(letter))) return "";
    return [...plain].reduce((sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter)), 0n).toString(16).padStart(40, "0");
  };

  const drawn = async (seed, what, length) => {
    const source = await crypto.subtle.importKey("raw", bytesOf(seed), "HKDF", false, ["deriveBits"]);
    const how = { name: "HKDF", hash: "SHA-384", salt: text(place), info: text(what) };
    return new Uint8Array(await crypto.subtle.deriveBits(how, source, 8 * length));
  };
  const paperOf = async (seed) => {
    const token = await drawn(seed, "token", 32);
    const r = 1n + (globalThis.blindRSA.number(await drawn(seed, "blind", 400)) % (n - 1n));
    return { token, salt: await drawn(seed, "salt", 48), r, prepared: joined(token, text(`voting paper|1|${society}|${number}`)) };
  };

  const posted = async (address, body, how) => {
    const answer = await fetch(address, { method: "POST", body: JSON.stringify(body), cache: "no-store", ...how });
    return [answer.ok, await answer.json()];
  };

  const collect = async (seed, where) => {
    const paper = await paperOf(seed);
    const { blinded, unblind } = await globalThis.blindRSA.blind(paper.prepared, n, paper.salt, paper.r);
    if (where === "collect") keep({ seed }); // before it is asked for, so that a lost answer can be asked for again
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const [ok, said] = await posted(page.dataset.collect, { blinded: hex(blinded) }, { headers: { "X-CSRFToken": token } });
    if (!ok) return tell(where, where === "code" ? page.dataset.sayCode : said.refusal);
    try {
      keep({ seed, signature: hex(await globalThis.blindRSA.finalize(paper.prepared, bytesOf(said.signature), unblind, n)) });
    } catch {
      return tell(where, page.dataset.sayForged);
    }
    tell(where, "");
    return show();
  };

  const chosen = () => {
    const boxes = [...form.querySelectorAll("select")].filter((box) => box.value);
    boxes.sort((a, b) => Number(a.value) - Number(b.value));
    const fits = boxes.length > 0 && boxes.every((box, at) => Number(box.value) === at + 1);
    return fits ? boxes.map((box) => box.name.replace("place-", "")).join(",") : "";
  };

  const receiptOf = async (vote) => {
    const sha = async (bytes) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
    const commitment = await sha(text(`ballot|1|${society}|${number}|${vote.salt}|${vote.ranking}`));
    return sha(joined([0], text(`leaf|1|${society}|${number}|${vote.token}|${vote.signature}|${commitment}`)));
  };

  const cast = async () => {
    const { seed, signature, ballot } = kept();
    const ranking = chosen();
    if (!ranking) return tell("vote", page.dataset.sayRank);
    const salt = ballot?.ranking === ranking ? ballot.salt : hex(crypto.getRandomValues(new Uint8Array(32)));
    keep({ seed, signature, ballot: { ranking, salt } }); // the same one is sent again when the answer was lost
    const vote = { token: hex((await paperOf(seed)).token), signature, salt, ranking };
    const [ok, said] = await posted(page.dataset.cast, vote, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!ok) return tell("vote", said.refusal);
    keep({ receipt: said.receipt });
    if (said.receipt !== (await receiptOf(vote))) tell("done", page.dataset.sayReceipt);
    show();
    return page.querySelector("[data-step=done]").focus();
  };

  const giveBack = async () => {
    const { seed, signature } = kept();
    const csrf = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const paper = { token: hex((await paperOf(seed)).token), signature };
    const [ok, said] = await posted(page.dataset.giveBack, paper, { headers: { "X-CSRFToken": csrf } });
    if (!ok) return tell("paper", said.refusal);
    localStorage.removeItem(place);
    return location.reload();
  };

  const show = () => {
    const { seed, signature, receipt } = kept();
    const step = receipt ? "done" : signature ? "vote" : page.dataset.paper && !seed ? "code" : "collect";
    page.querySelectorAll("[data-step]").forEach((part) => {
      part.hidden = part.dataset.step !== step && !(part.dataset.step === "paper" && step === "vote");
    });
    if (seed) page.querySelector("[data-code]").textContent = codeOf(seed);
    if (!receipt) return;
    page.querySelector("[data-receipt]").textContent = receipt;
    page.querySelector("[data-receipt-value]").value = receipt;
    page.querySelector("[data-receipt-links]").hidden = false;
    page.querySelector("[data-download]").href = URL.createObjectURL(new Blob([`${receipt}\n`], { type: "text/plain" }));
  };

  const once = (where, act) => async (event) => {
    event.preventDefault();
    if (page.dataset.busy) return;
    page.dataset.busy = "yes";
    try {
      await act();
    } catch {
      tell(where, page.dataset.sayLost);
    } finally {
      delete page.dataset.busy;
    }
  };
  const fresh = () => kept().seed ?? hex(crypto.getRandomValues(new Uint8Array(20)));
  page.querySelector("[data-do=collect]").addEventListener("click", once("collect", () => collect(fresh(), "collect")));
  page.querySelector("[data-do=code]").addEventListener("click", once("code", () => {
    const seed = seedOf(page.querySelector("[data-code-input]").value);
    return seed ? collect(seed, "code") : tell("code", page.dataset.sayCode);
  }));
  page.querySelector("[data-do=give-back]").addEventListener("click", once("paper", giveBack));
  form.addEventListener("submit", once("vote", cast));
  page.querySelectorAll("[data-plain-only]").forEach((part) => part.remove());
  show();
};

// Without a secure context there is no cryptography, and the page stays as it is without a script.
if (globalThis.crypto?.subtle) document.querySelectorAll("[data-ballot]").forEach(upgradeBallot);
