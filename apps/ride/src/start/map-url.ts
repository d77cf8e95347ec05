/** The address of the live map, with what it asks for filled in. */
export function mapUrl(server: string, pool: string, stream: string): string {
  const url = new URL('/dashboard/', server);
  // A colon needs no escape in a query, and people read it.
  url.search = `pool=${encodeURIComponent(pool).replaceAll('%3A', ':')}&stream=${encodeURIComponent(stream)}`;
  return url.href;
}
