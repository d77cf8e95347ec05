/** One flag of a command: how it reads its text, what it is when absent, and its line in the help. */
export interface Flag<T> {
  readonly help: string;
  /** What the help shows for the value: `name`, `url`, `n`. */
  readonly value: string;
  /** Throws an Error whose message ends the sentence "-flag …". */
  readonly read: (text: string) => T;
  readonly fallback: T;
  /** What it is when it stands without a value; a flag without this member takes the next argument. */
  readonly bare?: T;
}

export type Flags = Readonly<Record<string, Flag<unknown>>>;
export type FlagValues<F extends Flags> = { readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never };

export type ParsedFlags<F extends Flags> =
  | { readonly kind: 'run'; readonly values: FlagValues<F> }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

/**
 * Reads `-name X`, `-name=X`, `--name X` and `--name=X`, as the workshop's clients took them; the last of a repeated
 * flag wins. Every mistake is one sentence.
 */
export function parseFlags<F extends Flags>(flags: F, args: readonly string[]): ParsedFlags<F> {
  const values = new Map<string, unknown>(Object.entries(flags).map(([name, flag]) => [name, flag.fallback]));
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const match = /^--?([A-Za-z][\w-]*)(?:=([\s\S]*))?$/.exec(arg);
    const name = match?.[1];
    if (name === undefined) return wrong(`unexpected argument ${JSON.stringify(arg)}`);
    if (name === 'h' || name === 'help') return { kind: 'help' };
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
    if (flag === undefined) return wrong(`unknown flag -${name}`);
    const attached = match?.[2];
    if (attached === undefined && flag.bare !== undefined) {
      values.set(name, flag.bare);
      continue;
    }
    const text = attached ?? rest.shift();
    if (text === undefined) return wrong(`-${name} needs a value`);
    try {
      values.set(name, flag.read(text));
    } catch (error) {
      return wrong(`-${name} ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  // Every name of F was given its fallback or a value that its own `read` returned.
  return { kind: 'run', values: Object.fromEntries(values) as FlagValues<F> };
}

const wrong = (message: string): { kind: 'wrong'; message: string } => ({ kind: 'wrong', message });

/** The help's block of flags, one line each, aligned. */
export function describeFlags(flags: Flags): string {
  const heads = Object.entries(flags).map(([name, flag]) => `  -${name} ${flag.value}`.trimEnd());
  const width = Math.max(...heads.map((head) => head.length));
  return Object.values(flags)
    .map((flag, index) => `${(heads[index] ?? '').padEnd(width)}  ${flag.help}`)
    .join('\n');
}

/** A text flag; an empty text is refused unless `fallback` is undefined, where it has a meaning of its own. */
export function text<T extends string | undefined>(value: string, fallback: T, help: string): Flag<T | string> {
  return {
    value,
    help,
    fallback,
    read: (given) => {
      if (given === '' && fallback !== undefined) throw new Error('must not be empty');
      return given;
    },
  };
}

/** A flag that is on when it is there: `-yes`. */
export const toggle = (help: string): Flag<boolean> => ({
  value: '',
  help,
  fallback: false,
  bare: true,
  read: (given) => {
    if (given !== 'true' && given !== 'false') throw new Error(`must be true or false, not ${JSON.stringify(given)}`);
    return given === 'true';
  },
});

/** One of some words. */
export const choice = <const T extends string>(words: readonly T[], fallback: T, help: string): Flag<T> => ({
  value: words.join('|'),
  help,
  fallback,
  read: (given) => {
    const word = words.find((each) => each === given);
    if (word === undefined) throw new Error(`must be ${words.join(' or ')}, not ${JSON.stringify(given)}`);
    return word;
  },
});

/** A whole number from `min` to `max`. */
export function whole<T extends number | undefined>(
  value: string,
  fallback: T,
  [min, max]: readonly [number, number],
  help: string,
): Flag<T | number> {
  return { value, help, fallback, read: (given) => within(given, /^\d+$/, min, max, 'a whole number') };
}

/** A number from `min` to `max`, fractions allowed. */
export function decimal(
  value: string,
  fallback: number,
  [min, max]: readonly [number, number],
  help: string,
): Flag<number> {
  return { value, help, fallback, read: (given) => within(given, /^\d*\.?\d+$/, min, max, 'a number') };
}

function within(given: string, form: RegExp, min: number, max: number, kind: string): number {
  const number = form.test(given) ? Number(given) : Number.NaN;
  if (!(number >= min && number <= max)) {
    throw new Error(`must be ${kind} from ${min} to ${max}, not ${JSON.stringify(given)}`);
  }
  return number;
}
