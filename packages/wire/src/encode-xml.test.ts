import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Blob } from './blob.js';
import { encodeXml, escapeXml } from './encode-xml.js';
import { blob, boolean, double, integer, list, map, string, structure, timestamp, wholeSeconds } from './shapes.js';

const User = structure('User', { Name: string(), Path: string() });
const Output = structure('Output', {
  Text: string(),
  Flag: boolean,
  Count: integer(),
  Ratio: double(),
  At: timestamp,
  On: wholeSeconds,
  Data: blob(),
  Users: list(User),
  Summary: map(string(), integer()),
  User,
});

const write = (value: unknown) => encodeXml('R', Output, value, 0);

describe('writing XML', () => {
  it('writes every kind in the order of the shape', () => {
    const cases: readonly [value: unknown, content: string][] = [
      [{ Flag: false, Text: 'a' }, '  <Text>a</Text>\n  <Flag>false</Flag>\n'],
      [{ Text: '' }, '  <Text/>\n'],
      [{ Count: -1, Ratio: Number.NaN }, '  <Count>-1</Count>\n  <Ratio>NaN</Ratio>\n'],
      [{ Ratio: Number.NEGATIVE_INFINITY }, '  <Ratio>-Infinity</Ratio>\n'],
      [{ At: 1_546_300_800_000 }, '  <At>2019-01-01T00:00:00Z</At>\n'],
      [
        { At: 1_546_300_800_120, On: 1_546_300_800_999 },
        '  <At>2019-01-01T00:00:00.120Z</At>\n  <On>2019-01-01T00:00:00Z</On>\n',
      ],
      [{ Data: Blob.fromBase64('AQI=') }, '  <Data>AQI=</Data>\n'],
      [{ Users: [] }, '  <Users/>\n'],
      [{ User: {} }, '  <User/>\n'],
      [
        { Users: [{ Name: 'a', Path: '/' }, {}] },
        '  <Users>\n    <member>\n      <Name>a</Name>\n      <Path>/</Path>\n    </member>\n    <member/>\n  </Users>\n',
      ],
      [
        { Summary: { Users: 2 } },
        '  <Summary>\n    <entry>\n      <key>Users</key>\n      <value>2</value>\n    </entry>\n  </Summary>\n',
      ],
    ];
    for (const [value, content] of cases) assert.equal(write(value), `<R>\n${content}</R>\n`);
  });

  it('leaves out what is undefined, null, or no member', () => {
    assert.equal(write({ Text: undefined, Users: null, Other: 1 }), '<R/>\n');
    assert.equal(write(Object.create({ Text: 'inherited' })), '<R/>\n');
  });

  it('escapes markup and what parsers would change, and replaces what XML cannot carry', () => {
    assert.equal(escapeXml('plain é 中 🦄\t\n'), 'plain é 中 🦄\t\n');
    assert.equal(escapeXml(`<a b="c">&amp;]]>'`), `&lt;a b=&quot;c&quot;&gt;&amp;amp;]]&gt;'`);
    assert.equal(escapeXml('a\r\nb'), 'a&#xD;\nb');
    assert.equal(escapeXml('\0\u0008\u000b\u001f\ufffe\uffff'), '\ufffd'.repeat(6));
    assert.equal(escapeXml('\ud83e🦄\udd84'), '\ufffd🦄\ufffd');
  });
});
