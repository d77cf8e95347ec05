/** One invocation, as its REPORT line tells it. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number | undefined;
  readonly billedMs: number | undefined;
  readonly memoryMb: number | undefined;
  readonly maxMemoryMb: number | undefined;
  /** Of a cold start. */
  readonly initMs: number | undefined;
  /** `timeout`, `error`; undefined where the environment lived on. */
  readonly status: string | undefined;
  readonly errorType: string | undefined;
}

/** Reads a REPORT line of the text log or `platform.report` of the JSON log; undefined for any other line. */
export function parseReport(line: string): Report | undefined {
  return line.startsWith('{') ? parseJsonReport(line) : parseTextReport(line);
}

function parseTextReport(line: string): Report | undefined {
  const [, requestId] = /^REPORT RequestId: (\S+)/.exec(line) ?? [];
  if (requestId === undefined) return undefined;
  const field = (name: string): string | undefined =>
    new RegExp(`(?:^|\\t)${name}: ([^\\t\\n]+)`).exec(line)?.[1]?.trim();
  const number = (name: string): number | undefined => {
    const text = field(name);
    return text === undefined ? undefined : Number.parseFloat(text);
  };
  return {
    requestId,
    durationMs: number('Duration'),
    billedMs: number('Billed Duration'),
    memoryMb: number('Memory Size'),
    maxMemoryMb: number('Max Memory Used'),
    initMs: number('Init Duration'),
    status: field('Status'),
    errorType: field('Error Type'),
  };
}

function parseJsonReport(line: string): Report | undefined {
  const { type, record } = parsed(line);
  if (type !== 'platform.report') return undefined;
  const { requestId, metrics, status, errorType }: Partial<Record<string, unknown>> = Object(record);
  if (typeof requestId !== 'string') return undefined;
  const measured: Partial<Record<string, unknown>> = Object(metrics);
  const number = (name: string): number | undefined => {
    const value = measured[name];
    return typeof value === 'number' ? value : undefined;
  };
  return {
    requestId,
    durationMs: number('durationMs'),
    billedMs: number('billedDurationMs'),
    memoryMb: number('memorySizeMB'),
    maxMemoryMb: number('maxMemoryUsedMB'),
    initMs: number('initDurationMs'),
    status: typeof status === 'string' && status !== 'success' ? status : undefined,
    errorType: typeof errorType === 'string' ? errorType : undefined,
  };
}

const parsed = (line: string): { readonly type?: unknown; readonly record?: unknown } => {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
};

export interface LogLine {
  /** ms since the epoch */
  readonly time: number;
  readonly stream: string;
  readonly message: string;
}

export interface Invocation extends Report {
  readonly time: number;
  readonly stream: string;
  readonly hasFailed: boolean;
}

/** What FilterLogEvents is asked for, so that `invocationsOf` can tell which have failed. */
export const invocationPattern =
  '?"REPORT RequestId" ?"START RequestId" ?"Invoke Error" ?"[ERROR]" ?"Task timed out" ?"platform.report" ?"platform.start"';

/** The invocations that ended within the lines, the newest first. A stream is one environment's: what fails in it is of the invocation that began last. */
export function invocationsOf(lines: readonly LogLine[]): Invocation[] {
  const failed = new Set<string>();
  const current = new Map<string, string>();
  const found: Omit<Invocation, 'hasFailed'>[] = [];
  for (const { time, stream, message } of lines) {
    const report = parseReport(message);
    if (report !== undefined) {
      found.push({ ...report, time, stream });
      if (report.status !== undefined) failed.add(report.requestId);
      continue;
    }
    const [, started] = /^START RequestId: (\S+)/.exec(message) ?? [];
    if (started !== undefined) current.set(stream, started);
    else if (isFailure(message)) {
      const [named] = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(message) ?? [];
      const running = named ?? current.get(stream);
      if (running !== undefined) failed.add(running);
    }
  }
  return found.map((one) => ({ ...one, hasFailed: failed.has(one.requestId) })).toReversed();
}

const isFailure = (message: string): boolean =>
  /\tERROR\t(?:Invoke Error|Uncaught Exception|Unhandled Promise Rejection)/.test(message) ||
  message.startsWith('[ERROR]') ||
  message.includes('Task timed out after') ||
  (message.startsWith('{') && /"level":\s*"ERROR"/.test(message) && message.includes('Invoke Error'));
