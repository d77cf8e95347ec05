import { KinesisAnalyticsClient, type ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import type { Crumb } from '../../shared/page.js';
import { applicationHref, applicationsHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { useAws, type Key } from '../../shared/use-aws.js';
import { describe, isPassing } from './application.js';
import { texts } from './texts.js';

export const applicationKey = (name: string): Key => ['kinesisanalytics', 'application', name];

/** One application, looked at more often while its state passes. */
export function useApplication(name: string) {
  const analytics = useClient(KinesisAnalyticsClient);
  return useAws<ApplicationDetail>(applicationKey(name), ({ signal }) => describe(analytics, name, signal), {
    every: (detail) => (isPassing(detail?.ApplicationStatus) ? 1000 : 5000),
  });
}

/** The way to a page of the application's. */
export function useCrumbs(name?: string): Crumb[] {
  const t = useTexts(texts);
  return [
    { text: t('analytics'), href: applicationsHref },
    { text: t('applications'), href: applicationsHref },
    ...(name === undefined ? [] : [{ text: name, href: applicationHref(name) }]),
  ];
}
