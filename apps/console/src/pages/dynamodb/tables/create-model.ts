import type {
  AttributeDefinition,
  CreateTableCommandInput,
  KeySchemaElement,
  Projection,
  ScalarAttributeType,
  StreamViewType,
} from '@aws-sdk/client-dynamodb';

export interface KeyDraft {
  readonly name: string;
  readonly type: ScalarAttributeType;
}

/** How much may be read and written, as somebody types it. */
export interface CapacityDraft {
  readonly mode: 'PAY_PER_REQUEST' | 'PROVISIONED';
  readonly read: string;
  readonly write: string;
}

export interface IndexDraft {
  readonly id: number;
  readonly kind: 'global' | 'local';
  readonly name: string;
  /** Of global indexes only. */
  readonly partition: KeyDraft;
  /** An empty name is none; a local index must have one. */
  readonly sort: KeyDraft;
  readonly projection: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly included: readonly string[];
  readonly read: string;
  readonly write: string;
}

export interface TagDraft {
  readonly key: string;
  readonly value: string;
}

export interface TableDraft {
  readonly name: string;
  readonly partition: KeyDraft;
  readonly hasSortKey: boolean;
  readonly sort: KeyDraft;
  readonly isCustom: boolean;
  readonly tableClass: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  readonly capacity: CapacityDraft;
  readonly indexes: readonly IndexDraft[];
  readonly stream: StreamViewType | 'OFF';
  readonly isProtected: boolean;
  readonly policy: string;
  readonly tags: readonly TagDraft[];
}

const noKey: KeyDraft = { name: '', type: 'S' };

export const newTable: TableDraft = {
  name: '',
  partition: noKey,
  hasSortKey: false,
  sort: noKey,
  isCustom: false,
  tableClass: 'STANDARD',
  capacity: { mode: 'PAY_PER_REQUEST', read: '5', write: '5' },
  indexes: [],
  stream: 'OFF',
  isProtected: false,
  policy: '',
  tags: [],
};

let lastIndex = 0;

export const newIndex = (kind: IndexDraft['kind']): IndexDraft => ({
  id: ++lastIndex,
  kind,
  name: '',
  partition: noKey,
  sort: noKey,
  projection: 'ALL',
  included: [],
  read: '5',
  write: '5',
});

export type DraftFault =
  | 'required'
  | 'table.name'
  | 'index.name'
  | 'index.twice'
  | 'key.long'
  | 'key.same'
  | 'key.type'
  | 'units'
  | 'tag.twice'
  | 'tag.aws'
  | 'policy';

/** What is wrong, by field: `name`, `partition`, `index.3.name` … */
export type DraftFaults = ReadonlyMap<string, DraftFault>;

/** What AWS's console finds wrong before it asks. */
export function faultsOfTable(draft: TableDraft): DraftFaults {
  const faults = new Map<string, DraftFault>();
  if (draft.name === '') faults.set('name', 'required');
  else if (!/^[\w.-]{3,255}$/.test(draft.name)) faults.set('name', 'table.name');
  keyFaults(faults, 'partition', draft.partition);
  if (draft.hasSortKey) {
    keyFaults(faults, 'sort', draft.sort);
    if (draft.sort.name === draft.partition.name && draft.sort.name !== '') faults.set('sort', 'key.same');
  }
  if (!draft.isCustom) return faults;
  if (draft.capacity.mode === 'PROVISIONED') unitFaults(faults, '', draft.capacity);
  const names = new Set<string>();
  const types = new Map<string, ScalarAttributeType>([
    [draft.partition.name, draft.partition.type],
    ...(draft.hasSortKey ? [[draft.sort.name, draft.sort.type] as const] : []),
  ]);
  for (const index of draft.indexes) {
    for (const [field, fault] of faultsOfIndex(index, draft.capacity.mode, types)) faults.set(field, fault);
    if (names.has(index.name)) faults.set(`index.${index.id}.name`, 'index.twice');
    names.add(index.name);
  }
  const keys = new Set<string>();
  draft.tags.forEach(({ key }, at) => {
    if (key === '') faults.set(`tag.${at}`, 'required');
    else if (/^aws:/i.test(key)) faults.set(`tag.${at}`, 'tag.aws');
    else if (keys.has(key)) faults.set(`tag.${at}`, 'tag.twice');
    keys.add(key);
  });
  if (draft.policy.trim() !== '' && !isJson(draft.policy)) faults.set('policy', 'policy');
  return faults;
}

/** @param types of the attributes that are keys already; an attribute has one type everywhere. It is added to */
export function faultsOfIndex(
  index: IndexDraft,
  mode: CapacityDraft['mode'],
  types: Map<string, ScalarAttributeType>,
): DraftFaults {
  const faults = new Map<string, DraftFault>();
  const at = `index.${index.id}`;
  if (index.name === '') faults.set(`${at}.name`, 'required');
  else if (!/^[\w.-]{3,255}$/.test(index.name)) faults.set(`${at}.name`, 'index.name');
  const key = (field: string, draft: KeyDraft): void => {
    keyFaults(faults, `${at}.${field}`, draft);
    const known = types.get(draft.name);
    if (known !== undefined && known !== draft.type) faults.set(`${at}.${field}`, 'key.type');
    types.set(draft.name, known ?? draft.type);
  };
  if (index.kind === 'global') key('partition', index.partition);
  if (index.kind === 'local' || index.sort.name !== '') key('sort', index.sort);
  if (index.kind === 'global' && index.sort.name !== '' && index.sort.name === index.partition.name)
    faults.set(`${at}.sort`, 'key.same');
  if (index.projection === 'INCLUDE' && index.included.length === 0) faults.set(`${at}.included`, 'required');
  if (index.kind === 'global' && mode === 'PROVISIONED') unitFaults(faults, `${at}.`, index);
  return faults;
}

function keyFaults(faults: Map<string, DraftFault>, field: string, { name }: KeyDraft): void {
  if (name === '') faults.set(field, 'required');
  else if (new TextEncoder().encode(name).length > 255) faults.set(field, 'key.long');
}

export const isUnits = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 40_000;

function unitFaults(
  faults: Map<string, DraftFault>,
  prefix: string,
  { read, write }: { readonly read: string; readonly write: string },
): void {
  if (!isUnits(read)) faults.set(`${prefix}read`, 'units');
  if (!isUnits(write)) faults.set(`${prefix}write`, 'units');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The request of a draft without faults. */
export function createTableInput(draft: TableDraft): CreateTableCommandInput {
  const indexes = draft.isCustom ? draft.indexes : [];
  const isProvisioned = draft.isCustom && draft.capacity.mode === 'PROVISIONED';
  const locals = indexes.filter(({ kind }) => kind === 'local');
  const globals = indexes.filter(({ kind }) => kind === 'global');
  const sort = draft.hasSortKey ? draft.sort : undefined;
  const used = [draft.partition, ...(sort ? [sort] : [])];
  for (const index of indexes) {
    if (index.kind === 'global') used.push(index.partition);
    if (index.sort.name !== '') used.push(index.sort);
  }
  const input: CreateTableCommandInput = {
    TableName: draft.name,
    AttributeDefinitions: definitions(used),
    KeySchema: keySchema(draft.partition, sort),
    BillingMode: isProvisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST',
    ...(isProvisioned ? { ProvisionedThroughput: throughput(draft.capacity) } : {}),
    ...(locals.length === 0
      ? {}
      : {
          LocalSecondaryIndexes: locals.map((index) => ({
            IndexName: index.name,
            KeySchema: keySchema(draft.partition, index.sort),
            Projection: projectionOf(index),
          })),
        }),
    ...(globals.length === 0
      ? {}
      : { GlobalSecondaryIndexes: globals.map((index) => globalIndex(index, isProvisioned)) }),
  };
  if (!draft.isCustom) return input;
  return {
    ...input,
    TableClass: draft.tableClass,
    DeletionProtectionEnabled: draft.isProtected,
    ...(draft.stream === 'OFF' ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: draft.stream } }),
    ...(draft.policy.trim() === '' ? {} : { ResourcePolicy: draft.policy }),
    ...(draft.tags.length === 0 ? {} : { Tags: draft.tags.map(({ key, value }) => ({ Key: key, Value: value })) }),
  };
}

/** A global index as CreateTable and UpdateTable take it. */
export const globalIndex = (index: IndexDraft, isProvisioned: boolean) => ({
  IndexName: index.name,
  KeySchema: keySchema(index.partition, index.sort.name === '' ? undefined : index.sort),
  Projection: projectionOf(index),
  ...(isProvisioned ? { ProvisionedThroughput: throughput(index) } : {}),
});

export const definitions = (keys: readonly KeyDraft[]): AttributeDefinition[] =>
  [...new Map(keys.map(({ name, type }) => [name, type]))].map(([AttributeName, AttributeType]) => ({
    AttributeName,
    AttributeType,
  }));

const keySchema = (partition: KeyDraft, sort: KeyDraft | undefined): KeySchemaElement[] => [
  { AttributeName: partition.name, KeyType: 'HASH' },
  ...(sort ? [{ AttributeName: sort.name, KeyType: 'RANGE' as const }] : []),
];

const projectionOf = ({ projection, included }: IndexDraft): Projection => ({
  ProjectionType: projection,
  ...(projection === 'INCLUDE' ? { NonKeyAttributes: [...included] } : {}),
});

const throughput = ({ read, write }: { readonly read: string; readonly write: string }) => ({
  ReadCapacityUnits: Number(read),
  WriteCapacityUnits: Number(write),
});
