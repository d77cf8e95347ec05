/** A query that somebody saved. */
export interface QueryDefinition {
  readonly id: string;
  readonly name: string;
  readonly queryString: string;
  readonly language: 'CWLI' | 'SQL' | 'PPL';
  /** ms since the epoch */
  readonly modified: number;
  readonly logGroupNames?: readonly string[];
  readonly parameters?: readonly QueryParameter[];
  /** Of the request that made it. */
  readonly clientToken?: string;
}

export interface QueryParameter {
  readonly name: string;
  readonly defaultValue?: string;
  readonly description?: string;
}
