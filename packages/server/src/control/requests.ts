import type { WireResponse } from '@paddock/wire';
import type { RequestLog } from '../request-log.js';
import { json, refuse } from './answers.js';

const mostEntries = 2000;
const defaultEntries = 100;

/** `?limit=` for the last requests, `?after=` for those after a number that was seen, `?number=` for one of them in full. */
export function requestsAnswer(log: RequestLog, query: string): WireResponse {
  const parameters = new URLSearchParams(query);
  const number = readNumber(parameters.get('number'));
  if (number !== undefined) return detailAnswer(log, number);
  const limit = readNumber(parameters.get('limit')) ?? defaultEntries;
  const after = readNumber(parameters.get('after'));
  if (Number.isNaN(limit) || limit < 1 || limit > mostEntries || Number.isNaN(after)) {
    return refuse(400, `limit is a number from 1 to ${mostEntries}, after a number of a request.`);
  }
  return json(200, { requests: after === undefined ? log.last(limit) : log.since(after, limit) });
}

function detailAnswer(log: RequestLog, number: number): WireResponse {
  if (Number.isNaN(number)) return refuse(400, 'number is that of a request.');
  const request = log.detail(number);
  return request ? json(200, { request }) : refuse(404, `There is no request ${number}: the last ones are kept.`);
}

const readNumber = (text: string | null): number | undefined =>
  text === null ? undefined : /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
