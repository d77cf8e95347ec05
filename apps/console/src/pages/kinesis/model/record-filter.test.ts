import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matches, parseFilter } from './record-filter.js';

const value = { Name: 'Shadowfax', MagicPoints: 150, at: { list: [{ x: 1 }], flag: true }, none: null };
const record = { partitionKey: 'Shadowfax', text: JSON.stringify(value), value };
const shows = (filter: string, key = ''): boolean => matches(record, parseFilter(filter), key);

describe('filters', () => {
  it('compares fields by their paths', () => {
    for (const yes of [
      'Name = Shadowfax',
      'Name="Shadowfax"',
      '$.Name = Shadowfax',
      'Name != Rocinante',
      'MagicPoints = 150',
      'MagicPoints > 20',
      'MagicPoints <= 150',
      'at.list[0].x = 1',
      'at.flag = true',
      'none = null',
    ]) {
      assert.ok(shows(yes), yes);
    }
    for (const no of [
      'Name = shadowfax',
      'MagicPoints < 20',
      'at.list[1].x = 1',
      'missing = 1',
      'missing != 1',
      'toString != 1',
      'Name.length = 9',
    ]) {
      assert.ok(!shows(no), no);
    }
  });

  it('finds texts in data and key, whatever their case, and takes quoted ones as they are', () => {
    assert.ok(shows('shadowFAX') && shows('"MagicPoints"') && !shows('"Name = Shadowfax"'));
    assert.ok(shows('') && shows('  '));
  });

  it('takes regular expressions between slashes, and says what is wrong with one', () => {
    assert.ok(shows('/shadow/i') && shows('/"MagicPoints":1\\d+/') && !shows('/shadow/'));
    assert.equal(parseFilter('/(/').is, 'broken');
    assert.ok(shows('/(/'));
  });

  it('asks for part of the partition key beside it', () => {
    assert.ok(shows('', 'Shadow') && !shows('', 'Rocinante') && !shows('Name = Rocinante', 'Shadow'));
  });
});
