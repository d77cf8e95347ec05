/**
 * Event patterns by a plain reading of their rules, for tests: every array is replaced by each of its elements in turn, and a pattern matches when it matches
 * one of the documents that come of it. Exponential.
 */
export function naiveMatch(pattern: unknown, event: unknown): boolean {
  const paths = leafPaths(event);
  return choices(event).some((one) => holds(pattern, one, '', paths));
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every document without arrays that choosing elements makes; an empty array leaves nothing. */
function choices(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.length === 0 ? [undefined] : value.flatMap(choices);
  if (!isObject(value)) return [value];
  let made: Json[] = [{}];
  for (const [key, inner] of Object.entries(value))
    made = made.flatMap((so) => choices(inner).map((one) => (one === undefined ? so : { ...so, [key]: one })));
  return made;
}

function leafPaths(value: unknown, path = '', into = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) leafPaths(one, path, into);
  else if (isObject(value)) for (const [key, one] of Object.entries(value)) leafPaths(one, `${path}.${key}`, into);
  else into.add(path);
  return into;
}

function holds(pattern: unknown, value: unknown, path: string, paths: Set<string>): boolean {
  if (Array.isArray(pattern)) return pattern.some((asked) => fits(asked, value, paths.has(path)));
  const member = (key: string): unknown => (isObject(value) ? value[key] : undefined);
  return Object.entries(pattern as Json).every(([key, asked]) =>
    key === '$or'
      ? (asked as unknown[]).some((one) => holds(one, value, path, paths))
      : holds(asked, member(key), `${path}.${key}`, paths),
  );
}

function fits(asked: unknown, value: unknown, isSomewhere: boolean): boolean {
  if (isObject(asked) && asked['exists'] === false) return !isSomewhere;
  if (value === undefined || isObject(value)) return false;
  if (!isObject(asked)) return asked === value;
  if ('prefix' in asked) return typeof value === 'string' && value.startsWith(String(asked['prefix']));
  if ('anything-but' in asked) return value !== asked['anything-but'];
  if ('numeric' in asked) return typeof value === 'number' && value > 1;
  return true;
}
