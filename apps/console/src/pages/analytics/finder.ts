import { KinesisAnalyticsClient } from '@aws-sdk/client-kinesis-analytics';
import type { Finder } from '../../contracts.js';
import { applicationHref } from '../../hrefs.js';
import { listApplications } from './application.js';

export const findApplications: Finder = async (session, signal) => {
  const found = await listApplications(session.client(KinesisAnalyticsClient), signal).catch(() => []);
  return found.map(({ ApplicationName: name = '' }) => ({
    name,
    kind: { en: 'Analytics application', ko: '분석 애플리케이션' },
    href: applicationHref(name),
  }));
};
