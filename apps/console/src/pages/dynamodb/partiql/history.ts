import { stored } from '../../../shared/stored.js';

/** What was run in this browser, the newest first. */
export const history = stored<readonly string[]>(
  'dynamodb.partiql-history',
  () => [],
  (value) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, 30) : undefined),
);

export const remember = (text: string): void =>
  history.set([text, ...history.get().filter((one) => one !== text)].slice(0, 30));
