import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { Ids } from '../../runtime/ids.js';
import type { RoleChecks } from './role-checks.js';
import type { RunningApplications } from './running/contract.js';
import type { SchemaDiscovery } from './discovery/contract.js';
import type { AnalyticsStore } from './store.js';
import type { Transitions } from './transitions.js';

/** What the operations of both APIs work with. */
export interface AnalyticsContext {
  readonly store: AnalyticsStore;
  readonly transitions: Transitions;
  /** Asks what roles may when settings name them. */
  readonly checks: RoleChecks;
  /** The applications that run. */
  readonly running: RunningApplications;
  readonly discovery: SchemaDiscovery;
  readonly clock: Clock;
  readonly ids: Ids;
}

export const operation = operationsOf<AnalyticsContext>();
