// Rounding as results are published: half away from zero, float noise dropped first. The port of scoring/rounding.py.

const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];
const GUARD = 6; // places below the last one at which noise is dropped
const EXACT = 2 ** 52;

/** One figure to so many places (0 to 10): in whole numbers below 2^52, above on its 15 significant digits. */
function roundHalfUp(value, places) {
  const size = Math.abs(value) * POWERS[places + GUARD];
  if (size < EXACT) {
    const guarded = Math.floor(size + 0.5);
    const whole = Math.floor((guarded + POWERS[GUARD] / 2) / POWERS[GUARD]);
    const result = whole / POWERS[places];
    return (value < 0 ? -result : result) + 0;
  }
  return Number.isFinite(value) ? roundLarge(value, places) : value;
}

/** The same in exact decimals: 15 significant digits (ties to even, as they are printed), then half away from zero. */
function roundLarge(value, places) {
  const FINE = 70; // a double that comes here has at most 53 binary, hence 53 decimal places
  if (Math.abs(value) >= 1e18) return value; // nothing behind the point, and beyond toFixed soon
  const [whole, rest] = Math.abs(value).toFixed(FINE).split(".");
  const digits = BigInt(whole + rest);
  const length = digits.toString().length;
  const kept = toUnit(digits, 10n ** BigInt(length - 15), true);
  if (kept.toString().length - FINE - 1 >= 18) return value;
  const result = toUnit(kept, 10n ** BigInt(FINE - places), false).toString().padStart(FINE + 1, "0");
  const found = Number(`${result.slice(0, -FINE)}.${result.slice(-FINE)}`);
  return value < 0 ? -found : found;
}

function toUnit(digits, unit, even) {
  const whole = digits / unit;
  const left = 2n * (digits - whole * unit);
  const up = left > unit || (left === unit && (!even || whole % 2n === 1n));
  return (up ? whole + 1n : whole) * unit;
}
