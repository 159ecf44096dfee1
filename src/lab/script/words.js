// Numbers and dates as people read them.

export function short(number) {
  if (number === null || number === undefined) return '–';
  const size = Math.abs(number);
  const sign = number < 0 ? '−' : '';
  if (size >= 999_500) return sign + three(size / 1e6) + ' M';
  if (size >= 9_995) return sign + three(size / 1e3) + ' k';
  return sign + three(size);
}

function three(size) {
  const decimals = size === 0 || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return size.toFixed(decimals).replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros));
}

export const signed = (number) => (number > 0 ? '+' : '') + short(number);

// "17 May 2024" of what the scenario writes as a date; all else as it is.
export function shown(value) {
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!date) return value.replace(/^-?\d{4,}(?=$|\/)/, (digits) => Number(digits).toLocaleString('en-GB'));
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${Number(date[3])} ${months[Number(date[2]) - 1]} ${date[1]}`;
}
