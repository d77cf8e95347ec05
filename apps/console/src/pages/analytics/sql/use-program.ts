import {
  KinesisAnalyticsClient,
  UpdateApplicationCommand,
  type ApplicationDetail,
} from '@aws-sdk/client-kinesis-analytics';
import { useState } from 'react';
import { useClient } from '../../../session/use-session.js';
import { isCode } from '../../../shared/aws-problem.js';
import { useAction } from '../../../shared/use-aws.js';
import { describe, settled } from '../application.js';
import { applicationKey } from '../use-application.js';
import type { Version } from './conflict-dialog.js';
import { welcome } from './templates.js';

const versionOf = ({ ApplicationCode = '', ApplicationVersionId = 1 }: ApplicationDetail): Version => ({
  code: ApplicationCode,
  version: ApplicationVersionId,
});

/** The program while it is edited: what it was, what it is now, and how it is saved. */
export function useProgram(application: ApplicationDetail) {
  const analytics = useClient(KinesisAnalyticsClient);
  const name = application.ApplicationName ?? '';
  const [base, setBase] = useState(() => versionOf(application));
  const [code, setCode] = useState(base.code === '' ? welcome : base.code);
  const [theirs, setTheirs] = useState<Version>();
  const isChanged = code !== base.code && !(base.code === '' && code === welcome);
  const now = versionOf(application);
  const [seen, setSeen] = useState(base.version);
  // What others change beside the program does not concern it; and what one has not touched follows theirs.
  if (now.version > seen) {
    setSeen(now.version);
    if (now.version > base.version && (now.code === base.code || !isChanged)) {
      setBase(now);
      if (now.code !== base.code) setCode(now.code);
    }
  }
  const update = useAction(
    async ({ text, version }: { readonly text: string; readonly version: number }) => {
      try {
        await analytics.send(
          new UpdateApplicationCommand({
            ApplicationName: name,
            CurrentApplicationVersionId: version,
            ApplicationUpdate: { ApplicationCodeUpdate: text },
          }),
        );
      } catch (error) {
        if (!isCode(error, 'ConcurrentModificationException')) throw error;
        setTheirs(versionOf(await describe(analytics, name)));
        return undefined;
      }
      const after = await settled(analytics, name);
      setBase({ code: text, version: after.ApplicationVersionId ?? version + 1 });
      return after;
    },
    { changes: [applicationKey(name), ['kinesisanalytics', 'state', name]] },
  );
  return {
    code,
    setCode,
    base,
    isChanged,
    update,
    /** Resolves to the application as it is then; to undefined where it failed or others were first. */
    save: (version = base.version) => update.run({ text: code, version }),
    theirs,
    /** Takes theirs. */
    reload: () => {
      if (theirs === undefined) return;
      setBase(theirs);
      setCode(theirs.code);
      setTheirs(undefined);
    },
    forgetTheirs: () => setTheirs(undefined),
  };
}
