import type {
  Billing,
  GlobalIndex,
  IndexThroughput,
  Table,
  TableStatus,
  Throughput,
  ThroughputHistory,
  Work,
  WorkToDo,
} from './table.js';
import { isSameDay } from './table-quotas.js';

/** What an on-demand table can take at once from the beginning. */
export const onDemandWarm: Throughput = { read: 12_000, write: 4_000 };

/** The table with works begun: their due tasks end them. */
export function beginWorks(
  table: Table,
  toDo: readonly WorkToDo[],
): { readonly table: Table; readonly begun: readonly Work[] } {
  const begun = toDo.map((work, i): Work => ({ ...work, id: table.worksBegun + 1 + i }));
  const works = [...table.works, ...begun];
  return { table: { ...table, works, worksBegun: table.worksBegun + begun.length, status: statusOf(works) }, begun };
}

/** What a table's status is by what is under way. */
function statusOf(works: readonly WorkToDo[]): TableStatus {
  const kinds = new Set(works.map(({ kind }) => kind));
  if (kinds.has('delete')) return 'DELETING';
  if (kinds.has('create') || kinds.has('fill')) return 'CREATING';
  return updating.some((kind) => kinds.has(kind)) ? 'UPDATING' : 'ACTIVE';
}

/** During other works the table is ACTIVE. */
const updating = ['throughput', 'stream', 'class', 'index-create', 'index-delete'] as const;

/** The table once a work has ended. @param now ms since the epoch */
export function endWork(table: Table, work: Work, now: number): Table {
  const works = table.works.filter(({ id }) => id !== work.id);
  return { ...ended(table, work, now), works, status: statusOf(works) };
}

function ended(table: Table, work: Work, now: number): Table {
  switch (work.kind) {
    case 'fill': {
      const { restore: _done, ...rest } = table;
      return ended(rest, { ...work, kind: 'create' }, now);
    }
    case 'create': {
      const { billing } = table;
      const globals = table.globals.map((index): GlobalIndex => ({ ...index, status: 'ACTIVE' }));
      return billing.mode === 'PROVISIONED'
        ? { ...table, globals }
        : { ...table, globals, billing: { ...billing, onDemandSince: table.created } };
    }
    case 'throughput': {
      const changed = work.indexes.reduce((before, to) => withIndexThroughput(before, to, now), table);
      const billing = endBilling(table.billing, work.billing, now);
      const floor = billing.mode === 'PAY_PER_REQUEST' ? onDemandWarm : billing.throughput;
      return { ...changed, billing, warm: greater(table.warm, floor), globals: changed.globals.map(warmed(billing)) };
    }
    case 'class':
      return { ...table, tableClass: { name: work.to, updated: now } };
    case 'index-create':
      return withIndex(table, work.index, (index) => ({ ...index, backfilling: true }));
    case 'index-delete':
      return withoutIndex(table, work.index);
    case 'index-update':
      return withIndexThroughput(table, work.to, now);
    case 'encryption': {
      const { encryption: _before, ...rest } = table;
      return work.to === null ? rest : { ...rest, encryption: work.to };
    }
    case 'warm':
      if (work.index === undefined) return { ...table, warm: greater(table.warm, work.to) };
      return withIndex(table, work.index, (index) => ({ ...index, warm: greater(index.warm, work.to) }));
    case 'insights': {
      const insights = table.insights?.[work.index];
      if (insights === undefined) return table;
      const status = insights.status === 'ENABLING' || insights.status === 'ENABLED' ? 'ENABLED' : 'DISABLED';
      return { ...table, insights: { ...table.insights, [work.index]: { ...insights, status } } };
    }
    case 'stream':
    case 'delete':
      return table;
  }
}

/** The table with another definition of one of its global indexes. */
export const withIndex = (table: Table, name: string, change: (index: GlobalIndex) => GlobalIndex): Table => ({
  ...table,
  globals: table.globals.map((index) => (index.name === name ? change(index) : index)),
});

function withIndexThroughput(table: Table, to: IndexThroughput, now: number): Table {
  return withIndex(table, to.index, (index) => {
    const status = index.status === 'UPDATING' ? 'ACTIVE' : index.status;
    const { throughput } = to;
    if (throughput === undefined) return { ...index, status };
    const history = endHistory(index.history, index.throughput, throughput, now);
    return { ...index, status, throughput, history, warm: greater(index.warm, throughput) };
  });
}

/** A table without an index, and without the attributes that only the index had for keys. */
function withoutIndex(table: Table, name: string): Table {
  const globals = table.globals.filter((index) => index.name !== name);
  const { [name]: _gone, ...insights } = table.insights ?? {};
  const used = new Set([
    table.hash,
    ...(table.range === undefined ? [] : [table.range]),
    ...table.locals.map(({ range }) => range),
    ...globals.flatMap(({ hash, range }) => [...hash, ...range]),
  ]);
  const attributes = table.attributes.filter((attribute) => used.has(attribute.name));
  return { ...table, globals, attributes, ...(table.insights && { insights }) };
}

/** A switch drops the maxima of on-demand tables, and a decrease is counted when it is done. */
function endBilling(before: Billing, to: Billing, now: number): Billing {
  const history =
    to.mode === 'PROVISIONED' ? endHistory(before.history, before.throughput, to.throughput, now) : before.history;
  const onDemandSince = to.mode === 'PAY_PER_REQUEST' && before.mode === 'PROVISIONED' ? now : before.onDemandSince;
  return { ...to, ...(history && { history }), ...(onDemandSince === undefined ? {} : { onDemandSince }) };
}

const warmed =
  ({ mode }: Billing) =>
  (index: GlobalIndex): GlobalIndex =>
    mode === 'PROVISIONED' ? index : { ...index, throughput: none, warm: greater(index.warm, onDemandWarm) };

export const none: Throughput = { read: 0, write: 0 };

/** Which times a change of throughput sets when it begins. */
export function beginHistory(
  history: ThroughputHistory | undefined,
  from: Throughput,
  to: Throughput,
  now: number,
): ThroughputHistory {
  return {
    ...history,
    ...(to.read > from.read || to.write > from.write ? { increased: now } : {}),
    ...(isDecrease(from, to) ? { decreased: now, decreases: decreasesOn(history, now) } : {}),
  };
}

function endHistory(
  history: ThroughputHistory | undefined,
  from: Throughput,
  to: Throughput,
  now: number,
): ThroughputHistory {
  const begun = beginHistory(history, from, to, now);
  return isDecrease(from, to) ? { ...begun, decreases: decreasesOn(history, now) + 1 } : begun;
}

/** From nothing, as an on-demand table has it, everything is an increase. */
export const isDecrease = (from: Throughput, to: Throughput): boolean => to.read < from.read || to.write < from.write;

/** How often a throughput was decreased on the UTC day. */
export const decreasesOn = (history: ThroughputHistory | undefined, now: number): number =>
  history?.decreased !== undefined && isSameDay(history.decreased, now) ? (history.decreases ?? 0) : 0;

export const greater = (a: Throughput, b: Throughput): Throughput => ({
  read: Math.max(a.read, b.read),
  write: Math.max(a.write, b.write),
});
