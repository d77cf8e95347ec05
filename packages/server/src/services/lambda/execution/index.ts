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
