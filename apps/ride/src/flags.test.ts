import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamFlags } from './command.js';
import { decimal, describeFlags, parseFlags, text, whole } from './flags.js';

const FLAGS = {
  name: text('name', 'Shadowfax', 'the name'),
  ...streamFlags,
  fleet: whole('n', undefined, [1, 1_000], 'how many'),
  rate: decimal('n', 1, [0.001, 1_000], 'how often'),
};

const values = (...args: string[]) => {
  const parsed = parseFlags(FLAGS, args);
  assert.equal(parsed.kind, 'run', JSON.stringify(parsed));
  return parsed.kind === 'run' ? parsed.values : assert.fail();
};
const mistake = (...args: string[]) => {
  const parsed = parseFlags(FLAGS, args);
  return parsed.kind === 'wrong' ? parsed.message : assert.fail(`${args.join(' ')} was taken`);
};

test('absent flags have their fallbacks', () => {
  assert.deepEqual(values(), {
    name: 'Shadowfax',
    stream: 'wildrydes',
    region: undefined,
    endpoint: undefined,
    fleet: undefined,
    rate: 1,
  });
});

test('one dash or two, a space or =', () => {
  for (const args of [['-name', 'Arion'], ['--name', 'Arion'], ['-name=Arion'], ['--name=Arion']]) {
    assert.equal(values(...args).name, 'Arion');
  }
  assert.equal(values('-name=a=b').name, 'a=b');
  assert.equal(values('-name', '-x').name, '-x');
  assert.equal(values('-name', 'a', '-name', 'b').name, 'b');
});

test('numbers are read within their bounds', () => {
  assert.equal(values('-fleet', '1000').fleet, 1_000);
  assert.equal(values('-rate', '.5').rate, 0.5);
  assert.equal(mistake('-fleet', '0'), '-fleet must be a whole number from 1 to 1000, not "0"');
  assert.equal(mistake('-fleet', '1e3'), '-fleet must be a whole number from 1 to 1000, not "1e3"');
  assert.equal(mistake('-rate=fast'), '-rate must be a number from 0.001 to 1000, not "fast"');
});

test('mistakes are one sentence', () => {
  assert.equal(mistake('-nmae', 'x'), 'unknown flag -nmae');
  assert.equal(mistake('--constructor', 'x'), 'unknown flag -constructor');
  assert.equal(mistake('-name'), '-name needs a value');
  assert.equal(mistake('-name='), '-name must not be empty');
  assert.equal(mistake('Shadowfax'), 'unexpected argument "Shadowfax"');
  assert.match(mistake('-endpoint', 'localhost:4566'), /^-endpoint must be aws or a URL/);
});

test('an endpoint may be a URL, aws, or empty', () => {
  for (const endpoint of ['http://localhost:4566', 'https://x.example', 'aws', '']) {
    assert.equal(values('-endpoint', endpoint).endpoint, endpoint);
  }
});

test('help is help, wherever it stands', () => {
  for (const args of [['-h'], ['--help'], ['-help'], ['-name', 'x', '-h']]) {
    assert.equal(parseFlags(FLAGS, args).kind, 'help');
  }
  assert.match(describeFlags(FLAGS), /^ {2}-name name +the name$/m);
});
