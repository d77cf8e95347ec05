import { memberShape, type Shape } from '@paddock/wire';

/** A value that has every member, from what is known of them by their names where something is. */
export function sampleOf(shape: Shape, known: Readonly<Record<string, unknown>>, name = ''): unknown {
  if (Object.hasOwn(known, name)) return known[name];
  switch (shape.kind) {
    case 'string':
      return shape.values?.[0] ?? 'sample'.padEnd(shape.min ?? 1, 'x').slice(0, shape.max);
    case 'boolean':
      return false;
    case 'integer':
    case 'long':
    case 'double':
      return shape.min ?? 1;
    case 'timestamp':
      return 1_700_000_000;
    case 'list':
      return [sampleOf(shape.member, known)];
    case 'map':
      return { sample: sampleOf(shape.value, known) };
    case 'structure':
      return Object.fromEntries(
        Object.entries(shape.members).map(([member, its]) => [member, sampleOf(memberShape(its), known, member)]),
      );
    default:
      return undefined;
  }
}
