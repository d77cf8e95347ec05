/**
 * AWS validates requests in two layers, which word some refusals differently: the newer one answers single-item operations and Query, the
 * older one Scan, BatchWriteItem and PartiQL's parameters.
 */
export type Layer = 'new' | 'old';
