/**
 * The address of the live map, with what it asks for filled in.
 * @param server the Paddock whose page it is
 * @param more further settings of the page: `region`, `endpoint`
 */
export function mapUrl(
  server: string,
  pool: string,
  stream: string,
  more: Readonly<Record<string, string>> = {},
): string {
  // A colon needs no escape in a query, and people read it.
  const query = new URLSearchParams({ pool, stream, ...more }).toString().replace('%3A', ':');
  return `${server.replace(/\/$/, '')}/dashboard/?${query}`;
}
