// What pages do beyond reading: theme, keys, highlights both ways, news.

const root = document.documentElement;

function switchTheme() {
  const dark = getComputedStyle(root).colorScheme === "dark" ||
    (getComputedStyle(root).colorScheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
  document.dispatchEvent(new Event("theme"));
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", switchTheme);
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("theme")));

// Where the pages' names do not fit, the one that is open is among those that are seen.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A card's sentence shows the marks of one of its events; the words know them all as "number:role".
function showMarks(card, number) {
  for (const words of card.querySelectorAll("[data-marks]")) {
    const roles = new Map(words.dataset.marks.split(" ").map((mark) => mark.split(":")));
    words.className = roles.get(number) ?? "";
  }
  for (const event of card.querySelectorAll("[data-event]")) event.classList.toggle("on", event.dataset.event === number);
}

function markEvent(found) {
  const event = found.target.closest?.("[data-card] [data-event]");
  if (event) showMarks(event.closest("[data-card]"), event.dataset.event);
}

for (const kind of ["mouseover", "focusin", "click"]) document.addEventListener(kind, markEvent);

// j and k go from card to card.
function step(direction) {
  const cards = [...document.querySelectorAll("[data-card]")];
  const at = cards.indexOf(document.activeElement?.closest("[data-card]"));
  const next = cards[at < 0 ? (direction > 0 ? 0 : cards.length - 1) : at + direction];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (key) => {
  if (key.altKey || key.ctrlKey || key.metaKey || key.target.closest?.("input, select, textarea")) return;
  if (key.key === "j") step(1);
  if (key.key === "k") step(-1);
  if (key.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((menu) => (menu.open = false));
});

document.addEventListener("click", (click) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(click.target)) menu.open = false;
});

// News: counted while the page is looked at, and shown when the reader wants it, so that nothing moves under the eyes.
function listen(place) {
  const told = new Set();
  let last = root.dataset.position;
  let stream;

  function tell(message) {
    last = message.lastEventId;
    told.add(message.lastEventId);
    const shown = document.createElement("button");
    shown.type = "button";
    shown.className = "pill";
    shown.textContent = `${told.size.toLocaleString("en")} new ${told.size === 1 ? "event" : "events"} · show`;
    shown.addEventListener("click", () => location.reload());
    place.replaceChildren(shown);
  }

  function attend() {
    stream?.close();
    stream = undefined;
    if (document.visibilityState !== "visible") return;
    const address = new URL(place.dataset.news, location.href);
    address.searchParams.set("after", last);
    stream = new EventSource(address);
    for (const kind of ["event.extracted", "event.corrected"]) stream.addEventListener(kind, tell);
  }

  document.addEventListener("visibilitychange", attend);
  addEventListener("pagehide", () => stream?.close());
  addEventListener("pageshow", (shown) => shown.persisted && attend());
  attend();
}

for (const place of document.querySelectorAll("[data-news]")) listen(place);

// The name that corrections are signed with is remembered, so that the next one takes two clicks.
function fillName(within) {
  for (const field of within.querySelectorAll("[data-remember]")) field.value ||= localStorage.getItem("name") ?? "";
}

document.addEventListener("change", (change) => change.target.matches("[data-remember]") && localStorage.setItem("name", change.target.value));
document.addEventListener("htmx:afterSettle", (swapped) => fillName(swapped.target));
document.addEventListener("htmx:beforeSwap", (swap) => { if (swap.detail.xhr.status === 422) swap.detail.shouldSwap = true; });
fillName(document);
