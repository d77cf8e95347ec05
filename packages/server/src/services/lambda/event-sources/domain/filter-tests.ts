import { BlockList, isIP } from 'node:net';
import { compileWildcard } from './wildcard.js';

export type Scalar = string | number | boolean | null;
export type Test = (value: Scalar) => boolean;

/**
 * What a match expression such as {"prefix": "a"} asks; 'absent' where it asks that there is nothing, and undefined where it is no such expression.
 * An unknown operator, or two in one expression, is none.
 */
export function compileTest(expression: Readonly<Record<string, unknown>>): Test | 'absent' | undefined {
  const [[operator, operand] = [], ...more] = Object.entries(expression);
  if (operator === undefined || more.length > 0) return undefined;
  switch (operator) {
    case 'exists':
      return operand === true ? () => true : operand === false ? 'absent' : undefined;
    case 'numeric':
      return Array.isArray(operand) ? numeric(operand) : undefined;
    case 'anything-but':
      return anythingBut(operand);
    case 'cidr':
      return typeof operand === 'string' ? cidr(operand) : undefined;
    default:
      return textTest(operator, operand);
  }
}

/** Tests of texts, which other values do not pass. */
function textTest(operator: string, operand: unknown): Test | undefined {
  const ignoresCase = isIgnoringCase(operand);
  if (ignoresCase && (operator === 'prefix' || operator === 'suffix')) {
    const test = textTest(operator, operand['equals-ignore-case'].toLowerCase());
    return test && ((value) => typeof value === 'string' && test(value.toLowerCase()));
  }
  if (typeof operand !== 'string') return undefined;
  switch (operator) {
    case 'prefix':
      return (value) => typeof value === 'string' && value.startsWith(operand);
    case 'suffix':
      return (value) => typeof value === 'string' && value.endsWith(operand);
    case 'equals-ignore-case': {
      const lower = operand.toLowerCase();
      return (value) => typeof value === 'string' && value.toLowerCase() === lower;
    }
    case 'wildcard': {
      const fits = compileWildcard(operand);
      return fits && ((value) => typeof value === 'string' && fits(value));
    }
    default:
      return undefined;
  }
}

function isIgnoringCase(operand: unknown): operand is { readonly 'equals-ignore-case': string } {
  if (typeof operand !== 'object' || operand === null || Object.keys(operand).length !== 1) return false;
  return 'equals-ignore-case' in operand && typeof operand['equals-ignore-case'] === 'string';
}

const NEGATED = new Set(['prefix', 'suffix', 'equals-ignore-case', 'wildcard']);

/** Passes any value that there is but for those named. */
function anythingBut(operand: unknown): Test | undefined {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [[operator, texts] = ['', undefined], ...more] = Object.entries(operand) as [string, unknown][];
    if (more.length > 0 || !NEGATED.has(operator)) return undefined;
    const list: readonly unknown[] = Array.isArray(texts) ? texts : [texts];
    const tests = list.flatMap((text) => textTest(operator, text) ?? []);
    if (list.length === 0 || tests.length < list.length) return undefined;
    return (value) => !tests.some((test) => test(value));
  }
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const kind = typeof list[0];
  if (!(kind === 'string' || kind === 'number') || list.some((one) => typeof one !== kind)) return undefined;
  const named = new Set(list);
  return (value) => !named.has(value);
}

/** AWS compares numbers up to five billion, either way. */
const LARGEST = 5_000_000_000;
const isComparable = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= LARGEST;

const COMPARISONS: { readonly [operator: string]: ((value: number, bound: number) => boolean) | undefined } = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** One comparison, or a lower bound and then a greater upper one. */
function numeric(operand: readonly unknown[]): Test | undefined {
  const [first, low, second, high] = operand;
  const from = typeof first === 'string' ? COMPARISONS[first] : undefined;
  if (from === undefined || !isComparable(low)) return undefined;
  if (operand.length === 2) return (value) => isComparable(value) && from(value, low);
  const to = typeof second === 'string' ? COMPARISONS[second] : undefined;
  const isRange = (first === '>' || first === '>=') && (second === '<' || second === '<=');
  if (operand.length !== 4 || to === undefined || !isRange || !isComparable(high) || low >= high) return undefined;
  return (value) => isComparable(value) && from(value, low) && to(value, high);
}

function cidr(operand: string): Test | undefined {
  const [address = '', bits, more] = operand.split('/');
  const version = isIP(address);
  const prefix = Number(bits);
  if (version === 0 || more !== undefined || !/^\d{1,3}$/.test(bits ?? '') || prefix > (version === 4 ? 32 : 128))
    return undefined;
  const network = new BlockList();
  network.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6');
  return (value) => {
    if (typeof value !== 'string' || isIP(value) !== version) return false;
    return network.check(value, version === 4 ? 'ipv4' : 'ipv6');
  };
}
