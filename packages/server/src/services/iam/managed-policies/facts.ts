/** An AWS managed policy in the compact form in which it is kept here. */
export interface ManagedPolicyFacts {
  readonly name: string;
  /** `/` when absent. */
  readonly path?: string;
  readonly id: string;
  readonly description: string;
  /** Of the version that is the default one. */
  readonly versionId: string;
  /** ISO 8601 */
  readonly created: string;
  readonly updated: string;
  /** JSON without blanks. */
  readonly document: string;
}
