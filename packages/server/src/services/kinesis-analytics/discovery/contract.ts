import type { RoleResource, SourceSchema, StartingPosition } from '../domain/application.js';

/** Where records are sampled. */
export type DiscoverySource =
  | { readonly kind: 'stream'; readonly stream: RoleResource; readonly start: StartingPosition | undefined }
  | { readonly kind: 'object'; readonly bucketArn: string; readonly fileKey: string; readonly role: string };

export interface DiscoveryRequest {
  readonly account: string;
  readonly region: string;
  readonly source: DiscoverySource;
  readonly processor: RoleResource | undefined;
}

/** What DiscoverInputSchema answers in both APIs' terms. */
export interface Discovered {
  readonly schema: SourceSchema;
  readonly parsed: readonly (readonly (string | null)[])[];
  /** Absent without a processor. */
  readonly processed?: readonly string[];
  readonly raw: readonly string[];
}

/** Finds out what a stream's records, or an object's, look like. */
export interface SchemaDiscovery {
  /**
   * @throws InvalidArgumentException for a source that is not there or that the role may not read
   * @throws UnableToDetectSchemaException with the samples, when nothing is found or nothing arrives in time
   */
  discover(request: DiscoveryRequest): Promise<Discovered>;
}
