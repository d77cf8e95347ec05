export type FaultKind = 'throttle' | 'error' | 'latency' | 'partial' | 'crash';
export const kinds: readonly FaultKind[] = ['throttle', 'error', 'latency', 'partial', 'crash'];

/** A fault in force, as the server lists it. */
export interface Fault {
  readonly id: string;
  readonly kind: FaultKind;
  /** How often it has struck. */
  readonly struck: number;
  readonly service?: string;
  readonly operation?: string;
  readonly resource?: string;
  readonly probability?: number;
  readonly times?: number;
  readonly code?: string;
  readonly message?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly fraction?: number;
  readonly when?: 'before' | 'after';
}

/** What the form's fields say. */
export interface FaultDraft {
  readonly kind: FaultKind;
  readonly service: string;
  readonly operation: string;
  readonly resource: string;
  readonly probability: string;
  readonly times: string;
  readonly code: string;
  readonly message: string;
  readonly status: string;
  readonly ms: string;
  readonly fraction: string;
  readonly when: 'before' | 'after';
}

export const newFault: FaultDraft = {
  kind: 'throttle',
  service: '',
  operation: '',
  resource: '',
  probability: '',
  times: '',
  code: '',
  message: '',
  status: '',
  ms: '1000',
  fraction: '0.5',
  when: 'before',
};

/** The fields of each kind, besides those that all have. */
export const fieldsOf: Readonly<Record<FaultKind, readonly (keyof FaultDraft)[]>> = {
  throttle: [],
  error: ['code', 'message', 'status'],
  latency: ['ms'],
  partial: ['fraction', 'code', 'message'],
  crash: ['when'],
};

export type FaultProblem = 'required' | 'probability' | 'times' | 'status' | 'ms' | 'fraction';

/** What the server would refuse, by field. */
export function faultProblems(draft: FaultDraft): Partial<Record<keyof FaultDraft, FaultProblem>> {
  const problems: Partial<Record<keyof FaultDraft, FaultProblem>> = {};
  const own = fieldsOf[draft.kind];
  if (!isEmptyOr(draft.probability, (value) => value >= 0 && value <= 1)) problems.probability = 'probability';
  if (!isEmptyOr(draft.times, (value) => Number.isInteger(value) && value >= 1 && value <= 1e9))
    problems.times = 'times';
  if (draft.kind === 'error' && draft.code.trim() === '') problems.code = 'required';
  if (
    own.includes('status') &&
    !isEmptyOr(draft.status, (value) => Number.isInteger(value) && value >= 400 && value <= 599)
  )
    problems.status = 'status';
  if (own.includes('ms') && !isNumber(draft.ms, (value) => value >= 0 && value <= 86_400_000)) problems.ms = 'ms';
  if (own.includes('fraction') && !isNumber(draft.fraction, (value) => value >= 0 && value <= 1))
    problems.fraction = 'fraction';
  return problems;
}

/** The rule as the server takes it: what is empty is left out. */
export function faultRule(draft: FaultDraft): Readonly<Record<string, string | number>> {
  const texts = ['service', 'operation', 'resource', 'code', 'message', 'when'] as const;
  const numbers = ['probability', 'times', 'status', 'ms', 'fraction'] as const;
  const common: readonly string[] = ['service', 'operation', 'resource', 'probability', 'times'];
  const takes = (name: keyof FaultDraft): boolean =>
    (common.includes(name) || fieldsOf[draft.kind].includes(name)) && draft[name].trim() !== '';
  return {
    kind: draft.kind,
    ...Object.fromEntries(texts.filter(takes).map((name) => [name, draft[name].trim()])),
    ...Object.fromEntries(numbers.filter(takes).map((name) => [name, Number(draft[name])])),
  };
}

const isEmptyOr = (text: string, isRight: (value: number) => boolean): boolean =>
  text.trim() === '' || isNumber(text, isRight);

const isNumber = (text: string, isRight: (value: number) => boolean): boolean =>
  text.trim() !== '' && Number.isFinite(Number(text)) && isRight(Number(text));
