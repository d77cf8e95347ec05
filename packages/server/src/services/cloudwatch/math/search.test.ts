import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPart } from './search-match.js';
import { search } from './testing.js';

const metric = (namespace: string, name: string, dimensions: Record<string, string> = {}) => ({
  namespace,
  metric: name,
  dimensions,
  points: [1],
});
const stored = [
  metric('AWS/EC2', 'CPUUtilization', { InstanceId: 'i-1' }),
  metric('AWS/EC2', 'CPUUtilization', { InstanceId: 'i-2' }),
  metric('AWS/EC2', 'CPUUtilization', { ImageId: 'a', InstanceType: 't' }),
  metric('AWS/EC2', 'DiskReadOps', { InstanceId: 'i-1' }),
  metric('AWS/Lambda', 'Errors', { FunctionName: 'my-func' }),
  metric('My App', 'CustomCount1', { 'Queue Name': 'a "b" (c)' }),
  metric('My App', 'CustomCount2'),
];
const found = async (text: string): Promise<string[]> =>
  (await search(`SEARCH('${text}', 'Sum', 60)`, stored)).map(({ metric: one }) =>
    `${one?.name} ${Object.values(one?.dimensions ?? {}).join(' ')}`.trim(),
  );

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['{AWS/EC2,InstanceId}', ['CPUUtilization i-1', 'CPUUtilization i-2', 'DiskReadOps i-1']],
  ['{AWS/EC2,InstanceId} MetricName="CPUUtilization"', ['CPUUtilization i-1', 'CPUUtilization i-2']],
  ['{AWS/EC2, InstanceType, ImageId} cpu', ['CPUUtilization a t']],
  ['{AWS/EC2} CPU', []],
  ['{"My App"}', ['CustomCount2']],
  ['{"My App","Queue Name"} custom', ['CustomCount1 a "b" (c)']],
  ['"i-1"', ['CPUUtilization i-1', 'DiskReadOps i-1']],
  ['"I-1"', []],
  ['Namespace="AWS/EC2" NOT InstanceId="i-1"', ['CPUUtilization i-2', 'CPUUtilization a t']],
  ['MetricName=("Errors" OR DiskReadOps)', ['DiskReadOps i-1', 'Errors my-func']],
  ['(cpu OR disk) AND InstanceId="i-1"', ['CPUUtilization i-1', 'DiskReadOps i-1']],
  [
    'cpu OR disk InstanceId="i-1"',
    ['CPUUtilization i-1', 'CPUUtilization i-2', 'CPUUtilization a t', 'DiskReadOps i-1'],
  ],
  ['count', ['CustomCount1 a "b" (c)', 'CustomCount2']],
  ['customcount1', ['CustomCount1 a "b" (c)']],
  ['CustomCount', ['CustomCount1 a "b" (c)', 'CustomCount2']],
  ['customCount', []],
  ['func', ['Errors my-func']],
  ['"Queue Name"="a \\"b\\" (c)"', ['CustomCount1 a "b" (c)']],
  ['nothing', []],
];
for (const [text, expected] of cases) {
  void test(`SEARCH ${text}`, async () => assert.deepEqual(await found(text), expected));
}

void test('parts of names', () => {
  for (const [word, text, expected] of [
    ['sdb', 'SDBFailure', true],
    ['failure', 'SDBFailure', true],
    ['project2trial333', 'Project2-trial333', true],
    ['TRIAL', 'Project2-trial333', true],
    ['333', 'Project2-trial333', true],
    ['33', 'Project2-trial333', false],
    ['Project2', 'Project2-trial333', true],
    ['project2', 'Project2-trial333', false],
    ['-', 'Project2-trial333', false],
  ] as const) {
    assert.equal(isPart(word, text), expected, `${word} in ${text}`);
  }
});

void test('labels tell what was found apart, and stand behind one that is given', async () => {
  const labels = async (text: string, label?: string): Promise<string[]> =>
    (await search(`SEARCH('${text}', 'Sum', 60)`, stored, label)).map((one) => one.label);
  assert.deepEqual(await labels('{AWS/EC2,InstanceId} cpu'), ['i-1', 'i-2']);
  assert.deepEqual(await labels('{AWS/EC2,InstanceId}', 'All'), [
    'All i-1 CPUUtilization',
    'All i-2 CPUUtilization',
    'All i-1 DiskReadOps',
  ]);
  assert.deepEqual(await labels('Errors'), ['Errors']);
});

void test('no more than a hundred metrics are found', async () => {
  const many = Array.from({ length: 150 }, (_, index) => metric('N', 'm', { D: String(index) }));
  assert.equal((await search("SEARCH('{N,D}', 'Sum', 60)", many)).length, 100);
});
