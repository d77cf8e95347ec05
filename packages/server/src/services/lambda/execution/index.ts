export { Environments, type EnvironmentsOptions } from './environments.js';
export { noIsolation, probeIsolation, type Isolation } from './isolation.js';
export type { EnvironmentPool } from './pool.js';
export type {
  EnvironmentCounts,
  EnvironmentSpec,
  Invocation,
  LogEvent,
  LogLevel,
  LogSink,
  Outcome,
  ResponseSink,
  RoleCredentials,
} from './types.js';
