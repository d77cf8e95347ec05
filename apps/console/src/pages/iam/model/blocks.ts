import { compileAction, readJson, readOperator, type Condition, type JsonNode } from '@paddock/policy';
import { actionsOf } from '@paddock/policy/reference';
import { groupBy } from './group-by.js';

/** A policy as the visual editor shows it: the text's statements as blocks, whatever else it says kept as it is. */
export interface PolicyModel {
  /** The document's elements; its statements are in `blocks`. */
  readonly rest: Readonly<Record<string, unknown>>;
  /** Whether `Statement` was one object without a list around it. */
  readonly isSingle: boolean;
  readonly blocks: readonly Block[];
}

export type Block = VisualBlock | JsonBlock;

/** A statement that the visual editor can show, or one that is being made with it. */
export interface VisualBlock {
  readonly kind: 'visual';
  readonly id: number;
  readonly effect: 'Allow' | 'Deny';
  /** The prefix, in lower case; `*` for all services; undefined until one is chosen. */
  readonly service: string | undefined;
  /** As written: `kinesis:GetRecords`, `kinesis:Get*`. */
  readonly actions: readonly string[];
  readonly everywhere: boolean;
  /** What `Resource` names when it is not `*` alone. */
  readonly arns: readonly string[];
  readonly conditions: readonly Condition[];
  readonly sid: string | undefined;
  /** The statement of the text, as long as nothing was changed: it is written back as it was. */
  readonly raw?: unknown;
}

/** A statement that only JSON can show. */
export interface JsonBlock {
  readonly kind: 'json';
  readonly id: number;
  readonly raw: unknown;
  readonly why: JsonOnly;
}

export type JsonOnly = 'notAction' | 'notResource' | 'principal' | 'services' | 'form';

let lastId = 0;

export const emptyBlock = (): VisualBlock => ({
  kind: 'visual',
  id: ++lastId,
  effect: 'Allow',
  service: undefined,
  actions: [],
  everywhere: false,
  arns: [],
  conditions: [],
  sid: undefined,
});

export const emptyPolicy = (): PolicyModel => ({
  rest: { Version: '2012-10-17', Statement: [] },
  isSingle: false,
  blocks: [emptyBlock()],
});

export function cloned(block: Block): Block {
  if (block.kind === 'json') return { ...block, id: ++lastId };
  const { raw: _, ...own } = block;
  return { ...own, id: ++lastId, sid: undefined };
}

/** A block with something changed in it: from then on it is written from its fields. */
export function changed(block: VisualBlock, change: Partial<Omit<VisualBlock, 'kind' | 'id' | 'raw'>>): VisualBlock {
  const { raw: _, ...own } = block;
  return { ...own, ...change };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns undefined for a text that has no statements: that is no JSON, or no policy; and for one that says something twice, of which blocks would lose the first */
export function readModel(text: string): PolicyModel | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  const node = readJson(text);
  if (!isObject(root) || node === undefined || saysTwice(node)) return undefined;
  const { Statement: statement } = root;
  if (!isObject(statement) && !Array.isArray(statement)) return undefined;
  const list: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  return { rest: root, isSingle: !Array.isArray(statement), blocks: list.map(readBlock) };
}

function saysTwice(node: JsonNode): boolean {
  if (node.kind === 'array') return node.items.some(saysTwice);
  if (node.kind !== 'object') return false;
  const names = new Set(node.members.map(({ key }) => key));
  return names.size < node.members.length || node.members.some(({ value }) => saysTwice(value));
}

const shown = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']);

function readBlock(raw: unknown): Block {
  const json = (why: JsonOnly): JsonBlock => ({ kind: 'json', id: ++lastId, raw, why });
  if (!isObject(raw)) return json('form');
  if ('NotAction' in raw) return json('notAction');
  if ('NotResource' in raw) return json('notResource');
  if ('Principal' in raw || 'NotPrincipal' in raw) return json('principal');
  if (!Object.keys(raw).every((name) => shown.has(name))) return json('form');
  const { Sid: sid, Effect: effect, Action: action = [], Resource: resource = [], Condition: condition = {} } = raw;
  const [actions, arns, conditions] = [stringsOf(action), stringsOf(resource), conditionsOf(condition)];
  if (effect !== 'Allow' && effect !== 'Deny') return json('form');
  if (!actions || !arns || !conditions || (sid !== undefined && typeof sid !== 'string')) return json('form');
  const services = [...new Set(actions.map(serviceOf))];
  if (services.includes(undefined)) return json('form');
  if (services.length > 1) return json('services');
  const everywhere = arns.length === 1 && arns[0] === '*';
  return {
    kind: 'visual',
    id: ++lastId,
    effect,
    service: services[0],
    actions,
    everywhere,
    arns: everywhere ? [] : arns,
    conditions,
    sid,
    raw,
  };
}

/** `kinesis` of `Kinesis:Get*`, `*` of `*`; undefined where the service itself is a pattern, or there is none. */
function serviceOf(action: string): string | undefined {
  if (action === '*' || action === '*:*') return '*';
  const prefix = /^([a-z\d.-]+):[^:]+$/i.exec(action)?.[1];
  return prefix?.toLowerCase();
}

function stringsOf(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.every((one) => typeof one === 'string') ? list : undefined;
}

function conditionsOf(value: unknown): readonly Condition[] | undefined {
  if (!isObject(value)) return undefined;
  const found: Condition[] = [];
  for (const [name, block] of Object.entries(value)) {
    const operator = readOperator(name);
    if (operator === undefined || !isObject(block)) return undefined;
    for (const [key, one] of Object.entries(block)) {
      const list: readonly unknown[] = Array.isArray(one) ? one : [one];
      if (!list.every((each) => ['string', 'number', 'boolean'].includes(typeof each))) return undefined;
      const values = list.map(String);
      // The editor shows a value a line.
      if (values.some((value) => value.includes('\n'))) return undefined;
      found.push({ ...operator, key, values });
    }
  }
  return found;
}

/** The policy's text, as AWS's editor lays it out. */
export function writeModel({ rest, isSingle, blocks }: PolicyModel): string {
  const taken = new Set(blocks.flatMap((block) => sidOf(block) ?? []));
  const statements = blocks.flatMap((block) => {
    if (block.kind === 'json') return [block.raw];
    return 'raw' in block ? [block.raw] : writeBlock(block, taken);
  });
  const [only] = statements;
  const isOne = isSingle && statements.length === 1;
  return JSON.stringify({ ...rest, Statement: isOne ? only : statements }, null, 4);
}

function sidOf(block: Block): string | undefined {
  if (block.kind === 'visual') return block.sid;
  const { Sid: sid }: { Sid?: unknown } = Object(block.raw);
  return typeof sid === 'string' ? sid : undefined;
}

function writeBlock(block: VisualBlock, taken: Set<string>): readonly unknown[] {
  const { effect, actions, everywhere, arns, conditions } = block;
  const alone = everywhere ? [] : actions.filter(needsEverything);
  const named = actions.filter((action) => !alone.includes(action));
  const condition = writeConditions(conditions);
  const statement = (sid: string, some: readonly string[], resources: readonly string[]) => ({
    Sid: sid,
    Effect: effect,
    Action: shortest(some),
    Resource: shortest(resources),
    ...(condition === undefined ? {} : { Condition: condition }),
  });
  const statements = [];
  if (named.length > 0 || alone.length === 0)
    statements.push(statement(block.sid ?? freeSid(taken), named, everywhere ? ['*'] : arns));
  // What can be allowed on everything only stands by itself, as AWS's editor writes it.
  if (alone.length > 0)
    statements.push(statement(statements.length === 0 ? (block.sid ?? freeSid(taken)) : freeSid(taken), alone, ['*']));
  return statements;
}

/** Whether all that an action pattern stands for can be asked about `*` only. Not so where nothing is known of it. */
export function needsEverything(pattern: string): boolean {
  const service = serviceOf(pattern);
  if (service === undefined || service === '*') return false;
  const matches = compileAction(pattern);
  const meant = actionsOf(service).filter(({ name }) => matches(`${service}:${name}`));
  return meant.length > 0 && meant.every(({ resourceTypes }) => resourceTypes.length === 0);
}

const shortest = (list: readonly string[]): string | readonly string[] =>
  list.length === 1 && list[0] !== undefined ? list[0] : list;

function freeSid(taken: Set<string>): string {
  for (let number = 0; ; number++) {
    const sid = `VisualEditor${number}`;
    if (taken.has(sid)) continue;
    taken.add(sid);
    return sid;
  }
}

export const operatorText = ({ quantifier, operator, ifExists }: Omit<Condition, 'key' | 'values'>): string =>
  `${quantifier === undefined ? '' : `${quantifier}:`}${operator}${ifExists ? 'IfExists' : ''}`;

function writeConditions(conditions: readonly Condition[]): Record<string, Record<string, unknown>> | undefined {
  const written = new Map<string, Map<string, string[]>>();
  for (const condition of conditions) {
    const name = operatorText(condition);
    const block = written.get(name) ?? new Map<string, string[]>();
    block.set(condition.key, [...(block.get(condition.key) ?? []), ...condition.values]);
    written.set(name, block);
  }
  if (written.size === 0) return undefined;
  return Object.fromEntries(
    Array.from(written, ([name, block]) => [
      name,
      Object.fromEntries(Array.from(block, ([key, values]) => [key, shortest(values)])),
    ]),
  );
}

/** A statement about several services as one for each, which mean the same together. */
export function splitByService(block: JsonBlock): readonly Block[] {
  const raw = Object(block.raw) as Readonly<Record<string, unknown>>;
  const groups = groupBy(stringsOf(raw['Action']) ?? [], serviceOf);
  return Array.from(groups.values(), (actions, index) => {
    const { Sid: sid, ...others } = raw;
    return readBlock({
      ...(index === 0 && sid !== undefined ? { Sid: sid } : {}),
      ...others,
      Action: shortest(actions),
    });
  });
}
