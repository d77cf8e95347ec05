/** An enhanced fan-out consumer of a stream, as the registry keeps it. */
export interface Consumer {
  readonly account: string;
  readonly region: string;
  /** The stream's name and id: a consumer ends with its stream. */
  readonly stream: string;
  readonly streamId: string;
  readonly name: string;
  readonly status: 'CREATING' | 'ACTIVE' | 'DELETING';
  /** ms since the epoch. */
  readonly created: number;
  readonly tags: { readonly [key: string]: string };
}
