/** A member's name, an element's index, or every element. */
export type Step = string | number | typeof all;

/** `[0:]`: every element of an array. */
export const all: unique symbol = Symbol('[0:]');

export type Path = readonly Step[];

/**
 * The steps of a JSONPath of the kind that schemas use: `$`, `$.a.b`, `$['a']`, `$.a[3]`, `$.items[0:].id`. undefined: it is none, or asks for more
 * (filters, recursion, other slices), which the service has not.
 */
export function parsePath(text: string): Path | undefined {
  const steps: Step[] = [];
  let at = text.startsWith('$') ? 1 : 0;
  // What has no $ begins with a name, as if it were `$.name`.
  if (at === 0 && text !== '' && text[0] !== '.' && text[0] !== '[') {
    const end = endOfName(text, 0);
    steps.push(text.slice(0, end));
    at = end;
  }
  while (at < text.length) {
    if (text[at] === '.') {
      const end = endOfName(text, at + 1);
      if (end === at + 1) return undefined;
      steps.push(text.slice(at + 1, end));
      at = end;
    } else {
      const bracket = /\[(?:(\d{1,9})|(\*|0?:)|'([^']*)'|"([^"]*)")\]/y;
      bracket.lastIndex = at;
      const match = bracket.exec(text);
      if (match === null) return undefined;
      const [, index, every, single, double] = match;
      steps.push(index !== undefined ? Number(index) : every !== undefined ? all : (single ?? double ?? ''));
      at = bracket.lastIndex;
    }
  }
  return steps;
}

function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '.' && text[at] !== '[') at++;
  return at;
}

/** A path as a mapping writes it. Names with a dot or a bracket are quoted. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (step === all) return `${text}[0:]`;
    if (typeof step === 'number') return `${text}[${step}]`;
    if (step !== '' && !/[.[\]]/.test(step)) return `${text}.${step}`;
    return step.includes("'") ? `${text}["${step}"]` : `${text}['${step}']`;
  }, '$');
}

/** What stands at a path without `[0:]`; undefined: nothing. Only what the document itself has is found, never what objects inherit. */
export function valueAt(value: unknown, path: Path): unknown {
  let found: unknown = value;
  for (const step of path) {
    if (typeof step === 'string') found = memberOf(found, step);
    else if (typeof step === 'number') found = Array.isArray(found) ? found[step] : undefined;
    else return undefined;
    if (found === undefined) return undefined;
  }
  return found;
}

/** A member of a JSON object. */
export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Whether a JSON value is an object, no array. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
