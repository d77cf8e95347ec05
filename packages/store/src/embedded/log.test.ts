import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logContract } from '../contracts/log-contract.js';
import { openEmbeddedLog, type EmbeddedLogOptions } from './log.js';

const variants: Record<string, Partial<EmbeddedLogOptions>> = {
  'the embedded log': {},
  'the embedded log, relaxed': { durability: 'relaxed' },
  'the embedded log with tiny files': { segmentBytes: 2000, journalBytes: 4000, openFiles: 2, segmentSpan: 10 },
};

for (const [name, options] of Object.entries(variants)) {
  logContract(name, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'paddock-log-'));
    const open = (): ReturnType<typeof openEmbeddedLog> =>
      openEmbeddedLog({ directory, durability: 'sync', ...options });
    let log = await open();
    return {
      log,
      reopen: async () => {
        await log.close();
        log = await open();
        return log;
      },
      dispose: async () => rmSync(directory, { recursive: true, force: true }),
    };
  });
}
