import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectsContract } from '../contracts/objects-contract.js';
import { openEmbeddedObjects, type EmbeddedObjectsOptions } from './objects.js';

const variants: Record<string, Partial<EmbeddedObjectsOptions>> = {
  'embedded objects': {},
  'relaxed embedded objects': { durability: 'relaxed' },
  'embedded objects that all have files': { inlineBytes: -1 },
};

for (const [name, options] of Object.entries(variants)) {
  objectsContract(name, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'paddock-objects-'));
    const open = (): ReturnType<typeof openEmbeddedObjects> =>
      openEmbeddedObjects({ directory, durability: 'sync', ...options });
    let objects = await open();
    return {
      objects,
      reopen: async () => {
        await objects.close();
        objects = await open();
        return objects;
      },
      dispose: async () => rmSync(directory, { recursive: true, force: true }),
    };
  });
}
