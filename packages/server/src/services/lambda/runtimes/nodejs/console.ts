import { writeSync } from 'node:fs';
import { format } from 'node:util';
import { intoError, own, toLogText } from './errors.js';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
type Level = (typeof LEVELS)[number];

let requestId: string | undefined;
const requestIdSymbol = Symbol.for('aws.lambda.runtime.requestId');

/** What log lines name from now on. */
export function setRequestId(id: string): void {
  requestId = id;
  (globalThis as Record<symbol, unknown>)[requestIdSymbol] = id;
}

/** Makes console write as AWS's does: in frames that keep lines together, with time, request and level. */
export function patchConsole(): void {
  const variables = process.env;
  const isJson = variables['AWS_LAMBDA_LOG_FORMAT']?.toUpperCase() === 'JSON';
  const lowest = Math.max(0, LEVELS.indexOf((variables['AWS_LAMBDA_LOG_LEVEL'] ?? 'TRACE').toUpperCase() as Level));
  const descriptor = variables['_LAMBDA_TELEMETRY_LOG_FD'];
  delete variables['_LAMBDA_TELEMETRY_LOG_FD'];
  const write = descriptor === undefined ? toOutput : framed(Number(descriptor), isJson ? 2 : 3);
  const at =
    (level: Level) =>
    (...values: unknown[]): void => {
      const now = new Date();
      write(level, now, isJson ? jsonLine(level, now, values) : textLine(level, now, values));
    };
  const nothing = (): void => {};
  const method = (level: Level): ((...values: unknown[]) => void) =>
    LEVELS.indexOf(level) >= lowest ? at(level) : nothing;
  console.trace = method('TRACE');
  console.debug = method('DEBUG');
  console.info = method('INFO');
  console.log = console.info;
  console.warn = method('WARN');
  console.error = method('ERROR');
  (console as unknown as Record<string, unknown>)['fatal'] = at('FATAL');
  logError = isJson
    ? (_, error) => console.error(intoError(error))
    : (what, error) => console.error(what, toLogText(error));
}

/** Logs what came of an invocation, or of loading the function. */
export let logError: (what: string, error: unknown) => void = () => {};

type Write = (level: Level, time: Date, text: string) => void;

const toOutput: Write = (_, __, text) => {
  process.stdout.write(`${text.replaceAll('\n', '\r')}\n`);
};

function framed(descriptor: number, type: number): Write {
  return (level, time, text) => {
    const size = Buffer.byteLength(text);
    const line = type === 3 ? size + 1 : size;
    const frame = Buffer.allocUnsafe(16 + line);
    frame.writeUInt32BE((0xa55a0000 | type | ((LEVELS.indexOf(level) + 1) << 2)) >>> 0, 0);
    frame.writeUInt32BE(line, 4);
    frame.writeBigInt64BE(BigInt(time.getTime()) * 1000n, 8);
    frame.write(text, 16);
    if (line > size) frame[16 + size] = 10;
    let at = 0;
    while (at < frame.length) {
      try {
        at += writeSync(descriptor, frame, at);
      } catch (error) {
        // Whoever closed the channel wants no log.
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      }
    }
  };
}

const textLine = (level: Level, time: Date, values: unknown[]): string =>
  `${time.toISOString()}\t${requestId}\t${level}\t${format(...values)}`;

function jsonLine(level: Level, time: Date, values: unknown[]): string {
  const line: Record<string, unknown> = { timestamp: time.toISOString(), level, requestId };
  if (values.length === 1) {
    line['message'] = values[0];
    try {
      return JSON.stringify(line, (_, value: unknown) => (value instanceof Error ? errorMembers(value) : value));
    } catch {
      line['message'] = format(values[0]);
      return JSON.stringify(line);
    }
  }
  line['message'] = format(...values);
  const error = values.find((value) => value instanceof Error);
  if (error) {
    line['errorType'] = error.constructor?.name ?? 'UnknownError';
    line['errorMessage'] = error.message;
    line['stackTrace'] = typeof error.stack === 'string' ? error.stack.split('\n') : [];
  }
  return JSON.stringify(line);
}

const errorMembers = (error: Error): object => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : error.stack,
  ...own(error),
});
