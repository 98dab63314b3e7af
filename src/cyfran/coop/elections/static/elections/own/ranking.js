// Candidates are moved up and down with buttons; the numbers beside them stay what is sent, and work without.
const rankAll = (list) => {
  const options = [...list.children];
  const announce = list.parentElement.querySelector("[data-announce]");
  const box = (option) => option.querySelector("select");
  const ranked = () =>
    options.filter((option) => box(option).value).sort((a, b) => Number(box(a).value) - Number(box(b).value));

  const number = (order) => {
    options.forEach((option) => (box(option).value = ""));
    order.forEach((option, at) => (box(option).value = String(at + 1)));
  };

  const show = () => {
    const order = ranked();
    [...order, ...options.filter((option) => !order.includes(option))].forEach((option) => list.append(option));
    options.forEach((option) => {
      const at = order.indexOf(option);
      option.classList.toggle("ballot-option-ranked", at >= 0);
      option.querySelector("[data-way=higher]").disabled = at === 0;
      option.querySelector("[data-way=lower]").disabled = at < 0;
    });
  };

  const say = (option) => {
    const said = box(option).value ? list.dataset.sayRanked : list.dataset.sayUnranked;
    announce.textContent = said.replace("NAME", option.dataset.name).replace("NUMBER", box(option).value);
  };

  const move = (option, way, button) => {
    const order = ranked();
    const at = order.indexOf(option);
    if (at < 0) order.push(option);
    else {
      order.splice(at, 1);
      if (way === "higher" || at < order.length) order.splice(way === "higher" ? at - 1 : at + 1, 0, option);
    }
    number(order);
    show();
    say(option);
    (button.disabled ? button.parentElement.querySelector(":enabled") : button).focus();
  };

  // A number that is chosen twice moves the other one down.
  const choose = (option) => {
    const wanted = Number(box(option).value);
    box(option).value = "";
    const order = ranked();
    if (wanted) order.splice(wanted - 1, 0, option);
    number(order);
    show();
    say(option);
    box(option).focus();
  };

  const button = (option, way, sign) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "ballot-move";
    made.dataset.way = way;
    made.textContent = sign;
    made.setAttribute("aria-label", list.dataset[way].replace("NAME", option.dataset.name));
    made.addEventListener("click", () => move(option, way, made));
    return made;
  };

  options.forEach((option) => {
    const moves = document.createElement("div");
    moves.className = "ballot-moves";
    moves.append(button(option, "higher", "↑"), button(option, "lower", "↓"));
    option.querySelector(".ballot-choice").append(moves);
    box(option).addEventListener("change", () => choose(option));
  });
  show();
};

document.querySelectorAll("[data-ranking]").forEach(rankAll);
