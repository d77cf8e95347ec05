import type { EnvironmentSpec } from './types.js';

/** How an initialisation or an invocation ended. */
export type Status = 'success' | 'failure' | 'error' | 'timeout';

export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  readonly billedMs: number;
  readonly maxMemoryMb: number;
  readonly initMs?: number | undefined;
  readonly status: Status;
  readonly errorType?: string | undefined;
  readonly traceId?: string | undefined;
}

export interface InitReport {
  readonly durationMs: number;
  readonly phase: 'init' | 'invoke';
  readonly status: Status;
  readonly errorType?: string | undefined;
}

/** An event of the platform: as the Telemetry API and the JSON log have it, and its line in the text log, if it has one. */
export interface PlatformEvent {
  readonly type: string;
  readonly level: 'DEBUG' | 'INFO' | 'WARN';
  readonly record: Readonly<Record<string, unknown>>;
  readonly text?: string;
}

const milliseconds = (ms: number): string => ms.toFixed(2);
const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
const levelOf = (status: Status, usual: 'DEBUG' | 'INFO'): PlatformEvent['level'] =>
  status === 'success' ? usual : 'WARN';
const defined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** AWS writes `nodejs:22.mainline.v122` and `python:3.10.v11`: the last number is that of its own build. */
function runtimeVersion(runtime: string): string {
  const [, name = runtime, version = ''] = /^([a-z]+)(.*?)(?:\.x)?$/.exec(runtime) ?? [];
  return version === '' ? name : `${name}:${version.replace(/^\./, '')}.v1`;
}

export function initStart(spec: EnvironmentSpec, logStream: string, initializationType: string): PlatformEvent {
  const version = runtimeVersion(spec.runtime);
  const arn = spec.runtimeVersionArn;
  return {
    type: 'platform.initStart',
    level: 'INFO',
    record: defined({
      initializationType,
      phase: 'init',
      runtimeVersion: version,
      runtimeVersionArn: arn,
      functionName: spec.functionName,
      functionVersion: spec.version,
      functionArn: spec.functionArn,
      instanceId: logStream,
      instanceMaxMemory: spec.memoryMb * 1024 * 1024,
    }),
    text: `INIT_START Runtime Version: ${version}${arn === undefined ? '' : `\tRuntime Version ARN: ${arn}`}\n`,
  };
}

export function initRuntimeDone(
  initializationType: string,
  { phase, status, errorType }: Omit<InitReport, 'durationMs'>,
): PlatformEvent {
  const record = defined({ initializationType, phase, status, errorType });
  return { type: 'platform.initRuntimeDone', level: levelOf(status, 'DEBUG'), record };
}

/** In the text log only what went wrong is worth a line. */
export function initReport(initializationType: string, report: InitReport): PlatformEvent {
  const { durationMs, phase, status, errorType } = report;
  const error = errorType === undefined || status === 'timeout' ? '' : `\tError Type: ${errorType}`;
  return {
    type: 'platform.initReport',
    level: levelOf(status, 'DEBUG'),
    record: defined({
      initializationType,
      phase,
      status,
      errorType,
      metrics: { durationMs: rounded(durationMs) },
    }),
    ...(status === 'success'
      ? {}
      : {
          text: `INIT_REPORT Init Duration: ${milliseconds(durationMs)} ms\tPhase: ${phase}\tStatus: ${status}${error}\n`,
        }),
  };
}

export function start(spec: EnvironmentSpec, requestId: string, traceId?: string): PlatformEvent {
  const { functionArn, version } = spec;
  return {
    type: 'platform.start',
    level: 'INFO',
    record: defined({ requestId, functionArn, version, tracing: tracing(traceId) }),
    text: `START RequestId: ${requestId} Version: ${version}\n`,
  };
}

export function runtimeDone(report: Report): PlatformEvent {
  const { requestId, status, errorType, durationMs, traceId } = report;
  return {
    type: 'platform.runtimeDone',
    level: levelOf(status, 'DEBUG'),
    record: defined({
      requestId,
      status,
      errorType,
      metrics: { durationMs: rounded(durationMs) },
      tracing: tracing(traceId),
    }),
    text: `END RequestId: ${requestId}\n`,
  };
}

export function report(spec: EnvironmentSpec, told: Report): PlatformEvent {
  const { requestId, durationMs, billedMs, maxMemoryMb, initMs, status, errorType, traceId } = told;
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${milliseconds(durationMs)} ms`,
    `Billed Duration: ${billedMs} ms`,
    `Memory Size: ${spec.memoryMb} MB`,
    `Max Memory Used: ${maxMemoryMb} MB`,
  ];
  if (initMs !== undefined) parts.push(`Init Duration: ${milliseconds(initMs)} ms`);
  // An error that the function told of itself is none of the environment's.
  if (status === 'timeout') parts.push('Status: timeout');
  if (status === 'failure') parts.push('Status: error', `Error Type: ${errorType ?? 'Runtime.Unknown'}`);
  return {
    type: 'platform.report',
    level: levelOf(status, 'INFO'),
    record: defined({
      requestId,
      metrics: defined({
        durationMs: rounded(durationMs),
        billedDurationMs: billedMs,
        memorySizeMB: spec.memoryMb,
        maxMemoryUsedMB: maxMemoryMb,
        initDurationMs: initMs === undefined ? undefined : rounded(initMs),
      }),
      status,
      errorType,
      tracing: tracing(traceId),
    }),
    text: `${parts.join('\t')}\t\n${tracedLine(traceId)}`,
  };
}

const isSampled = (traceId: string | undefined): traceId is string => traceId?.includes('Sampled=1') === true;

function tracedLine(traceId: string | undefined): string {
  if (!isSampled(traceId)) return '';
  const root = /Root=([0-9a-f-]+)/.exec(traceId)?.[1] ?? '';
  const parent = /Parent=([0-9a-f]+)/.exec(traceId)?.[1] ?? '';
  return `XRAY TraceId: ${root}\tSegmentId: ${parent}\tSampled: true\t\n`;
}

function tracing(traceId: string | undefined): unknown {
  if (!isSampled(traceId)) return undefined;
  const parent = /Parent=([0-9a-f]+)/.exec(traceId)?.[1];
  return defined({ spanId: parent, type: 'X-Amzn-Trace-Id', value: traceId });
}
