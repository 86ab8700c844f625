// The fourth reading of a ledger: every column for all counties at once (scoring/formula/data.py gives the data,
// scoring/formula/numbers.py reads the same trees). A value is a Float64Array or Uint8Array over counties, or one
// figure that stands for all of them. States: 0 a figure, 1 not applicable, 2 missing; null where all have figures.

const OK = 0, NOT_APPLICABLE = 1, MISSING = 2;
const NOT_APPLICABLE_TEXT = "不适用", JOIN = "；";

/** A ledger made ready: what is unknown is refused before anything is computed. */
function prepare(ledger) {
  const seen = new Set();
  for (const column of ledger.columns) {
    for (const name of [...column.reads, ...column.skips]) {
      if (!seen.has(name)) throw new Error(`列 ${column.id} 引用了尚未计算的列 ${name}`);
    }
    if (column.text && column.formula && !Object.hasOwn(WORDS, column.formula.kind)) throw new Error(`文字列 ${column.id} 的运算不认识：${column.formula.kind}`);
    for (const part of [column.text ? null : column.formula, column.na_when, column.missing_when]) if (part) check(part, ledger);
    if (!["strict", "skip", "open"].includes(column.mode)) throw new Error(`列 ${column.id} 的方式不认识：${column.mode}`);
    seen.add(column.id);
  }
  return { ...ledger, columns: ledger.columns.map((column) => ({ ...column, uses: uses(column) })) };
}

function check(node, ledger) {
  if (!Object.hasOwn(READINGS, node.kind)) throw new Error(`不认识的运算：${node.kind}`);
  if (node.table !== undefined && !Object.hasOwn(ledger.tables, node.table)) throw new Error(`没有这张表：${node.table}`);
  if (node.kind === "param" && !Object.hasOwn(ledger.parameters, node.id)) throw new Error(`没有这个参数：${node.id}`);
  for (const child of children(node)) check(child, ledger);
}

function children(node) {
  return Object.values(node).flat().filter((one) => one !== null && typeof one === "object");
}

/** The parameters and tables that a column reads, as "p:id" and "t:id", and the columns, as "c:id". */
function uses(column) {
  const found = new Set(column.reads.map((name) => "c:" + name));
  const look = (node) => {
    if (node.kind === "param") found.add("p:" + node.id);
    if (node.table !== undefined) found.add("t:" + node.table);
    children(node).forEach(look);
  };
  [column.formula, column.na_when, column.missing_when].filter(Boolean).forEach(look);
  return found;
}

/** A frame to be filled: values and states of the items, sums of lists; parameters and tables start as the ledger's. */
function frameOf(ledger, size, values, states, lists) {
  return { size, parameters: { ...ledger.parameters }, tables: { ...ledger.tables }, lists, values: { ...values }, states: { ...states }, texts: {}, off: new Set() };
}

/** Compute every column, or only those that follow from what changed ("p:id", "t:id", "c:id"). */
function fillLedger(ledger, frame, changed = null) {
  const touched = changed && new Set(changed);
  for (const column of ledger.columns) {
    if (column.formula === null) continue;
    if (touched) {
      if (!touched.has("c:" + column.id) && ![...column.uses].some((one) => touched.has(one))) continue;
      touched.add("c:" + column.id);
    }
    if (column.text) frame.texts[column.id] = WORDS[column.formula.kind](column, frame);
    else if (frame.off.has(column.id)) keepOff(column, frame);
    else fillColumn(column, frame);
  }
  return frame;
}

/** A gate that is switched off: it acts on nobody, and nobody waits for it. */
function keepOff(column, frame) {
  frame.values[column.id] = new Float64Array(frame.size);
  frame.states[column.id] = null;
}

function fillColumn(column, frame) {
  const { size } = frame;
  let states = statesOf(column, frame);
  const result = valueOf(column.formula, frame);
  const values = new Float64Array(size);
  if (typeof result === "object") values.set(result);
  else values.fill(Number(result));
  states = guarded(column, frame, states);
  if (column.places !== null) for (let i = 0; i < size; i++) values[i] = roundHalfUp(values[i], column.places);
  if (states !== null) {
    states = Uint8Array.from(states);
    for (let i = 0; i < size; i++) {
      if (states[i] === NOT_APPLICABLE && column.on_na !== null) { values[i] = column.on_na; states[i] = OK; }
      if (states[i] !== OK) values[i] = NaN;
    }
    if (states.every((one) => one === OK)) states = null;
  }
  frame.values[column.id] = values;
  frame.states[column.id] = states;
}

/** How the cells stand before the guards: the worst of what is read, by the column's mode. */
function statesOf(column, frame) {
  if (column.formula.kind === "order") return null;
  if (column.mode === "open") return stateOf(column.formula, frame);
  const names = column.mode === "strict" ? column.reads : column.skips;
  const known = names.map((name) => frame.states[name]);
  const worst = worse(known);
  if (worst === null) return null;
  if (column.mode === "strict") return column.na_is_missing ? worst.map((one) => (one === OK ? OK : MISSING)) : worst;
  return worst.map((one, i) => (one === MISSING ? MISSING : known.every((states) => states !== null && states[i] > OK) ? NOT_APPLICABLE : OK));
}

function worse(list) {
  const known = list.filter((one) => one !== null);
  if (!known.length) return null;
  return known[0].map((_, i) => Math.max(...known.map((one) => one[i])));
}

/** The state of the branch taken, under an open formula. */
function stateOf(node, frame) {
  if (node.kind === "ref") return frame.states[node.column];
  if (node.kind === "if") {
    const then = stateOf(node.then, frame), other = stateOf(node.other, frame), test = stateOf(node.test, frame);
    if (then === null && other === null && test === null) return null;
    const holds = valueOf(node.test, frame);
    return Uint8Array.from({ length: frame.size }, (_, i) => {
      const taken = at(holds, i) ? then : other;
      return Math.max(taken === null ? OK : taken[i], test === null ? OK : test[i]);
    });
  }
  if (node.kind === "is_number" || node.kind === "is_not_applicable") return null;
  return worse(children(node).map((child) => stateOf(child, frame)));
}

function guarded(column, frame, states) {
  for (const [guard, verdict] of [[column.na_when, NOT_APPLICABLE], [column.missing_when, MISSING]]) {
    if (guard === null) continue;
    const hit = valueOf(guard, frame);
    const before = states === null ? new Uint8Array(frame.size) : states;
    states = before.map((one, i) => (one === OK && at(hit, i) ? verdict : one));
  }
  return states;
}

/** A formula over all counties. Where a reference is no number the result has no meaning. */
function valueOf(node, frame) {
  return READINGS[node.kind](node, frame);
}

const at = (value, i) => (typeof value === "object" ? value[i] : value);

/** One operation on values, county by county; figures alone give a figure. */
function each(size, list, step, Kind = Float64Array) {
  if (list.every((one) => typeof one !== "object")) return step(...list);
  const result = new Kind(size);
  if (list.length === 1) for (let i = 0; i < size; i++) result[i] = step(list[0][i]);
  else if (list.length === 2) {
    const [left, right] = list;
    const many = typeof left === "object", both = typeof right === "object";
    for (let i = 0; i < size; i++) result[i] = step(many ? left[i] : left, both ? right[i] : right);
  } else for (let i = 0; i < size; i++) result[i] = step(...list.map((one) => at(one, i)));
  return result;
}

const STEPS = {
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b, "^": (a, b) => a ** b,
  min: (a, b) => Math.min(a, b), max: (a, b) => Math.max(a, b),
  "=": (a, b) => a === b, "<>": (a, b) => a !== b, "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
  and: (a, b) => a && b, or: (a, b) => a || b,
};

function step(name) {
  if (!Object.hasOwn(STEPS, name)) throw new Error(`不认识的运算符：${name}`);
  return STEPS[name];
}

const NOTHING = { sum: 0, min: Infinity, max: -Infinity };
const has = (frame, name, i) => frame.states[name] === null || frame.states[name][i] === OK;

/** Sum, smallest or largest over a county's cells, without those that have no figure; times weights, or weights alone. */
function across(which, node, frame, term) {
  if (!Object.hasOwn(NOTHING, which)) throw new Error(`不认识的合计：${which}`);
  const join = which === "sum" ? STEPS["+"] : STEPS[which];
  const names = node.cells.map((ref) => ref.column);
  const weights = (node.weights || []).map((weight) => valueOf(weight, frame));
  return Float64Array.from({ length: frame.size }, (_, i) => {
    let found = NOTHING[which];
    names.forEach((name, place) => { if (has(frame, name, i)) found = join(found, term(frame.values[name][i], at(weights[place], i))); });
    return found;
  });
}

function counted(node, frame) {
  return Float64Array.from({ length: frame.size }, (_, i) => node.cells.filter((ref) => has(frame, ref.column, i)).length);
}

function stands(node, frame, wanted) {
  const states = frame.states[node.term.column];
  return states === null ? wanted === OK : states.map((one) => one === wanted);
}

/** The answer of a table's row; below (above) the first row, the table's own answer. */
function lookedUp(node, frame) {
  const { keys, answers, otherwise, match } = frame.tables[node.table];
  const answer = (row) => (row < 0 ? otherwise : answers[row]);
  const row = {
    exact: (x) => keys.indexOf(x),
    at_least: (x) => keys.filter((key) => x >= key).length - 1,
    at_most: (x) => keys.filter((key) => x <= key).length - 1,
  }[match];
  if (!row) throw new Error(`不认识的查表方式：${match}`);
  return each(frame.size, [valueOf(node.term, frame)], (x) => answer(row(x)));
}

/** A figure over all counties, or those of each county's group; what is no number is skipped. */
function down(node, frame) {
  const term = frame.values[node.term.column];
  const group = node.group === null ? new Float64Array(frame.size) : frame.values[node.group.column];
  const found = new Map();
  term.forEach((x, i) => {
    if (Number.isNaN(x) || Number.isNaN(group[i])) return;
    const one = found.get(group[i]) || { sum: 0, count: 0, min: Infinity, max: -Infinity };
    found.set(group[i], { sum: one.sum + x, count: one.count + 1, min: Math.min(one.min, x), max: Math.max(one.max, x) });
  });
  const read = { sum: (one) => one.sum, average: (one) => one.sum / one.count, min: (one) => one.min, max: (one) => one.max }[node.which];
  if (!read) throw new Error(`不认识的汇总：${node.which}`);
  return group.map((pool) => (found.has(pool) ? read(found.get(pool)) : NaN));
}

/** Ranks 1, 1, 3 by the keys in order, over all or within groups; without a figure in any key there is none. */
function ranked(node, frame) {
  const own = node.keys.map((ref, k) => frame.values[ref.column].map((x) => (node.descending[k] ? -x : x)));
  const keys = node.group === null ? own : [frame.values[node.group.column], ...own];
  const result = new Float64Array(frame.size).fill(NaN);
  const order = [...result.keys()].filter((i) => keys.every((key) => !Number.isNaN(key[i])));
  const differ = (a, b, list) => { for (const key of list) if (key[a] !== key[b]) return key[a] - key[b]; return 0; };
  order.sort((a, b) => differ(a, b, keys));
  let first = 0, rank = 0;
  order.forEach((county, place) => {
    if (place > 0 && node.group !== null && keys[0][county] !== keys[0][order[place - 1]]) first = place;
    if (place === first || differ(county, order[place - 1], own) !== 0) rank = place - first + 1;
    result[county] = rank;
  });
  return result;
}

/** Places 1…n, each once: by rank, equals in given order, those without rank last. */
function ordered(node, frame) {
  const ranks = frame.values[node.term.column].map((x) => (Number.isNaN(x) ? Infinity : x));
  const result = new Float64Array(frame.size);
  [...ranks.keys()].sort((a, b) => (ranks[a] === ranks[b] ? a - b : ranks[a] - ranks[b])).forEach((county, place) => { result[county] = place + 1; });
  return result;
}

const pair = (node, frame, name, Kind) => each(frame.size, [valueOf(node.left, frame), valueOf(node.right, frame)], step(name), Kind);
const many = (node, frame, name, Kind) => node.terms.map((one) => valueOf(one, frame)).reduce((a, b) => each(frame.size, [a, b], step(name), Kind));
const scaled = (x, places, cut) => cut(roundHalfUp(x * POWERS[places], 6)) / POWERS[places];

const READINGS = {
  number: (node) => node.value,
  param: (node, frame) => frame.parameters[node.id],
  ref: (node, frame) => frame.values[node.column],
  arithmetic: (node, frame) => pair(node, frame, node.operator),
  extreme: (node, frame) => many(node, frame, node.which),
  round: (node, frame) => each(frame.size, [valueOf(node.term, frame)], (x) => roundHalfUp(x, node.places)),
  floor: (node, frame) => each(frame.size, [valueOf(node.term, frame)], (x) => scaled(x, node.places, node.up ? Math.ceil : Math.floor)),
  ln: (node, frame) => each(frame.size, [valueOf(node.term, frame)], Math.log),
  compare: (node, frame) => pair(node, frame, node.comparator, Uint8Array),
  logic: (node, frame) => many(node, frame, node.which, Uint8Array),
  not: (node, frame) => each(frame.size, [valueOf(node.term, frame)], (x) => !x, Uint8Array),
  if: (node, frame) => each(frame.size, [valueOf(node.test, frame), valueOf(node.then, frame), valueOf(node.other, frame)], (test, then, other) => (test ? then : other)),
  is_number: (node, frame) => stands(node, frame, OK),
  is_not_applicable: (node, frame) => stands(node, frame, NOT_APPLICABLE),
  step: lookedUp,
  exact: lookedUp,
  over: (node, frame) => (node.which === "count" ? counted(node, frame) : across(node.which, node, frame, (x) => x)),
  weight_of: (node, frame) => across("sum", node, frame, (_, weight) => weight),
  weighted: (node, frame) => across("sum", node, frame, (x, weight) => x * weight),
  from_list: (node, frame) => (frame.lists[node.list_id] || {})[node.field] || 0,
  down,
  rank: ranked,
  order: ordered,
};

/** Text columns, the last step: the label of an ordinal, the joined labels of flags. */
const WORDS = {
  label(column, frame) {
    const { table, term } = column.formula;
    const states = frame.states[term.column];
    const names = [...frame.tables[table].answers, column.missing_text];
    return Array.from(frame.values[term.column], (ordinal, i) => {
      if (states !== null && states[i] === NOT_APPLICABLE) return NOT_APPLICABLE_TEXT;
      const found = names.at(Number.isNaN(ordinal) ? -1 : Math.trunc(ordinal) - 1);
      if (found === undefined) throw new Error(`列 ${column.id}：没有第 ${ordinal} 个名称`);
      return found;
    });
  },
  reasons(column, frame) {
    const { flags, labels } = column.formula;
    return Array.from({ length: frame.size }, (_, i) =>
      flags.flatMap((flag, k) => (frame.values[flag.column][i] === 1 ? [frame.parameters[labels[k].id]] : [])).join(JOIN));
  },
};
