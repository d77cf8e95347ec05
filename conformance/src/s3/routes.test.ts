import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { s3Operations } from '@paddock/server';
import { outcome, startS3 } from '../harness/s3.js';
import { botocoreModel, type Model } from '../model/botocore.js';

const paddock = await startS3();
after(() => paddock.close());
const model = botocoreModel('s3', '2006-03-01', 111);
const served = new Set(s3Operations.map(({ name }) => name));

/** These are asked for as ListBuckets and PutObject are; what follows the host's first part says otherwise, on AWS. */
const alike = new Set(['ListDirectoryBuckets']);

/** Method, path with its query, and the headers that an operation cannot do without. */
function leastRequest({ operations, shapes }: Model, name: string) {
  const { http, input } = operations[name] ?? {};
  assert.ok(http !== undefined);
  const { members = {}, required = [] } = shapes[input?.shape ?? ''] ?? {};
  const headers: Record<string, string> = {};
  let path = http.requestUri.replace('{Bucket}', 'box').replace('{Key+}', 'some/key');
  for (const member of required) {
    const { location, locationName = '' } = members[member] ?? {};
    const value = locationName === 'x-amz-copy-source' ? 'box/some/key' : '1';
    if (location === 'header' && locationName !== 'x-amz-sdk-checksum-algorithm') headers[locationName] = value;
    if (location === 'querystring') path += `${path.includes('?') ? '&' : '?'}${locationName}=${value}`;
  }
  return { method: http.method, path, headers };
}

it(
  'operations of the model are found, or said to be missing',
  { skip: typeof model === 'string' && model },
  async () => {
    assert.ok(typeof model !== 'string');
    await paddock.s3.createBucket({ Bucket: 'box' });
    for (const name of Object.keys(model.operations)) {
      if (alike.has(name)) continue;
      const { method, path, headers } = leastRequest(model, name);
      const answer = await paddock.request(method, path, { headers });
      const [entry] = await paddock.control.requests(1);
      if (served.has(name)) assert.equal(entry?.operation, name, `${method} ${path}: ${outcome(answer)}`);
      else
        assert.equal(outcome(answer), method === 'HEAD' ? '501' : '501 NotImplemented', `${name}: ${method} ${path}`);
      if (name === 'DeleteBucket') await paddock.s3.createBucket({ Bucket: 'box' });
    }
  },
);
