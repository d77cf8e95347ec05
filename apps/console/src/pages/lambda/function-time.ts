/** Lambda writes `2026-01-01T00:00:00.000+0000`. ms since the epoch; undefined for what is no time */
export function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : time;
}
