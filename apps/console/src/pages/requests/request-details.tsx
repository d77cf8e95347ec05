import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../i18n/language.js';
import { ControlError } from '../../session/session.js';
import { useSession } from '../../session/use-session.js';
import { Copyable } from '../../shared/copy.js';
import { useFormat } from '../../shared/format.js';
import { Problem } from '../../shared/problem.js';
import { useAws } from '../../shared/use-aws.js';
import { Bodies } from './bodies.js';
import { Decisions } from './decisions.js';
import { principalHref } from './holders.js';
import type { RequestDetail } from './model.js';
import { Replay } from './replay.js';
import { DecisionMark } from './request-rows.js';
import { requestsTexts } from './texts.js';

interface RequestDetailsProps {
  /** Undefined when it is not in the log. */
  readonly number: number | undefined;
  readonly isLoading: boolean;
  readonly onClose: () => void;
}

/** One call in full. */
export function RequestDetails({ number, isLoading, onClose }: RequestDetailsProps) {
  const t = useTexts(requestsTexts);
  const session = useSession();
  const box = useRef<HTMLDivElement>(null);
  const one = useAws(
    ['requests', 'one', number],
    () => session.control<{ readonly request: RequestDetail }>(`/_paddock/requests?number=${number}`),
    { enabled: number !== undefined },
  );
  const request = one.data?.request;
  const isLoaded = request !== undefined;
  useEffect(() => {
    // Where it stands below the list.
    if (isLoaded && innerWidth < 1300) box.current?.scrollIntoView({ block: 'start' });
  }, [isLoaded]);
  const isGone =
    (number === undefined && !isLoading) || (one.error instanceof ControlError && one.error.status === 404);
  const title = request === undefined ? t('chosen') : request.operation || t('no.operation');
  return (
    <div ref={box} className="rq-chosen">
      <Container
        header={
          <Header
            variant="h2"
            description={request?.service}
            actions={<Button iconName="close" variant="icon" ariaLabel={t('chosen.close')} onClick={onClose} />}
          >
            {title}
          </Header>
        }
      >
        {isGone ? (
          <Alert type="info">{t('chosen.gone')}</Alert>
        ) : request === undefined ? (
          one.error === null ? (
            <Box>
              <Spinner /> {t('chosen.loading')}
            </Box>
          ) : (
            <Problem error={one.error} onRetry={() => void one.refetch()} />
          )
        ) : (
          <SpaceBetween size="l">
            <Fields request={request} />
            <Decisions request={request} />
            <Bodies request={request} />
            <Replay request={request} />
          </SpaceBetween>
        )}
      </Container>
    </div>
  );
}

function Fields({ request }: { readonly request: RequestDetail }) {
  const t = useTexts(requestsTexts);
  const format = useFormat();
  const { time, principal, service, operation, asked, region, status, error, latency, method, path, query } = request;
  const href = principal === undefined ? undefined : principalHref(principal);
  const pairs: { readonly label: string; readonly value: React.ReactNode }[] = [
    { label: t('time'), value: <time dateTime={time} title={time}>{`${format.time(new Date(time))} (${time})`}</time> },
    {
      label: t('status'),
      value: `${status}${error === undefined ? '' : ` ${error}`}`,
    },
    { label: t('decision'), value: <DecisionMark entry={request} /> },
    { label: t('latency'), value: format.duration(latency) },
    {
      label: t('principal'),
      value:
        principal === undefined ? t('unsigned') : href === undefined ? principal : <Link href={href}>{principal}</Link>,
    },
    { label: t('requestId'), value: <Copyable text={request.requestId} /> },
    { label: t('service'), value: service || '–' },
    { label: t('operation'), value: operation || '–' },
    ...(asked === undefined ? [] : [{ label: t('asked'), value: asked }]),
    { label: t('region'), value: region || '–' },
    { label: t('accessKeyId'), value: request.accessKeyId ?? '–' },
    { label: t('sourceIp'), value: request.sourceIp ?? '–' },
    { label: t('userAgent'), value: request.userAgent ?? '–' },
    ...(method === undefined
      ? []
      : [{ label: t('http'), value: `${method} ${path}${query === undefined ? '' : `?${query}`}` }]),
    ...(request.protocol === undefined ? [] : [{ label: t('protocol'), value: request.protocol }]),
    ...(request.inputBytes === undefined
      ? []
      : [
          {
            label: t('sizes'),
            value: t('sizes.value', {
              input: format.bytes(request.inputBytes),
              output: request.outputBytes === null ? t('stream') : format.bytes(request.outputBytes),
            }),
          },
        ]),
    { label: t('number'), value: String(request.number) },
  ];
  return (
    <KeyValuePairs
      columns={2}
      items={pairs.map(({ label, value }) => ({ label, value: <div className="rq-break">{value}</div> }))}
    />
  );
}
