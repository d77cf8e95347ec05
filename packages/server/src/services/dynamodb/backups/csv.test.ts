import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CsvRows, type Row } from './csv.js';
import { linesOf } from './text-lines.js';

async function* parts(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, delimiter = ',', size = 1000): Promise<(Row | 'open')[]> {
  const rows = new CsvRows(delimiter);
  const found: (Row | 'open')[] = [];
  for await (const lines of linesOf(parts(text, size))) {
    for (const line of lines) {
      const row = rows.add(line);
      if (row !== 'open') found.push(row);
    }
  }
  return rows.isOpen ? [...found, 'open'] : found;
}

describe('CSV', () => {
  it('comes back as it was written, in parts of any size', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', '🦄', '"', ',', ';', '\n', ' ') });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    const property = fc.asyncProperty(
      table,
      fc.constantFrom(',', ';'),
      fc.integer({ min: 1, max: 9 }),
      async (rows, delimiter, size) => {
        const quoted = (text: string): string => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = rows.map((row) => `${row.map(quoted).join(delimiter)}\n`).join('');
        assert.deepEqual(await read(text, delimiter, size), rows);
      },
    );
    await fc.assert(property);
  });

  it('has rows that are none', async () => {
    assert.deepEqual(await read('a,b"c\na,"b"c\n"a","b'), [undefined, undefined, 'open']);
    assert.deepEqual(await read('a,b\r\nc,d'), [
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('is not kept beyond what an item can be', async () => {
    const long = `${'x'.repeat(17 * 1024 * 1024)}`;
    assert.deepEqual(await read(`${long},b\nc,d\n`, ',', 1024 * 1024), [undefined, ['c', 'd']]);
    assert.deepEqual(await read(`a,b\n${long}`, ',', 1024 * 1024), [['a', 'b'], undefined]);
  });
});
