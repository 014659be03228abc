/** A name as it is searched and sorted: lower case, without Vietnamese marks; đ is not a mark and becomes d. */
export function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
