// How safe each place is: drawings of rank intervals and of how often each rank came up.

const hasSafety = data.counties.some((one) => one.safety);

/** Rank intervals of several counties on one axis. */
function intervalChart(shown) {
  const rows = shown.filter((place) => data.counties[place].safety);
  const most = Math.max(2, ...rows.map((place) => Math.max(data.counties[place].safety.worst, number(data.counties[place].rank) || 0)));
  const left = 150, wide = 560, deep = 22;
  const x = (rank) => left + ((rank - 1) / (most - 1)) * wide;
  const ticks = [...new Set([1, ...[0.25, 0.5, 0.75].map((share) => Math.round(1 + share * (most - 1))), most])];
  const height = rows.length * deep + 60;
  return drawing(760, height, "各县名次的区间：细线为最好到最差，粗线为多数情形所在的区间（见说明），圆点为中位名次，菱形为正式名次；数字见下表", () => [
    ...ticks.flatMap((rank) => [
      s("path", { d: `M${x(rank)} 20 V${height - 32}`, stroke: "#ccc", "stroke-width": 0.8 }),
      label(x(rank), 14, `第 ${rank} 名`, { "text-anchor": "middle", class: "small" }),
    ]),
    ...rows.flatMap((place, row) => {
      const one = data.counties[place], safe = one.safety, y = 34 + row * deep, rank = number(one.rank);
      return [
        label(left - 12, y + 4, one.name, { "text-anchor": "end" }),
        s("path", { d: `M${x(safe.best)} ${y} H${x(safe.worst)}`, stroke: "#555", "stroke-width": 1.2 }),
        s("path", { d: `M${x(safe.low)} ${y} H${x(safe.high)}`, stroke: "#0B5C8E", "stroke-width": 7, "stroke-linecap": "round" }),
        s("circle", { cx: x(number(safe.median)), cy: y, r: 4, fill: "#fff", stroke: "#000", "stroke-width": 1.5 }),
        Number.isNaN(rank) ? "" : s("path", { d: `M${x(rank)} ${y - 7} l6 7 l-6 7 l-6 -7 z`, fill: "none", stroke: "#B25A00", "stroke-width": 2 }),
      ].filter(Boolean);
    }),
    label(left, height - 10, "━ 多数情形的区间　─ 最好到最差　○ 中位名次　◇ 正式名次", { class: "small" }),
  ]);
}

/** How often each rank came up for one county. */
function rankChart(county) {
  const counts = county.safety.counts;
  if (!counts.length) return "";
  const all = counts.reduce((sum, [, times]) => sum + times, 0);
  const top = Math.max(...counts.map(([, times]) => times));
  const [first, last] = [counts[0][0], counts[counts.length - 1][0]];
  const step = Math.min(64, 640 / (last - first + 1));
  const share = (times) => `${((times / all) * 100).toFixed(1)}%`;
  const said = counts.map(([rank, times]) => `第 ${rank} 名 ${share(times)}`).join("，");
  return drawing(760, 150, `权重变动时各名次出现的比例：${said}`, (fills) => counts.flatMap(([rank, times]) => {
    const x = 40 + (rank - first) * step, tall = (times / top) * 90, own = String(rank) === county.rank;
    return [
      s("rect", { x, y: 112 - tall, width: Math.max(1, step - 4), height: tall, fill: own ? fills.own : fills.peers, stroke: "#333", "stroke-width": 0.7 }),
      step < 34 && !own ? "" : label(x + step / 2 - 2, 106 - tall, share(times), { "text-anchor": "middle", class: "small" }),
      step < 24 && !own && rank !== first && rank !== last ? "" : label(x + step / 2 - 2, 128, `${rank}${own ? "（正式）" : ""}`, { "text-anchor": "middle", class: "small" }),
    ].filter(Boolean);
  }));
}

function safetyNotes() {
  return data.safetyNotes.length ? h("div", { class: "note" }, bullets(data.safetyNotes)) : "";
}

function safetySection(county) {
  if (!county.safety) return "";
  const safe = county.safety;
  return section("位次稳健性（内部参考）",
    h("p", {}, h("b", {}, `${safe.grade[0]}，${safe.rank[0]}`), `：正式名次 ${county.rank}，中位名次 ${safe.median}，最好第 ${safe.best} 名，最差第 ${safe.worst} 名；`, safe.sentence),
    rankChart(county), safetyNotes());
}
