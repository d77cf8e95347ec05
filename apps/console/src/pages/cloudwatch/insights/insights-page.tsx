import { CloudWatchLogsClient, GetLogGroupFieldsCommand } from '@aws-sdk/client-cloudwatch-logs';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useMemo, useRef, useState } from 'react';
import { cloudwatchHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient, useSession } from '../../../session/use-session.js';
import type { CodeEditorInstance } from '../../../shared/code-editor.js';
import { RangePicker } from '../../../shared/metrics/range-picker.js';
import { absoluteRange, lengthOf, momentsOf, readRange } from '../../../shared/metrics/range.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { useAws } from '../../../shared/use-aws.js';
import '../cloudwatch.css';
import { useGroups } from '../logs/use-groups.js';
import { useAddress } from '../use-address.js';
import { samples } from './language.js';
import { markOf } from './malformed.js';
import { QueriesDialog, SaveQuery } from './queries-dialog.js';
import { QueryEditor } from './query-editor.js';
import { Results } from './results-pane.js';
import { insightsTexts } from './texts.js';
import { useQuery } from './use-query.js';

/** Queries over log groups. */
export function InsightsPage() {
  const t = useTexts(insightsTexts);
  const { clock } = useSession();
  const [parameters, setParameters] = useAddress();
  const chosen = parameters.getAll('group');
  const asked = parameters.get('query');
  const range = readRange(parameters.get('range'), '1h');
  const [text, setText] = useState(asked ?? samples[0]?.query ?? '');
  const [dialog, setDialog] = useState<'queries' | 'save'>();
  const [isSent, setIsSent] = useState(false);
  const editor = useRef<CodeEditorInstance>(undefined);
  const groups = useGroups({ every: false });
  const query = useQuery();
  const fields = useFields(chosen[0]);
  const marks = useMemo(() => {
    const mark = markOf(query.error, query.asked?.query ?? '');
    // The place is that of the text which was run.
    return mark !== undefined && query.asked?.query === text ? [mark] : [];
  }, [query.error, query.asked, text]);
  const put = (next: { readonly groups?: readonly string[]; readonly query?: string; readonly range?: string }): void =>
    setParameters((after) => {
      if (next.groups) {
        after.delete('group');
        for (const name of next.groups) after.append('group', name);
      }
      if (next.query !== undefined) after.set('query', next.query);
      if (next.range !== undefined) after.set('range', next.range);
    });
  const run = (): void => {
    setIsSent(true);
    if (chosen.length === 0 || chosen.length > 50) return;
    put({ query: text });
    const now = clock.now();
    const moments = momentsOf(range) ?? { start: now - lengthOf(range), end: now };
    void query.run({ query: text, groups: chosen, ...moments });
  };
  useEffect(() => {
    // A link with a query is one to its results.
    if (asked !== null && chosen.length > 0) run();
    // Once, for the address that one came by.
    // eslint-disable-next-line react/exhaustive-deps
  }, []);
  return (
    <Page
      title={t('title')}
      crumbs={[{ text: 'CloudWatch', href: cloudwatchHref }]}
      actions={<RangePicker value={range} onChange={(next) => put({ range: next })} />}
    >
      <Container>
        <SpaceBetween size="s">
          <FormField
            label={t('groups')}
            stretch
            {...(isSent && (chosen.length === 0 || chosen.length > 50) ? { errorText: t('groups.most') } : {})}
          >
            <Multiselect
              selectedOptions={chosen.map((name) => ({ value: name, label: name }))}
              options={(groups.data ?? []).map(({ logGroupName: name = '' }) => ({ value: name, label: name }))}
              filteringType="auto"
              placeholder={t('groups.choose')}
              statusType={groups.isPending ? 'loading' : 'finished'}
              tokenLimit={5}
              onChange={({ detail }) => put({ groups: detail.selectedOptions.map(({ value = '' }) => value) })}
            />
          </FormField>
          <Problem error={groups.error} />
          <QueryEditor
            label={t('query')}
            value={text}
            onChange={setText}
            onRun={run}
            marks={marks}
            fields={fields}
            onReady={(instance) => (editor.current = instance)}
          />
          {marks.map(({ row, column, text: words }) => (
            <Box key={words} color="text-status-error">
              <Button variant="inline-link" onClick={() => editor.current?.gotoLine(row + 1, column)}>
                {t('malformed.at', { row: row + 1, column: column + 1 })}
              </Button>
              : {words}
            </Box>
          ))}
          <SpaceBetween direction="horizontal" size="xs" alignItems="center">
            <Button variant="primary" onClick={run}>
              {t('run')}
            </Button>
            <Button disabled={!query.isRunning} onClick={query.cancel}>
              {t('cancel')}
            </Button>
            <Button onClick={() => setDialog('save')}>{t('save')}</Button>
            <Button onClick={() => setDialog('queries')}>{t('queries')}</Button>
            <Box color="text-body-secondary" fontSize="body-s">
              {t('shortcut')}
            </Box>
          </SpaceBetween>
          {fields.length > 0 && (
            <ExpandableSection headerText={t('fields')}>
              <SpaceBetween direction="horizontal" size="xs">
                {fields.map((name) => (
                  <Button
                    key={name}
                    variant="inline-link"
                    ariaLabel={t('fields.insert', { name })}
                    onClick={() => {
                      editor.current?.insert(name);
                      editor.current?.focus();
                    }}
                  >
                    {name}
                  </Button>
                ))}
              </SpaceBetween>
            </ExpandableSection>
          )}
        </SpaceBetween>
      </Container>
      <Problem error={query.error} />
      <Results query={query} onZoom={(start, end) => put({ range: absoluteRange(start, end) })} />
      {dialog === 'queries' && (
        <QueriesDialog
          onDismiss={() => setDialog(undefined)}
          onUse={(next, names) => {
            setText(next);
            if (names !== undefined && names.length > 0) put({ groups: names });
            setDialog(undefined);
          }}
        />
      )}
      {dialog === 'save' && <SaveQuery query={text} groups={chosen} onDismiss={() => setDialog(undefined)} />}
    </Page>
  );
}

/** The fields that CloudWatch discovers in a group's newest events; none where one may not ask. */
function useFields(group: string | undefined): readonly string[] {
  const logs = useClient(CloudWatchLogsClient);
  const { data } = useAws(
    ['logs', 'fields', group],
    async ({ signal }) => {
      const { logGroupFields = [] } = await logs.send(new GetLogGroupFieldsCommand({ logGroupName: group ?? '' }), {
        abortSignal: signal,
      });
      return logGroupFields.map(({ name = '' }) => name);
    },
    { enabled: group !== undefined },
  );
  return data ?? noFields;
}

const noFields: readonly string[] = [];
