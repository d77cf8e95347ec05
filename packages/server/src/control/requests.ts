import type { WireResponse } from '@paddock/wire';
import type { RequestLog } from '../request-log.js';
import { json, refuse } from './answers.js';

const mostEntries = 2000;
const defaultEntries = 100;

/** `?limit=` for the last requests, `?after=` for those after a number that was seen. */
export function requestsAnswer(log: RequestLog, query: string): WireResponse {
  const parameters = new URLSearchParams(query);
  const limit = readNumber(parameters.get('limit')) ?? defaultEntries;
  const after = readNumber(parameters.get('after'));
  if (Number.isNaN(limit) || limit < 1 || limit > mostEntries || Number.isNaN(after)) {
    return refuse(400, `limit is a number from 1 to ${mostEntries}, after a number of a request.`);
  }
  return json(200, { requests: after === undefined ? log.last(limit) : log.since(after, limit) });
}

const readNumber = (text: string | null): number | undefined =>
  text === null ? undefined : /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
