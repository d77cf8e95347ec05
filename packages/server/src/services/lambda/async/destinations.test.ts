import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Service } from '../../../service.js';
import { resolveFunction } from '../addressing.js';
import { accessDenied } from '../errors.js';
import { allows, functionArnOf, testAccount, testLambda, testRegion, testStart } from '../testing.js';
import { createDestinations } from './destinations.js';
import type { AcceptedEvent } from './index.js';

test('destinations are told in the name of the function’s role, if it may', async (t) => {
  const lambda = await testLambda();
  t.after(() => lambda.stop());
  const { context } = lambda;
  await lambda.createFunction('f');
  await lambda.createFunction('g');
  const owner = await lambda.function('f');
  const role = await lambda.role('teller', [allows('lambda:InvokeFunction', functionArnOf('g'))]);
  const accepted: [AcceptedEvent, string][] = [];
  const written: string[] = [];
  const parts = {
    acting: context.acting,
    target: () => ({ name: 'lambda', accessDenied }) as unknown as Service,
    async: () =>
      ({
        accept: async (event: AcceptedEvent, payload: Uint8Array) =>
          void accepted.push([event, Buffer.from(payload).toString()]),
      }) as unknown as typeof context.async,
    resolve: (named: Parameters<Parameters<typeof createDestinations>[0]['resolve']>[0]) =>
      resolveFunction(context, { ...named, qualifier: named.qualifier }),
    ids: context.ids,
    now: () => testStart,
  };
  const event = {
    account: testAccount,
    region: testRegion,
    name: 'f',
    requestId: 'r',
    traceId: 'Root=1',
    accepted: testStart,
    attempts: 1,
    delays: 0,
    lineage: { [functionArnOf('f')]: 1 },
  };
  const tell = (arn: string, by = role, objects = false) =>
    createDestinations({
      ...parts,
      ...(objects ? { objects: { put: async (bucket, key) => void written.push(`${bucket}/${key}`) } } : {}),
    }).send(arn, '{"version":"1.0"}', owner, by, event);

  await tell(functionArnOf('g'));
  const [[told, payload] = []] = accepted;
  assert.deepEqual(
    [told?.name, told?.traceId, told?.lineage, payload],
    ['g', 'Root=1', event.lineage, '{"version":"1.0"}'],
  );
  assert.notEqual(told?.requestId, event.requestId);

  await assert.rejects(tell(`${functionArnOf('g')}:live`), /is not authorized to perform: lambda:InvokeFunction/);
  await assert.rejects(tell(functionArnOf('g'), `arn:aws:iam::${testAccount}:role/gone`), /cannot be assumed/);
  await assert.rejects(tell('arn:aws:sqs:us-east-1:123456789012:q'), /sqs is not available here/);
  await assert.rejects(tell('arn:aws:s3:::bucket'), /s3 is not available here/);
  await tell('arn:aws:s3:::bucket', role, true);
  assert.match(
    written[0] ?? '',
    /^arn:aws:s3:::bucket\/aws\/lambda\/async\/f\/2023\/11\/14\/2023-11-14T22\.13\.20-[0-9a-f-]{36}$/,
  );
});
