import { KinesisAnalyticsClient } from '@aws-sdk/client-kinesis-analytics';
import { useClient, useSession } from '../../../session/use-session.js';
import { endpointUrl } from '../../../session/settings.js';
import { useAws } from '../../../shared/use-aws.js';
import { getApplicationState, type ApplicationState } from './state.js';

interface StateOptions {
  /** Of these streams only. */
  readonly streams?: readonly string[];
  /** Rows of each. */
  readonly limit: number;
  /** ms */
  readonly every: number;
  readonly enabled: boolean;
}

/** What an application's streams had last, looked at again and again. */
export function useApplicationState(name: string, { streams, limit, every, enabled }: StateOptions) {
  const session = useSession();
  const analytics = useClient(KinesisAnalyticsClient);
  return useAws<ApplicationState>(
    ['kinesisanalytics', 'state', name, streams, limit],
    ({ signal }) =>
      getApplicationState(
        analytics.config,
        endpointUrl(session.place.endpoint, location.origin),
        { ApplicationName: name, Limit: limit, ...(streams === undefined ? {} : { InAppStreamNames: streams }) },
        session.clock.now(),
        signal,
      ),
    { every, enabled },
  );
}
