import { memberShape, type Place, type StructureShape } from '@paddock/wire';
import type { OperationShapes } from './operation-shapes.js';

/** Where the model finds a REST operation, and what it answers. */
export interface HttpTrait {
  readonly method: string;
  readonly requestUri: string;
  readonly responseCode?: number;
}

/** Where a member of a REST operation stands, as the model says it. */
export interface MemberPlace {
  readonly location?: string;
  readonly locationName?: string;
}

interface PlacedStructure {
  readonly payload?: string;
  readonly members?: Readonly<Record<string, MemberPlace>>;
}

/** Method, path and status, ours and the model's. */
export const compareRoute = (
  { http }: OperationShapes,
  there: HttpTrait | undefined,
): readonly [ours: unknown, there: unknown] => [
  http && [http.method, http.path, http.status ?? 200],
  there && [there.method, there.requestUri, there.responseCode ?? 200],
];

/** Of each member that both have: its name, and where it stands here and there. */
export function comparePlaces(
  ours: StructureShape | undefined,
  there: PlacedStructure | undefined,
): readonly (readonly [member: string, ours: string, there: string])[] {
  return Object.entries(ours?.members ?? {}).flatMap(([name, member]) => {
    const modelled = there?.members?.[name];
    if (modelled === undefined) return [];
    const modelledPlace = there?.payload === name ? 'payload' : placeThere(name, modelled);
    return [[name, placeHere(memberShape(member).place), modelledPlace] as const];
  });
}

function placeHere(place: Place | undefined): string {
  if (place === undefined) return 'body';
  return 'name' in place ? `${place.in} ${place.name}` : place.in;
}

function placeThere(name: string, { location, locationName }: MemberPlace): string {
  switch (location) {
    case undefined:
      return locationName === undefined || locationName === name ? 'body' : `body ${locationName}`;
    case 'uri':
      return locationName === undefined || locationName === name ? 'label' : `label ${locationName}`;
    case 'querystring':
      return `query ${locationName}`;
    case 'statusCode':
      return 'status';
    default:
      return `${location} ${locationName}`;
  }
}
