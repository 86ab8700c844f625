// Where one is (kept behind the # of the address), the keys, paper.

let view = { name: "ranking", place: 0 };

const VIEWS = {
  ranking: ["排名", rankingView],
  lines: ["各项指标", linesView],
  basis: ["决定和数据", basisView],
  notes: ["说明", notesView],
  county: ["", countyView],
  line: ["", lineView],
};

/** On what the result rests: decisions and what each did, files, where the points went, which line parts the counties. */
function basisView() {
  const part = (title, heads, rows, none) => section(title, rows.length ? table(title, heads, rows) : h("p", {}, none));
  return h("section", { "aria-labelledby": "title" }, h("h2", { id: "title", tabindex: -1 }, "决定和数据"),
    part("决定和影响", ["日期", "县（市、区）", "决定", "文号", "影响"], data.decisions, "没有修订、复查和核定调整"),
    part("数据由谁报", ["单位", "角色", "文件", "年度", "采用的数", "SHA-256"], data.supplied, "没有记下各个文件"),
    part("各条款失分（全市合计）", ["条款", "指标", "失分", "失分县数"], data.clauses, "没有失分"),
    part("哪一项拉开差距（标准差大的在前）", ["指标", "满分", "标准差", "最大差距", "失分合计", "满分县数"], data.spread, "没有得分"),
    data.design.length ? section("参考方案的设计（不是文件规定的）", bullets(data.design.map((text) => text.includes("【设计】") ? text : `【设计】${text}`))) : "");
}

function notesView() {
  return h("section", { "aria-labelledby": "title" }, h("h2", { id: "title", tabindex: -1 }, "说明"),
    section("怎样看", bullets([
      "点列名排序，再点一次反过来；点县名看每一项的得分说明、依据和数据出处；点指标名看各县在这一项上的得分。",
      "键盘：Tab 移动，回车或空格选定；在县、指标页按 Esc 返回。",
      "图形用花纹、形状和文字区分，不靠颜色。打印时排名表列出全部行。",
      "每一句得分说明都由计分底账生成，与结果工作簿的计分表一致。",
    ])),
    section("等次", table("等次", ["等次", "总分"], data.grades)),
    section("排名办法", bullets(data.notes)),
    data.problems.length ? section("不属于某一个县的数据问题", bullets(data.problems)) : "",
    data.caveats.length ? section("须知", bullets(data.caveats)) : "",
    data.changeNotes.length ? section("与上年比较的说明", bullets(data.changeNotes)) : "",
    section("来源与版本", table("来源与版本", ["项目", "内容"], data.provenance.map(([name, text]) => [h("th", { scope: "row" }, name), h("td", { class: "text" }, text)]))));
}

function show() {
  const [, build] = VIEWS[view.name];
  document.getElementById("tabs").replaceChildren(...Object.entries(VIEWS).filter(([, [name]]) => name).map(([key, [name]]) =>
    button(name, () => go(key), { "aria-current": view.name === key ? "page" : undefined })));
  document.getElementById("main").replaceChildren(build(view.place));
}

/** Turn to a view; the address remembers it, so that the browser's own way back works. */
function go(name, place = 0) {
  const address = VIEWS[name][0] ? `#${name}` : `#${name}-${place}`;
  if (location.hash === address) arrive();
  else location.hash = address;
}

function arrive() {
  const [name, place] = location.hash.slice(1).split("-");
  if (name === "main") return;
  const from = view;
  const known = Object.hasOwn(VIEWS, name);
  const many = name === "line" ? data.lines.length : data.counties.length;
  const number = /^\d+$/.test(place || "") ? Number(place) : 0;
  view = known && number < many ? { name, place: number } : { name: "ranking", place: 0 };
  show();
  const back = from.name === "county" && view.name === "ranking" ? document.querySelector(`#list button[data-county="${from.place}"]`) : null;
  if (back) back.focus();
  else {
    document.getElementById("title").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

window.addEventListener("hashchange", arrive);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && (view.name === "county" || view.name === "line")) go(view.name === "line" ? "lines" : "ranking");
});
window.addEventListener("beforeprint", () => { printing = true; repaint(); });
window.addEventListener("afterprint", () => { printing = false; repaint(); });

function repaint() {
  if (view.name === "ranking") list();
  else if (view.name === "line") show();
}

if (location.hash.length > 1) arrive();
else show();
