import type { StructureShape } from '@paddock/wire';
import { form, parametersOf, type Input, type Parameter } from './call.js';

/** A request of a Query service, to be spoilt. */
interface QuerySample {
  /** Of the service's API. */
  readonly version: string;
  readonly operation: string;
  readonly input: Input;
  readonly shape: StructureShape;
}

/** Values that no member expects, percent-encoded as they are sent. */
const oddValues: Readonly<Record<string, string>> = {
  nothing: '',
  'a broken percent sign': '%',
  'a broken code': 'a%zz',
  'half a character': '%C3',
  'half a pair': '%ED%A0%80',
  'an overlong zero': '%C0%80',
  'a zero': 'a%00b',
  'a control character': '%1F',
  'a line end': 'a%0D%0Ax-injected:%20b',
  'right to left': '%E2%80%AE%D7%90',
  'beyond 16 bits': '%F0%9F%A6%84',
  'a plus and spaces': '+a+%20',
  markup: '%3C%2FMessage%3E%3C!%5BCDATA%5B%26%22',
  'a long text': 'x'.repeat(20_000),
  'many digits': '9'.repeat(20_000),
  negative: '-1',
  'beyond 31 bits': '2147483648',
  exponent: '1e9',
  NaN: 'NaN',
  true: 'true',
  prototype: '__proto__',
  constructor: 'constructor',
  path: '..%2F..%2Fetc%2Fpasswd',
  wildcard: '*',
  'an ARN': 'arn%3Aaws%3Aiam%3A%3A000000000000%3A',
  'an ARN of colons': `arn${'%3A'.repeat(2000)}`,
  'deep lists': '%5B'.repeat(5000) + '%5D'.repeat(5000),
  'deep structures': `${'%7B%22a%22%3A'.repeat(2000)}1${'%7D'.repeat(2000)}`,
  'a prototype in JSON': encodeURIComponent(
    '{"__proto__":{"Effect":"Allow"},"Version":"2012-10-17","Statement":[null]}',
  ),
  'a statement of nothing': encodeURIComponent('{"Version":"2012-10-17","Statement":{}}'),
};

/** The same parameter by another name. */
const oddNames: Readonly<Record<string, (name: string) => string>> = {
  'a list': (name) => `${name}.member.1`,
  'a list without a number': (name) => `${name}.member`,
  'a flat list': (name) => `${name}.1`,
  'a map': (name) => `${name}.entry.1.key`,
  'a structure': (name) => `${name}.Name`,
  'a prototype': (name) => `${name}.__proto__.a`,
  'an ending dot': (name) => `${name}.`,
  'a leading dot': (name) => `.${name}`,
  'an escaped letter': (name) => `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`,
  'a broken name': (name) => `${name}%`,
  'deep steps': (name) => `${name}${'.member.1'.repeat(500)}`,
  'many dots': (name) => `${name}${'.'.repeat(5000)}`,
};

const oddIndices = [
  '0',
  '-1',
  '999999999',
  '2147483648',
  '9999999999',
  '99999999999',
  '1e3',
  '',
  'x',
  '__proto__',
  '01',
];

/** Forms that are wrong in one place, and what is wrong with each. */
export function* queryBodies({ version, operation, input, shape }: QuerySample): Generator<readonly [string, string]> {
  const parameters = parametersOf(input);
  const write = (given: readonly Parameter[]): string => form(version, operation, given);
  const absent = Object.keys(shape.members).filter(
    (member) => !parameters.some(([name]) => name.split('.')[0] === member),
  );
  const every: Parameter[] = [...parameters, ...absent.map((name): Parameter => [name, 'x'])];
  for (const [at, [name, value]] of every.entries()) {
    const others = at < parameters.length ? parameters.toSpliced(at, 1) : parameters;
    yield [`without ${name}`, write(others)];
    yield [`${name} twice`, write([...others, [name, value], [name, 'other']])];
    for (const [what, odd] of Object.entries(oddValues)) yield [`${name}: ${what}`, write([...others, [name, odd]])];
    for (const [what, rename] of Object.entries(oddNames)) {
      yield [`${name} as ${what}`, write([...others, [rename(name), value]])];
      yield [`${name} also as ${what}`, write([...parameters, [rename(name), value]])];
    }
    if (!name.includes('.member.1')) continue;
    for (const index of oddIndices) {
      yield [`${name} at ${index}`, write([...others, [name.replace('.member.1', `.member.${index}`), value]])];
    }
  }
  const whole = write(parameters);
  yield ['nothing', ''];
  yield ['half', whole.slice(0, whole.length / 2)];
  yield ['twice', `${whole}&${whole}`];
  yield ['another action as well', `${whole}&Action=ListUsers`];
  yield ['another version', whole.replace(version, '2000-01-01')];
  yield ['separators', '&=&&=&'.repeat(1000) + whole];
  yield ['with a byte order mark', `\ufeff${whole}`];
  yield ['JSON', JSON.stringify(input)];
}

/** Forms that are large by one parameter. */
export function* largeBodies(
  { version, operation, input }: Omit<QuerySample, 'shape'>,
  names: readonly string[],
): Generator<readonly [string, string]> {
  const parameters = parametersOf(input);
  yield ['many unknown parameters', form(version, operation, parameters) + '&a=b'.repeat(100_000)];
  for (const name of names) {
    const others = parameters.filter(([other]) => other !== name);
    const rest = form(version, operation, others);
    yield [`${name} of 10 MB`, `${rest}&${name}=${'x'.repeat(10_000_000)}`];
    yield [`${name} a hundred thousand times`, rest + `&${name}=a`.repeat(100_000)];
    const many = Array.from({ length: 100_000 }, (_, index) => `&${name.replace('.1', `.${index}`)}=a`).join('');
    yield [`a hundred thousand of ${name}`, rest + many];
  }
}
