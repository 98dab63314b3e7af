// Blind signatures, the voter's side of RFC 9474, RSABSSA-SHA384-PSS-Randomized; blindrsa.py says the same in Python.
globalThis.blindRSA = (() => {
  const E = 65537n;
  const HASH = 48;
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const bytesOf = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const number = (bytes) => BigInt(`0x${hex(bytes)}`);
  const bits = (n) => n.toString(2).length;
  const octets = (value, n) => bytesOf(value.toString(16).padStart(2 * Math.ceil(bits(n) / 8), "0"));
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const hashed = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-384", joined(...parts)));

  // To the public exponent only: nothing secret is ever raised to a power here.
  const opened = (value, n) => {
    let [result, base] = [1n, value % n];
    for (let rest = E; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = (result * base) % n;
      base = (base * base) % n;
    }
    return result;
  };

  const inverse = (value, n) => {
    let [before, now, x, y] = [n, value % n, 0n, 1n];
    while (now > 0n) {
      const times = before / now;
      [before, now, x, y] = [now, before - times * now, y, x - times * y];
    }
    if (before !== 1n) throw new Error("no inverse");
    return ((x % n) + n) % n;
  };

  // MGF1 (RFC 8017, B.2.1).
  const mask = async (seed, length) => {
    const blocks = [];
    for (let count = 0; count * HASH < length; count += 1) blocks.push(await hashed(seed, [0, 0, 0, count]));
    return joined(...blocks).slice(0, length);
  };

  // EMSA-PSS-ENCODE (RFC 8017, 9.1.1).
  const encoded = async (prepared, n, salt) => {
    const length = Math.ceil(bits(n) / 8);
    const digest = await hashed(new Uint8Array(8), await hashed(prepared), salt);
    const block = joined(new Uint8Array(length - HASH - 2 - salt.length), [1], salt);
    const masking = await mask(digest, block.length);
    const masked = block.map((byte, at) => byte ^ masking[at]);
    masked[0] &= 0xff >> (8 * length - (bits(n) - 1));
    return joined(masked, digest, [0xbc]);
  };

  // RSASSA-PSS-VERIFY (RFC 8017, 8.1.2): the salt is read out of the signature, and the encoding must be the one it gives.
  const holds = async (prepared, signature, n) => {
    const found = octets(opened(number(signature), n), n);
    const [masked, digest] = [found.slice(0, -HASH - 1), found.slice(-HASH - 1, -1)];
    const masking = await mask(digest, masked.length);
    const salt = masked.map((byte, at) => byte ^ masking[at]).slice(-HASH);
    return number(signature) < n && hex(await encoded(prepared, n, salt)) === hex(found);
  };

  // `salt` is 48 random bytes, `r` a random number from 1 to n - 1 (4.2).
  const blind = async (prepared, n, salt, r) => {
    const shown = (number(await encoded(prepared, n, salt)) * opened(r, n)) % n;
    return { blinded: octets(shown, n), unblind: inverse(r, n) };
  };

  const finalize = async (prepared, signed, unblind, n) => {
    const signature = octets((number(signed) * unblind) % n, n);
    if (!(await holds(prepared, signature, n))) throw new Error("invalid signature");
    return signature;
  };

  return { blind, bytesOf, finalize, hex, holds, joined, number };
})();
