import type { LogGroup, MetricFilter, SubscriptionFilter } from './domain/log-group.js';
import { compileFilterPattern, type FilterPattern } from './patterns/index.js';

/** A log group as it was at one version, with its filters' patterns compiled once. */
export class GroupView {
  readonly group: LogGroup;
  readonly version: number;
  #metricFilters: readonly Compiled<MetricFilter>[] | undefined;
  #subscriptions: readonly Compiled<SubscriptionFilter>[] | undefined;

  constructor(group: LogGroup, version: number) {
    this.group = group;
    this.version = version;
  }

  get metricFilters(): readonly Compiled<MetricFilter>[] {
    return (this.#metricFilters ??= this.group.metricFilters.map(compiled));
  }

  get subscriptions(): readonly Compiled<SubscriptionFilter>[] {
    return (this.#subscriptions ??= this.group.subscriptions.map(compiled));
  }
}

export interface Compiled<F> {
  readonly filter: F;
  readonly pattern: FilterPattern;
}

// Filters are kept once their patterns have been compiled.
const compiled = <F extends { readonly pattern: string }>(filter: F): Compiled<F> => ({
  filter,
  pattern: compileFilterPattern(filter.pattern),
});
