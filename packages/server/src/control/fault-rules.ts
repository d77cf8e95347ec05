/** What goes wrong on purpose, how often, and to whom. */
export interface FaultRule {
  /** `kinesis`; any when absent. */
  readonly service?: string;
  /** `PutRecords`; any when absent. */
  readonly operation?: string;
  /** An ARN, or its end: `stream/wildrydes` or `wildrydes`. Any when absent. */
  readonly resource?: string;
  /** From 0 to 1; 1 when absent. */
  readonly probability?: number;
  /** How often it may strike; without end when absent. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

export type FaultEffect =
  | { readonly kind: 'error'; readonly code: string; readonly message?: string; readonly status: number }
  /** The service's own throttling error. */
  | { readonly kind: 'throttle' }
  /** The request waits so many ms of the server's clock. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** That fraction of a batch's entries fails, with the service's throttling error unless another is named. */
  | { readonly kind: 'partial'; readonly fraction: number; readonly code?: string; readonly message?: string }
  /** The process ends, before the operation or when it is done and not yet answered. */
  | { readonly kind: 'crash'; readonly when: 'before' | 'after' };

/** Reads a rule from JSON, or says in a sentence what is wrong with it. */
export function readFaultRule(json: unknown): FaultRule | string {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'a fault must be a JSON object';
  const given: Partial<Record<string, unknown>> = { ...json };
  const { kind } = given;
  const own = typeof kind === 'string' && Object.hasOwn(MEMBERS, kind) ? MEMBERS[kind] : undefined;
  if (own === undefined) return `kind must be one of ${Object.keys(MEMBERS).join(', ')}`;
  for (const [name, value] of Object.entries(given)) {
    if (name === 'kind') continue;
    const check = COMMON[name] ?? own[name];
    if (check === undefined) return `a fault of kind ${String(kind)} has no member ${name}`;
    const wrong = check(value);
    if (wrong !== undefined) return `${name} must be ${wrong}`;
  }
  const missing = Object.keys(own).find((name) => REQUIRED.has(`${String(kind)}.${name}`) && given[name] === undefined);
  if (missing !== undefined) return `a fault of kind ${String(kind)} needs ${missing}`;
  const { service, operation, resource, probability, times, ...effect } = given;
  const where = { service, operation, resource, probability, times };
  const present = Object.fromEntries(Object.entries(where).filter(([, value]) => value !== undefined));
  // Every member was checked above; the tables and the types stand side by side.
  return { ...present, effect: { ...DEFAULTS[String(kind)], ...effect } as FaultEffect };
}

/** Undefined when the value is right, else what it must be. */
type Check = (value: unknown) => string | undefined;

const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a text');
const within =
  (min: number, max: number, whole = false): Check =>
  (value) => {
    const isRight = typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
    return isRight ? undefined : `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`;
  };
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value) ? undefined : values.join(' or ');

const COMMON: Readonly<Record<string, Check>> = {
  service: text,
  operation: text,
  resource: text,
  probability: within(0, 1),
  times: within(1, 1_000_000_000, true),
};

const MEMBERS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  error: { code: text, message: text, status: within(400, 599, true) },
  throttle: {},
  latency: { ms: within(0, 86_400_000) },
  partial: { fraction: within(0, 1), code: text, message: text },
  crash: { when: oneOf('before', 'after') },
};

const REQUIRED: ReadonlySet<string> = new Set(['error.code', 'latency.ms', 'partial.fraction']);
const DEFAULTS: Readonly<Record<string, object>> = { error: { status: 400 }, crash: { when: 'before' } };
