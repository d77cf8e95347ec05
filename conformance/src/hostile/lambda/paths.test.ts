import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seededRandom } from '../../harness/seeded-random.js';
import { start, type Child } from '../child.js';
import { partsOf, requestOf } from './rest.js';
import { role, samples, ZipFile } from './samples.js';
import { assertAnswered, assertUnhurt, makeTarget } from './verdict.js';

const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const below = (count: number): number => Math.floor(random() * count);

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  await makeTarget(child.raw, role, ZipFile);
});
after(() => child.stop());

describe(`paths of a REST service (PADDOCK_HOSTILE_SEED=${seed})`, () => {
  it('that lead nowhere, by methods that nobody takes, are refused', async () => {
    const paths = [
      '/2015-03-31',
      '/2015-03-31/',
      '/2015-03-31/functions/target/nothing',
      '/2015-03-31/functions/target/invocations/more',
      '/2014-11-13/functions/target/invoke-async/x',
      `/2015-03-31${'/functions'.repeat(700)}`,
      `/2015-03-31/functions/${'a/'.repeat(3000)}`,
      '/2015-03-31/functions//invocations',
      '/2015-03-31/functions/../../etc/passwd',
      '/2015-03-31/functions/target;x=y',
      '/2015-03-31/functions/target%2Finvocations',
      '/2015-03-31/./functions',
      '//2015-03-31/functions',
      '/2015-03-31/functions?find=LayerVersion',
      '/2018-10-31/layers?find=Nothing',
      '/2018-10-31/layers?find=LayerVersion&find=LayerVersion&Arn=',
      // Of operations that are not served.
      '/2025-11-30/capacity-providers',
      '/2025-12-01/durable-executions/x/state',
      '/__proto__',
      '/constructor/prototype',
    ];
    for (const path of paths)
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'TRACE', 'PROPFIND']) {
        const answer = await child.raw.send({ method, path, body: '', sign: { service: 'lambda' } });
        assert.ok(answer.status < 500, `${method} ${path.slice(0, 100)} → ${answer.status} ${answer.text}`);
        // Of HEAD there is no body to look at, and other methods may not get beyond the front door.
        if (method !== 'HEAD' && answer.text !== '') assertAnswered(answer, `${method} ${path.slice(0, 100)}`);
      }
    await assertUnhurt(child);
  });

  it('changed at random are answered', async () => {
    const bits = [
      '%',
      '/',
      '?',
      '&',
      '=',
      '%00',
      '%2F',
      ':',
      '..',
      '{',
      '}',
      '+',
      '~',
      '%E2%82%AC',
      '%C3',
      '\\',
      '"',
      "'",
      ';',
    ];
    for (const { operation, input } of samples) {
      if (operation.name.startsWith('Invoke')) continue;
      const request = requestOf(partsOf(operation, input));
      for (let round = 0; round < 15; round++) {
        let path = request.path ?? '/';
        for (let times = 1 + below(3); times > 0; times--) {
          const at = 1 + below(path.length);
          path = path.slice(0, at) + (bits[below(bits.length)] ?? '') + path.slice(at + below(4));
        }
        assertAnswered(await child.raw.send({ ...request, path }), `${operation.name} ${request.method} ${path}`);
      }
    }
    await assertUnhurt(child);
  });

  it('with bodies of other operations are answered', async () => {
    for (const { operation, input } of samples) {
      if (operation.name.startsWith('Invoke')) continue;
      for (let round = 0; round < 5; round++) {
        const other = samples[below(samples.length)];
        const request = requestOf(partsOf(operation, input), JSON.stringify(other?.input));
        const about = `${operation.name} with what ${other?.operation.name} takes`;
        assertAnswered(await child.raw.send(request), about, operation.errors);
      }
    }
    await assertUnhurt(child);
  });
});
