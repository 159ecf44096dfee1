// Numbers and days in words, as short as a chart's margin needs and never more exact than three digits.

const MINUS = '\u2212';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function grouped(whole) {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}

// A size of at least 0: 1.20 M, 225 k, 12.4 k, 1,234, 15.6, 0.25.
function sizeWord(size) {
  if (size >= 999_500_000) return (size / 1e9).toPrecision(3) + ' bn';
  if (size >= 999_500) return (size / 1e6).toPrecision(3) + ' M';
  if (size >= 99_950) return Math.round(size / 1e3) + ' k';
  if (size >= 9_995) return (size / 1e3).toFixed(1) + ' k';
  if (size >= 100) return grouped(Math.round(size));
  return String(Number(size.toPrecision(3)));
}

export function numberWord(number) {
  if (number === null || number === undefined) return '\u2013';
  return (number < 0 ? MINUS : '') + sizeWord(Math.abs(number));
}

export function signedWord(number) {
  return (number > 0 ? '+' : '') + numberWord(number);
}

// At an axis the steps are round, so that no digit has to be kept for looks: 1.5 M and not 1.50 M.
export function tickWord(number) {
  const size = Math.abs(number);
  const [unit, word] = size >= 1e9 ? [1e9, ' bn'] : size >= 1e6 ? [1e6, ' M'] : size >= 1e3 ? [1e3, ' k'] : [1, ''];
  return (number < 0 ? MINUS : '') + Number((size / unit).toPrecision(4)) + word;
}

export function shareWord(share) {
  return (share < 0 ? MINUS : '') + Number((Math.abs(share) * 100).toPrecision(3)) + '%';
}

export function dayWord(time) {
  const day = new Date(time);
  return `${day.getUTCDate()} ${monthWord(time)} ${day.getUTCFullYear()}`;
}

export function monthWord(time) {
  return MONTHS[new Date(time).getUTCMonth()];
}
