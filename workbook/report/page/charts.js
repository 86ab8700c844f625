// Drawings (SVG), told apart by pattern, shape and label, not by colour alone.

let drawings = 0;

/** A drawing with its patterns; ``title`` says in words what is seen. */
function drawing(width, height, title, ...parts) {
  const key = "p" + (drawings += 1);
  const picture = s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title, class: "chart" }, s("title", {}, title));
  picture.append(
    s("defs", {},
      s("pattern", { id: key + "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        s("rect", { width: 6, height: 6, fill: "#fff" }), s("rect", { width: 2.4, height: 6, fill: "#B25A00" })),
      s("pattern", { id: key + "dots", width: 5, height: 5, patternUnits: "userSpaceOnUse" },
        s("rect", { width: 5, height: 5, fill: "#fff" }), s("circle", { cx: 2.5, cy: 2.5, r: 1.3, fill: "#444" }))));
  const fills = { own: "#0B5C8E", peers: `url(#${key}hatch)`, city: `url(#${key}dots)` };
  picture.append(...parts.flatMap((part) => part(fills)));
  return picture;
}

function label(x, y, text, more = {}) {
  return s("text", { x, y, ...more }, text);
}

/** Bars of a county's dimensions beside its peers' and the city's, in percent of the full points. */
function dimensionChart(county) {
  const own = peers(county);
  const rows = data.blocks.map((block, place) => ({
    name: block.name,
    bars: [
      ["own", county.name, county.blocks[place]],
      ["peers", own.name, own.means.blocks[place]],
      ...(county.group >= 0 ? [["city", "全市平均", data.city.blocks[place]]] : []),
    ].map(([kind, name, text]) => ({ kind, name, text, rate: rate(text, block.points) })),
  }));
  const deep = 17, left = 168, wide = 470;
  const step = rows.length ? rows[0].bars.length * deep + 16 : 0;
  const most = Math.max(100, ...rows.flatMap((row) => row.bars.map((bar) => bar.rate || 0)));
  const said = rows.map((row) => `${row.name}：${row.bars.map((bar) => `${bar.name} ${bar.text}`).join("，")}`).join("；");
  return drawing(760, rows.length * step + 34, `各类别得分比较。${said}`, (fills) => rows.flatMap((row, place) => {
    const top = place * step + 6;
    return [
      label(left - 10, top + step / 2 - 6, row.name, { "text-anchor": "end", class: "strong" }),
      ...row.bars.flatMap((bar, number) => {
        const y = top + number * deep;
        const length = Math.max(0, ((bar.rate || 0) / most) * wide);
        return [
          s("rect", { x: left, y, width: length, height: deep - 4, fill: fills[bar.kind], stroke: "#333", "stroke-width": 0.7 }),
          label(left + length + 6, y + deep - 6, Number.isNaN(bar.rate) ? bar.text : `${bar.text}（${bar.rate.toFixed(1)}%）`, { class: "small" }),
        ];
      }),
    ];
  }), (fills) => legend(fills, rows.length * step + 14, [["own", county.name], ["peers", own.name], ...(county.group >= 0 ? [["city", "全市平均"]] : [])], left));
}

function legend(fills, y, entries, left) {
  let x = left;
  return entries.flatMap(([kind, name]) => {
    const parts = [
      s("rect", { x, y: y, width: 18, height: 11, fill: fills[kind], stroke: "#333", "stroke-width": 0.7 }),
      label(x + 24, y + 10, name, { class: "small" }),
    ];
    x += 44 + name.length * 13;
    return parts;
  });
}

/** A small bar of a rate with a tick at the peers' average. */
function rateBar(own, other) {
  const place = (value) => Math.max(0, Math.min(100, value));
  const title = Number.isNaN(own) ? "没有得分率" : `得分率 ${own.toFixed(1)}%` + (Number.isNaN(other) ? "" : `，平均 ${other.toFixed(1)}%`);
  return drawing(112, 14, title, () => [
    s("rect", { x: 6, y: 2, width: 100, height: 10, fill: "#fff", stroke: "#777", "stroke-width": 0.8 }),
    Number.isNaN(own) ? "" : s("rect", { x: 6, y: 2, width: place(own), height: 10, fill: "#0B5C8E" }),
    Number.isNaN(other) ? "" : s("path", { d: `M${6 + place(other)} 0 v14`, stroke: "#000", "stroke-width": 2, "stroke-dasharray": "3 1.5" }),
  ].filter(Boolean));
}
