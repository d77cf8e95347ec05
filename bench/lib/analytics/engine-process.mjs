import { compileProgram, Engine } from '@paddock/sql';
import { parseColumnType, recordReader } from '@paddock/sql/records';
import { COLUMNS, SOURCE, summary } from './programs.mjs';
import { reading } from './readings.mjs';

// One figure of the engine alone, as JSON: `rows N` and `json N`, rows a second through the workshop's summary from rows and from JSON records; `window N`, memory and time of as many keys in one window.
const [, , what, argument] = process.argv;
const count = Number(argument);
const BATCH = 2000;
const KEYS = 1000;
const FIRST = Date.UTC(2018, 2, 18, 3, 20);
const MINUTE = 60_000;
const MiB = 2 ** 20;

const columns = COLUMNS.map(([name, type]) => ({ name, type: parseColumnType(type), mapping: `$.${name}` }));
const program = compileProgram(summary(), { sources: [{ name: SOURCE, columns }], tables: [] });
const destination = program.streams.findIndex(({ name }) => name === 'DESTINATION_SQL_STREAM');
const reader = recordReader({ kind: 'JSON', rowPath: '$' }, columns);
let out = 0;
const engine = new Engine(program, {
  sink: {
    row(stream) {
      if (stream === destination) out += 1;
    },
  },
});
const bytes = (number, keys) => new TextEncoder().encode(reading(number, keys));
const read = (data) => reader.read(data)[0].values;
const step = (time, rows) => engine.step({ now: time, watermark: time, rows });

// A thousand unicorns, each with a reading a second: a minute's window has 60,000 rows.
function rate() {
  const isJson = what === 'json';
  const inputs = Array.from({ length: count }, (_, number) => {
    const data = bytes(number, KEYS);
    return isJson ? data : read(data);
  });
  const values = isJson ? read : (each) => each;
  const begun = performance.now();
  for (let done = 0; done < count; done += BATCH) {
    const rows = [];
    for (let number = done; number < Math.min(count, done + BATCH); number++)
      rows.push({ stream: 0, time: FIRST + number, values: values(inputs[number]) });
    step(rows.at(-1).time, rows);
  }
  const perSecond = count / ((performance.now() - begun) / 1000);
  const minutes = Math.floor((count - 1) / MINUTE);
  if (out !== minutes * KEYS) throw new Error(`${out} rows came of ${minutes} minutes`);
  return perSecond;
}

function window() {
  globalThis.gc();
  const before = process.memoryUsage();
  for (let done = 0; done < count; done += BATCH) {
    const rows = [];
    for (let number = done; number < Math.min(count, done + BATCH); number++)
      rows.push({ stream: 0, time: FIRST + Math.floor((number / count) * MINUTE), values: read(bytes(number, count)) });
    step(rows.at(-1).time, rows);
  }
  const open = process.memoryUsage();
  globalThis.gc();
  const held = process.memoryUsage();
  const begun = performance.now();
  step(FIRST + MINUTE, []);
  const emitted = performance.now() - begun;
  if (out !== count) throw new Error(`${out} rows came of ${count} keys`);
  return {
    before: before.rss / MiB,
    open: open.rss / MiB,
    held: (held.heapUsed - before.heapUsed) / MiB,
    peak: process.resourceUsage().maxRSS / 1024,
    emitted,
  };
}

console.log(JSON.stringify(what === 'window' ? window() : rate()));
