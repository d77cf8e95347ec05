import { cognitoIdentityOperations, iamOperations, stsOperations } from '@paddock/server';
import type { StructureShape } from '@paddock/wire';
import type { ServiceName } from './call.js';

/** What is known of an operation. */
export interface Known {
  readonly service: ServiceName;
  readonly operation: string;
  readonly shape: StructureShape;
  /** Codes that its model declares. */
  readonly errors: readonly string[];
}

const lists = { iam: iamOperations, sts: stsOperations, 'cognito-identity': cognitoIdentityOperations } as const;

export const operationsOf = (service: ServiceName): Known[] =>
  lists[service].map(({ name, input, errors }) => ({
    service,
    operation: name,
    shape: input as StructureShape,
    errors,
  }));

const byName = new Map(
  (['iam', 'sts', 'cognito-identity'] as const).flatMap(operationsOf).map((known) => [known.operation, known]),
);

/** @throws when there is none of that name */
export function operationOf(name: string): Known {
  const known = byName.get(name);
  if (known === undefined) throw new Error(`no operation ${name}`);
  return known;
}
