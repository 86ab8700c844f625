// One county: why it stands where it stands; and one indicator across the counties.

function countyView(place) {
  const one = data.counties[place];
  const at = places.get(place);
  return h("article", { "aria-labelledby": "title" },
    h("p", { class: "moves" },
      button("返回排名", () => go("ranking")),
      button("上一名", () => go("county", data.order[at - 1]), { disabled: at === 0 }),
      button("下一名", () => go("county", data.order[at + 1]), { disabled: at === data.order.length - 1 }),
      button("打印本页", () => window.print())),
    h("h2", { id: "title", tabindex: -1 }, one.name),
    h("p", { class: "figures" },
      h("span", {}, "名次 ", h("b", { "data-shown": "rank" }, one.rank)), h("span", {}, "总分 ", h("b", { "data-shown": "total" }, one.total), ` / ${heading.points}`),
      h("span", {}, "等次 ", gradeMark(one)),
      one.group >= 0 ? h("span", {}, `${data.groups[one.group]} 第 ${one.groupRank} 名`) : ""),
    h("p", { "data-shown": "why" }, sentence(one.why)),
    one.gates.length ? section("等次约束", bullets(one.gates.map(sentence))) : "",
    one.adjustments ? section("核定调整", bullets(one.adjustments)) : "",
    one.problems ? section("数据问题", bullets(one.problems)) : "",
    one.last ? h("p", {}, `上次结果（${data.lastYear}）：名次 ${one.last[0]}，等次 ${one.last[1]}，总分 ${one.last[2]}`) : "",
    one.change ? section("与上次结果比较", h("p", {}, one.change), data.changeNotes.length ? h("p", { class: "note" }, data.changeNotes.join("；")) : "") : "",
    section("各类别比较", dimensionChart(one), blockTable(one)),
    section("强项和弱项",
      h("h4", {}, "强项（得分率高出平均最多）"), bullets(one.strong.length ? one.strong.map((line) => picked(one, line)) : ["没有高于平均的指标"]),
      h("h4", {}, "弱项（失分最多）"), bullets(one.weak.length ? one.weak.map((line) => picked(one, line)) : ["没有失分"])),
    one.steps ? section("怎样提高", table("怎样提高：只改一个数，其余不变，重算得出", ["要达到", "只改一个数", "多得", "改后"], one.steps.map((step) => step.map((text) => h("td", { class: "text" }, text)))), h("p", { class: "note" }, "这是改进方向的测算，不是改数的依据：只试各县自己能努力的数，其余不变，按方案全部重算。")) : "",
    one.follows ? section("结果运用", bullets(one.follows)) : "",
    safetySection(one),
    data.blocks.map((block, number) => section(`${block.name}　${one.blocks[number]} / ${block.points} 分（依据：${block.clause}）`, lineTable(one, number))));
}

function picked(county, place) {
  const one = line(county, place);
  return `${data.lines[place].name}（${one.text} / ${one.full}）：${one.why}`;
}

function blockTable(one) {
  const own = peers(one);
  const grouped = one.group >= 0;
  const row = (name, full, mine, other, city) => [name, String(full), mine, other, ...(grouped ? [city] : [])];
  return table("各类别得分与平均", ["考核类别", "分值", one.name, own.name, ...(grouped ? ["全市平均"] : [])], [
    ...data.blocks.map((block, place) => row(block.name, block.points, one.blocks[place], own.means.blocks[place], data.city.blocks[place])),
    row("总分", heading.points, one.total, own.means.total, data.city.total),
  ]);
}

function lineTable(county, block) {
  const own = peers(county);
  const rows = data.lines.flatMap((head, place) => {
    if (head.block !== block) return [];
    const one = line(county, place);
    const mean = own.means.lines[place];
    return [h("tr", { "data-line": place },
      h("th", { scope: "row" }, button(head.name, () => go("line", place), { class: "link" })),
      h("td", { class: "number" }, h("b", {}, one.text), ` / ${one.full}`),
      h("td", { class: "bar" }, rateBar(one.rate, number(mean)), h("div", { class: "small" }, `${Number.isNaN(one.rate) ? "—" : one.rate.toFixed(1) + "%"}（平均 ${mean}${mean === "—" ? "" : "%"}）`)),
      h("td", { class: "text why" }, one.why),
      h("td", { class: "text" }, head.clause),
      h("td", { class: "text cells" }, sources(one.cells)))];
  });
  return table(data.blocks[block].name, ["指标", "得分", "得分率", "得分说明", "依据", "数据出处"], rows, "lines");
}

/** Where a line's figures stood: 能耗强度!C7、D7; item by item when opened. */
function sources(cells) {
  if (!cells.length) return "";
  const sheets = new Map();
  for (const one of cells) sheets.set(one.sheet, [...(sheets.get(one.sheet) || []), one.address]);
  const short = [...sheets].map(([sheet, found]) => (sheet ? `${sheet}!` : "") + found.join("、")).join("；");
  return [h("div", { class: "cell" }, short), h("details", { class: "noprint" }, h("summary", {}, "逐项"), cells.map((one) => h("div", {}, `${one.item}：${one.sheet ? one.sheet + "!" : ""}${one.address}`)))];
}

/** All indicators: how the counties fare on each. */
function linesView() {
  const rows = data.lines.map((head, place) => {
    const rates = data.counties.map((one) => rate(one.lines[place][0], one.lines[place][1]));
    return [
      h("th", { scope: "row" }, button(head.name, () => go("line", place), { class: "link" })),
      data.blocks[head.block].name, String(head.points), data.city.lines[place],
      ...data.groups.map((_, group) => data.groupMeans[group].lines[place]),
      String(rates.filter((one) => one >= 100 - 1e-9).length), String(rates.filter((one) => one <= 0).length), String(rates.filter(Number.isNaN).length),
    ];
  });
  return h("section", { "aria-labelledby": "title" }, h("h2", { id: "title", tabindex: -1 }, "各项指标"),
    table("各项指标的平均得分率（%）", ["指标", "类别", "分值", "全市平均得分率 %", ...data.groups.map((name) => name + " %"), "满分县数", "零分县数", "无数县数"], rows));
}

let worst = true;

/** One indicator across the counties, the weakest first. */
function lineView(place) {
  const head = data.lines[place];
  const key = SORTS.line;
  const found = [...data.order].sort((a, b) => {
    const [left, right] = [key(a, place), key(b, place)];
    if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1;
    return (left - right || 0) * (worst ? 1 : -1) || places.get(a) - places.get(b);
  });
  const shown = printing ? found : found.slice(0, 100);
  return h("section", { "aria-labelledby": "title" },
    h("p", { class: "moves" }, button("返回各项指标", () => go("lines")), button(worst ? "改为得分高的在前" : "改为得分低的在前", () => { worst = !worst; show(); })),
    h("h2", { id: "title", tabindex: -1 }, `${head.name}（${head.points} 分）`),
    h("p", {}, head.standard), h("p", { class: "note" }, `依据：${head.clause}　责任单位：${head.bureau}　全市平均得分率 ${data.city.lines[place]}%`),
    found.length > shown.length ? h("p", { class: "note" }, `列出前 ${shown.length} 个，共 ${found.length} 个；打印时列出全部`) : "",
    table(head.name, ["县（市、区）", "得分", "得分率", "得分说明"], shown.map((county) => {
      const one = line(data.counties[county], place);
      return [h("th", { scope: "row" }, countyButton(county)), h("td", { class: "number" }, `${one.text} / ${one.full}`), h("td", { class: "bar" }, rateBar(one.rate, number(data.city.lines[place]))), h("td", { class: "text why" }, one.why)];
    }), "lines"));
}
