import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tablesContract } from '../contracts/tables-contract.js';
import { openEmbeddedTables, type EmbeddedTablesOptions } from './tables.js';

const variants: Record<string, Partial<EmbeddedTablesOptions>> = {
  'embedded tables': {},
  'relaxed embedded tables': { durability: 'relaxed' },
  'embedded tables with a tiny memory': { memtableBytes: 1000, journalBytes: 4000 },
};

for (const [name, options] of Object.entries(variants)) {
  tablesContract(name, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'paddock-tables-'));
    const open = (): ReturnType<typeof openEmbeddedTables> =>
      openEmbeddedTables({ directory, durability: 'sync', ...options });
    let tables = await open();
    return {
      tables,
      reopen: async () => {
        await tables.close();
        tables = await open();
        return tables;
      },
      dispose: async () => rmSync(directory, { recursive: true, force: true }),
    };
  });
}
