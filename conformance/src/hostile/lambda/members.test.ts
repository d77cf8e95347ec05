import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer, RawRequest } from '../../harness/raw.js';
import { seededRandom } from '../../harness/seeded-random.js';
import { within } from '../../harness/wait.js';
import { start, type Child } from '../child.js';
import { inParallel } from '../identity/call.js';
import { bodies } from '../json-bodies.js';
import { partsOf, requestOf, type Parts } from './rest.js';
import { role, samples, ZipFile, type Sample } from './samples.js';
import { assertAnswered, assertUnhurt, makeTarget } from './verdict.js';

/** Each run sends a part of all that could be sent; PADDOCK_HOSTILE_SHARE=1 sends it all. */
const share = Number(process.env['PADDOCK_HOSTILE_SHARE'] ?? 0.2);
const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  assert.equal((await child.raw.call('CreateStream', { StreamName: 'target', ShardCount: 1 })).status, 200);
  await makeTarget(child.raw, role, ZipFile);
});
after(() => child.stop());

/** Percent-encoded texts that no label or parameter expects. */
const oddTexts: Readonly<Record<string, string>> = {
  nothing: '',
  'a broken percent sign': '%',
  'a broken code': 'a%zz',
  'half a character': '%C3',
  'half a pair': '%ED%A0%80',
  'an overlong zero': '%C0%80',
  'a zero': 'a%00b',
  'a line end': 'a%0D%0Ax-injected:%20b',
  'a slash': 'a%2Fb',
  'a way up': '..%2F..%2Fetc%2Fpasswd',
  'dots and slashes': '../../etc',
  'a question mark': 'a%3Fb',
  'beyond 16 bits': '%F0%9F%A6%84',
  'a plus': 'a+b',
  'a semicolon': 'a;b',
  'a long text': 'x'.repeat(7000),
  digits: '9'.repeat(400),
  negative: '-1',
  'beyond 31 bits': '2147483648',
  'beyond 64 bits': '1e300',
  fraction: '1.5',
  NaN: 'NaN',
  true: 'true',
  prototype: '__proto__',
  constructor: 'constructor',
  'a braced name': '%7BFunctionName%7D',
  'an ARN': 'arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Atarget%3Alive',
  'an ARN of another account': 'arn%3Aaws%3Alambda%3Aus-east-1%3A111111111111%3Afunction%3Atarget',
  'an ARN of another region': 'arn%3Aaws%3Alambda%3Aeu-west-1%3A000000000000%3Afunction%3Atarget',
  'an ARN of colons': `arn${'%3A'.repeat(500)}`,
  'an ARN that slows patterns': `arn%3Aaws${'-a'.repeat(80)}!`,
};
/** The same for headers, as they are sent. */
const oddHeaders: Readonly<Record<string, string>> = {
  nothing: '',
  text: 'x',
  'no base64': '!!!!',
  'base64 of no JSON': Buffer.from('{').toString('base64'),
  'base64 of a list': Buffer.from('[]').toString('base64'),
  'base64 of depth': Buffer.from('{"a":'.repeat(500) + '1' + '}'.repeat(500)).toString('base64'),
  'a lone byte': '\u00ff',
  tabs: 'a\tb',
  'a long text': 'x'.repeat(6000),
  number: '-1',
  list: 'a,b,,',
};

function* requests({ operation, input }: Sample): Generator<readonly [string, RawRequest]> {
  const parts = partsOf(operation, input);
  for (const name of Object.keys(parts.labels))
    for (const [what, odd] of Object.entries(oddTexts))
      yield [`${name}: ${what}`, requestOf({ ...parts, labels: { ...parts.labels, [name]: odd } })];
  for (const [at, [name]] of parts.query.entries()) {
    yield [`without ${name}`, requestOf({ ...parts, query: parts.query.toSpliced(at, 1) })];
    yield [`${name} twice`, requestOf({ ...parts, query: [...parts.query, [name, 'other']] })];
    for (const [what, odd] of Object.entries(oddTexts))
      yield [`${name}: ${what}`, requestOf({ ...parts, query: parts.query.with(at, [name, odd]) })];
  }
  for (const name of Object.keys(parts.headers))
    for (const [what, odd] of Object.entries(oddHeaders))
      yield [`${name}: ${what}`, requestOf({ ...parts, headers: { ...parts.headers, [name]: odd } })];
  yield* oddBodies(parts);
  const whole = requestOf(parts);
  yield [
    'with separators in the query',
    { ...whole, path: `${whole.path}${parts.query.length > 0 ? '&' : '?'}&=&&=%&` },
  ];
  yield ['with a slash at the end', { ...whole, path: (whole.path ?? '').replace(/(\?|$)/, '/$1') }];
  yield ['with a slash doubled', { ...whole, path: (whole.path ?? '').replace('/functions/', '/functions//') }];
  yield ['as a form', { ...whole, headers: { ...whole.headers, 'content-type': 'application/x-www-form-urlencoded' } }];
  yield ['as no type', { ...whole, headers: { ...whole.headers, 'content-type': '\u00ff/;;' } }];
}

function* oddBodies(parts: Parts): Generator<readonly [string, RawRequest]> {
  const document = parts.document ?? {};
  for (const [what, body] of bodies(document)) yield [what, requestOf(parts, body)];
  yield ['no UTF-8', requestOf(parts, Buffer.from('{"a":"\xff\xc3"}', 'latin1'))];
  yield ['no UTF-8 in a name', requestOf(parts, Buffer.from('{"\xff\xc3":1}', 'latin1'))];
  yield ['UTF-16', requestOf(parts, Buffer.from(JSON.stringify(document), 'utf16le'))];
  yield ['zeros', requestOf(parts, Buffer.alloc(100_000))];
}

/** Of what is invoked, that must be left to come to an end. */
const isSlow = (name: string): boolean => name.startsWith('Invoke');

describe(`members of every operation of Lambda (PADDOCK_HOSTILE_SEED=${seed})`, () => {
  for (const sample of samples) {
    const { name, errors } = sample.operation;
    it(name, async () => {
      const whole = requestOf(partsOf(sample.operation, sample.input));
      assertAnswered(await send(whole), `${name} as it should be`, errors);
      const part = isSlow(name) ? share / 2 : share;
      const chosen = [...requests(sample)].filter(() => random() < part);
      await inParallel(isSlow(name) ? 2 : 4, chosen, async ([what, request]) => {
        const about = `${name} ${what} ${request.path?.slice(0, 200)}`;
        assertAnswered(await within(about, send(request), 30_000), about, errors);
      });
    });
  }

  it('have polluted no prototype, cost little memory, and left no failure in the log', async () => {
    assert.ok(child.memory() < 600, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });
});

const send = (request: RawRequest): Promise<Answer> => child.raw.send(request);
