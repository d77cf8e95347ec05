import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { ControlError } from '../../session/session.js';
import { useSession } from '../../session/use-session.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { useAws } from '../../shared/use-aws.js';
import { ClockPanel, type ClockStatus } from './clock-panel.js';
import { FaultsPanel } from './faults-panel.js';
import { HealthPanel } from './health-panel.js';
import { ResetPanel } from './reset-panel.js';
import { SnapshotsPanel } from './snapshots-panel.js';
import { controlsTexts } from './texts.js';

/** What tests do to the server: its clock, its faults, its state. */
export function ControlsPage() {
  const t = useTexts(controlsTexts);
  const session = useSession();
  return (
    <Page title={t('title')} description={t('description')}>
      {session.isHere ? <Controls /> : <Alert type="info">{t('only.here')}</Alert>}
    </Page>
  );
}

function Controls() {
  const t = useTexts(controlsTexts);
  const session = useSession();
  const clock = useAws(['controls', 'clock'], () => session.control<ClockStatus>('/_paddock/clock'), {
    every: (data) => data !== undefined && 1000,
  });
  const isOff = clock.error instanceof ControlError && clock.error.status === 404;
  return (
    <SpaceBetween size="l">
      {isOff ? (
        <Alert type="info" header={t('off.title')}>
          <SpaceBetween size="xs">
            <div>
              {t.rich('off.how', {
                flag: <code>npx paddock up --test-controls</code>,
                variable: <code>PADDOCK_TEST_CONTROLS=1</code>,
              })}
            </div>
            <div>{t('off.rest')}</div>
          </SpaceBetween>
        </Alert>
      ) : (
        <Problem error={clock.error} onRetry={() => void clock.refetch()} />
      )}
      {!session.isRoot && <Alert type="info">{t('notRoot')}</Alert>}
      {clock.data !== undefined && (
        <SpaceBetween size="l">
          <ClockPanel status={clock.data} />
          <FaultsPanel />
        </SpaceBetween>
      )}
      <SnapshotsPanel />
      <ResetPanel />
      <HealthPanel />
    </SpaceBetween>
  );
}
