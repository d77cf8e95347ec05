import type { WireResponse } from '@paddock/wire';

export function json(status: number, value: unknown): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    body: `${JSON.stringify(value)}\n`,
  };
}

/** A refusal in one sentence. */
export const refuse = (status: number, message: string): WireResponse => json(status, { message });

export function methodNotAllowed(allowed: readonly string[]): WireResponse {
  const answer = refuse(405, `Use ${allowed.join(' or ')}.`);
  return { ...answer, headers: { ...answer.headers, allow: allowed.join(', ') } };
}
