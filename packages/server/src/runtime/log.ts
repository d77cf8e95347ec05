import type { Clock } from './clock.js';

/** One line for each call: time, level, message, fields as `name=value`. Never throws. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Errors are written with their stack. */
export type LogFields = Readonly<Record<string, unknown>>;

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];

export function isLogLevel(text: string): text is LogLevel {
  return (LEVELS as readonly string[]).includes(text);
}

export interface LoggerOptions {
  /** The lowest level that is written. */
  readonly level: LogLevel;
  readonly stream: { write(text: string): unknown };
  readonly clock: Pick<Clock, 'now'>;
}

export function createLogger({ level, stream, clock }: LoggerOptions): Logger {
  const lowest = LEVELS.indexOf(level);
  const at = (name: Exclude<LogLevel, 'silent'>): Logger['info'] =>
    LEVELS.indexOf(name) < lowest
      ? () => {}
      : (message, fields) => {
          stream.write(
            `${timestamp(clock.now())} ${name.toUpperCase().padEnd(5)} ${oneLine(message)}${formatFields(fields)}\n`,
          );
        };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A logger that says nothing. */
export const silentLogger: Logger = createLogger({
  level: 'silent',
  stream: { write: () => true },
  clock: { now: () => 0 },
});

function timestamp(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

function formatFields(fields: LogFields | undefined): string {
  if (fields === undefined) return '';
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${oneLine(name)}=${formatValue(value)}`)
    .join('');
}

function formatValue(value: unknown): string {
  const text = textOf(value);
  return /^[^\s"=\p{Cc}]+$/u.test(text) ? text : JSON.stringify(text).replace(CONTROLS, escape);
}

function textOf(value: unknown): string {
  try {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return textOfError(value);
    return typeof value === 'bigint' ? `${value}` : (JSON.stringify(value) ?? typeof value);
  } catch {
    return '(unprintable)';
  }
}

function textOfError(error: Error): string {
  const text = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? text : `${text}\ncaused by ${textOf(error.cause)}`;
}

// What others sent must not be able to forge a line or to steer a terminal.
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

function oneLine(text: string): string {
  return text.replace(CONTROLS, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
