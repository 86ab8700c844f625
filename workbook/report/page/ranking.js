// The ranking: choice, order, pages of rows.

const FRESH = { name: "", grade: "", group: "", gradeSafe: "", rankSafe: "", gated: false, sort: "rank", down: false, page: 0, size: 100 };
let choice = { ...FRESH };
let printing = false;

function rankingView() {
  const body = h("div", { id: "list" });
  const view = h("section", { "aria-labelledby": "title" },
    h("h2", { id: "title", tabindex: -1 }, "排名"), filters(), body,
    data.uses.length ? section("结果运用", table("结果运用", ["结果运用", "因为", "县（市、区）", "依据"], data.uses)) : "",
    h("div", { class: "note" }, bullets(data.notes)));
  list(body);
  return view;
}

function filters() {
  const set = (name) => (value) => { choice = { ...choice, [name]: value, page: 0 }; list(); };
  const safe = (what) => [["", "全部"], ...[...new Set(data.counties.filter((one) => one.safety).map((one) => one.safety[what][0]))].map((name) => [name, name])];
  return h("form", { class: "filters", role: "search", "aria-label": "筛选", onsubmit: (event) => event.preventDefault() },
    h("label", {}, h("span", {}, "县名或代码"), h("input", { type: "search", id: "name", value: choice.name, oninput: (event) => set("name")(event.target.value) })),
    select("等次", choice.grade, [["", "全部"], ...data.grades.map(([name], place) => [place, name]), ["-1", "待定"]], set("grade")),
    data.groups.length ? select("分组", choice.group, [["", "全部"], ...data.groups.map((name, place) => [place, name])], set("group")) : "",
    hasSafety ? select("等次稳妥程度", choice.gradeSafe, safe("grade"), set("gradeSafe")) : "",
    hasSafety ? select("名次稳妥程度", choice.rankSafe, safe("rank"), set("rankSafe")) : "",
    select("每页", choice.size, [[50, "50 行"], [100, "100 行"], [100000, "全部"]], (value) => set("size")(Number(value))),
    h("label", { class: "tick" }, h("input", { type: "checkbox", checked: choice.gated, onchange: (event) => set("gated")(event.target.checked) }), h("span", {}, "只看受等次约束的")),
    button("清除筛选", () => { choice = { ...FRESH }; show(); }));
}

function columns() {
  return [
    ["rank", "名次", (one) => one.rank],
    ["name", "县（市、区）", (one, place) => h("th", { scope: "row" }, countyButton(place))],
    ["grade", "等次", (one) => gradeMark(one)],
    ["total", "总分", (one) => h("td", { class: "number strong" }, one.total)],
    ...(data.lastYear ? [["lastRank", `上次名次（${data.lastYear}）`, (one) => (one.last ? one.last[0] : "")], ["lastGrade", `上次等次（${data.lastYear}）`, (one) => h("td", { class: "whole" }, one.last ? one.last[1] : "")]] : []),
    ...data.blocks.map((block, place) => ["block:" + place, `${block.name}（${block.points}）`, (one) => one.blocks[place]]),
    ...data.extras.map((name, place) => ["extra:" + place, name, (one) => one.extras[place]]),
    ...(data.groups.length ? [["group", "分组及组内名次", (one) => h("td", { class: "whole" }, one.group < 0 ? "" : `${data.groups[one.group]} ${one.groupRank}`)]] : []),
    ...(hasSafety ? [["gradeSafe", "等次稳妥程度（保持概率）", (one) => safetyOf(one, "grade")], ["rankSafe", "名次稳妥程度（保持概率）", (one) => safetyOf(one, "rank")]] : []),
    ["", "等次约束事由", (one) => h("td", { class: "text" }, one.gates.map((gate) => h("div", {}, sentence(gate))))],
  ];
}

function safetyOf(county, what) {
  if (!county.safety) return "";
  const [name, keeps] = county.safety[what];
  return h("td", { class: "whole" }, h("div", {}, name), ...keeps.split("；").map((one) => h("div", { class: "small" }, one)));
}

function head([key, name]) {
  if (!key || printing) return h("th", { scope: "col" }, name); // Chromium leaves buttons out of heads that it repeats
  const now = choice.sort === key;
  const order = now ? (choice.down ? "descending" : "ascending") : "none";
  const first = /^(total|block|extra)/.test(key); // figures are looked at from the top
  const turn = () => {
    choice = { ...choice, sort: key, down: now ? !choice.down : first, page: 0 };
    list();
    document.querySelector(`button[data-sort="${key}"]`).focus();
    say(`按${name}${choice.down ? "降序" : "升序"}排列`);
  };
  return h("th", { scope: "col", "aria-sort": order },
    h("button", { type: "button", class: "sort", "data-sort": key, onclick: turn }, name, h("span", { class: "arrow", "aria-hidden": "true" }, now ? (choice.down ? " ▼" : " ▲") : " ↕")));
}

/** The rows of the page that is turned to; all of them on paper. */
function list(body = document.getElementById("list")) {
  const found = chosen(choice);
  const size = printing ? found.length || 1 : choice.size;
  const pages = Math.max(1, Math.ceil(found.length / size));
  const page = printing ? 0 : Math.min(choice.page, pages - 1);
  const shown = found.slice(page * size, (page + 1) * size);
  const shape = columns();
  const rows = shown.map((place) => h("tr", {}, shape.map(([, , show]) => td(show(data.counties[place], place)))));
  body.replaceChildren(
    h("p", { class: "count" }, `共 ${data.counties.length} 个县（市、区），符合条件 ${found.length} 个` + (pages > 1 ? `，第 ${page + 1} 页，共 ${pages} 页` : "")),
    table("排名表：点列名排序，点县名看详情", shape.map(head), rows, "ranking"),
    pages > 1 ? pager(page, pages) : "",
    hasSafety && shown.length ? h("details", { open: shown.length <= 100 }, h("summary", {}, "位次稳健性（内部参考）"), intervalChart(shown.slice(0, 100)), safetyNotes()) : "");
}

function pager(page, pages) {
  const turn = (to) => () => { choice = { ...choice, page: to }; list(); document.querySelector("#list .count").scrollIntoView(); say(`第 ${to + 1} 页`); };
  return h("nav", { class: "pager", "aria-label": "翻页" },
    button("上一页", turn(page - 1), { disabled: page === 0 }),
    h("span", {}, `${page + 1} / ${pages}`),
    button("下一页", turn(page + 1), { disabled: page >= pages - 1 }));
}
