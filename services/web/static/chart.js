// Charts by uPlot, in the colours of the page; the tables beside them say the same.

const DAY = 86_400;
const STEPS = [1, 2, 3, 5, 7, 10, 15, 30, 60, 90, 180, 365, 730, 1825, 3650, 18250].map((days) => days * DAY);
const DATES = [
  [365 * DAY, "{YYYY}", null, null, null, null, null, null, 1],
  [28 * DAY, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
  [DAY, "{D} {MMM}", "\n{YYYY}", null, null, null, null, null, 1],
];
const seconds = (day) => Date.parse(day + "T00:00:00Z") / 1000;
const colour = (name) => getComputedStyle(document.querySelector(`.key.${name}`), "::before").backgroundColor;
const ink = (place) => getComputedStyle(place).color;

// The steps of the axis that are no shorter than the periods drawn, so that a month is named as one.
function steps(columns) {
  const longest = Math.max(...columns.first.map((first, at) => seconds(columns.last[at]) - seconds(first) + DAY));
  return STEPS.filter((step) => step >= 0.9 * longest);
}

function options(place, columns) {
  const from = seconds(columns.first[0]), to = seconds(columns.last.at(-1)), edge = Math.max(DAY / 2, (to - from) / 50);
  const muted = ink(place);
  const axis = { stroke: muted, grid: { stroke: `color-mix(in srgb, ${muted} 18%, transparent)`, width: 1 }, ticks: { show: false }, font: "12px system-ui" };
  const bars = uPlot.paths.bars({ size: [0.86, 40], radius: 0.15 });
  return {
    width: place.clientWidth,
    height: 132,
    tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), "Etc/UTC"),
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, setScale: false } },
    scales: { x: { time: true, range: () => [from - edge, to + edge] } },
    axes: [{ ...axis, grid: { show: false }, values: DATES, incrs: steps(columns) }, { ...axis, size: (_, shown) => Math.max(44, 14 + 7 * Math.max(0, ...(shown ?? []).map((text) => text.length))), space: 22, values: (_, found) => found.map((n) => Number.isInteger(n) ? Math.abs(n).toLocaleString("en") : "") }],
    series: [
      {},
      { paths: bars, points: { show: false }, fill: colour("cooperation"), width: 0 },
      { paths: bars, points: { show: false }, fill: colour("conflict"), width: 0 },
    ],
    hooks: { setSelect: [(chart) => brushed(chart, place, columns)], setCursor: [(chart) => tell(chart, place, columns)] },
  };
}

// The days under the brush become the page's filter.
function brushed(chart, place, columns) {
  if (!place.dataset.address || chart.select.width < 3) return;
  const low = chart.posToVal(chart.select.left, "x"), high = chart.posToVal(chart.select.left + chart.select.width, "x");
  const chosen = columns.first.map((first, at) => at).filter((at) => seconds(columns.last[at]) + DAY / 2 >= low && seconds(columns.first[at]) - DAY / 2 <= high);
  if (!chosen.length) return;
  const address = new URL(place.dataset.address, location.href);
  address.searchParams.set("from", columns.first[chosen[0]]);
  address.searchParams.set("to", columns.last[chosen.at(-1)]);
  location.assign(address);
}

function tell(chart, place, columns) {
  const at = chart.cursor.idx;
  place.title = at == null ? "" : `${columns.first[at]}${columns.last[at] === columns.first[at] ? "" : " – " + columns.last[at]}: ${columns.cooperation[at]} cooperation, ${-columns.conflict[at]} conflict`;
}

function draw(place) {
  const columns = JSON.parse(place.dataset.columns);
  place.replaceChildren();
  return new uPlot(options(place, columns), [columns.first.map((first, at) => (seconds(first) + seconds(columns.last[at])) / 2), columns.cooperation, columns.conflict], place);
}

const drawn = new Map();

function drawAll(within) {
  for (const place of within.querySelectorAll("[data-chart]")) drawn.set(place, draw(place));
}

document.addEventListener("htmx:afterSettle", (swapped) => drawAll(swapped.target));
document.addEventListener("theme", () => drawAll(document));
addEventListener("resize", () => drawn.forEach((chart, place) => chart.setSize({ width: place.clientWidth, height: chart.height })));
drawAll(document);
