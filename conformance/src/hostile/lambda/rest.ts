import { memberShape, type Place, type StructureShape } from '@paddock/wire';
import type { RawRequest } from '../../harness/raw.js';

/** An operation of a REST service, as its list has it. */
export interface RestOperation {
  readonly name: string;
  readonly input: StructureShape;
  readonly errors: readonly string[];
  readonly http: { readonly method: string; readonly path: string };
}

export type Input = Readonly<Record<string, unknown>>;

/** What a request is made of, before it is put together. */
export interface Parts {
  readonly method: string;
  /** As they are sent, by the names of the members. */
  readonly labels: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** The members that are in the JSON body; undefined when the body is a payload. */
  readonly document: Input | undefined;
  readonly payload: string | Uint8Array | undefined;
}

/** Puts an input's members where they belong. */
export function partsOf({ input: shape, http }: RestOperation, input: Input): Parts {
  const placed = Object.entries(input).map(([name, value]) => {
    const member = shape.members[name];
    return { name, value, place: member === undefined ? undefined : memberShape(member).place };
  });
  const at = (where: Place['in']) => placed.filter(({ place }) => place?.in === where);
  const wireName = (place: Place | undefined): string => (place !== undefined && 'name' in place ? place.name : '');
  const hasPayload = Object.values(shape.members).some((member) => memberShape(member).place?.in === 'payload');
  return {
    method: http.method,
    path: http.path,
    labels: Object.fromEntries(at('label').map(({ name, value }) => [name, encodeURIComponent(textOf(value))])),
    query: at('query').flatMap(({ place, value }) =>
      (Array.isArray(value) ? value : [value]).map(
        (item) => [wireName(place), encodeURIComponent(textOf(item))] as const,
      ),
    ),
    headers: Object.fromEntries(at('header').map(({ place, value }) => [wireName(place).toLowerCase(), textOf(value)])),
    document: hasPayload
      ? undefined
      : Object.fromEntries(
          placed.filter(({ place }) => place === undefined).map(({ name, value }) => [name, value] as const),
        ),
    payload: at('payload').map(({ value }) => value as string | Uint8Array)[0],
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** @param body instead of the one that the parts have */
export function requestOf(parts: Parts, body?: string | Uint8Array): RawRequest {
  const [template = '', fixed] = parts.path.split('?');
  const path = template.replaceAll(/\{(\w+)\+?\}/g, (_, name: string) => parts.labels[name] ?? '');
  const query = [...(fixed === undefined ? [] : [fixed]), ...parts.query.map((pair) => pair.join('='))].join('&');
  const document = parts.document === undefined ? undefined : JSON.stringify(parts.document);
  return {
    method: parts.method,
    path: query === '' ? path : `${path}?${query}`,
    headers: parts.headers,
    body: body ?? parts.payload ?? (document === '{}' ? '' : (document ?? '')),
    sign: { service: 'lambda' },
  };
}
