import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMemo, useState } from 'react';
import { cloudwatchHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import '../cloudwatch.css';
import { useAddress } from '../use-address.js';
import { isUnclosed, termsOf } from './events.js';
import { Lines } from './lines.js';
import { patternExample, PatternHelp } from './pattern-help.js';
import { logsTexts } from './texts.js';
import { useGroups } from './use-groups.js';
import { useTail } from './use-tail.js';

/** Events of several groups as they come in. */
export function LiveTailPage() {
  const t = useTexts(logsTexts);
  const format = useFormat();
  const [parameters, setParameters] = useAddress();
  const chosen = parameters.getAll('group');
  const pattern = parameters.get('pattern') ?? '';
  const [highlight, setHighlight] = useState('');
  const groups = useGroups({ every: false });
  const live = useTail();
  const terms = useMemo(
    () => [
      ...termsOf(pattern),
      ...highlight
        .split(',')
        .map((term) => term.trim())
        .filter(Boolean),
    ],
    [pattern, highlight],
  );
  const put = (names: readonly string[], words: string): void =>
    setParameters((after) => {
      after.delete('group');
      for (const name of names) after.append('group', name);
      if (words === '') after.delete('pattern');
      else after.set('pattern', words);
    });
  const known = (groups.data ?? []).flatMap(({ logGroupName: name, logGroupArn: arn }) =>
    name !== undefined && arn !== undefined ? [{ name, arn }] : [],
  );
  const asked = known.filter(({ name }) => chosen.includes(name));
  const isBad = isUnclosed(pattern);
  return (
    <Page
      title={t('tail.title')}
      crumbs={[{ text: 'CloudWatch', href: cloudwatchHref }]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button disabled={live.lines.length === 0} onClick={live.clear}>
            {t('tail.clear')}
          </Button>
          <Button disabled={!live.isRunning} onClick={() => live.pause(!live.isPaused)}>
            {t(live.isPaused ? 'tail.resume' : 'tail.pause')}
          </Button>
          {live.isRunning ? (
            <Button variant="primary" onClick={live.stop}>
              {t('tail.stop')}
            </Button>
          ) : (
            <Button
              variant="primary"
              disabled={asked.length === 0 || asked.length > 10 || isBad}
              onClick={() => void live.start({ groups: asked, pattern })}
            >
              {t('tail.start')}
            </Button>
          )}
        </SpaceBetween>
      }
    >
      <Container>
        <SpaceBetween size="s">
          <ColumnLayout columns={3}>
            <FormField label={t('tail.groups')} {...(asked.length > 10 ? { errorText: t('tail.choose') } : {})}>
              <Multiselect
                selectedOptions={chosen.map((name) => ({ value: name, label: name }))}
                options={known.map(({ name }) => ({ value: name, label: name }))}
                filteringType="auto"
                placeholder={t('tail.choose')}
                statusType={groups.isPending ? 'loading' : 'finished'}
                disabled={live.isRunning}
                tokenLimit={3}
                onChange={({ detail }) =>
                  put(
                    detail.selectedOptions.map(({ value = '' }) => value),
                    pattern,
                  )
                }
              />
            </FormField>
            <FormField label={t('search.pattern')} {...(isBad ? { errorText: t('fault.unclosed') } : {})}>
              <Input
                value={pattern}
                disabled={live.isRunning}
                placeholder={patternExample}
                spellcheck={false}
                onChange={({ detail }) => put(chosen, detail.value)}
              />
            </FormField>
            <FormField label={t('tail.highlight')} constraintText={t('tail.highlight.hint')}>
              <Input value={highlight} spellcheck={false} onChange={({ detail }) => setHighlight(detail.value)} />
            </FormField>
          </ColumnLayout>
          <PatternHelp />
        </SpaceBetween>
      </Container>
      <Problem error={groups.error ?? live.error} />
      {live.isSampled && <Alert type="warning">{t('tail.sampled')}</Alert>}
      {live.isPolled && <Alert type="info">{t('tail.polling')}</Alert>}
      <Container>
        <SpaceBetween size="xs">
          <StatusIndicator type={live.isRunning ? (live.isPaused ? 'pending' : 'in-progress') : 'stopped'}>
            {live.isRunning
              ? live.isPaused
                ? t('tail.paused', { count: live.waiting.length })
                : t('tail.running', { rate: format.number(live.rate) })
              : t('tail.stopped')}
            {' · '}
            {t('events.count', { count: live.lines.length })}
          </StatusIndicator>
          {live.dropped > 0 && <Box color="text-status-inactive">{t('tail.dropped', { count: live.dropped })}</Box>}
          {live.lines.length === 0 ? (
            <Box color="text-status-inactive" padding="l" textAlign="center">
              {live.isRunning ? t('tail.waiting') : t('tail.choose')}
            </Box>
          ) : (
            <Lines label={t('events.list')} lines={live.lines} terms={terms} follows={!live.isPaused} height={560} />
          )}
        </SpaceBetween>
      </Container>
    </Page>
  );
}
