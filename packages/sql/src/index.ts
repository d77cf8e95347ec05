export type { Saved } from './aggregates/aggregate.js';
export { compileProgram } from './bind/index.js';
export type { Program, ProgramStream, Pump } from './bind/plan.js';
export { discoverSchema } from './discovery/discover-schema.js';
export type { DiscoveredSchema } from './discovery/discovered-schema.js';
export { RowError, SqlError, type Span } from './errors.js';
export { Engine } from './execute/engine.js';
export type { Batch, EngineOptions, Row, RowProblem, RowSink, SourceRow } from './execute/engine-types.js';
export { typeText, type Column, type SqlType, type Value } from './types/sql-type.js';
