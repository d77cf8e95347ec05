import {
  BatchExecuteStatementCommand,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Item } from '../values/attribute.js';
import type { Statement } from './statements.js';

export const runModes = ['each', 'transaction', 'batch'] as const;
export type RunMode = (typeof runModes)[number];

/** What came of a statement. */
export interface Outcome {
  readonly statement: Statement;
  readonly items: readonly Item[];
  /** Where its next page begins. */
  readonly next: string | undefined;
  readonly error: unknown;
  /** Whether it was not run, because one before it failed. */
  readonly isSkipped: boolean;
}

const outcome = (statement: Statement, part: Partial<Outcome> = {}): Outcome => ({
  statement,
  items: [],
  next: undefined,
  error: undefined,
  isSkipped: false,
  ...part,
});

/** Runs statements one after the other, up to the first that fails, or all as one. Never rejects: what failed is told by statement. */
export async function runStatements(
  client: DynamoDBClient,
  statements: readonly Statement[],
  mode: RunMode,
  onOutcome: (outcomes: readonly Outcome[]) => void,
): Promise<readonly Outcome[]> {
  if (mode === 'each') return runEach(client, statements, onOutcome);
  try {
    return mode === 'batch' ? await runBatch(client, statements) : await runTransaction(client, statements);
  } catch (error) {
    const reasons = reasonsOf(error);
    return statements.map((statement, index) => {
      const reason = reasons[index];
      if (reasons.length === 0) return outcome(statement, index === 0 ? { error } : { isSkipped: true });
      const { Code = 'None', Message = '' } = reason ?? {};
      return outcome(statement, Code === 'None' ? { isSkipped: true } : { error: failure(Code, Message) });
    });
  }
}

async function runEach(
  client: DynamoDBClient,
  statements: readonly Statement[],
  onOutcome: (outcomes: readonly Outcome[]) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const statement of statements) {
    const failed = outcomes.some(({ error }) => error !== undefined);
    outcomes.push(failed ? outcome(statement, { isSkipped: true }) : await runPage(client, outcome(statement)));
    onOutcome([...outcomes]);
  }
  return outcomes;
}

/** One more page of a statement, behind those that it has. */
export async function runPage(client: DynamoDBClient, before: Outcome): Promise<Outcome> {
  try {
    const { Items = [], NextToken } = await client.send(
      new ExecuteStatementCommand({
        Statement: before.statement.text,
        ...(before.next === undefined ? {} : { NextToken: before.next }),
      }),
    );
    return { ...before, items: [...before.items, ...Items], next: NextToken, error: undefined };
  } catch (error) {
    return { ...before, error };
  }
}

async function runBatch(client: DynamoDBClient, statements: readonly Statement[]): Promise<Outcome[]> {
  const { Responses = [] } = await client.send(
    new BatchExecuteStatementCommand({ Statements: statements.map(({ text }) => ({ Statement: text })) }),
  );
  return statements.map((statement, index) => {
    const { Item: item, Error: error } = Responses[index] ?? {};
    return outcome(statement, {
      items: item ? [item] : [],
      error: error && failure(error.Code ?? 'Error', error.Message ?? ''),
    });
  });
}

async function runTransaction(client: DynamoDBClient, statements: readonly Statement[]): Promise<Outcome[]> {
  const { Responses = [] } = await client.send(
    new ExecuteTransactionCommand({ TransactStatements: statements.map(({ text }) => ({ Statement: text })) }),
  );
  return statements.map((statement, index) => {
    const item = Responses[index]?.Item;
    return outcome(statement, { items: item ? [item] : [] });
  });
}

function failure(code: string, message: string): Error {
  const error = new Error(message);
  error.name = code;
  return error;
}

/** Of a transaction that was cancelled, why, by statement. */
function reasonsOf(error: unknown): readonly { readonly Code?: string; readonly Message?: string }[] {
  const { CancellationReasons: reasons }: { CancellationReasons?: unknown } = Object(error);
  return Array.isArray(reasons) ? (reasons as readonly { readonly Code?: string; readonly Message?: string }[]) : [];
}
