/** What goes wrong with a row: it has no result. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** The results of what does not fail, and how many did. */
export function surviving<T, R>(items: readonly T[], compute: (item: T) => R, failed: () => void): R[] {
  const results: R[] = [];
  for (const item of items) {
    try {
      results.push(compute(item));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failed();
    }
  }
  return results;
}
