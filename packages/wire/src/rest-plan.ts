import { memberShape } from './shapes.js';
import type { Place, Shape, StructureShape } from './shapes.js';

/** Where the members of a REST service's input, output or event stand. */
export interface RestPlan {
  readonly labels: readonly PlacedMember[];
  readonly query: readonly NamedMember[];
  readonly headers: readonly NamedMember[];
  /** Maps of all headers whose names begin alike. */
  readonly prefixed: readonly NamedMember[];
  readonly status: PlacedMember | undefined;
  /** The member that is the body. Undefined where the body is a JSON document of those in `body`. */
  readonly payload: PlacedMember | undefined;
  /** The members that have no other place. */
  readonly body: StructureShape;
  readonly hasBody: boolean;
}

export interface PlacedMember {
  readonly name: string;
  readonly shape: Shape;
}

export interface NamedMember extends PlacedMember {
  /** As the model spells it. */
  readonly wireName: string;
}

const plans = new WeakMap<StructureShape, RestPlan>();

export function restPlan(shape: StructureShape): RestPlan {
  const known = plans.get(shape) ?? planOf(shape);
  plans.set(shape, known);
  return known;
}

function planOf(shape: StructureShape): RestPlan {
  const members = Object.entries(shape.members).map(([name, member]) => ({ name, shape: memberShape(member) }));
  const standing = (place: Place['in']) => members.filter((member) => member.shape.place?.in === place);
  const named = (place: 'query' | 'header' | 'headers') =>
    standing(place).map((member) => ({ ...member, wireName: nameOf(member.shape.place) }));
  const inBody = Object.entries(shape.members).filter(([, member]) => memberShape(member).place === undefined);
  return {
    labels: standing('label'),
    query: named('query'),
    headers: named('header'),
    prefixed: named('headers'),
    status: standing('status')[0],
    payload: standing('payload')[0],
    body: { ...shape, members: Object.fromEntries(inBody) },
    hasBody: inBody.length > 0,
  };
}

const nameOf = (place: Place | undefined): string => (place !== undefined && 'name' in place ? place.name : '');
