import { stored } from '../../../shared/stored.js';

/** How a table's columns are shown: by the table's name. */
export interface ColumnChoice {
  /** In the order in which they stand. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** px */
  readonly widths: Readonly<Record<string, number>>;
}

export const noChoice: ColumnChoice = { order: [], hidden: [], widths: {} };

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function readChoice(value: unknown): ColumnChoice {
  const { order, hidden, widths }: { order?: unknown; hidden?: unknown; widths?: unknown } = Object(value);
  const pairs = Object.entries(Object(widths) as Record<string, unknown>);
  return {
    order: isTexts(order) ? order : [],
    hidden: isTexts(hidden) ? hidden : [],
    widths: Object.fromEntries(pairs.filter((pair): pair is [string, number] => typeof pair[1] === 'number')),
  };
}

export const columnChoices = stored<Readonly<Record<string, ColumnChoice>>>(
  'dynamodb.columns',
  () => ({}),
  (value) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, choice]) => [name, readChoice(choice)]))
      : undefined,
);

export const viewSizes = [50, 100, 200, 300] as const;

/** Items on a page of the list. */
export const viewSize = stored<number>(
  'dynamodb.page-size',
  () => 50,
  (value) => viewSizes.find((one) => one === value),
);

/** Names in the chosen order; those that were not there then come last. */
export function ordered(names: readonly string[], { order }: ColumnChoice): string[] {
  const place = new Map(order.map((name, index) => [name, index]));
  return names.toSorted((a, b) => (place.get(a) ?? order.length) - (place.get(b) ?? order.length));
}
