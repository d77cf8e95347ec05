import type { Fence } from '@paddock/store';
import type { LogGroup, SubscriptionFilter, Tail } from '../domain/log-group.js';

/** Names of the collections in `Tables`, and of the fences. Ids are random, and never used again. */
export const streamsCollection = ({ id }: Pick<LogGroup, 'id'>): string => `logs/s/${id}`;
export const blocksCollection = ({ id }: Pick<LogGroup, 'id'>): string => `logs/b/${id}`;
/** Which blocks are a stream's. */
export const indexCollection = (streamId: string): string => `logs/x/${streamId}`;
/** Keys of blocks that a subscription filter, or a live tail, has not seen yet. */
export const subscriptionFeed = ({ id }: Pick<SubscriptionFilter, 'id'>): string => `logs/f/${id}`;
export const tailFeed = ({ id }: Pick<Tail, 'id'>): string => `logs/t/${id}`;
export const queriesCollection = (account: string, region: string): string => `logs/q/${account}/${region}`;
export const queryRowsCollection = (queryId: string): string => `logs/r/${queryId}`;

/** What writers give: it fails once others feed than they know of, or the group is gone. */
export const fenceOf = ({ id, revision }: Pick<LogGroup, 'id' | 'revision'>): Fence => ({
  name: `logs/${id}`,
  revision,
});
/** Higher than that of any group that is there. */
export const GONE = Number.MAX_SAFE_INTEGER;
