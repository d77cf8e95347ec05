export type { Json, Registry, RegistryChange, RegistryEntry, RegistryEvent } from './registry.js';
export {
  RegistryClosedError,
  RegistryConflictError,
  RegistryCorruptError,
  RegistryLockedError,
  RegistryUnavailableError,
} from './registry.js';
export type { Copyable, Hold, Holdable } from './snapshot.js';
export { copyStores, type StoreDirectories } from './embedded/snapshot-copy.js';
export { type EmbeddedRegistryOptions, openEmbeddedRegistry } from './embedded/registry.js';
export { type MemoryRegistryCopy, openMemoryRegistry } from './memory/registry.js';
export type { Append, Appended, Extent, Log, LogSlice, ReadLimit } from './log.js';
export { LogClosedError, LogCorruptError, LogFullError, LogSealedError } from './log.js';
export {
  type DataDirectory,
  openDataDirectory,
  StoreCorruptError,
  StoreLockedError,
  StoreVersionError,
} from './embedded/data-dir.js';
export { type EmbeddedLogOptions, openEmbeddedLog } from './embedded/log.js';
export { type MemoryLogCopy, openMemoryLog } from './memory/log.js';
export { type EmbeddedTablesOptions, openEmbeddedTables } from './embedded/tables.js';
export { type MemoryTablesCopy, openMemoryTables } from './memory/tables.js';
export type { Decide, Fence, Place, Range, Tables, Visitor, Writes } from './tables.js';
export {
  feedKey,
  feedSequence,
  LONGEST_KEY,
  LONGEST_VALUE,
  TablesClosedError,
  TablesCorruptError,
  TablesFencedError,
  TablesFullError,
} from './tables.js';
export type { ObjectCondition, ObjectEntry, ObjectHead, ObjectRange, Objects, OpenObject } from './objects.js';
export { type EmbeddedObjectsOptions, openEmbeddedObjects } from './embedded/objects.js';
export { type MemoryObjectsCopy, openMemoryObjects } from './memory/objects.js';
export {
  LONGEST_OBJECT_KEY,
  LONGEST_OBJECT_LIST,
  ObjectsClosedError,
  ObjectsConflictError,
  ObjectsCorruptError,
  ObjectsFullError,
} from './objects.js';
