import { mapUrl } from '../../map-url.js';
import { names } from '../names.js';
import type { Destination } from '../../client.js';
import type { Action, Deployment, Part, RideStatus } from '../contracts.js';

/** `http://127.0.0.1:4566 (us-east-1)`, `AWS (us-east-1)` */
export const whereText = ({ endpoint, region }: Destination): string => `${endpoint ?? 'AWS'} (${region})`;

const SIGNS = { create: '+', update: '~', delete: '-', none: '=', conflict: '!' } as const;

/** `  ~ Lambda function …: timeout in seconds 3 → 60` */
export function planLine({ title }: Part, action: Action): string {
  const detail =
    action.kind === 'update'
      ? action.differences.join('; ')
      : action.kind === 'conflict'
        ? action.reason
        : action.kind === 'none'
          ? action.note
          : undefined;
  return `  ${SIGNS[action.kind]} ${title}${detail === undefined ? '' : `: ${detail}`}`;
}

/** `Plan: 12 to create, 1 to change, 2 as they shall be.` */
export function planSummary(actions: readonly Action[]): string {
  const count = (kind: Action['kind'], words: string): string[] => {
    const { length } = actions.filter((action) => action.kind === kind);
    return length === 0 ? [] : [`${length} ${words}`];
  };
  const parts = [
    ...count('create', 'to create'),
    ...count('update', 'to change'),
    ...count('delete', 'to remove'),
    ...count('conflict', 'in the way'),
    ...count('none', 'as they shall be'),
  ];
  return `Plan: ${parts.join(', ')}.`;
}

/** What can be done with what was deployed. */
export function nextSteps({ identityPoolId, region }: Deployment, { endpoint }: Destination): string {
  const aws = endpoint === undefined ? 'aws' : 'npx paddock aws';
  const flag = destinationFlags(endpoint, region);
  return aligned([
    ...mapLines(identityPoolId, region, endpoint),
    ['Riders', `npx producer -fleet 3${flag}`],
    ['Table', `${aws} dynamodb scan --table-name ${names.table} --region ${region}${awsFlag(endpoint)}`],
    ['Status', `npx paddock ride status${flag}`],
    ['Remove', `npx paddock ride destroy${flag}`],
    ...costs(endpoint),
  ]);
}

/** What the clients would not find by themselves. */
function destinationFlags(endpoint: string | undefined, region: string): string {
  const where = endpoint === undefined ? ' -endpoint aws' : isUsual(endpoint) ? '' : ` -endpoint ${endpoint}`;
  return where + (region === 'us-east-1' ? '' : ` -region ${region}`);
}

const isUsual = (endpoint: string): boolean => /^http:\/\/(127\.0\.0\.1|localhost):4566\/?$/.test(endpoint);

/** The map's page is Paddock's; guests of a pool on AWS read the stream there. */
function mapLines(pool: string, region: string, endpoint: string | undefined): [string, string][] {
  if (endpoint !== undefined) return [['Map', mapUrl(endpoint, pool, names.stream, { region })]];
  return [
    ['Map', 'npx paddock up, and then in a browser'],
    ['', mapUrl('http://127.0.0.1:4566', pool, names.stream, { region, endpoint: 'aws' })],
  ];
}

// `paddock aws` finds a Paddock at its usual address only.
const awsFlag = (endpoint: string | undefined): string =>
  endpoint === undefined || isUsual(endpoint) ? '' : ` --endpoint-url ${endpoint}`;

/** On AWS it costs money while it is there. */
const costs = (endpoint: string | undefined): [string, string][] =>
  endpoint === undefined
    ? [['Costs', 'on AWS two shards are billed by the hour, invocations and items by use, until it is removed']]
    : [];

const STATES = { ready: '✓', missing: '+', differs: '~', conflict: '!', unknown: '?' } as const;

/** How it is doing, for people. */
export function statusText(status: RideStatus, { endpoint, region }: Destination): string {
  const parts = status.parts.map(({ part, state, detail }) => {
    const said = detail ?? (state === 'ready' ? '' : state);
    return `  ${STATES[state]} ${part.title}${said === '' ? '' : `: ${said}`}`;
  });
  const { recordsIn, summaries, itemsWritten, functionErrors, iteratorAge } = status.recently;
  const { trigger, identityPoolId } = status;
  const shards = Object.entries(status.shards).map(([name, count]) => `${name} ${count}`);
  const isThere = status.parts.some(({ state }) => state !== 'missing');
  const where = `The ride at ${endpoint ?? 'AWS'} (${region}), account ${status.account},`;
  if (!isThere) return `${where} is not there.\n\n  npx paddock ride deploy makes it.`;
  return [
    `${where} ${status.isComplete ? 'is complete' : 'is not as it shall be'}.`,
    '',
    ...parts,
    '',
    aligned([
      [
        'Summary by',
        status.summary === 'analytics' ? 'an analytics application' : `the function ${names.summaryFunction}`,
      ],
      ['Shards', shards.join(', ')],
      ...row('Application', status.application),
      ...row(
        'Trigger',
        trigger && `${trigger.state}${trigger.lastResult === undefined ? '' : `, ${trigger.lastResult}`}`,
      ),
      ['Records in', `${recordsIn ?? 0} in the last five minutes`],
      ['Summaries', `${summaries ?? 0}`],
      ['Items', `${itemsWritten ?? 0} written`],
      ...row('Iterator age', iteratorAge === undefined ? undefined : `${Math.round(iteratorAge / 1_000)} s at most`),
      ['Errors', `${functionErrors ?? 0} of the function ${names.processor}`],
      ...(identityPoolId === undefined ? [] : mapLines(identityPoolId, status.region, endpoint)),
      ...costs(endpoint),
    ]),
    ...(status.isComplete ? [] : ['', '  npx paddock ride deploy makes what is missing or different.']),
  ].join('\n');
}

const row = (name: string, value: string | undefined): [string, string][] =>
  value === undefined ? [] : [[name, value]];

function aligned(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
}
