import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Toggle from '@cloudscape-design/components/toggle';
import { useEffect, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { cloudwatchHref, insightsHref, liveTailHref, logGroupHref, logGroupsHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import '../cloudwatch.css';
import { Lines } from './lines.js';
import { logsTexts } from './texts.js';
import { useStreamEvents } from './use-stream-events.js';

/** The events of one stream. */
export function LogStreamPage() {
  const t = useTexts(logsTexts);
  const { group = '', stream = '' } = useParams();
  const [parameters, setParameters] = useSearchParams();
  const at = Number(parameters.get('at') ?? parameters.get('start')) || undefined;
  const begin = parameters.get('from') === 'oldest' ? 'oldest' : 'newest';
  const [wraps, setWraps] = useState(false);
  const [isPretty, setIsPretty] = useState(false);
  const [follows, setFollows] = useState(false);
  const [time, setTime] = useState('');
  const { lines, isLoading, error, atEnd, load } = useStreamEvents({ group, stream, begin, at });
  useEffect(() => {
    if (!follows) return;
    const timer = setInterval(() => {
      if (!document.hidden) void load('newer');
    }, 2000);
    return () => clearInterval(timer);
  }, [follows, load]);
  const moment = Date.parse(time);
  return (
    <Page
      title={stream}
      crumbs={[
        { text: 'CloudWatch', href: cloudwatchHref },
        { text: t('groups'), href: logGroupsHref },
        { text: group, href: logGroupHref(group) },
      ]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button href={liveTailHref(group)}>{t('open.tail')}</Button>
          <Button href={insightsHref(group)}>{t('open.insights')}</Button>
        </SpaceBetween>
      }
    >
      <Container
        header={
          <Header variant="h2" description={t('events.count', { count: lines.length })}>
            {t('events.title')}
          </Header>
        }
      >
        <SpaceBetween size="s">
          <SpaceBetween direction="horizontal" size="m" alignItems="center">
            <SegmentedControl
              label={t('events.from')}
              selectedId={at === undefined ? begin : null}
              options={[
                { id: 'newest', text: t('events.from.newest') },
                { id: 'oldest', text: t('events.from.oldest') },
              ]}
              onChange={({ detail }) => setParameters({ from: detail.selectedId }, { replace: true })}
            />
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (!Number.isNaN(moment)) setParameters({ at: String(moment) }, { replace: true });
              }}
            >
              <SpaceBetween direction="horizontal" size="xxs">
                <Input
                  value={time}
                  placeholder="2026-11-22T21:00"
                  ariaLabel={t('events.at')}
                  invalid={time !== '' && Number.isNaN(moment)}
                  onChange={({ detail }) => setTime(detail.value)}
                />
                <Button formAction="submit" disabled={Number.isNaN(moment)}>
                  {t('events.at.set')}
                </Button>
              </SpaceBetween>
            </form>
            <Toggle checked={wraps} onChange={({ detail }) => setWraps(detail.checked)}>
              {t('events.wrap')}
            </Toggle>
            <Toggle checked={isPretty} onChange={({ detail }) => setIsPretty(detail.checked)}>
              {t('events.json')}
            </Toggle>
            <Toggle checked={follows} onChange={({ detail }) => setFollows(detail.checked)}>
              {t('events.follow')}
            </Toggle>
          </SpaceBetween>
          <Problem error={error} onRetry={() => void load('newer')} />
          <SpaceBetween direction="horizontal" size="s" alignItems="center">
            <Button disabled={isLoading} onClick={() => void load('older')}>
              {t('events.older')}
            </Button>
            {atEnd === 'older' && <Box color="text-status-inactive">{t('events.oldest')}</Box>}
          </SpaceBetween>
          {lines.length > 0 && (
            <Lines
              label={t('events.list')}
              lines={lines}
              wraps={wraps}
              isPretty={isPretty}
              follows={begin === 'newest'}
              at={at}
            />
          )}
          {lines.length === 0 && (isLoading ? <Spinner /> : <Box color="text-status-inactive">{t('events.none')}</Box>)}
          <SpaceBetween direction="horizontal" size="s" alignItems="center">
            <Button disabled={isLoading} onClick={() => void load('newer')}>
              {t('events.newer')}
            </Button>
            {atEnd === 'newer' && <Box color="text-status-inactive">{t('events.newest')}</Box>}
          </SpaceBetween>
        </SpaceBetween>
      </Container>
    </Page>
  );
}
