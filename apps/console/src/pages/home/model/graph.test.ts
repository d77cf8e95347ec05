import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checklistOf, type Seen } from './checklist.js';
import type { Facts } from './facts.js';
import { geometryOf } from './geometry.js';
import { componentsOf, filtered, graphOf } from './graph.js';
import { layoutOf } from './layout.js';
import { shownOf } from './shown.js';

const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:000000000000:${rest}`;
const streamArn = (name: string): string => arn('kinesis', `stream/${name}`);
const stream = (name: string) => ({ name, arn: streamArn(name), status: 'ACTIVE', shards: 1 });
const none: Facts = {
  account: '000000000000',
  region: 'us-east-1',
  streams: [],
  applications: [],
  mappings: [],
  functions: [],
  tables: [],
  deliveries: [],
  pools: [],
  problems: [],
};
const policy = (Action: unknown, Resource: unknown): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Resource }] });
const tableArn = arn('dynamodb', 'table/UnicornSensorData');

const ride: Facts = {
  ...none,
  streams: [stream('wildrydes'), stream('wildrydes-summary'), stream('alone')],
  applications: [
    {
      name: 'wildrydes',
      status: 'RUNNING',
      inputs: [{ id: '1.1', arn: streamArn('wildrydes') }],
      outputs: [{ id: '1.1', arn: streamArn('wildrydes-summary') }],
    },
  ],
  mappings: [
    {
      id: 'm',
      sourceArn: streamArn('wildrydes-summary'),
      functionName: 'WildRydesStreamProcessor',
      state: 'Enabled',
      lastResult: 'OK',
    },
  ],
  functions: [
    {
      name: 'WildRydesStreamProcessor',
      state: 'Active',
      values: [],
      policies: [policy('dynamodb:BatchWriteItem', tableArn), policy('*', '*')],
    },
  ],
  tables: [
    { name: 'UnicornSensorData', arn: tableArn, status: 'ACTIVE' },
    { name: 'Other', arn: arn('dynamodb', 'table/Other'), status: 'ACTIVE' },
  ],
  pools: [
    {
      id: 'us-east-1:pool',
      name: 'wildrydes',
      takesGuests: true,
      guestRole: 'guests',
      policies: [policy(['kinesis:Get*'], [streamArn('wildrydes')])],
    },
  ],
};

describe('the graph of the pipeline', () => {
  const graph = graphOf(ride);
  const ways = graph.edges.map(({ id }) => id);

  it('goes from the producers to the table, and to the map', () => {
    assert.deepEqual(ways.toSorted(), [
      'application/wildrydes → stream/wildrydes-summary',
      'function/WildRydesStreamProcessor → table/UnicornSensorData',
      'producers/alone → stream/alone',
      'producers/wildrydes → stream/wildrydes',
      'stream/wildrydes → application/wildrydes',
      'stream/wildrydes → map/wildrydes',
      'stream/wildrydes-summary → function/WildRydesStreamProcessor',
    ]);
    const map = graph.nodes.find(({ kind }) => kind === 'map');
    assert.equal(map?.href, '../dashboard/?pool=us-east-1:pool&stream=wildrydes&region=us-east-1');
  });

  it('knows a table by an environment variable, too', () => {
    const named = { ...ride, functions: [{ name: 'f', state: 'Active', values: ['Other'], policies: undefined }] };
    assert.ok(graphOf(named).edges.some(({ id }) => id === 'function/f → table/Other'));
  });

  it('says what stands still', () => {
    const [mapping] = ride.mappings;
    assert.ok(mapping);
    const off = graphOf({ ...ride, mappings: [{ ...mapping, state: 'Disabled' }] });
    assert.equal(off.edges.find(({ to }) => to.startsWith('function/'))?.fault?.kind, 'disabled');
    const failing = graphOf({ ...ride, mappings: [{ ...mapping, lastResult: 'PROBLEM: denied' }] });
    assert.equal(failing.edges.find(({ to }) => to.startsWith('function/'))?.fault?.text, 'PROBLEM: denied');
    const [application] = ride.applications;
    assert.ok(application);
    const stopped = graphOf({ ...ride, applications: [{ ...application, status: 'READY' }] });
    assert.equal(stopped.edges.filter(({ fault }) => fault?.kind === 'stopped').length, 2);
  });

  it('falls into parts, of which lone tables and functions are not shown', () => {
    const parts = componentsOf(graph);
    assert.deepEqual(
      parts.map(({ nodes }) => nodes.length),
      [7, 2, 1],
    );
    assert.equal(shownOf(parts).shown.length, 2);
    assert.equal(filtered(parts, 'ALONE').length, 1);
  });

  it('shows a few of very many streams', () => {
    const many = { ...none, streams: Array.from({ length: 100 }, (_, index) => stream(`s${index}`)) };
    const { shown, rest } = shownOf(componentsOf(graphOf(many)));
    assert.deepEqual([shown.length, rest], [6, 94]);
  });

  it('puts everything after what feeds it', () => {
    const [part] = componentsOf(graph);
    assert.ok(part);
    const { places, length } = layoutOf(part);
    assert.equal(length, 6);
    for (const { from, to } of part.edges)
      assert.ok((places.get(from)?.along ?? 0) < (places.get(to)?.along ?? 0), `${from} → ${to}`);
  });

  it('cuts circles', () => {
    const circle = {
      ...none,
      streams: [stream('a'), stream('b')],
      applications: [
        {
          name: 'ab',
          status: 'RUNNING',
          inputs: [{ id: '1', arn: streamArn('a') }],
          outputs: [{ id: '1', arn: streamArn('b') }],
        },
        {
          name: 'ba',
          status: 'RUNNING',
          inputs: [{ id: '1', arn: streamArn('b') }],
          outputs: [{ id: '1', arn: streamArn('a') }],
        },
      ],
    };
    const [part] = componentsOf(graphOf(circle));
    assert.ok(part);
    assert.equal(layoutOf(part).places.size, 4);
  });

  it('is drawn along a wide box and down a narrow one, nothing over another', () => {
    const [part] = componentsOf(graph);
    assert.ok(part);
    for (const width of [1300, 340]) {
      const { boxes, isVertical, width: drawn } = geometryOf(part, layoutOf(part), width);
      assert.equal(isVertical, width === 340);
      assert.ok(drawn <= width, `${drawn} of ${width}`);
      const all = [...boxes.values()];
      for (const a of all)
        for (const b of all)
          assert.ok(
            a === b ||
              a.left + a.width <= b.left ||
              b.left + b.width <= a.left ||
              a.top + a.height <= b.top ||
              b.top + b.height <= a.top,
          );
    }
  });
});

describe('the checklist', () => {
  const seen: Seen = { incoming: {}, mapOpened: false, processorRole: false, tableHasItems: false };
  const statesOf = (facts: Facts, what: Partial<Seen> = {}): string =>
    checklistOf(facts, { ...seen, ...what }, 'http://localhost:4566')
      .map(({ id, state }) => (state === 'done' ? id : state === 'open' ? '.' : '?'))
      .join(' ');

  it('is open on an empty server, and done when all is there', () => {
    assert.equal(statesOf(none), '. . . . . . . . . . . . . .');
    const all = {
      incoming: { wildrydes: 3, 'wildrydes-summary': 1 },
      mapOpened: true,
      processorRole: true,
      tableHasItems: true,
    };
    assert.equal(
      statesOf(ride, all),
      'stream producer pool guests map summary application running summaries table role function trigger items',
    );
  });

  it('says what cannot be seen', () => {
    const denied: Facts = { ...none, problems: [{ part: 'streams', error: new Error('no') }] };
    assert.equal(statesOf(denied, { processorRole: undefined }), '? . . . . ? . . . . ? . . .');
  });

  it('tells a terminal where the server is', () => {
    const commands = checklistOf(none, seen, 'http://localhost:9').flatMap(({ command }) => command ?? []);
    assert.deepEqual(commands, [
      'npx producer -endpoint http://localhost:9',
      'npx consumer -stream wildrydes-summary -endpoint http://localhost:9',
    ]);
  });
});
