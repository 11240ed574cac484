// The map comes closer under the wheel and moves under the pointer; its circles keep their size on the screen.

const map = document.querySelector("[data-map]");

function looking(view, change) {
  const whole = { ...view };
  Object.assign(view, change);
  map.setAttribute("viewBox", [view.left, view.top, view.width, view.height].join(" "));
  const by = view.width / whole.width;
  if (by !== 1) for (const circle of map.querySelectorAll("circle")) circle.setAttribute("r", circle.r.baseVal.value * Math.sqrt(by));
}

function attend() {
  const { x: left, y: top, width, height } = map.viewBox.baseVal;
  const view = { left, top, width, height };
  let from;

  map.addEventListener("wheel", (turn) => {
    turn.preventDefault();
    const by = Math.min(Math.max(view.width * 1.0015 ** turn.deltaY, 60), 2000) / view.width;
    const box = map.getBoundingClientRect();
    const across = (turn.clientX - box.left) / box.width, down = (turn.clientY - box.top) / box.height;
    looking(view, {
      left: view.left + view.width * across * (1 - by),
      top: view.top + view.height * down * (1 - by),
      width: view.width * by,
      height: view.height * by,
    });
  }, { passive: false });

  map.addEventListener("pointerdown", (press) => { from = { x: press.clientX, y: press.clientY, moved: false }; });
  addEventListener("pointerup", () => setTimeout(() => { from = undefined; }));
  map.addEventListener("pointermove", (move) => {
    if (!from || move.pointerType === "touch") return;
    const box = map.getBoundingClientRect();
    const across = ((from.x - move.clientX) / box.width) * view.width, down = ((from.y - move.clientY) / box.height) * view.height;
    from = { x: move.clientX, y: move.clientY, moved: from.moved || Math.abs(across) + Math.abs(down) > 2 };
    looking(view, { left: view.left + across, top: view.top + down });
  });
  map.addEventListener("click", (click) => from?.moved && click.preventDefault(), true);
  map.addEventListener("dragstart", (drag) => drag.preventDefault());
}

if (map) attend();
