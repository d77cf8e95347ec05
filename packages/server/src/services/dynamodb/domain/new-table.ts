import { none, onDemandWarm } from './table-work.js';
import type {
  Billing,
  ChangeStream,
  Encryption,
  GlobalIndex,
  KeyAttribute,
  LocalIndex,
  StreamViewType,
  Table,
  TableClass,
  TableName,
  Throughput,
} from './table.js';

export type NewGlobalIndex = Pick<GlobalIndex, 'name' | 'hash' | 'range' | 'projection' | 'maximum'> & {
  /** Absent on demand. */
  readonly throughput?: Throughput;
  readonly warm?: Partial<Throughput>;
};

/** What a table is made by. */
export interface NewTable extends TableName {
  readonly attributes: readonly KeyAttribute[];
  readonly hash: string;
  readonly range?: string;
  readonly billing: Billing;
  readonly globals?: readonly NewGlobalIndex[];
  readonly locals?: readonly Omit<LocalIndex, 'place'>[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly deletionProtection?: boolean;
  readonly tableClass?: TableClass;
  readonly encryption?: Encryption;
  readonly stream?: StreamViewType;
  readonly warm?: Partial<Throughput>;
}

/** The table, CREATING, and its stream if it has one. @param identity its id and its place, and the time */
export function makeTable(
  definition: NewTable,
  identity: { readonly id: string; readonly place: string; readonly now: number },
): { readonly table: Table; readonly stream?: ChangeStream } {
  const {
    globals = [],
    locals = [],
    tags = {},
    deletionProtection = false,
    warm,
    stream,
    tableClass,
    ...rest
  } = definition;
  const { id, place, now } = identity;
  const { billing } = rest;
  const base: Table = {
    ...rest,
    id,
    place,
    created: now,
    revision: 1,
    status: 'CREATING',
    globals: globals.map((index, i) => makeIndex(index, i + 1, billing)),
    locals: locals.map((index, i) => ({ ...index, place: placeOf(globals.length + i + 1) })),
    indexesMade: globals.length + locals.length,
    tags,
    deletionProtection,
    works: [{ id: 1, kind: 'create' }],
    worksBegun: 1,
    warm: { ...initialWarm(billing, billing.throughput), ...warm },
    ...(tableClass && tableClass !== 'STANDARD' && { tableClass: { name: tableClass } }),
  };
  if (stream === undefined) return { table: base };
  return withStream(base, stream, 1, now);
}

/** An index that is CREATING. @param number which of the table's indexes, of all there ever were, it is */
export function makeIndex(definition: NewGlobalIndex, number: number, billing: Billing): GlobalIndex {
  const { throughput = none, warm, ...rest } = definition;
  return {
    ...rest,
    place: placeOf(number),
    status: 'CREATING',
    throughput,
    warm: { ...initialWarm(billing, throughput), ...warm },
  };
}

/** The table with a stream switched on, and the stream's own document. @param work whose number names its feed */
export function withStream(
  table: Table,
  viewType: StreamViewType,
  work: number,
  now: number,
): { readonly table: Table; readonly stream: ChangeStream } {
  // A stream of the same millisecond would have the same name.
  const before = table.stream && Date.parse(`${table.stream.label}Z`);
  const created = before === undefined || now > before ? now : before + 1;
  const label = new Date(created).toISOString().slice(0, -1);
  const feed = `S${table.place}.${work}`;
  const { account, region, name, id, hash, range } = table;
  return {
    table: { ...table, stream: { enabled: true, label, viewType, feed } },
    stream: {
      account,
      region,
      table: name,
      tableId: id,
      label,
      feed,
      viewType,
      created,
      enabled: true,
      hash,
      ...(range === undefined ? {} : { range }),
    },
  };
}

export const initialWarm = ({ mode }: Billing, throughput: Throughput): Throughput =>
  mode === 'PAY_PER_REQUEST' ? onDemandWarm : throughput;

const placeOf = (number: number): string => number.toString(36);
