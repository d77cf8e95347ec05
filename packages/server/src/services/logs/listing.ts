import type { RequestContext } from '../../request-context.js';
import type { LogsContext } from './context.js';
import type { LogGroup } from './domain/log-group.js';

/** Groups that are read at a time while those that are wanted are looked for. */
const SLICE = 200;

/** A page of a list that is there as a whole, by the names of its entries. */
export function pageOf<T>(
  { tokens, clock }: LogsContext,
  kind: string,
  all: readonly T[],
  nameOf: (entry: T) => string,
  { limit, nextToken }: { readonly limit: number; readonly nextToken: string | undefined },
): { readonly page: readonly T[]; readonly nextToken?: string } {
  const now = clock.now();
  const after = nextToken === undefined ? undefined : tokens.open<{ after: string }>(kind, nextToken, now).after;
  const start = after === undefined ? 0 : all.findIndex((entry) => nameOf(entry) > after);
  const rest = start < 0 ? [] : all.slice(start);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  if (rest.length <= limit || last === undefined) return { page };
  return { page, nextToken: tokens.seal(kind, { after: nameOf(last) }, now) };
}

/** A page of the account's groups, by name. */
export async function listGroups(
  { store, tokens, clock }: LogsContext,
  { principal: { account }, region }: RequestContext,
  kind: string,
  { prefix, accepts }: { readonly prefix: string | undefined; readonly accepts: (group: LogGroup) => boolean },
  { limit, nextToken }: { readonly limit: number; readonly nextToken: string | undefined },
): Promise<{ readonly groups: readonly LogGroup[]; readonly nextToken?: string }> {
  const now = clock.now();
  let after = nextToken === undefined ? undefined : tokens.open<{ after: string }>(kind, nextToken, now).after;
  const found: LogGroup[] = [];
  for (;;) {
    const slice = await store.groups(account, region, {
      limit: SLICE,
      ...(prefix === undefined ? {} : { prefix }),
      ...(after === undefined ? {} : { after }),
    });
    for (const group of slice) {
      if (!accepts(group)) continue;
      if (found.length === limit)
        return { groups: found, nextToken: tokens.seal(kind, { after: found.at(-1)?.name }, now) };
      found.push(group);
    }
    after = slice.at(-1)?.name;
    if (slice.length < SLICE) return { groups: found };
  }
}
