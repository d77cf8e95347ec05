import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { match, search, type Entry } from './search.js';

const entry = (title: string, kind = 'Stream', words: readonly string[] = []): Entry => ({
  id: `${kind}/${title}`,
  title,
  kind,
  href: `#/${title}`,
  words,
});

const entries = [
  entry('wildrydes'),
  entry('wildrydes-summary'),
  entry('WildRydesStreamProcessor', 'Function'),
  entry('UnicornSensorData', 'Table'),
  entry('Data streams', 'Kinesis', ['shard', 'tail', '샤드']),
  entry('Log groups', 'CloudWatch'),
];
const titles = (query: string): readonly string[] => search(entries, query).map(({ title }) => title);

describe('the search', () => {
  it('puts the name itself first, then what begins so, then parts', () => {
    assert.deepEqual(titles('wildrydes'), ['wildrydes', 'wildrydes-summary', 'WildRydesStreamProcessor']);
    assert.equal(titles('summary')[0], 'wildrydes-summary');
    assert.equal(titles('orn')[0], 'UnicornSensorData');
  });

  it('finds by initials and by letters in order', () => {
    assert.equal(titles('wrsp')[0], 'WildRydesStreamProcessor');
    assert.equal(titles('usd')[0], 'UnicornSensorData');
    assert.equal(titles('uncrn')[0], 'UnicornSensorData');
  });

  it('finds by kind and by further words, in any order', () => {
    assert.deepEqual(titles('function wild'), ['WildRydesStreamProcessor']);
    assert.deepEqual(titles('wild function'), ['WildRydesStreamProcessor']);
    assert.deepEqual(titles('shard'), ['Data streams']);
    assert.deepEqual(titles('샤드'), ['Data streams']);
  });

  it('finds nothing where a word matches nothing, and everything for nothing', () => {
    assert.deepEqual(titles('wildrydes nowhere'), []);
    assert.equal(titles('  ').length, entries.length);
  });

  it('finds every name by itself and by its beginning', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.-]{1,40}$/), fc.nat(39), (name, cut) => {
        assert.equal(match(name, name.toLowerCase()), 100);
        assert.ok(match(name, name.slice(0, cut + 1).toLowerCase()) >= 90);
      }),
    );
  });
});
