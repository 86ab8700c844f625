// Figures as they stand in the page, made into arrays.

const numbers = (list) => Float64Array.from(list, (one) => (one === null ? NaN : one));
const each_of = (mapping, make) => Object.fromEntries(Object.entries(mapping).map(([name, one]) => [name, make(one)]));

/** A frame with the figures of all counties, ready to be filled. */
function frameOfFigures(ledger, figures) {
  return frameOf(
    ledger, figures.size, each_of(figures.values, numbers),
    each_of(figures.states, (one) => (one === null ? null : Uint8Array.from(one))),
    each_of(figures.lists, (fields) => each_of(fields, numbers)),
  );
}
