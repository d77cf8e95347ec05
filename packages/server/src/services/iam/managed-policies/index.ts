import { cloudwatchPolicies } from './documents/cloudwatch.js';
import { cognitoPolicies } from './documents/cognito.js';
import { dynamodbPolicies } from './documents/dynamodb.js';
import { iamPolicies } from './documents/iam.js';
import { jobFunctionsPolicies } from './documents/job-functions.js';
import { kinesisPolicies } from './documents/kinesis.js';
import { lambdaPolicies } from './documents/lambda.js';
import { storagePolicies } from './documents/storage.js';
import type { ManagedPolicyFacts } from './facts.js';

/** A policy that AWS maintains and that every account has; of its versions only the default one is kept here. */
export interface AwsManagedPolicy {
  readonly name: string;
  /** `/`, `/service-role/`, `/job-function/` */
  readonly path: string;
  /** `arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole` */
  readonly arn: string;
  /** `ANPA…` */
  readonly id: string;
  readonly description: string;
  /** Of the default version: `v2`. */
  readonly versionId: string;
  /** JSON text, indented as AWS answers it; made when first asked for. */
  readonly document: string;
  /** Of the policy, in milliseconds since 1970. */
  readonly createDate: number;
  /** Of the default version, in milliseconds since 1970. */
  readonly updateDate: number;
  readonly isAttachable: true;
}

/** The AWS managed policies that are here, by ARN, in the order of their names. */
export function managedPolicies(): ReadonlyMap<string, AwsManagedPolicy> {
  byArn ??= new Map(
    [
      ...cloudwatchPolicies,
      ...cognitoPolicies,
      ...dynamodbPolicies,
      ...iamPolicies,
      ...jobFunctionsPolicies,
      ...kinesisPolicies,
      ...lambdaPolicies,
      ...storagePolicies,
    ]
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((facts) => new Policy(facts))
      .map((policy) => [policy.arn, policy]),
  );
  return byArn;
}

/** @returns undefined when AWS has no such policy, or it is not here */
export function findManagedPolicy(arn: string): AwsManagedPolicy | undefined {
  return managedPolicies().get(arn);
}

let byArn: ReadonlyMap<string, AwsManagedPolicy> | undefined;

class Policy implements AwsManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly id: string;
  readonly description: string;
  readonly versionId: string;
  readonly createDate: number;
  readonly updateDate: number;
  readonly isAttachable = true;
  readonly #facts: ManagedPolicyFacts;
  #document: string | undefined;

  constructor(facts: ManagedPolicyFacts) {
    this.name = facts.name;
    this.path = facts.path ?? '/';
    this.arn = `arn:aws:iam::aws:policy${this.path}${facts.name}`;
    this.id = facts.id;
    this.description = facts.description;
    this.versionId = facts.versionId;
    this.createDate = Date.parse(facts.created);
    this.updateDate = Date.parse(facts.updated);
    this.#facts = facts;
  }

  get document(): string {
    this.#document ??= JSON.stringify(JSON.parse(this.#facts.document), undefined, 4);
    return this.#document;
  }
}
