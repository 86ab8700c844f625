// What was moved, and what the ledger makes of it. The official result stays as it came; the trial lies beside it.

const data = JSON.parse(document.getElementById("data").textContent);
const ledger = prepare(data.ledger);
const frame = fillLedger(ledger, frameOfFigures(ledger, data.figures));
const TOLERANCE = 1e-9;

/** Figures that differ from the scheme's, by number; those among them that a hand set; gates that are switched off. */
const moved = new Map();
const byHand = new Set();
const off = new Set();
let wrong = []; // why the figures cannot be computed with, if they cannot

const own = (number) => (moved.has(number) ? moved.get(number) : data.levers[number].value);

/** A figure as it counts: what is said in points goes with the points of its line, so that rates stay. */
function current(number) {
  const lever = data.levers[number];
  return lever.wholes.reduce((figure, whole) => (figure * own(whole)) / data.levers[whole].value, own(number));
}

/** Columns that must be as the engine has them before the page may be used; "" where all are. */
function unlike() {
  for (const [name, list] of Object.entries(data.official.values)) {
    for (let i = 0; i < frame.size; i++) {
      const here = frame.values[name][i];
      if (Number.isNaN(here) ? list[i] !== null : list[i] === null || Math.abs(here - list[i]) > TOLERANCE * Math.max(1, Math.abs(here))) return name;
    }
  }
  for (const [name, list] of Object.entries(data.official.texts)) if (list.some((text, i) => text !== frame.texts[name][i])) return name;
  return "";
}

/** Move a figure, as it counts. A figure back at the scheme's own is no longer moved. */
function move(number, figure, hand = true) {
  const lever = data.levers[number];
  const bare = lever.wholes.reduce((left, whole) => (left * data.levers[whole].value) / own(whole), figure);
  if (Math.abs(bare - lever.value) <= 1e-12 * Math.abs(lever.value)) {
    moved.delete(number);
    byHand.delete(number);
  } else {
    moved.set(number, bare);
    if (hand) byHand.add(number);
  }
}

function restoreAll() {
  moved.clear();
  byHand.clear();
  off.clear();
}

/** The cells of every figure as they now are; what changed, as the evaluator is to be told. */
function putCells() {
  const changed = new Set();
  const tables = new Map();
  data.levers.forEach((lever, number) => {
    for (const [sort, id, row, of] of lever.cells) {
      const figure = of ? own(number) / of : current(number);
      if (sort === "parameter") {
        if (frame.parameters[id] !== figure) changed.add("p:" + id);
        frame.parameters[id] = figure;
        continue;
      }
      const now = frame.tables[id];
      const before = sort === "otherwise" ? now.otherwise : now[sort + "s"][row];
      if (before === figure) continue;
      if (!tables.has(id)) tables.set(id, { ...now, keys: [...now.keys], answers: [...now.answers] });
      const table = tables.get(id);
      if (sort === "otherwise") table.otherwise = figure;
      else table[sort + "s"][row] = figure;
      changed.add("t:" + id);
    }
  });
  for (const [id, table] of tables) frame.tables[id] = table;
  for (const gate of data.gates) {
    if (off.has(gate.id) === frame.off.has(gate.id)) continue;
    changed.add("c:" + gate.id);
    if (off.has(gate.id)) frame.off.add(gate.id);
    else frame.off.delete(gate.id);
  }
  return changed;
}

/** Figures out of bounds, and rows of a table that passed their neighbours: not that scheme any more. */
function faults() {
  const found = [];
  data.levers.forEach((lever, number) => {
    const figure = current(number);
    if (!(figure >= lever.low - 1e-12 && figure <= lever.high + 1e-12)) found.push(`${nameOf(number)}：要在 ${shown(lever.low)} 到 ${shown(lever.high)} 之间`);
  });
  data.levers.forEach((lever, number) => {
    for (const [sort, id, row] of lever.cells) {
      if (sort !== "key" || row === 0) continue;
      const { keys, match } = frame.tables[id];
      if (match === "at_most" ? !(keys[row] < keys[row - 1]) : !(keys[row] > keys[row - 1])) found.push(`${nameOf(number)}：与相邻的一档次序颠倒或相同`);
    }
  });
  return [...new Set(found)];
}

/** Compute what follows from the changes; false, with ``wrong``, where they cannot be computed with. */
let pending = new Set(); // what changed while the figures could not be computed with
function compute() {
  for (const one of putCells()) pending.add(one);
  wrong = faults();
  if (wrong.length) return false;
  if (pending.size) fillLedger(ledger, frame, pending);
  pending = new Set();
  return true;
}

const worth = (member) => (member.lever === undefined ? member.value : current(member.lever));

/** Wholes whose parts no longer add up: what is lacking or too much. */
function sumsOff() {
  return data.sums.map((sum, place) => {
    const whole = worth(sum.whole), parts = sum.parts.map(worth).reduce((a, b) => a + b, 0);
    return { place, name: sum.name, whole, parts, off: Math.abs(whole - parts) > 5e-9 * Math.max(1, whole) };
  }).filter((one) => one.off);
}

/** Full points that make another sum once each is rounded, as scoring/scheme/rounded_sums.py tells of a scheme. */
function roundedOff() {
  const { points } = data.places;
  return data.sums.filter((sum) => sum.rounded !== undefined).map((sum) => {
    const made = roundHalfUp(sum.parts.map((part) => roundHalfUp(worth(part), points)).reduce((a, b) => a + b, 0), points);
    return { name: sum.name, made, should: roundHalfUp(worth(sum.whole), sum.rounded) };
  }).filter((one) => one.made !== one.should);
}

/** 按比例 (as scoring/scenarios/scaling.py, not rounded): the parts that no hand moved are scaled so that all make up the whole; why not, where they cannot. */
function scale(place) {
  const { whole, parts } = data.sums[place];
  const free = data.sums[place].free.filter((number) => !byHand.has(number) && current(number) > 0);
  const fixed = parts.filter((one) => !free.includes(one.lever)).map(worth).reduce((a, b) => a + b, 0);
  const before = free.map(current).reduce((a, b) => a + b, 0);
  const after = worth(whole) - fixed;
  if (!free.length || after <= 0) return "没有改的各项没有分可折：把改了的减小，或改合计";
  const figures = free.map((number) => (current(number) * after) / before);
  free.forEach((number, place) => move(number, figures[place], false));
  return "";
}

/** The same for all, wholes before their parts. */
function scaleAll() {
  return data.sums.map((_, place) => (sumsOff().some((one) => one.place === place) ? scale(place) : "")).filter(Boolean).join("；");
}

const shown = (figure) => String(roundHalfUp(figure, 4));

function ownerName(owner) {
  for (const block of data.blocks) {
    if (block.id === owner) return "";
    for (const line of block.lines) if (line.id === owner) return line.name;
  }
  const other = data.others.find((one) => one.id === owner);
  return !other || ["grade", "", "total"].includes(owner) ? "" : other.name;
}

/** A figure's full name: its line's, then its own. */
function nameOf(number) {
  const lever = data.levers[number], owner = ownerName(lever.owner);
  return owner && !lever.name.startsWith(owner) ? `${owner}：${lever.name}` : lever.name;
}
