import { KinesisClient, paginateListStreams } from '@aws-sdk/client-kinesis';
import type { Finder } from '../../contracts.js';
import { streamHref } from '../../hrefs.js';

export const findStreams: Finder = async (session, signal) => {
  const found: string[] = [];
  const pages = paginateListStreams({ client: session.client(KinesisClient) }, {}, { abortSignal: signal });
  for await (const { StreamNames = [] } of pages) found.push(...StreamNames);
  return found.map((name) => ({ name, kind: { en: 'Data stream', ko: '데이터 스트림' }, href: streamHref(name) }));
};
