import type { WireRequest, WireResponse } from '@paddock/wire';
import type { Config } from '../config.js';
import type { RequestLog } from '../request-log.js';
import { PROMETHEUS_TYPE, prometheusText, type Family } from '../metrics/prometheus.js';
import { json, methodNotAllowed, refuse } from './answers.js';
import { clockAnswer, turnClock, type TurnableClock } from './clock-control.js';
import { readFaultRule } from './fault-rules.js';
import type { ActiveFault, Faults } from './faults.js';
import { refuseChange, refuseForeign, refuseUnsigned } from './guard.js';
import { requestsAnswer } from './requests.js';
import { changeSnapshots, listSnapshots, removeSnapshot } from './snapshots.js';
import type { SnapshotControl } from '../snapshot-control.js';

export interface ControlParts {
  readonly config: Config;
  readonly version: string;
  /** Services by name, and how they are: `running`. */
  readonly services: () => Readonly<Record<string, string>>;
  readonly metrics: () => Iterable<Family>;
  /** The clock and the faults that tests may set; undefined without --test-controls. */
  readonly clock: TurnableClock | undefined;
  readonly faults: Faults | undefined;
  readonly requests: RequestLog;
  /** Empties every service. */
  readonly reset: () => Promise<void>;
  /** Undefined until the server has started. */
  readonly snapshots: () => SnapshotControl | undefined;
  /** The real time, ms since the epoch, whatever tests have made of the clock. */
  readonly now: () => number;
}

type Answer = WireResponse | Promise<WireResponse>;

/** Everything that is Paddock's own and not AWS's: `/_paddock/…` and `/_localstack/health`. Undefined for any other path. */
export function createControl(parts: ControlParts): (request: WireRequest) => Answer | undefined {
  const resetting = once(parts.reset);

  const health = (): WireResponse => json(200, { version: parts.version, services: parts.services() });
  const routes: Readonly<Record<string, Route>> = {
    '/_paddock/health': { GET: health },
    // Tools made for LocalStack wait for this one.
    '/_localstack/health': {
      GET: () => json(200, { services: parts.services(), edition: 'paddock', version: parts.version }),
    },
    '/_paddock/metrics': {
      GET: () => ({
        status: 200,
        headers: { 'content-type': PROMETHEUS_TYPE },
        body: prometheusText(parts.metrics()),
      }),
    },
    '/_paddock/reset': {
      POST: async () => {
        await resetting();
        return json(200, { reset: true });
      },
    },
    '/_paddock/snapshots': {
      GET: (request) =>
        refuseUnsigned(request, parts.config, parts.now()) ?? withSnapshots(parts.snapshots(), listSnapshots),
      POST: (request) =>
        withSnapshots(parts.snapshots(), (snapshots) => withJson(request, (body) => changeSnapshots(snapshots, body))),
      DELETE: (request) => withSnapshots(parts.snapshots(), (snapshots) => removeSnapshot(snapshots, request.query)),
    },
    '/_paddock/requests': {
      GET: (request) =>
        refuseUnsigned(request, parts.config, parts.now()) ?? requestsAnswer(parts.requests, request.query),
    },
    '/_paddock/clock': {
      GET: () => withTestControls(parts.clock, clockAnswer),
      POST: (request) => withTestControls(parts.clock, (clock) => withJson(request, (body) => turnClock(clock, body))),
    },
    '/_paddock/faults': {
      GET: () => withTestControls(parts.faults, (faults) => json(200, { faults: faults.list().map(flat) })),
      POST: (request) =>
        withTestControls(parts.faults, (faults) => withJson(request, (body) => addFault(faults, body))),
      DELETE: (request) => withTestControls(parts.faults, (faults) => removeFaults(faults, request.query)),
    },
  };

  return (request) => {
    const { path } = request;
    if (!path.startsWith('/_paddock/') && path !== '/_localstack/health') return undefined;
    const foreign = refuseForeign(request, parts.config);
    if (foreign) return foreign;
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (route === undefined) return refuse(404, `There is no ${path}. There are: ${Object.keys(routes).join(', ')}.`);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const handle = method === 'GET' || method === 'POST' || method === 'DELETE' ? route[method] : undefined;
    if (handle === undefined) return methodNotAllowed(Object.keys(route));
    return (
      (method === 'GET' ? undefined : refuseChange(request, parts.config, parts.now())) ?? orSayWhy(handle, request)
    );
  };
}

async function orSayWhy(handle: (request: WireRequest) => Answer, request: WireRequest): Promise<WireResponse> {
  try {
    return await handle(request);
  } catch (error) {
    return refuse(500, `That failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Route {
  readonly GET?: (request: WireRequest) => Answer;
  readonly POST?: (request: WireRequest) => Answer;
  readonly DELETE?: (request: WireRequest) => Answer;
}

function withTestControls<T>(part: T | undefined, answer: (part: T) => Answer): Answer {
  return part === undefined ? refuse(404, 'Start the server with --test-controls to use this.') : answer(part);
}

function withSnapshots(part: SnapshotControl | undefined, answer: (part: SnapshotControl) => Answer): Answer {
  return part === undefined ? refuse(503, 'The server is starting.') : answer(part);
}

function withJson({ body }: WireRequest, answer: (body: unknown) => Answer): Answer {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    return refuse(400, 'The body must be JSON.');
  }
  return answer(parsed);
}

function addFault(faults: Faults, body: unknown): WireResponse {
  const rule = readFaultRule(body);
  if (typeof rule === 'string') return refuse(400, `${rule}.`);
  if (faults.list().length >= MOST_FAULTS) return refuse(400, `There are ${MOST_FAULTS} faults already.`);
  return json(201, flat(faults.add(rule)));
}

const MOST_FAULTS = 1000;

/** A rule in the form in which it was sent. */
const flat = ({ effect, ...rule }: ActiveFault): object => ({ ...rule, ...effect });

/** All of them, or the one that `?id=` names. */
function removeFaults(faults: Faults, query: string): WireResponse {
  const id = new URLSearchParams(query).get('id');
  if (id === null) faults.clear();
  else if (!faults.remove(id)) return refuse(404, `There is no fault ${id}.`);
  return json(200, { faults: faults.list().map(flat) });
}

/** Calls that overlap share one run. */
function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
