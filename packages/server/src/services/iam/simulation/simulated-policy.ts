import {
  compilePolicy,
  isPolicyDocument,
  parsePolicy,
  statementPlaces,
  type CompiledPolicy,
  type PolicyDocument,
  type PolicySource,
  type StatementPlace,
} from '@paddock/policy';
import type { AwsError, Infer } from '@paddock/wire';
import type { SourcedPolicy } from '../entity-policies.js';
import { invalidBoundaryInput, invalidPolicyInput, invalidResourcePolicyInput, tooManyBoundaries } from '../errors.js';
import type { Statement } from '../structures.js';

/** How answers show a statement. */
export type StatementView = Infer<typeof Statement>;

/** A policy that takes part in a simulation. */
export class SimulatedPolicy {
  readonly text: string;
  readonly compiled: CompiledPolicy;
  /** How many comparisons one question can cost. */
  readonly weight: number;
  readonly #id: string;
  readonly #views: StatementView[] = [];
  #places: readonly StatementPlace[] | undefined;

  constructor(text: string, document: PolicyDocument, source: PolicySource, id: string) {
    this.compiled = compilePolicy(document, source);
    this.weight = weigh(document);
    this.text = text;
    this.#id = id;
  }

  /** @returns the same object for the same statement */
  statement(index: number): StatementView {
    this.#places ??= statementPlaces(this.text);
    const place = this.#places[index];
    return (this.#views[index] ??= {
      SourcePolicyId: this.#id,
      // AWS answers these, whatever its API model says.
      SourcePolicyType: sourceTypes[this.compiled.source.type] as 'none',
      StartPosition: positionView(place?.start),
      EndPosition: positionView(place?.end),
    });
  }
}

const positionView = (position: StatementPlace['start'] | undefined) => ({
  Line: position?.line ?? 1,
  Column: position?.column ?? 1,
});

const sourceTypes: Readonly<Record<PolicySource['type'], string>> = {
  'identity-based': 'IAM Policy',
  'resource-based': 'Resource Policy',
  'permissions boundary': 'Permissions Boundary Policy',
  session: 'IAM Policy',
};

/** @throws InvalidInput */
export function policyInput(text: string, index: number): SimulatedPolicy {
  const id = `PolicyInputList.${index + 1}`;
  return parsed(text, 'identity', { type: 'identity-based', name: id }, id, () => invalidPolicyInput(index + 1));
}

/** @throws InvalidInput, also for more than one */
export function boundaryInput(texts: readonly string[] = []): SimulatedPolicy | undefined {
  const [text] = texts;
  if (texts.length > 1) throw tooManyBoundaries();
  const name = 'PermissionsBoundaryPolicyInputList.1';
  return text === undefined
    ? undefined
    : parsed(text, 'identity', { type: 'permissions boundary', name }, name, invalidBoundaryInput);
}

/** @throws InvalidInput */
export const resourcePolicyInput = (text: string): SimulatedPolicy =>
  parsed(text, 'resource', { type: 'resource-based', name }, name, invalidResourcePolicyInput);
const name = 'ResourcePolicy';

/** A policy of a user, group or role: `role_name_policy`, or the name of a managed one. */
export const keptPolicy = ({ text, source }: SourcedPolicy): SimulatedPolicy =>
  parsed(text, 'identity', source, idOf(source), () => invalidPolicyInput(1));

const idOf = ({ name: of, holder }: PolicySource): string =>
  of.startsWith('arn:') ? of.slice(of.lastIndexOf('/') + 1) : `${holder?.replace(' ', '_') ?? ''}_${of}`;

/** The simulator minds no white space before the text, which IAM does when it keeps one. */
function parsed(
  text: string,
  kind: 'identity' | 'resource',
  source: PolicySource,
  id: string,
  invalid: () => AwsError,
): SimulatedPolicy {
  const document = parsePolicy(text.trimStart(), kind);
  if (!isPolicyDocument(document)) throw invalid();
  return new SimulatedPolicy(text, document, source, id);
}

function weigh({ statements }: PolicyDocument): number {
  let weight = 1;
  for (const { actions, resources, principals, conditions } of statements) {
    weight += 1 + actions.patterns.length + (resources?.patterns.length ?? 0) + (principals?.aws.length ?? 0);
    for (const { values } of conditions) weight += 1 + values.length;
  }
  return weight;
}
