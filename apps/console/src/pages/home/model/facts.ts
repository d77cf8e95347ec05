/** What the APIs say is there, as far as the graph and the checklist need it. What could not be seen is empty, with a problem. */
export interface Facts {
  readonly account: string;
  readonly region: string;
  readonly streams: readonly StreamFact[];
  readonly applications: readonly ApplicationFact[];
  readonly mappings: readonly MappingFact[];
  readonly functions: readonly FunctionFact[];
  readonly tables: readonly TableFact[];
  readonly deliveries: readonly DeliveryFact[];
  readonly pools: readonly PoolFact[];
  readonly problems: readonly FactProblem[];
}

export interface StreamFact {
  readonly name: string;
  readonly arn: string;
  /** `ACTIVE` … */
  readonly status: string;
  /** Undefined where it could not be asked. */
  readonly shards: number | undefined;
}

export interface ApplicationFact {
  readonly name: string;
  /** `RUNNING`, `READY` … */
  readonly status: string;
  readonly inputs: readonly Connection[];
  readonly outputs: readonly Connection[];
}

/** An application's input or output. */
export interface Connection {
  readonly id: string;
  /** Of a stream, a function, a delivery stream. */
  readonly arn: string;
}

export interface MappingFact {
  readonly id: string;
  readonly sourceArn: string;
  readonly functionName: string;
  /** `Enabled`, `Disabled` … */
  readonly state: string;
  /** `OK`, `PROBLEM: …` */
  readonly lastResult: string | undefined;
}

export interface FunctionFact {
  readonly name: string;
  /** `Active`, `Failed` … */
  readonly state: string;
  /** Environment variables' values. */
  readonly values: readonly string[];
  /** Policies of its role, as JSON; undefined where they could not be read. */
  readonly policies: readonly string[] | undefined;
}

export interface TableFact {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
}

export interface DeliveryFact {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly sourceArn: string | undefined;
  readonly destination: string | undefined;
}

/** An identity pool, with what its guests may do. */
export interface PoolFact {
  readonly id: string;
  readonly name: string;
  readonly takesGuests: boolean;
  readonly guestRole: string | undefined;
  /** As JSON; undefined where they could not be read. */
  readonly policies: readonly string[] | undefined;
}

export interface FactProblem {
  /** Of which part something is missing. */
  readonly part: 'streams' | 'applications' | 'mappings' | 'functions' | 'tables' | 'deliveries' | 'pools' | 'roles';
  readonly error: unknown;
}
