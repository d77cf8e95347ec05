import { formType, iamVersion, jsonType, stsVersion, type Answer, type RawClient } from '../../harness/raw.js';
import { signerOf, type Keys } from '../../harness/identity.js';

export type ServiceName = 'iam' | 'sts' | 'cognito-identity';

/** Whatever a client sends: a structure of Query or of JSON. */
export type Input = Readonly<Record<string, unknown>>;

export const versions = { iam: iamVersion, sts: stsVersion } as const;

/** A signed request with that very body: a form for IAM and STS, JSON for Cognito Identity. */
export function send(
  raw: RawClient,
  service: ServiceName,
  operation: string,
  body: string,
  keys?: Keys,
): Promise<Answer> {
  const headers =
    service === 'cognito-identity'
      ? { 'content-type': jsonType, 'x-amz-target': `AWSCognitoIdentityService.${operation}` }
      : { 'content-type': formType };
  return raw.send({ headers, body, sign: { service, ...(keys === undefined ? {} : signerOf(keys)) } });
}

/** A request of an operation, as an SDK would send it. */
export const call = (
  raw: RawClient,
  service: ServiceName,
  operation: string,
  input: Input,
  keys?: Keys,
): Promise<Answer> =>
  send(
    raw,
    service,
    operation,
    service === 'cognito-identity' ? JSON.stringify(input) : form(versions[service], operation, parametersOf(input)),
    keys,
  );

export type Parameter = readonly [name: string, value: string];

/** A form of the parameters, whose values are encoded; names are as they are. */
export const form = (version: string, operation: string, parameters: readonly Parameter[]): string =>
  [`Action=${operation}`, `Version=${version}`, ...parameters.map((pair) => pair.join('='))].join('&');

/** The input as Query parameters, each value percent-encoded. */
export function parametersOf(input: Input): Parameter[] {
  return Object.entries(input).flatMap(([name, value]) => flat(name, value));
}

function flat(name: string, value: unknown): Parameter[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.flatMap((item, index) => flat(`${name}.member.${index + 1}`, item));
  }
  if (typeof value !== 'object' || value === null) return [[name, encodeURIComponent(String(value as string))]];
  return Object.entries(value).flatMap(([member, item]) => flat(`${name}.${member}`, item));
}

/** At most so many at once, in order of their beginning. */
export async function inParallel<T>(limit: number, items: Iterable<T>, run: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await run(next.value);
  };
  await Promise.all(Array.from({ length: limit }, work));
}
