import { isAttributeType, type AttributeType } from '../values/attribute.js';

export const keyOperators = ['=', '<', '<=', '>', '>=', 'between', 'begins_with'] as const;
export type KeyOperator = (typeof keyOperators)[number];

export const filterOperators = [
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'between',
  'in',
  'begins_with',
  'contains',
  'not_contains',
  'exists',
  'not_exists',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

/** Values are as they are typed: a number's digits, base64 of a binary. */
export interface KeyCondition {
  readonly name: string;
  readonly operator: KeyOperator;
  readonly value: string;
  /** The greater one of `between`. */
  readonly upper: string;
}

export interface Filter {
  readonly name: string;
  readonly type: FilterType;
  readonly operator: FilterOperator;
  /** Of `in` several, a line each. */
  readonly value: string;
  readonly upper: string;
}

export const filterTypes = ['S', 'N', 'B', 'BOOL', 'NULL'] as const satisfies readonly AttributeType[];
export type FilterType = (typeof filterTypes)[number];

/** What is asked of a table. */
export interface ItemQuery {
  readonly mode: 'scan' | 'query';
  readonly index: string | undefined;
  readonly keys: readonly KeyCondition[];
  readonly filters: readonly Filter[];
  readonly isDescending: boolean;
  /** Names of attributes; undefined is all that the source has. */
  readonly attributes: readonly string[] | undefined;
  readonly isConsistent: boolean;
  /** Items that one call looks at; undefined leaves it to the page. */
  readonly limit: number | undefined;
}

export const wholeTable: ItemQuery = {
  mode: 'scan',
  index: undefined,
  keys: [],
  filters: [],
  isDescending: false,
  attributes: undefined,
  isConsistent: false,
  limit: undefined,
};

/** As in an address. What is usual is left out. */
export function queryToParameters(query: ItemQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  parameters.set('mode', query.mode);
  if (query.index !== undefined) parameters.set('index', query.index);
  for (const { name, operator, value, upper } of query.mode === 'query' ? query.keys : [])
    parameters.append('key', JSON.stringify([name, operator, value, ...(upper === '' ? [] : [upper])]));
  for (const { name, type, operator, value, upper } of query.filters)
    parameters.append('filter', JSON.stringify([name, type, operator, value, ...(upper === '' ? [] : [upper])]));
  if (query.isDescending) parameters.set('order', 'desc');
  if (query.attributes !== undefined) parameters.set('attributes', JSON.stringify(query.attributes));
  if (query.isConsistent) parameters.set('consistent', '1');
  if (query.limit !== undefined) parameters.set('limit', String(query.limit));
  return parameters;
}

/** Undefined for an address that asks nothing. What makes no sense in it is left out: anyone can write an address. */
export function queryFromParameters(parameters: URLSearchParams): ItemQuery | undefined {
  const mode = parameters.get('mode');
  if (mode !== 'scan' && mode !== 'query') return undefined;
  const limit = Number(parameters.get('limit') ?? Number.NaN);
  return {
    mode,
    index: parameters.get('index') ?? undefined,
    keys: parameters.getAll('key').flatMap((text) => {
      const [name, operator, value = '', upper = ''] = texts(text) ?? [];
      const known = keyOperators.find((one) => one === operator);
      return name === undefined || known === undefined ? [] : [{ name, operator: known, value, upper }];
    }),
    filters: parameters.getAll('filter').flatMap((text) => {
      const [name, type = '', operator, value = '', upper = ''] = texts(text) ?? [];
      const known = filterOperators.find((one) => one === operator);
      const kind = filterTypes.find((one) => one === type && isAttributeType(one));
      if (name === undefined || known === undefined || kind === undefined) return [];
      return [{ name, type: kind, operator: known, value, upper }];
    }),
    isDescending: parameters.get('order') === 'desc',
    attributes: texts(parameters.get('attributes') ?? ''),
    isConsistent: parameters.get('consistent') === '1',
    limit: Number.isInteger(limit) && limit > 0 ? limit : undefined,
  };
}

function texts(json: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
