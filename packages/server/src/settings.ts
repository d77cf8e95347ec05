/** One setting: how it reads its text, what it is when absent, and its line in the help. */
export interface Setting<T> {
  /** What the help shows for the value; undefined for a flag that needs none. */
  readonly value: string | undefined;
  readonly fallback: T;
  readonly help: string;
  /** Completes "must be …". */
  readonly allowed: string;
  /** Undefined when the text is not allowed. Never called with an empty text. */
  readonly read: (text: string) => T | undefined;
  /** False for what only a variable can set. */
  readonly flag?: false;
  /** Whether a wrong value must not be repeated in the complaint. */
  readonly secret?: true;
}

/** A setting of a command that is on when its flag is there. */
export const toggle = (help: string): Setting<boolean> => ({
  value: undefined,
  fallback: false,
  help,
  allowed: 'on or off',
  read: (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
});

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type SettingValues<S> = { readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never };
export type Env = Readonly<Record<string, string | undefined>>;

/** What is wrong, in one sentence without a full stop. */
export interface Problem {
  readonly problem: string;
}

export const isProblem = (read: object): read is Problem => 'problem' in read;

/** The problem with where to read on. */
export const withHelp = (problem: string, command: string): string =>
  `${problem}${problem.endsWith('?') ? '' : '.'} Try: ${command}`;

/**
 * Reads settings from flags (`--data-dir x`, `--data-dir=x`; the last one wins) and environment variables (`PADDOCK_DATA_DIR`). A setting whose
 * `value` is undefined is on when its flag is there alone.
 */
export function readSettings<S extends Settings>(
  settings: S,
  argv: readonly string[],
  env: Env,
): SettingValues<S> | Problem {
  const given = readFlags(settings, argv);
  if ('problem' in given) return given;
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const source = given.texts.has(name) ? flagOf(name) : variableOf(name);
    const text = given.texts.get(name) ?? env[variableOf(name)] ?? '';
    if (text === '' && !given.texts.has(name)) {
      values[name] = setting.fallback;
      continue;
    }
    const value = text === '' ? undefined : setting.read(text);
    if (value === undefined) {
      const shown = setting.secret ? 'what it is' : JSON.stringify(text);
      return { problem: `${source} must be ${setting.allowed}, not ${shown}` };
    }
    values[name] = value;
  }
  // Every name of S now has its fallback or what its own `read` gave.
  return values as SettingValues<S>;
}

function readFlags(settings: Settings, argv: readonly string[]): { texts: ReadonlyMap<string, string> } | Problem {
  const texts = new Map<string, string>();
  const names = new Map(
    Object.entries(settings).flatMap(([name, setting]) => (setting.flag === false ? [] : [[flagOf(name), name]])),
  );
  const rest = [...argv];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const equals = arg.indexOf('=');
    const flag = equals < 0 ? arg : arg.slice(0, equals);
    const name = names.get(flag);
    if (name === undefined) return { problem: unknown(flag, [...names.keys()]) };
    if (equals >= 0) texts.set(name, arg.slice(equals + 1));
    else if (settings[name]?.value === undefined) texts.set(name, 'on');
    else {
      const value = rest[0]?.startsWith('--') ? undefined : rest.shift();
      if (value === undefined) return { problem: `${flag} needs a value: ${settings[name]?.allowed ?? ''}` };
      texts.set(name, value);
    }
  }
  return { texts };
}

function unknown(given: string, flags: readonly string[]): string {
  if (!given.startsWith('-')) return `unexpected argument ${JSON.stringify(given)}`;
  const near = nearest(given, flags);
  return `unknown flag ${given}${near === undefined ? '' : `: did you mean ${near}?`}`;
}

/** The word that was probably meant, if one is near. */
export function nearest(given: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((word) => ({ word, distance: word.startsWith(given) ? 1 : editDistance(given, word) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return 9;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** `dataDir` → `--data-dir` */
export const flagOf = (name: string): string => `--${kebab(name)}`;

/** `dataDir` → `PADDOCK_DATA_DIR` */
export const variableOf = (name: string): string => `PADDOCK_${kebab(name).replaceAll('-', '_').toUpperCase()}`;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The help's block of settings, one a line, aligned, with what each is when absent. */
export function describeSettings(settings: Settings): string {
  const lines = Object.entries(settings).map(([name, { flag, value, fallback, help }]) => {
    const head = flag === false ? variableOf(name) : `${flagOf(name)}${value === undefined ? '' : ` ${value}`}`;
    const preset = value === undefined ? '' : textOf(fallback);
    return { head: `  ${head}`, tail: preset === '' ? help : `${help} (${preset})` };
  });
  const width = Math.max(...lines.map(({ head }) => head.length)) + 2;
  return lines.map(({ head, tail }) => head.padEnd(width) + tail).join('\n');
}

function textOf(fallback: unknown): string {
  if (fallback === true) return 'on';
  if (Array.isArray(fallback)) return fallback.join(',');
  return typeof fallback === 'string' || typeof fallback === 'number' ? `${fallback}` : '';
}
