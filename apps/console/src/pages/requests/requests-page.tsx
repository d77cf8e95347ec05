import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { ControlError } from '../../session/session.js';
import { useSession } from '../../session/use-session.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { saveText } from '../../shared/save.js';
import { useAws } from '../../shared/use-aws.js';
import { useAddress } from '../cloudwatch/use-address.js';
import { Filters } from './filters.js';
import { filterNames, filtered, isConsoles, LogReader, ndjson, readFilter, type RequestEntry } from './model.js';
import { Refused } from './refused.js';
import { RequestDetails } from './request-details.js';
import { RequestRows } from './request-rows.js';
import { requestsTexts } from './texts.js';
import './requests.css';

/** The live log of API calls, and one of them in full. */
export function RequestsPage() {
  const t = useTexts(requestsTexts);
  const session = useSession();
  return (
    <Page title={t('title')} description={t('description')}>
      {session.isHere ? <Log /> : <Alert type="info">{t('only.here')}</Alert>}
    </Page>
  );
}

const nothing: readonly RequestEntry[] = [];

function Log() {
  const t = useTexts(requestsTexts);
  const session = useSession();
  const [parameters, change] = useAddress();
  const [isPaused, setPaused] = useState(false);
  const [reader] = useState(() => new LogReader());
  const log = useAws(
    ['requests', 'log'],
    () => reader.read((query) => session.control(`/_paddock/requests?${query}`)),
    { every: isPaused ? false : 1000 },
  );
  const entries = log.data ?? nothing;
  const filter = useMemo(() => readFilter(parameters), [parameters]);
  const isNewestFirst = parameters.get('order') !== 'oldest';
  const shown = useMemo(() => filtered(entries, filter), [entries, filter]);
  const rows = useMemo(() => (isNewestFirst ? shown.toReversed() : shown), [shown, isNewestFirst]);
  const hidden = useMemo(() => (filter.showsOwn ? 0 : entries.filter(isConsoles).length), [entries, filter.showsOwn]);

  const id = parameters.get('id') ?? undefined;
  const number = readNumber(parameters.get('number'));
  const chosen = entries.find((entry) => (id === undefined ? entry.number === number : entry.requestId === id));
  const isChosen = id !== undefined || number !== undefined;
  const choose = (requestId: string | undefined): void =>
    change((address) => {
      address.delete('number');
      if (requestId === undefined) address.delete('id');
      else address.set('id', requestId);
    });

  if (log.error instanceof ControlError && log.error.status === 403) return <Refused error={log.error} />;
  const isFiltered = filterNames.some((name) => parameters.has(name));
  const clear = (): void => change((address) => filterNames.forEach((name) => address.delete(name)));
  return (
    <SpaceBetween size="l">
      <Problem error={log.error} onRetry={() => void log.refetch()} />
      <div className={isChosen ? 'rq-columns rq-columns-two' : 'rq-columns'}>
        <Container
          header={
            <Header
              variant="h2"
              counter={`(${t('countOf', { shown: shown.length, total: entries.length })})`}
              description={hidden > 0 ? t('ownHidden', { count: hidden }) : undefined}
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <Button
                    iconName={isPaused ? 'caret-right-filled' : 'status-stopped'}
                    onClick={() => setPaused(!isPaused)}
                  >
                    {isPaused ? t('resume') : t('pause')}
                  </Button>
                  <Button
                    iconName="download"
                    disabled={shown.length === 0}
                    onClick={() => saveText('requests.ndjson', ndjson(shown), 'application/x-ndjson')}
                  >
                    {t('export')}
                  </Button>
                </SpaceBetween>
              }
            >
              {t('title')}
            </Header>
          }
        >
          <SpaceBetween size="m">
            <Filters entries={entries} parameters={parameters} filter={filter} change={change} />
            {isPaused && <Box color="text-status-info">{t('paused')}</Box>}
            {rows.length > 0 ? (
              <RequestRows
                rows={rows}
                chosen={chosen?.requestId}
                follows={!isNewestFirst && !isChosen}
                onChoose={choose}
              />
            ) : (
              log.data !== undefined && (
                <Box textAlign="center" color="inherit" padding="l">
                  <SpaceBetween size="s">
                    <span>{isFiltered ? t('noMatch') : t('none')}</span>
                    {isFiltered && <Button onClick={clear}>{t('clear')}</Button>}
                  </SpaceBetween>
                </Box>
              )
            )}
          </SpaceBetween>
        </Container>
        {isChosen && (
          <RequestDetails
            key={chosen?.requestId ?? id ?? number}
            number={chosen?.number ?? number}
            isLoading={log.data === undefined}
            onClose={() => choose(undefined)}
          />
        )}
      </div>
    </SpaceBetween>
  );
}

const readNumber = (text: string | null): number | undefined =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
