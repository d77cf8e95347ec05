import type { SchemaDiscovery } from './contract.js';
import { RecordDiscovery, type RecordDiscoveryParts } from './record-discovery.js';

export type { RecordDiscoveryParts } from './record-discovery.js';

/** Discovery from live records and from objects. */
export const createDiscovery = (parts: RecordDiscoveryParts): SchemaDiscovery => new RecordDiscovery(parts);
