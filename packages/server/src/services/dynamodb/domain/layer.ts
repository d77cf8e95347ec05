/**
 * AWS validates requests in two layers, which word some refusals differently: the newer one answers single-item operations, Query and
 * Scan, the older one BatchWriteItem and PartiQL's parameters.
 */
export type Layer = 'new' | 'old';
