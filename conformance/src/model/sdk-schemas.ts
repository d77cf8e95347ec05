import { memberShape, type Shape, type StructureShape } from '@paddock/wire';
import type { OperationShapes } from './operation-shapes.js';

/**
 * Compares an operation's shapes with the SDK's schemas, which say members, their kinds and which are required. A schema is a number for a
 * simple kind, or a tuple that begins with a number; of a structure it ends with how many of the first members are required.
 */
export function compareWithSdk(
  operation: OperationShapes,
  schema: readonly unknown[],
  newerMembers: ReadonlySet<string>,
): string[] {
  const differences: string[] = [];
  const [input, output] = [resolve(schema[4]), resolve(schema[5])];
  compare(`${operation.name}.input`, operation.input, input);
  if (operation.output) compare(`${operation.name}.output`, operation.output, output);
  else if (output !== 'unit') differences.push(`${operation.name}.output: nothing here`);
  return differences;

  function compare(path: string, shape: Shape, given: unknown): void {
    const theirs = resolve(given);
    if (shape.kind === 'document') return compare(path, shape.stands(), theirs);
    if (shape.kind === 'structure') return compareStructure(path, shape, theirs);
    if (shape.kind === 'eventStream') {
      for (const [name, event] of Object.entries(shape.events))
        compare(`${path}.${name}`, event as Shape, memberOf(theirs, name));
      return;
    }
    if (shape.kind === 'list' && Array.isArray(theirs) && theirs[0] === 1)
      return compare(`${path}.[]`, shape.member, theirs[4]);
    if (theirs !== NUMBERS.get(shape.kind)) differences.push(`${path}: a ${shape.kind} here, ${String(theirs)} there`);
    else if (shape.kind === 'list' && shape.member.kind !== 'string')
      differences.push(`${path}: not a list of strings`);
  }

  function compareStructure(path: string, shape: StructureShape, theirs: unknown): void {
    if (!Array.isArray(theirs) || (theirs[0] !== 3 && theirs[0] !== -3)) {
      differences.push(`${path}: a structure here, not there`);
      return;
    }
    const [, , , , names, members, requiredCount = 0] = theirs as [0, 0, 0, 0, string[], unknown[], number?];
    for (const name of Object.keys(shape.members))
      if (!names.includes(name)) differences.push(`${path}.${name}: only here`);
    for (const [at, name] of names.entries()) {
      if (newerMembers.has(name)) continue;
      const member = shape.members[name];
      if (member === undefined) {
        differences.push(`${path}.${name}: only there`);
        continue;
      }
      const isRequired = member.kind === 'required';
      if (isRequired && at >= requiredCount) differences.push(`${path}.${name}: required here, not there`);
      if (!isRequired && at < requiredCount) differences.push(`${path}.${name}: required there, not here`);
      compare(`${path}.${name}`, memberShape(member), members[at]);
    }
  }
}

/** The SDK's numbers of kinds: 64 and 128 are added for lists and maps. */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['string', 0],
  ['integer', 1],
  ['long', 1],
  ['double', 1],
  ['boolean', 2],
  ['timestamp', 4],
  ['blob', 21],
  ['list', 64],
  ['map', 128],
]);

/** Schemas stand behind functions, and members with traits of their own in a pair. */
function resolve(schema: unknown): unknown {
  if (typeof schema === 'function') return resolve((schema as () => unknown)());
  if (Array.isArray(schema) && schema.length === 2) return resolve(schema[0]);
  return schema;
}

function memberOf(union: unknown, name: string): unknown {
  const [, , , , names, members] = union as [0, 0, 0, 0, string[], unknown[]];
  return members[names.indexOf(name)];
}
