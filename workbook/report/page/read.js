// The data as it stands in the page, and the little that is worked out from it: order, choice, wording.

const data = JSON.parse(document.getElementById("data").textContent);
const heading = data.heading;
const places = new Map(data.order.map((county, place) => [county, place]));

/** A sentence from its wording's place and its figures. */
function sentence([wording, figures]) {
  const pieces = data.wordings[wording];
  const numbers = figures.split(" ");
  return pieces.map((piece, place) => piece + (place < pieces.length - 1 ? numbers[place] : "")).join("");
}

/** A county's line: points as printed, full points, the sentence why, where its figures stood. */
function line(county, place) {
  const [text, full, wording, figures, cells] = county.lines[place];
  return { text, full, rate: rate(text, full), why: sentence([wording, figures]), cells: cells ? cells.split(";").map(cell) : [] };
}

function cell(packed) {
  const [item, sheet, address] = packed.split(" ");
  return { item: data.texts[Number(item)], sheet: data.texts[Number(sheet)], address: /^\d+$/.test(address) ? data.texts[Number(address)] : address };
}

/** Points in percent of the full points; NaN where there is no number. */
function rate(text, full) {
  return full > 0 ? (number(text) / full) * 100 : NaN;
}

function number(text) {
  return text.trim() === "" ? NaN : Number(text);
}

/** What a county is held against: its peer group's averages, or the city's where it has none. */
function peers(county) {
  return county.group >= 0
    ? { name: data.groups[county.group] + "平均", means: data.groupMeans[county.group] }
    : { name: "全市平均", means: data.city };
}

/** Counties (by place) that a choice leaves, in its order; those without a number come last either way. */
function chosen(choice) {
  const wanted = choice.name.trim();
  const found = data.order.filter((place) => {
    const one = data.counties[place];
    if (wanted && !one.name.includes(wanted) && !one.code.startsWith(wanted)) return false;
    if (choice.grade !== "" && String(one.gradePlace) !== choice.grade) return false;
    if (choice.group !== "" && String(one.group) !== choice.group) return false;
    if (choice.gradeSafe !== "" && (!one.safety || one.safety.grade[0] !== choice.gradeSafe)) return false;
    if (choice.rankSafe !== "" && (!one.safety || one.safety.rank[0] !== choice.rankSafe)) return false;
    return !choice.gated || one.gates.length > 0;
  });
  const key = SORTS[choice.sort.split(":")[0]];
  const extra = Number(choice.sort.split(":")[1]);
  const sign = choice.down ? -1 : 1;
  return found.sort((a, b) => {
    const [left, right] = [key(a, extra), key(b, extra)];
    if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1;
    return (left - right || 0) * sign || places.get(a) - places.get(b);
  });
}

const SORTS = {
  rank: (place) => places.get(place),
  name: (place) => place,
  grade: (place) => (data.counties[place].gradePlace < 0 ? NaN : data.counties[place].gradePlace),
  total: (place) => number(data.counties[place].total),
  lastRank: (place) => (data.counties[place].last ? number(data.counties[place].last[0]) : NaN),
  lastGrade: (place) => {
    const last = data.counties[place].last;
    const found = last ? data.grades.findIndex(([name]) => name === last[1]) : -1;
    return found < 0 ? NaN : found;
  },
  block: (place, extra) => number(data.counties[place].blocks[extra]),
  extra: (place, extra) => number(data.counties[place].extras[extra]),
  group: (place) => (data.counties[place].group < 0 ? NaN : data.counties[place].group),
  line: (place, extra) => rate(data.counties[place].lines[extra][0], data.counties[place].lines[extra][1]),
  gradeSafe: (place) => (data.counties[place].safety ? data.counties[place].safety.grade[2] : NaN),
  rankSafe: (place) => (data.counties[place].safety ? data.counties[place].safety.rank[2] : NaN),
};
