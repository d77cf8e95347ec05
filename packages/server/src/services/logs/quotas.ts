/** How many there may be of what: AWS's defaults. */
export interface Quotas {
  readonly metricFilters: number;
  readonly subscriptions: number;
  /** Filters of a group, of both kinds, whose patterns have regular expressions. */
  readonly regexFilters: number;
  readonly resourcePolicies: number;
  readonly tags: number;
  readonly queryDefinitions: number;
  /** Queries that run at once, in an account and region. */
  readonly queries: number;
  readonly liveTails: number;
}

export const defaultQuotas: Quotas = {
  metricFilters: 100,
  subscriptions: 2,
  regexFilters: 5,
  resourcePolicies: 10,
  tags: 50,
  queryDefinitions: 1000,
  queries: 100,
  liveTails: 15,
};
