// An article's text and its events light each other up: by pointer, by focus, by the numbers in the text.

const article = document.querySelector("[data-article]");

function show(number, { from } = {}) {
  for (const words of article.querySelectorAll("[data-marks]")) {
    const roles = new Map(words.dataset.marks.split(" ").map((mark) => mark.split(":")));
    words.className = roles.get(number) ?? "";
  }
  for (const event of article.querySelectorAll(".rail [data-event]")) {
    const on = event.dataset.event === number;
    event.classList.toggle("on", on);
    if (on && from === "text") event.scrollIntoView({ block: "nearest" });
  }
  if (from === "rail") article.querySelector(`.page-text .trigger[data-marks]`)?.scrollIntoView({ block: "center" });
}

// A page that scrolls under a pointer that rests shows what it showed.
let rested = "";

function pointed(at) {
  const where = `${at.screenX} ${at.screenY}`;
  if (at.type === "mouseover" && where === rested) return;
  if (at.type !== "focusin") rested = where;
  const event = at.target.closest?.("[data-event]");
  const words = at.target.closest?.("[data-marks]");
  const inRail = event?.closest(".rail");
  if (event) show(event.dataset.event, { from: inRail ? (at.type === "mouseover" ? "" : "rail") : "text" });
  else if (words) show(words.dataset.marks.split(":")[0], { from: "text" });
}

if (article) {
  for (const kind of ["mouseover", "focusin", "click"]) article.addEventListener(kind, pointed);
  if (article.dataset.chosen) show(article.dataset.chosen, { from: "rail" });
  article.querySelector("[data-hide-dropped]").addEventListener("change", (box) => article.classList.toggle("kept-only", box.target.checked));
  article.addEventListener("click", (click) => click.target.closest("a.ref") && click.preventDefault());
}
