import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Toggle from '@cloudscape-design/components/toggle';
import { useEffect, useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useSession } from '../../../session/use-session.js';
import { RangePicker } from '../../../shared/metrics/range-picker.js';
import { momentsOf, lengthOf, readRange } from '../../../shared/metrics/range.js';
import { Problem } from '../../../shared/problem.js';
import { useAddress } from '../use-address.js';
import { isUnclosed, termsOf } from './events.js';
import { Lines } from './lines.js';
import { patternExample, PatternHelp } from './pattern-help.js';
import { logsTexts } from './texts.js';
import { useSearch } from './use-search.js';

/** Finds events in all of a group's streams. */
export function Search({ group }: { readonly group: string }) {
  const t = useTexts(logsTexts);
  const { clock } = useSession();
  const [parameters, setParameters] = useAddress();
  const range = readRange(parameters.get('range'), '1h');
  const asked = parameters.get('pattern') ?? '';
  const [pattern, setPattern] = useState(asked);
  const [wraps, setWraps] = useState(false);
  const [isPretty, setIsPretty] = useState(false);
  const search = useSearch();
  const terms = useMemo(() => termsOf(asked), [asked]);
  const { run } = search;
  const start = (): void => {
    const now = clock.now();
    const moments = momentsOf(range) ?? { start: now - lengthOf(range), end: now };
    void run({ group, pattern: asked, ...moments });
  };
  useEffect(() => {
    start();
    // A search is begun anew when what is asked changes, not when time passes.
    // eslint-disable-next-line react/exhaustive-deps
  }, [group, asked, range, run]);
  const put = (name: 'pattern' | 'range', value: string): void => setParameters((after) => after.set(name, value));
  const isBad = isUnclosed(pattern);
  return (
    <SpaceBetween size="s">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isBad) return;
          if (pattern === asked) start();
          else put('pattern', pattern);
        }}
      >
        <FormField
          label={t('search.pattern')}
          stretch
          {...(isBad ? { errorText: t('fault.unclosed') } : {})}
          secondaryControl={
            <SpaceBetween direction="horizontal" size="xs">
              <Button formAction="submit" variant="primary">
                {t('search.run')}
              </Button>
              {search.state === 'running' && (
                <Button formAction="none" onClick={search.stop}>
                  {t('search.stop')}
                </Button>
              )}
            </SpaceBetween>
          }
        >
          <Input
            type="search"
            value={pattern}
            placeholder={patternExample}
            spellcheck={false}
            onChange={({ detail }) => setPattern(detail.value)}
          />
        </FormField>
      </form>
      <SpaceBetween direction="horizontal" size="m" alignItems="center">
        <RangePicker value={range} onChange={(next) => put('range', next)} />
        <Toggle checked={wraps} onChange={({ detail }) => setWraps(detail.checked)}>
          {t('events.wrap')}
        </Toggle>
        <Toggle checked={isPretty} onChange={({ detail }) => setIsPretty(detail.checked)}>
          {t('events.json')}
        </Toggle>
      </SpaceBetween>
      <PatternHelp />
      <Problem error={search.error} />
      <Progress {...search} />
      {search.lines.length > 0 && (
        <Lines label={t('events.list')} lines={search.lines} terms={terms} wraps={wraps} isPretty={isPretty} />
      )}
      {search.state === 'paused' && search.error === undefined && (
        <Button onClick={() => void search.goOn()}>{t('search.more')}</Button>
      )}
    </SpaceBetween>
  );
}

function Progress({ state, lines, pages }: ReturnType<typeof useSearch>) {
  const t = useTexts(logsTexts);
  if (state === 'idle') return null;
  const words = { running: t('search.running'), paused: t('search.stopped'), done: t('search.done') }[state];
  return (
    <div aria-live="polite">
      <StatusIndicator type={state === 'running' ? 'loading' : state === 'done' ? 'success' : 'stopped'}>
        {words} {t('search.progress', { found: lines.length, pages })}
      </StatusIndicator>
      {lines.length === 0 && pages > 1 && state !== 'done' && (
        <Box color="text-body-secondary">{t('search.empty', { pages })}</Box>
      )}
      {lines.length === 0 && state === 'done' && <Box color="text-status-inactive">{t('events.none')}</Box>}
    </div>
  );
}
