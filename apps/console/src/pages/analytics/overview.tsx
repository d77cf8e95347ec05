import type { ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { applicationHref, functionHref, roleHref, streamHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { Copyable } from '../../shared/copy.js';
import { useFormat } from '../../shared/format.js';
import { nameOfArn, sourceOf, type ResourceKind } from './application.js';
import { Destinations } from './destination/destinations.js';
import { Status } from './parts/status.js';
import { ReferenceCard } from './source/reference-card.js';
import { madeIn } from './sql/completions.js';
import { texts } from './texts.js';

/** What an application is made of, with the way to change each part. */
export function Overview({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(texts);
  const format = useFormat();
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('details')}</Header>}>
        <KeyValuePairs
          columns={4}
          items={[
            { label: t('column.status'), value: <Status status={application.ApplicationStatus} /> },
            { label: t('version'), value: String(application.ApplicationVersionId ?? '–') },
            { label: t('created'), value: format.time(application.CreateTimestamp) },
            { label: t('updated'), value: format.time(application.LastUpdateTimestamp) },
          ]}
        />
        <Box margin={{ top: 'm' }}>
          <Box variant="awsui-key-label">{t('column.arn')}</Box>
          <Copyable text={application.ApplicationARN ?? ''} />
        </Box>
      </Container>
      <SourceCard application={application} />
      <ReferenceCard application={application} />
      <SqlCard application={application} />
      <Destinations application={application} />
    </SpaceBetween>
  );
}

function SourceCard({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(texts);
  const name = application.ApplicationName ?? '';
  const input = application.InputDescriptions?.[0];
  const source = input && sourceOf(input);
  const processor = input?.InputProcessingConfigurationDescription?.InputLambdaProcessorDescription?.ResourceARN;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('source.hint')}
          actions={
            <Go to={applicationHref(name, 'source')} variant={input === undefined ? 'primary' : 'normal'}>
              {input === undefined ? t('source.connect') : t('edit')}
            </Go>
          }
        >
          {t('source')}
        </Header>
      }
    >
      {input === undefined || source === undefined ? (
        <Box color="text-body-secondary">{t('source.none')}</Box>
      ) : (
        <KeyValuePairs
          columns={4}
          items={[
            { label: t(`kind.${source.kind}`), value: <ResourceLink kind={source.kind} arn={source.resource} /> },
            { label: t('source.inApp'), value: (input.InAppStreamNames ?? []).join(', ') },
            {
              label: t('source.schema'),
              value: t('source.columns', { count: input.InputSchema?.RecordColumns?.length ?? 0 }),
            },
            {
              label: t('source.preprocessing'),
              value: processor === undefined ? t('source.off') : <ResourceLink kind="lambda" arn={processor} />,
            },
            { label: t('role'), value: <RoleLink arn={source.role} /> },
            { label: t('position'), value: input.InputStartingPositionConfiguration?.InputStartingPosition ?? '–' },
            { label: t('source.id'), value: input.InputId ?? '–' },
          ]}
        />
      )}
    </Container>
  );
}

function SqlCard({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(texts);
  const name = application.ApplicationName ?? '';
  const code = application.ApplicationCode ?? '';
  const made = madeIn(code);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('sql.hint')}
          actions={
            <Go
              to={applicationHref(name, 'sql')}
              variant={application.InputDescriptions === undefined ? 'normal' : 'primary'}
            >
              {t('sql.go')}
            </Go>
          }
        >
          {t('sql')}
        </Header>
      }
    >
      {code.trim() === '' ? (
        <Box color="text-body-secondary">{t('sql.none')}</Box>
      ) : (
        <SpaceBetween size="xxs">
          <Box>{t('sql.lines', { count: code.trimEnd().split('\n').length })}</Box>
          {made.length > 0 && (
            <Box color="text-body-secondary">
              {t('sql.streams')}: {made.join(', ')}
            </Box>
          )}
        </SpaceBetween>
      )}
    </Container>
  );
}

/** A button that leads to a page. @param to an address of hrefs.ts */
export function Go({
  to,
  variant = 'normal',
  disabled = false,
  children,
}: {
  readonly to: string;
  readonly variant?: 'primary' | 'normal';
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  const navigate = useNavigate();
  return (
    <Button variant={variant} disabled={disabled} onClick={() => void navigate(to.slice(1))}>
      {children}
    </Button>
  );
}

export function ResourceLink({ kind, arn }: { readonly kind: ResourceKind; readonly arn: string }) {
  const name = nameOfArn(arn);
  if (kind === 'stream') return <Link href={streamHref(name)}>{name}</Link>;
  if (kind === 'lambda') return <Link href={functionHref(name.split(':')[0] ?? name)}>{name}</Link>;
  return <>{name}</>;
}

export function RoleLink({ arn }: { readonly arn: string }) {
  const name = arn.split('/').at(-1) ?? '';
  return name === '' ? <>–</> : <Link href={roleHref(name)}>{name}</Link>;
}
