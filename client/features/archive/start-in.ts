/** From where on a recording is to be shown, by its address (`?t=`), in ms; null: it does not say, or makes no sense. */
export function startIn(query: URLSearchParams): number | null {
  const given = query.get('t');
  if (given === null || !/^\d{1,12}(\.\d+)?$/.test(given)) return null;
  return Math.floor(Number(given));
}
