import {
  applicationHref,
  createApplicationHref,
  createFunctionHref,
  createPoolHref,
  createRoleHref,
  createStreamHref,
  createTableHref,
  functionHref,
  poolHref,
  roleHref,
  streamHref,
  tableHref,
} from '../../../hrefs.js';
import type { Facts, FactProblem } from './facts.js';
import { allows } from './policy-resources.js';

/** What the workshop calls its things. */
export const workshop = {
  stream: 'wildrydes',
  summary: 'wildrydes-summary',
  application: 'wildrydes',
  table: 'UnicornSensorData',
  role: 'WildRydesStreamProcessorRole',
  function: 'WildRydesStreamProcessor',
} as const;

/** What is known beside the facts. */
export interface Seen {
  /** Records that came into the streams in the last 15 minutes. */
  readonly incoming: Readonly<Record<string, number>>;
  /** Whether somebody went to the live map from here. */
  readonly mapOpened: boolean;
  /** Undefined where it could not be asked. */
  readonly processorRole: boolean | undefined;
  readonly tableHasItems: boolean | undefined;
}

export type StepId =
  | 'stream'
  | 'producer'
  | 'pool'
  | 'guests'
  | 'map'
  | 'summary'
  | 'application'
  | 'running'
  | 'summaries'
  | 'table'
  | 'role'
  | 'function'
  | 'trigger'
  | 'items';

export interface Step {
  readonly id: StepId;
  readonly module: 1 | 2 | 3;
  /** `unseen`: whoever looks may not. */
  readonly state: 'done' | 'open' | 'unseen';
  /** Where it is done, or looked at. */
  readonly href: string | undefined;
  /** For a terminal. */
  readonly command?: string;
}

/** The workshop's steps, each as far as the APIs say. @param origin of the server: `http://localhost:4566` */
export function checklistOf(facts: Facts, seen: Seen, origin: string): readonly Step[] {
  const streamOf = (name: string) => facts.streams.find((one) => one.name === name);
  const stream = streamOf(workshop.stream);
  const summary = streamOf(workshop.summary);
  const application = facts.applications.find(({ name }) => name === workshop.application);
  const table = facts.tables.find(({ name }) => name === workshop.table);
  const processor = facts.functions.find(({ name }) => name === workshop.function);
  const pool = facts.pools.find(({ takesGuests }) => takesGuests);
  const reading = facts.pools.find(
    ({ takesGuests, policies }) =>
      takesGuests && stream !== undefined && allows(policies, ['kinesis:GetRecords'], stream.arn),
  );
  const mapping = facts.mappings.find(
    ({ sourceArn, functionName }) => sourceArn === summary?.arn && functionName === workshop.function,
  );
  const unseen = (...parts: readonly FactProblem['part'][]): boolean =>
    facts.problems.some(({ part }) => parts.includes(part));
  const state = (isDone: boolean, isUnseen: boolean): Step['state'] => (isDone ? 'done' : isUnseen ? 'unseen' : 'open');
  const comes = (name: string): boolean => (seen.incoming[name] ?? 0) > 0;
  const isComplete = (application?.inputs.length ?? 0) > 0 && (application?.outputs.length ?? 0) > 0;

  return [
    {
      id: 'stream',
      module: 1,
      state: state(stream?.status === 'ACTIVE', unseen('streams')),
      href: stream ? streamHref(workshop.stream) : createStreamHref,
    },
    {
      id: 'producer',
      module: 1,
      state: state(comes(workshop.stream), false),
      href: streamHref(workshop.stream, 'monitoring'),
      command: `npx producer -endpoint ${origin}`,
    },
    {
      id: 'pool',
      module: 1,
      state: state(pool !== undefined, unseen('pools')),
      href: pool ? poolHref(pool.id) : createPoolHref,
    },
    {
      id: 'guests',
      module: 1,
      state: state(reading !== undefined, unseen('pools', 'roles')),
      href: pool?.guestRole === undefined ? (pool ? poolHref(pool.id) : undefined) : roleHref(pool.guestRole),
    },
    { id: 'map', module: 1, state: state(seen.mapOpened, false), href: undefined },
    {
      id: 'summary',
      module: 2,
      state: state(summary?.status === 'ACTIVE', unseen('streams')),
      href: summary ? streamHref(workshop.summary) : createStreamHref,
    },
    {
      id: 'application',
      module: 2,
      state: state(isComplete, unseen('applications')),
      href: application ? applicationHref(workshop.application) : createApplicationHref,
    },
    {
      id: 'running',
      module: 2,
      state: state(application?.status === 'RUNNING', unseen('applications')),
      href: applicationHref(workshop.application, 'sql'),
    },
    {
      id: 'summaries',
      module: 2,
      state: state(comes(workshop.summary), false),
      href: streamHref(workshop.summary, 'viewer'),
      command: `npx consumer -stream ${workshop.summary} -endpoint ${origin}`,
    },
    {
      id: 'table',
      module: 3,
      state: state(table?.status === 'ACTIVE', unseen('tables')),
      href: table ? tableHref(workshop.table) : createTableHref,
    },
    {
      id: 'role',
      module: 3,
      state: state(seen.processorRole === true, seen.processorRole === undefined),
      href: seen.processorRole === true ? roleHref(workshop.role) : createRoleHref,
    },
    {
      id: 'function',
      module: 3,
      state: state(processor !== undefined, unseen('functions')),
      href: processor ? functionHref(workshop.function) : createFunctionHref,
    },
    {
      id: 'trigger',
      module: 3,
      state: state(mapping?.state === 'Enabled', unseen('mappings')),
      href: functionHref(workshop.function, 'configuration'),
    },
    {
      id: 'items',
      module: 3,
      state: state(seen.tableHasItems === true, table !== undefined && seen.tableHasItems === undefined),
      href: tableHref(workshop.table, 'items'),
    },
  ];
}
