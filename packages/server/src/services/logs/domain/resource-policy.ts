/** Who else may do what: of the account, by name, or of one log group. */
export interface ResourcePolicy {
  readonly name?: string;
  readonly resourceArn?: string;
  readonly document: string;
  /** ms since the epoch */
  readonly updated: number;
  readonly revisionId?: string;
}
