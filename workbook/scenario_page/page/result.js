// The trial beside the official result: who moved, by how much; sums that are off; what was changed, in words and as a file.

let listed = -1; // the dimension whose lines are listed; -1: the dimensions
let onlyMoved = false, everyRow = false, printing = false;
const MOST = 100; // rows that are shown unless all are asked for; on paper all are

const has_figure = (name, i) => !Number.isNaN(frame.values[name][i]);
const official = (name, i) => data.official.values[name][i];
const texts_of = new Map(ledger.columns.map((column) => [column.id, column.missing_text]));

function figure(name, i, places) {
  if (has_figure(name, i)) return frame.values[name][i].toFixed(places);
  const states = frame.states[name];
  return states !== null && states[i] === NOT_APPLICABLE ? NOT_APPLICABLE_TEXT : texts_of.get(name);
}

function officialFigure(name, i, places) {
  const found = official(name, i);
  return found === null ? "—" : found.toFixed(places);
}

/** A grade as the review page marks it: shape and word. */
function grade(ordinal, text) {
  return gradeMark({ gradePlace: ordinal === null || Number.isNaN(ordinal) ? -1 : ordinal - 1, grade: text });
}

/** How a county moved: arrow and words. */
function movement(i) {
  const before = official("rank", i), after = has_figure("rank", i) ? frame.values.rank[i] : null;
  if (before === null && after === null) return { text: "—", kind: "" };
  if (before === null || after === null) return { text: before === null ? "◆ 现在有名次" : "◇ 没有名次了", kind: "changed" };
  if (before === after) return { text: "＝ 不变", kind: "" };
  return before > after ? { text: `↑ 升 ${before - after} 位`, kind: "up" } : { text: `↓ 降 ${after - before} 位`, kind: "down" };
}

const regraded = (i) => data.official.texts.grade[i] !== frame.texts.grade[i];

function difference(i) {
  const before = official("total", i);
  if (before === null || !has_figure("total", i)) return "";
  const by = roundHalfUp(frame.values.total[i] - before, data.places.total);
  return by === 0 ? "0" : (by > 0 ? "+" : "−") + Math.abs(by).toFixed(data.places.total);
}

function pointColumns() {
  const list = listed < 0 ? data.blocks : data.blocks[listed].lines;
  return list.map((one) => {
    const number = data.levers.findIndex((lever) => lever.path === one.id + ".points");
    return { id: one.id, name: number < 0 ? one.name : `${one.name}（${shown(current(number))}）` };
  });
}

/** Counties in the order of the trial, those that are to be listed. */
function chosen() {
  const order = [...frame.values.order.keys()].sort((a, b) => frame.values.order[a] - frame.values.order[b]);
  return onlyMoved ? order.filter((i) => movement(i).kind !== "" || regraded(i)) : order;
}

function resultTable() {
  const columns = pointColumns();
  const found = chosen();
  const order = everyRow || printing ? found : found.slice(0, MOST);
  const grouped = data.groups.length > 0;
  const heads = ["名次", "名次变化", data.heading.hidden ? "代号" : "县（市、区）", "等次", "总分", "分差", "正式名次", "正式等次", "正式总分", ...columns.map((one) => one.name), "等次约束事由"];
  const reasons = frame.texts.gate_reasons || [];
  const lines = order.map((i) => {
    const move_ = movement(i), other = regraded(i);
    const group = frame.values.county_group[i];
    return h("tr", { class: move_.kind || other ? "changed" : "", "data-county": i },
      td(figure("rank", i, 0)), h("td", { class: "whole move " + move_.kind }, move_.text),
      h("th", { scope: "row" }, data.counties[i], grouped && !Number.isNaN(group) ? h("div", { class: "small" }, `${data.heading.hidden ? "组内" : data.groups[group - 1]} ${figure("group_rank", i, 0)}`) : ""),
      h("td", { class: "whole" }, grade(frame.values.grade_ordinal[i], frame.texts.grade[i]), other ? h("div", { class: "small" }, "◆ 等次变了") : ""),
      h("td", { class: "number strong", "data-total": true }, figure("total", i, data.places.total)),
      h("td", { class: "number" }, difference(i)),
      h("td", { class: "number official" }, officialFigure("rank", i, 0)),
      h("td", { class: "whole official" }, data.official.texts.grade[i]),
      h("td", { class: "number official" }, official("total", i) === null ? data.official.texts.grade[i] : officialFigure("total", i, data.places.total)),
      columns.map((one) => td(figure(one.id, i, data.places.points))),
      h("td", { class: "text" }, reasons[i] || "", i in reasons && reasons[i] !== data.official.texts.gate_reasons[i] ? h("div", { class: "small" }, `◆ 原：${data.official.texts.gate_reasons[i] || "无"}`) : ""));
  });
  return [
    found.length > order.length ? h("p", { class: "count" }, `列出前 ${order.length} 个，共 ${found.length} 个；打印时列出全部 `, button("列出全部", () => { everyRow = true; update(); })) : "",
    table("测算结果，正式结果在旁", heads, lines, "ranking"),
  ];
}

/** How many moved, in a sentence. */
function summary() {
  if (!moved.size && !off.size) return "还没有改：下面就是正式结果。";
  const all = [...data.counties.keys()];
  const kinds = all.map((i) => movement(i).kind);
  const count = (test) => all.filter(test).length;
  return `名次变的 ${count((i) => kinds[i] !== "")} 个县（升 ${count((i) => kinds[i] === "up")}、降 ${count((i) => kinds[i] === "down")}），等次变的 ${count(regraded)} 个，都没有变的 ${count((i) => kinds[i] === "" && !regraded(i))} 个。`;
}

function changes() {
  const figures = [...moved.keys()].sort((a, b) => a - b).map((number) => {
    const lever = data.levers[number];
    return `${nameOf(number)}：${shown(lever.value)} → ${shown(current(number))}${lever.unit ? ` ${lever.unit}` : ""}${byHand.has(number) ? "" : "（按比例）"}`;
  });
  return [...figures, ...data.gates.filter((gate) => off.has(gate.id)).map((gate) => `不设等次约束“${gate.name}”`)];
}

/** The changes as a file for ``kaohe scenarios --changes``; a line's rungs and deductions go with its points. */
function scenarioFile() {
  const lines = data.levers.flatMap((lever, number) => (moved.has(number) || lever.wholes.some((whole) => moved.has(whole)) ? [lever.path, ...lever.also].map((path) => `      ${JSON.stringify(path)}: ${current(number)}`) : []));
  for (const gate of off) lines.push(`      ${JSON.stringify(gate)}: "off"`);
  return `scenarios:\n  - name: 网页上的测算\n    changes:\n${lines.join("\n")}\n`;
}

function warnings() {
  const scaled = (how) => { const why = how(); update(true, why); };
  const sums = sumsOff().map((sum) => h("li", {},
    `${sum.name}共 ${shown(sum.parts)} 分，应为 ${shown(sum.whole)} 分，${sum.parts > sum.whole ? "多" : "少"} ${shown(Math.abs(sum.whole - sum.parts))} 分。`,
    button("按比例", () => scaled(() => scale(sum.place)), { class: "noprint", "data-scale": sum.place, "aria-label": `${sum.name}：没有改的按比例折算` })));
  return sums.length ? h("div", { class: "warning", role: "group", "aria-label": "分值加不起来" }, h("b", {}, "▲ 分值加不起来（照改后的数计算）"),
    sums.length > 1 ? button("全部按比例", () => scaled(scaleAll), { class: "noprint", "data-scale": "all" }) : "", h("ul", {}, sums)) : "";
}

/** Told where points add up: a county with full marks in every line would not get the full points. */
function rounding() {
  const known = new Set(sumsOff().map((sum) => sum.name)), { points } = data.places;
  const told = roundedOff().filter((one) => !known.has(one.name));
  return told.length ? h("details", { id: "rounding" }, h("summary", {}, `取整：${told.length} 处满分四舍五入后相加不等于合计`), bullets(told.map((one) =>
    `${one.name}满分按 ${points} 位小数四舍五入后相加是 ${shown(one.made)} 分，不是 ${shown(one.should)} 分，各项都得满分的县得 ${shown(one.made)} 分`))) : "";
}

function resultView(note) {
  const list = changes();
  return [
    h("h2", { id: "title", tabindex: -1 }, "测算结果", h("span", { class: "stamp" }, "测算，不作调整依据")),
    wrong.length ? h("div", { class: "warning", role: "alert" }, h("b", {}, "✕ 这样改不能计算，下面还是上一次的结果"), bullets(wrong)) : "",
    note ? h("p", { class: "strong", id: "note" }, note) : "",
    warnings(),
    rounding(),
    h("p", { id: "summary" }, summary()),
    list.length ? h("details", { open: true, id: "changes" }, h("summary", {}, `改了什么（${list.length} 处）`), bullets(list)) : "",
    h("p", { class: "moves" },
      select("列出", listed, [[-1, "各类别得分"], ...data.blocks.map((block, place) => [place, `${block.name}的各指标得分`])], (value) => { listed = Number(value); update(); }, "listed"),
      h("label", { class: "tick" }, h("input", { type: "checkbox", id: "only-moved", checked: onlyMoved, onchange: (event) => { onlyMoved = event.target.checked; update(); } }), h("span", {}, "只看变了的")),
      button("打印", () => window.print())),
    ...resultTable(),
    list.length ? h("details", { class: "noprint", id: "file" }, h("summary", {}, "写成测算文件（kaohe scenarios --changes）"), h("textarea", { readonly: true, rows: Math.min(12, list.length + 4), "aria-label": "测算文件" }, scenarioFile())) : "",
  ];
}
