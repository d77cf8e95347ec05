import '../harness/quiet.js';
import { after, it } from 'node:test';
import { startLambda } from '../harness/lambda.js';
import { eventually } from '../harness.js';
import { assertOnceInOrder, keyOfText, textsOfKeys } from './key-order.js';
import { MappingKit } from './mapping-kit.js';

const kit = await MappingKit.of(await startLambda());
after(() => kit.close());

it('a hundred thousand records: nothing is lost, nothing out of order within a key', async () => {
  const [source, recorder] = await Promise.all([kit.source('stream', 4), kit.recorder()]);
  await kit.map(source, recorder, { BatchSize: 1000, ParallelizationFactor: 2 });
  const texts = textsOfKeys(200, 500);
  // Each writer has keys of its own: a key's records are put in their order.
  const writers = Array.from({ length: 4 }, (_, writer) =>
    source.put(
      texts.filter((text) => Number(keyOfText(text).slice(1)) % 4 === writer),
      keyOfText,
    ),
  );
  await Promise.all(writers);
  let seen = 0;
  let counted = 0;
  await eventually(
    'all records',
    () => {
      for (; counted < recorder.calls.length; counted++) seen += recorder.calls[counted]?.texts.length ?? 0;
      return seen >= texts.length;
    },
    60_000,
  );
  assertOnceInOrder(recorder.texts(), texts);
});
