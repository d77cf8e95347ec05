/**
 * All pages of a list. A page may hold less than it could, or nothing, while there are more.
 * @param next the token of the page after this one
 */
export async function allPages<P>(
  ask: (token: string | undefined) => Promise<P>,
  next: (page: P) => string | undefined,
): Promise<P[]> {
  const pages: P[] = [];
  let token: string | undefined;
  do {
    const page = await ask(token);
    pages.push(page);
    token = next(page);
  } while (token !== undefined && token !== '');
  return pages;
}

/** The token of IAM's lists. */
export const nextMarker = (page: {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}): string | undefined => (page.IsTruncated === true ? page.Marker : undefined);
