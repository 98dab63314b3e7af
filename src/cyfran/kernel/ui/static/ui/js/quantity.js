// A number that says how many gets a button on each side; the box itself stays, and works without.
const sign = (name) => {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  icon.setAttribute("class", "icon");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  path.setAttribute("d", name === "fewer" ? "M5 12h14" : "M12 5v14M5 12h14");
  icon.append(path);
  return icon;
};

// What the buttons say stands on the box, or once around many: then {name} is the title of the tile.
const told = (holder, name) => {
  const title = holder.closest(".tile")?.querySelector(".tile-title");
  return holder.closest(`[data-${name}]`).dataset[name].replace("{name}", () => title?.textContent ?? "");
};

const button = (holder, name, press) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quantity-button";
  made.setAttribute("aria-label", told(holder, name));
  made.append(sign(name));
  made.addEventListener("click", press);
  return made;
};

const upgrade = (holder) => {
  const box = holder.querySelector("input");
  if (!box || holder.querySelector("button") || box.disabled) return;
  const fewer = button(holder, "fewer", () => step("stepDown"));
  const more = button(holder, "more", () => step("stepUp"));
  const bound = () => {
    const value = Number(box.value || 0);
    fewer.disabled = box.min !== "" && value <= Number(box.min);
    more.disabled = box.max !== "" && value >= Number(box.max);
  };
  const step = (way) => {
    if (box.value === "") box.value = box.min || "0";
    box[way]();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  box.addEventListener("input", bound);
  box.before(fewer);
  box.after(more);
  bound();
};

const upgradeAll = (root) => root.querySelectorAll("[data-quantity]").forEach(upgrade);
upgradeAll(document);
document.addEventListener("swapped", (event) => upgradeAll(event.target));
