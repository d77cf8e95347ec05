import { createInterface } from 'node:readline/promises';
import type { Destination } from '../../client.js';

/** Asks whoever sits at the terminal. */
export type Ask = (question: string) => Promise<string>;

/** Whether it is AWS itself, however it was named. */
export const isRealAws = ({ endpoint }: Destination): boolean =>
  endpoint === undefined ||
  /(^|\.)amazonaws\.com(\.cn)?$/.test(URL.canParse(endpoint) ? new URL(endpoint).hostname : '');

/** Removing from AWS is for good: whoever sits there types the account, and where nobody does -yes says it. */
export async function isConfirmed(account: string, ask: Ask | undefined): Promise<boolean> {
  if (ask === undefined) {
    console.error('ride destroy: this removes the ride from AWS, data included; -yes says that it shall.');
    return false;
  }
  const answer = await ask(
    `The parts above and their data will be gone. Type the account (${account}) to remove them: `,
  );
  if (answer.trim() === account) return true;
  console.error('ride destroy: nothing was removed.');
  return false;
}

/** Asks at this process's terminal; an end of the input is an empty answer. Undefined without a terminal. */
export function terminal(): Ask | undefined {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  return async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
      return await Promise.race([lines.question(question), closed]);
    } finally {
      lines.close();
    }
  };
}
