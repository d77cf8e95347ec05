import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  blob,
  boolean,
  double,
  formattedTimestamp,
  header,
  integer,
  list,
  long,
  query,
  string,
  structure,
  timestamp,
} from '../shapes.js';
import type { Shape } from '../shapes.js';
import { Blob } from '../blob.js';
import { writeText } from '../rest-text.js';
import { comparable, shapeAndValue } from '../testing/shape-arbitraries.js';
import { restJsonProtocol } from './rest-json.js';

const protocol = restJsonProtocol();
const answering = { operation: 'Do', requestId: 'r' };
const head = { method: 'POST', path: '/', query: '', headers: {} };

test('what is written in a body is read from one', () => {
  fc.assert(
    fc.property(shapeAndValue, ([shape, value]) => {
      const { body } = protocol.encode(shape, value as never, answering);
      const decoded = protocol.decode(shape, head, Buffer.from(body as string));
      assert.deepEqual(comparable(decoded), comparable(value));
    }),
  );
});

const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const printable = fc.stringMatching(/^[!-+\--~]{1,20}$/);
const scalars: readonly (readonly [Shape, fc.Arbitrary<unknown>])[] = [
  [string(), printable],
  [boolean, fc.boolean()],
  [integer(), fc.integer()],
  [long(), fc.maxSafeInteger()],
  [double(), fc.double().map((value) => value || 0)],
  [timestamp, second],
  [formattedTimestamp('epoch-seconds'), second],
  [formattedTimestamp('date-time'), second],
  [blob(), fc.uint8Array({ minLength: 1, maxLength: 50 }).map((bytes) => Blob.fromBytes(bytes))],
];

for (const [shape, values] of scalars) {
  test(`a header and a parameter of ${shape.kind} are read as they are written`, () => {
    const both = structure('Both', {
      One: header('X-One', shape),
      Many: header('X-Many', list(shape)),
      Asked: query('asked', shape),
      Listed: query('listed', list(shape)),
    });
    // The comma of an HTTP date is no separator: lists of those are written by no service here.
    const isSplit = shape.kind === 'timestamp' && shape.format === undefined;
    fc.assert(
      fc.property(values, fc.array(values, { minLength: 1, maxLength: 5 }), (one, many) => {
        const { headers } = protocol.encode(both, { One: one, ...(isSplit ? {} : { Many: many }) } as never, answering);
        const parameters = [
          `asked=${parameter(shape, one)}`,
          ...many.map((item) => `listed=${parameter(shape, item)}`),
        ];
        const decoded = protocol.decode(both, { ...head, headers, query: parameters.join('&') }, Buffer.alloc(0));
        const expected = { One: one, ...(isSplit ? {} : { Many: many }), Asked: one, Listed: many };
        assert.deepEqual(comparable(decoded), comparable(expected));
      }),
    );
  });
}

const parameter = (shape: Shape, value: unknown): string => encodeURIComponent(writeText(shape, value, 'date-time'));
