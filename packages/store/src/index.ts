export type { Json, Registry, RegistryChange, RegistryEntry, RegistryEvent } from './registry.js';
export {
  RegistryClosedError,
  RegistryConflictError,
  RegistryCorruptError,
  RegistryLockedError,
  RegistryUnavailableError,
} from './registry.js';
export { type EmbeddedRegistryOptions, openEmbeddedRegistry } from './embedded/registry.js';
export { openMemoryRegistry } from './memory/registry.js';
