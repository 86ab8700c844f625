// What may be moved: a slider and a field for every figure, dimension by dimension; gates as ticks.

const rows = new Map(); // the elements of every figure, by its number

/** The slider's reach: round figures about the scheme's own, within what is allowed. */
function reach(lever) {
  const far = lever.value === 0 ? 10 : Math.abs(lever.value) * 2;
  const low = Math.max(lever.low, lever.value < 0 ? -far : Math.min(0, lever.value)), high = Math.min(lever.high, far);
  const size = 10 ** Math.floor(Math.log10(Math.max(high - low, 1e-6)));
  const step = size >= 100 ? size / 100 : size / 20;
  return { low: Math.ceil(low / step) * step, high, step };
}

function leverRow(number) {
  const lever = data.levers[number];
  const { low, high, step } = reach(lever);
  const id = "figure-" + number, unit = lever.unit ? `（${lever.unit}）` : "";
  const change = (event) => { if (event.target.value.trim() !== "") moveTo(number, Number(event.target.value)); };
  const slider = h("input", { type: "range", min: low, max: high, step, "aria-label": `${nameOf(number)}${unit}，滑块`, oninput: change });
  const field = h("input", { type: "number", id, step: "any", min: lever.low, max: lever.high, oninput: change, onchange: () => refreshRow(number, true) });
  const back = button("恢复", () => { move(number, lever.wholes.reduce((figure, whole) => (figure * own(whole)) / data.levers[whole].value, lever.value)); update(); field.focus(); }, { class: "back", "aria-label": `恢复${nameOf(number)}`, disabled: true });
  const was = h("span", { class: "was" }, "");
  rows.set(number, { slider, field, back, was });
  return h("div", { class: "lever", "data-lever": lever.path },
    h("label", { for: id }, lever.name + unit), slider, field, was, back);
}

/** Show a figure as it counts; a field that is typed in is left alone until it is left. */
function refreshRow(number, whole = false) {
  const row = rows.get(number), { slider, field, back, was } = row;
  const figure = shown(current(number)), lever = data.levers[number];
  if (!whole && row.shown === figure && row.differs === moved.has(number)) return;
  Object.assign(row, { shown: figure, differs: moved.has(number) });
  if (whole || document.activeElement !== field) field.value = figure;
  slider.value = figure;
  slider.setAttribute("aria-valuetext", figure + lever.unit);
  const differs = moved.has(number);
  const official = `原 ${shown(lever.value)}`;
  const scaled = !differs && figure !== shown(lever.value);
  was.textContent = differs ? `${current(number) > lever.value ? "▲" : "▼"} ${official}` : scaled ? `随分值 ${official}` : official;
  was.className = differs ? "was moved" : "was";
  back.disabled = !differs;
}

function moveTo(number, figure) {
  if (!Number.isFinite(figure)) return;
  move(number, figure);
  update();
}

function controls() {
  const of = (owner) => data.levers.flatMap((lever, number) => (lever.owner === owner ? [number] : []));
  const whole = (id) => data.levers.findIndex((lever) => lever.owner === id && lever.path === id + ".points");
  const group = (name, numbers, more = []) => (numbers.length || more.length ? h("details", { class: "figures-of" }, h("summary", {}, name), numbers.map(leverRow), more) : "");
  const blocks = data.blocks.map((block) => {
    const first = whole(block.id);
    return h("fieldset", {},
      h("legend", {}, block.name, h("span", { class: "note" }, ` ${block.clause}`)),
      first >= 0 ? leverRow(first) : "",
      h("details", { class: "lines" }, h("summary", {}, `各指标（${block.lines.length} 项）的分值、目标、档次`),
        of(block.id).filter((number) => number !== first).map(leverRow),
        block.lines.map((line) => {
          const numbers = of(line.id), points = whole(line.id);
          const rest = numbers.filter((number) => number !== points);
          return h("div", { class: "line" }, h("h4", {}, line.name, h("span", { class: "note" }, ` ${line.clause}`)),
            points >= 0 ? leverRow(points) : "", group("目标、档次、加扣分", rest));
        })));
  });
  const others = data.others.map((one) => group(one.name, of(one.id)));
  return h("section", { id: "controls", class: "noprint", "aria-label": "可以改的分值和参数" },
    h("h2", {}, "改什么"),
    h("p", { class: "moves" }, button("全部恢复", () => { restoreAll(); update(true, "已恢复为正式结果"); }, { id: "restore" })),
    blocks,
    h("fieldset", {}, h("legend", {}, "等次和其他"), others, gateTicks()),
    data.heading.left ? h("p", { class: "note" }, `方案里另有 ${data.heading.left} 个数在编译时并入算式（如内插的节点），这一页改不了：用 kaohe scenarios --changes 测算。`) : "",
    h("p", { class: "note" }, "各县自己的数（完成数、下达的目标）是数据，不在这里改。改指标的分值时，档次、每次扣分等按分计的数按同一比例变，得分率不变。"));
}

function gateTicks() {
  if (!data.gates.length) return "";
  return h("details", { class: "figures-of" }, h("summary", {}, "等次约束（去掉勾选，看没有这一条时的结果）"), data.gates.map((gate) =>
    h("label", { class: "gate" },
      h("input", { type: "checkbox", checked: true, "data-gate": gate.id, onchange: (event) => { if (event.target.checked) off.delete(gate.id); else off.add(gate.id); update(); } }),
      h("span", {}, `${gate.name}：${gate.says}`, h("span", { class: "note" }, `（${gate.clause}）`)))));
}

function refreshControls(whole) {
  for (const number of rows.keys()) refreshRow(number, whole);
  for (const box of document.querySelectorAll("#controls input[data-gate]")) box.checked = !off.has(box.dataset.gate);
}
