import { memberShape, type Shape, type StructureShape } from '@paddock/wire';
import type { Model, ModelShape } from './botocore.js';
import type { OperationShapes } from './operation-shapes.js';

/** What stands where in a request or an answer of a REST-XML service, as `header etag`, `query uploadId` or `body/Contents[]/Key`: of what kind it is. */
type Spots = ReadonlyMap<string, string>;

export interface RestXmlDifferences {
  /** What only we have, and what both have in different forms. */
  readonly ours: readonly string[];
  /** What the model has in places where we have nothing, whichever the operation; what is inside of something that is lacking is not listed. */
  readonly lacking: readonly string[];
}

/**
 * Compares by what goes over the wire: what members are called in the model does not show there. Of text in headers and in queries it is not asked what is read from
 * it, and values, bounds and patterns are the service's own to check, in its own words.
 */
export function compareRestXml(operations: readonly OperationShapes[], model: Model): RestXmlDifferences {
  const ours: string[] = [];
  const lacking = new Set<string>();
  for (const operation of operations) {
    const there = model.operations[operation.name];
    if (there === undefined) {
      ours.push(`${operation.name}: only here`);
      continue;
    }
    for (const side of ['input', 'output'] as const) {
      const here = spotsOf(operation[side]);
      const modelled = modelledSpots(model, there[side]?.shape);
      for (const [spot, kind] of here) {
        const expected = modelled.get(spot);
        if (expected === undefined) ours.push(`${operation.name}.${side} ${spot}: only here`);
        else if (expected !== kind) ours.push(`${operation.name}.${side} ${spot}: ${kind} here, ${expected} there`);
      }
      for (const spot of modelled.keys())
        if (!here.has(spot) && here.has(parentOf(spot))) lacking.add(`${side} ${spot}`);
    }
  }
  return { ours, lacking: [...lacking] };
}

/** The element around one in the body; what has none counts as there, for it stands in the message itself. */
const parentOf = (spot: string): string => {
  const slash = spot.lastIndexOf('/');
  return slash < 0 ? ROOT : spot.slice(0, slash);
};
const ROOT = 'body';

function spotsOf(structure: StructureShape | undefined): Spots {
  const spots = new Map<string, string>([[ROOT, 'structure']]);
  for (const [name, member] of Object.entries(structure?.members ?? {})) {
    const shape = memberShape(member);
    const { place } = shape;
    if (place === undefined) element(`${ROOT}/${name}`, shape);
    else if ('name' in place) spots.set(`${place.in} ${place.name}`, textOr(shape.kind, shape.secret === 'model'));
    else if (place.in !== 'payload') spots.set(place.in === 'label' ? `label ${name}` : place.in, 'text');
    else if (shape.kind === 'structure') inside(ROOT, shape);
    else spots.set(ROOT, 'bytes');
  }
  return spots;

  function inside(path: string, { members }: StructureShape): void {
    for (const [name, member] of Object.entries(members)) element(`${path}/${name}`, memberShape(member));
  }

  function element(path: string, shape: Shape): void {
    if (shape.kind === 'list') {
      const { element: form } = shape;
      const at = form === 'flat' ? `${path}[]` : `${path}/${form?.name ?? 'member'}[]`;
      if (form !== 'flat') spots.set(path, 'list');
      element(at, shape.member);
      return;
    }
    spots.set(path, shape.kind);
    if (shape.kind === 'structure') inside(path, shape);
  }
}

function modelledSpots(model: Model, name: string | undefined): Spots {
  const spots = new Map<string, string>([[ROOT, 'structure']]);
  const structure = name === undefined ? undefined : model.shapes[name];
  for (const [member, reference] of Object.entries(structure?.members ?? {})) {
    const { location, locationName = member } = reference;
    const shape = shapeOf(reference.shape);
    const isPayload = structure?.payload === member;
    if (isPayload && shape.type === 'structure') inside(ROOT, shape);
    else if (isPayload) spots.set(ROOT, 'bytes');
    else if (location === undefined) element(`${ROOT}/${locationName}`, shape);
    else if (location === 'uri') spots.set(`label ${locationName}`, 'text');
    else if (location === 'statusCode') spots.set('status', 'text');
    else {
      const place = location === 'querystring' ? 'query' : location;
      spots.set(`${place} ${named(place, locationName)}`, textOr(shape.type, shape.sensitive === true));
    }
  }
  return spots;

  function shapeOf(shape: string): ModelShape {
    const found = model.shapes[shape];
    if (found === undefined) throw new Error(`the model has no shape ${shape}`);
    return found;
  }

  function inside(path: string, { members = {} }: ModelShape): void {
    for (const [member, { shape, locationName = member, xmlAttribute }] of Object.entries(members))
      if (xmlAttribute !== true) element(`${path}/${locationName}`, shapeOf(shape));
  }

  function element(path: string, shape: ModelShape): void {
    if (shape.type === 'list' && shape.member !== undefined) {
      const inner = shapeOf(shape.member.shape);
      if (shape.flattened !== true) spots.set(path, 'list');
      element(shape.flattened === true ? `${path}[]` : `${path}/${shape.member.locationName ?? 'member'}[]`, inner);
      return;
    }
    spots.set(path, shape.type);
    if (shape.type === 'structure') inside(path, shape);
  }
}

const textOr = (kind: string, isSensitive: boolean): string =>
  (kind === 'map' ? 'map' : 'text') + (isSensitive ? ', sensitive' : '');

/** Case does not count in the names of headers. */
const named = (place: string, name: string): string => (place === 'query' ? name : name.toLowerCase());
