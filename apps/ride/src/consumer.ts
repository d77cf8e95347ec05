import { main, streamFlags } from './command.js';
import { errorSpells } from './spells.js';
import { shardSource } from './kinesis-port.js';
import { prettyRecord, printable } from './pretty.js';
import { StreamReader } from './stream-reader.js';
import { realTime } from './time.js';
import type { StreamRecord } from './shard-source.js';

const ABOUT = `consumer: prints what is written to a stream from now on, each record's JSON indented.

  npx consumer [-stream wildrydes] [-region us-east-1] [-endpoint url]

Every shard is read once a second; shards that split or merge are followed. Ctrl+C ends.`;

/** The workshop's consumer. */
await main({
  name: 'consumer',
  about: ABOUT,
  flags: streamFlags,
  run: async (_flags, { client, stream, where, signal }) => {
    console.error(`Reading ${stream} at ${where} from now on; Ctrl+C ends.`);
    const trouble = errorSpells(`consumer: ${stream}`);
    const reader = new StreamReader({
      source: shardSource(client, stream),
      time: realTime,
      random: Math.random,
      deliver: async (records) => {
        trouble.over();
        await print(records);
      },
      onTrouble: trouble.report,
    });
    await reader.run(signal);
  },
});

async function print(records: readonly StreamRecord[]): Promise<void> {
  const forTerminal = process.stdout.isTTY ? printable : (text: string): string => text;
  for (const { data } of records) {
    // A reader that is slower than the stream slows the reading down, instead of filling the memory.
    if (!process.stdout.write(`${forTerminal(prettyRecord(data))}\n`)) {
      await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  }
}
