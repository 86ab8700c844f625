// Building the page: elements whose texts are texts, never markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: attributes, on-handlers and children; strings become text nodes. */
function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same in a drawing. */
function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** A table with a caption for those who cannot see it, heads and rows; a row is a list of cells. */
function table(caption, heads, rows, kind = "") {
  return h("div", { class: "wide", tabindex: 0, role: "region", "aria-label": caption },
    h("table", { class: kind },
      h("caption", { class: "quiet" }, caption),
      h("thead", {}, h("tr", {}, heads.map((head) => (head instanceof Node ? head : h("th", { scope: "col" }, head))))),
      h("tbody", {}, rows.map((row) => (row instanceof Node ? row : h("tr", {}, row.map((one) => td(one))))))));
}

function td(content) {
  if (content instanceof Node && (content.tagName === "TD" || content.tagName === "TH")) return content;
  const plain = typeof content === "string" && content.trim() !== "" && !Number.isNaN(Number(content));
  return h("td", { class: plain ? "number" : "" }, content);
}

const SHAPES = ["★", "●", "▲", "■", "◆"];

/** A grade as a shape and a word: neither alone, and no colour alone. */
function gradeMark(county) {
  const place = county.gradePlace;
  const last = place === data.grades.length - 1 && place > 0;
  const shape = place < 0 ? "○" : last ? "✕" : SHAPES[Math.min(place, SHAPES.length - 1)];
  const kind = place < 0 ? "pending" : last ? "last" : String(Math.min(place, 3));
  return h("span", { class: "grade grade-" + kind }, h("span", { class: "shape", "aria-hidden": "true" }, shape), " ", county.grade);
}

function button(text, action, attributes = {}) {
  return h("button", { type: "button", onclick: action, ...attributes }, text);
}

/** The name of a county as the way to its page. */
function countyButton(place) {
  return button(data.counties[place].name, () => go("county", place), { class: "link", "data-county": place });
}

function select(label, value, options, change, id = null) {
  const box = h("select", { id, onchange: (event) => change(event.target.value) },
    options.map(([key, text]) => h("option", { value: key, selected: String(key) === String(value) }, text)));
  return h("label", {}, h("span", {}, label), box);
}

function section(title, ...content) {
  return h("section", {}, h("h3", {}, title), content);
}

function bullets(texts) {
  return h("ul", {}, texts.map((text) => h("li", {}, text)));
}

function say(text) {
  document.getElementById("live").textContent = text;
}
