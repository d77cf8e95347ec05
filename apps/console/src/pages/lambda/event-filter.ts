type Json = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

export type FilterVerdict = { readonly is: 'match' | 'no-match' } | { readonly is: 'fault'; readonly message: string };

/**
 * Whether a mapping's filter lets a record pass: a trial in the page of what the service decides itself.
 * @param pattern JSON, in the language of event patterns
 * @param record the record as the filter sees it: `{ "data": { … }, "partitionKey": … }`
 */
export function tryFilter(pattern: string, record: string): FilterVerdict {
  let asked: unknown;
  let given: unknown;
  try {
    asked = JSON.parse(pattern);
    given = JSON.parse(record);
  } catch (error) {
    return fault(error instanceof Error ? error.message : String(error));
  }
  if (!isObject(asked)) return fault('{ … }');
  const problem = patternProblem(asked);
  if (problem !== undefined) return fault(problem);
  return { is: matches(asked, given) ? 'match' : 'no-match' };
}

const fault = (message: string): FilterVerdict => ({ is: 'fault', message });

/** What is wrong with a pattern: the place. Undefined when nothing is. */
export function patternProblem(pattern: unknown, at = '$'): string | undefined {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) return at;
  for (const [key, asked] of Object.entries(pattern)) {
    const place = `${at}.${key}`;
    const problem = isAlternatives(key, asked)
      ? asked.map((one, index) => patternProblem(one, `${place}[${index}]`)).find((one) => one !== undefined)
      : Array.isArray(asked)
        ? leafProblem(asked, place)
        : patternProblem(asked, place);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function leafProblem(asked: readonly unknown[], at: string): string | undefined {
  if (asked.length === 0) return at;
  const index = asked.findIndex((one) => (isObject(one) ? testOf(one) === undefined : !isScalar(one)));
  return index === -1 ? undefined : `${at}[${index}]`;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isAlternatives = (key: string, asked: unknown): asked is readonly unknown[] =>
  key === '$or' && Array.isArray(asked) && asked.length > 1 && asked.every(isObject);

/** All of a pattern's fields must match; of an array, one element. */
function matches(pattern: Json, value: unknown): boolean {
  return Object.entries(pattern).every(([key, asked]) => {
    if (isAlternatives(key, asked)) return asked.some((one) => isObject(one) && matches(one, value));
    const found = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (Array.isArray(asked)) return leafMatches(asked, found);
    const inner = flat(found).filter(isObject);
    if (!isObject(asked)) return false;
    return inner.length === 0 ? matches(asked, undefined) : inner.some((one) => matches(asked, one));
  });
}

function leafMatches(asked: readonly unknown[], found: unknown): boolean {
  const values = flat(found).filter(isScalar);
  return asked.some((one) => {
    if (!isObject(one)) return values.includes(one);
    const test = testOf(one);
    return test === 'absent' ? values.length === 0 : test !== undefined && values.some(test);
  });
}

const flat = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];

function testOf(expression: Json): Test | 'absent' | undefined {
  const entries = Object.entries(expression);
  const [operator, operand] = entries[0] ?? [];
  if (entries.length !== 1) return undefined;
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
      return textTest(operator ?? '', operand);
  }
}

function textTest(operator: string, operand: unknown): Test | undefined {
  if ((operator === 'prefix' || operator === 'suffix') && isObject(operand)) {
    const inner = operand['equals-ignore-case'];
    const test = typeof inner === 'string' ? textTest(operator, inner.toLowerCase()) : undefined;
    return test && ((value) => typeof value === 'string' && test(value.toLowerCase()));
  }
  if (typeof operand !== 'string') return undefined;
  const text =
    (fits: (value: string) => boolean): Test =>
    (value) =>
      typeof value === 'string' && fits(value);
  if (operator === 'prefix') return text((value) => value.startsWith(operand));
  if (operator === 'suffix') return text((value) => value.endsWith(operand));
  if (operator === 'equals-ignore-case') return text((value) => value.toLowerCase() === operand.toLowerCase());
  if (operator !== 'wildcard' || operand.includes('**')) return undefined;
  return text((value) => wildcard(operand, value));
}

/** Without expressions that could take for ever: the parts between stars are looked for one after the other. */
function wildcard(pattern: string, value: string): boolean {
  const parts = pattern.split(/(?<!\\)\*/).map((part) => part.replace(/\\([\\*])/g, '$1'));
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) return false;
  let at = first.length;
  const end = value.length - last.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

function anythingBut(operand: unknown): Test | undefined {
  if (isObject(operand)) {
    const [[operator, inner] = []] = Object.entries(operand);
    const options = Array.isArray(inner) ? inner : [inner];
    const tests = options.map((one) => textTest(operator ?? '', one));
    const known = tests.filter((test) => test !== undefined);
    return known.length === tests.length && tests.length > 0
      ? (value) => typeof value === 'string' && !known.some((test) => test(value))
      : undefined;
  }
  const options: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  return options.length > 0 && options.every(isScalar) ? (value) => !options.includes(value) : undefined;
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function numeric(operand: readonly unknown[]): Test | undefined {
  if (operand.length !== 2 && operand.length !== 4) return undefined;
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const compare = comparisons[String(operand[at])];
    const bound = operand[at + 1];
    if (compare === undefined || typeof bound !== 'number') return undefined;
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

/** IPv4; addresses of version 6 are left to the service. */
function cidr(operand: string): Test | undefined {
  const [address = '', bits = ''] = operand.split('/');
  const base = ipv4(address);
  const length = Number(bits);
  if (base === undefined || bits === '' || !Number.isInteger(length) || length < 0 || length > 32) return undefined;
  const size = 2 ** (32 - length);
  return (value) => {
    const given = typeof value === 'string' ? ipv4(value) : undefined;
    return given !== undefined && Math.floor(given / size) === Math.floor(base / size);
  };
}

function ipv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
