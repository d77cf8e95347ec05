import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { useAws } from '../../shared/use-aws.js';
import { controlsTexts } from './texts.js';
import './controls.css';

const metricsAddress = '/_paddock/metrics';

/** How the server is: its version, its services, its metrics. */
export function HealthPanel() {
  const t = useTexts(controlsTexts);
  const session = useSession();
  const [isOpen, setOpen] = useState(false);
  const health = useAws(
    ['controls', 'health'],
    () =>
      session.control<{ readonly version: string; readonly services: Readonly<Record<string, string>> }>(
        '/_paddock/health',
      ),
    { every: 15_000 },
  );
  const metrics = useAws(
    ['controls', 'metrics'],
    async ({ signal }) => {
      const answer = await fetch(metricsAddress, { signal });
      if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
      return answer.text();
    },
    { enabled: isOpen, every: 5000 },
  );
  return (
    <Container
      header={
        <Header variant="h2" description={health.data === undefined ? undefined : `Paddock ${health.data.version}`}>
          {t('health')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Problem error={health.error} onRetry={() => void health.refetch()} />
        <Box variant="awsui-key-label">{t('health.services')}</Box>
        <SpaceBetween direction="horizontal" size="m">
          {Object.entries(health.data?.services ?? {}).map(([name, state]) => (
            <StatusIndicator key={name} type={state === 'running' ? 'success' : 'warning'}>
              {state === 'running' ? name : `${name}: ${state}`}
            </StatusIndicator>
          ))}
        </SpaceBetween>
        <ExpandableSection
          headerText={t('health.metrics')}
          expanded={isOpen}
          onChange={({ detail }) => setOpen(detail.expanded)}
        >
          <SpaceBetween size="xs">
            <Link href={metricsAddress} external>
              {t('health.metrics.link')}
            </Link>
            <Problem error={metrics.error} />
            <section className="mono ct-text" aria-label={t('health.metrics')} tabIndex={0}>
              {metrics.data}
            </section>
          </SpaceBetween>
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
}
