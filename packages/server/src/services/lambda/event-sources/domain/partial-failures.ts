/** What a function that reports batch item failures said of its batch. */
export type BatchOutcome =
  | { readonly kind: 'success' }
  /** All of the batch failed: the function named nothing of it, or something that is not in it. */
  | { readonly kind: 'failure' }
  /** Everything before the record of that index succeeded; it and what follows is to be tried again. */
  | { readonly kind: 'from'; readonly index: number };

/**
 * Reads a function's answer to a batch.
 * @param response what it answered, JSON
 * @param indexOf the place of a sequence number in the batch: the first one, where records share it; undefined when it is not there
 */
export function readBatchResponse(
  response: string,
  indexOf: (sequenceNumber: string) => number | undefined,
): BatchOutcome {
  const answer = parse(response);
  if (isEmpty(answer)) return SUCCESS;
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return FAILURE;
  const failures: unknown = 'batchItemFailures' in answer ? answer.batchItemFailures : null;
  if (failures === null) return SUCCESS;
  if (!Array.isArray(failures)) return FAILURE;
  let first: number | undefined;
  for (const failure of failures as unknown[]) {
    const index = indexOf(identifierOf(failure));
    if (index === undefined) return FAILURE;
    first = Math.min(first ?? index, index);
  }
  return first === undefined ? SUCCESS : { kind: 'from', index: first };
}

const SUCCESS: BatchOutcome = { kind: 'success' };
const FAILURE: BatchOutcome = { kind: 'failure' };

/** AWS takes all of these for success. */
const isEmpty = (answer: unknown): boolean =>
  answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0);

/** Empty where there is none: no record's. */
function identifierOf(failure: unknown): string {
  if (typeof failure !== 'object' || failure === null || !('itemIdentifier' in failure)) return '';
  return typeof failure.itemIdentifier === 'string' ? failure.itemIdentifier : '';
}

/** Undefined, which is a failure, when the text is no JSON; an empty text is null. */
function parse(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
