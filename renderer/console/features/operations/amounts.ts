/** A typed sum of yuan: digits, perhaps with separators (`4,860,000.00`, `４８６万` is not one). Null when it is no sum of at most two decimals. */
export function parseAmount(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[,，\s元]/g, '');
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(plain)) return null;
  const amount = Number(plain);
  return amount <= 1e13 ? amount : null;
}
