import { isConditionOperator } from '../conditions/operators.js';
import { itemsOf } from './elements.js';
import type { JsonNode, JsonObject } from './json.js';
import type { Condition } from './policy-document.js';

type Operator = Pick<Condition, 'operator' | 'quantifier' | 'ifExists'>;

const quantifiers = { 'forallvalues:': 'ForAllValues', 'foranyvalue:': 'ForAnyValue' } as const;

/** Takes `ForAnyValue:StringLikeIfExists` apart. @returns undefined when there is no such operator; `NullIfExists` is none */
export function readOperator(text: string): Operator | undefined {
  const colon = text.indexOf(':') + 1;
  const prefix = text.slice(0, colon).toLowerCase();
  if (prefix !== '' && prefix !== 'forallvalues:' && prefix !== 'foranyvalue:') return undefined;
  const name = text.slice(colon);
  const ifExists = name.toLowerCase().endsWith('ifexists');
  const operator = ifExists ? name.slice(0, -'IfExists'.length) : name;
  if (!isConditionOperator(operator) || (ifExists && operator.toLowerCase() === 'null')) return undefined;
  return { operator, ifExists, ...(prefix !== '' && { quantifier: quantifiers[prefix] }) };
}

/** The values of one key as texts; undefined when one is neither a string nor a number nor a boolean. */
export function conditionValues(node: JsonNode): readonly string[] | undefined {
  const values = itemsOf(node).flatMap((item) => scalarText(item) ?? []);
  return values.length === itemsOf(node).length ? values : undefined;
}

function scalarText(node: JsonNode): string | undefined {
  if (node.kind === 'string') return node.value;
  return node.kind === 'number' || node.kind === 'boolean' ? node.text : undefined;
}

/** The conditions of a Condition element whose form is known to be right. A block without keys says nothing, whatever its operator. */
export function readConditions(condition: JsonObject): readonly Condition[] {
  return condition.members.flatMap(({ key: name, value: block }) => {
    const operator = readOperator(name);
    if (operator === undefined || block.kind !== 'object') return [];
    return block.members.map(({ key, value }) => ({ ...operator, key, values: conditionValues(value) ?? [] }));
  });
}

/** The first value that its operator cannot compare: `legacy` when AWS's older parser finds it, `syntax` when the newer does. */
export function valueFault(conditions: readonly Condition[]): 'legacy' | 'syntax' | undefined {
  for (const { operator, values } of conditions) {
    const family = families.find(({ operators }) => operators.test(operator));
    if (family !== undefined && !values.every((value) => family.takes(value))) return family.fault;
  }
  return undefined;
}

const families: readonly {
  readonly operators: RegExp;
  readonly fault: 'legacy' | 'syntax';
  readonly takes: (value: string) => boolean;
}[] = [
  { operators: /^binary/i, fault: 'syntax', takes: isBase64 },
  { operators: /^date/i, fault: 'legacy', takes: isDate },
  {
    operators: /^numeric/i,
    fault: 'legacy',
    takes: (value) => /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(value),
  },
  { operators: /^(?:not)?ipaddress$/i, fault: 'legacy', takes: isAddress },
  { operators: /^arn/i, fault: 'legacy', takes: isArnPattern },
];

function isBase64(value: string): boolean {
  return value.length % 4 === 0 && /^[A-Za-z\d+/]+={0,2}$/.test(value);
}

/** A policy variable may stand for the whole ARN. */
function isArnPattern(value: string): boolean {
  return value === '*' || value.startsWith('${') || (value.startsWith('arn:') && value.split(':', 6).length === 6);
}

const isoDate =
  /^(-?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:t(?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.\d{1,9})?)?)?)?(?:z|[-+](\d{2})(?::?(\d{2}))?)?)?$/i;

/** Of each part of `isoDate`: the least and the most. */
const dateRanges = [
  [-292_275_054, 292_278_993],
  [1, 12],
  [1, 31],
  [0, 23],
  [0, 59],
  [0, 59],
  [0, 23],
  [0, 59],
] as const;

/** ISO 8601, from the year alone to the fraction of a second, or seconds since 1970 as a 64-bit number. Policy variables are neither. */
function isDate(value: string): boolean {
  if (/^\d{1,19}$/.test(value)) return BigInt(value) < 2n ** 63n;
  const parts = isoDate.exec(value)?.slice(1);
  return (
    parts !== undefined &&
    dateRanges.every(([least, most], index) => {
      const part = parts[index];
      return part === undefined || (Number(part) >= least && Number(part) <= most);
    })
  );
}

/** An IPv4 or IPv6 address, or a block of them: `203.0.113.0/24`. */
function isAddress(value: string): boolean {
  const [address = '', prefix, ...more] = value.split('/', 3);
  const bits = address.includes(':') ? 128 : 32;
  if (more.length > 0 || (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))) return false;
  return bits === 32 ? isV4(address) : isV6(address);
}

function isV4(address: string): boolean {
  const parts = address.split('.', 5);
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

/** Eight groups of hexadecimal digits; `::` stands for one group or more; an IPv4 address may stand for the last two. */
function isV6(address: string): boolean {
  if (address.length > 45) return false;
  const halves = address.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const tail = groups.at(-1)?.includes('.') ? groups.pop() : undefined;
  const count = groups.length + (tail === undefined ? 0 : 2);
  return (
    (tail === undefined || isV4(tail)) &&
    groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) &&
    (halves.length === 1 ? count === 8 : halves.length === 2 && count < 8)
  );
}
