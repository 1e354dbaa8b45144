/** Whether two words differ by one typing error at most: a letter more, less or other, or two neighbours exchanged. Compares as they are: fold them first. */
export function withinOneTypo(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short[short.length - 1 - end] === long[long.length - 1 - end]) end += 1;
  const left = short.length - start - end;
  if (left === 0 || (left === 1 && long.length === short.length)) return true;
  const exchanged = left === 2 && long.length === short.length;
  return exchanged && short[start] === long[start + 1] && short[start + 1] === long[start];
}
