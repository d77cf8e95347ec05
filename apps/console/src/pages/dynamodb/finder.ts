import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Finder } from '../../contracts.js';
import { tableHref } from '../../hrefs.js';
import { listTables } from './tables/load.js';

export const findTables: Finder = async (session, signal) => {
  const names = await listTables(session.client(DynamoDBClient), signal).catch(() => []);
  return names.map((name) => ({ name, kind: { en: 'Table', ko: '테이블' }, href: tableHref(name) }));
};
