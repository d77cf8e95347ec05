import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { problemOf } from '../../../shared/aws-problem.js';
import { Code, type CodeMark } from '../../../shared/code-editor.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { useTable, useTableNames } from '../tables/load.js';
import { examplesFor, type ExampleKind } from './examples.js';
import { history, remember } from './history.js';
import { OutcomeView } from './outcome-view.js';
import { runModes, runPage, runStatements, type Outcome, type RunMode } from './run.js';
import { isWrite, placeOfFault, saysPlace, splitStatements } from './statements.js';
import { partiqlTexts } from './texts.js';

const exampleKinds: readonly ExampleKind[] = ['scan', 'query', 'insert', 'update', 'delete'];

/** Statements of PartiQL, run one by one or as one. */
export function PartiqlPage() {
  const t = useTexts(partiqlTexts);
  const client = useClient(DynamoDBClient);
  const [parameters, setParameters] = useSearchParams();
  const { data: names, error: listError } = useTableNames();
  const [table, setTable] = useState<string>();
  const chosen = table ?? names?.[0] ?? '';
  const { data: described, error: tableError } = useTable(chosen);
  const [text, setText] = useState(() => parameters.get('statement') ?? '');
  const [ran, setRan] = useState('');
  const [mode, setMode] = useState<RunMode>('each');
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const [fault, setFault] = useState<string>();
  const before = history.use();
  const statements = splitStatements(text);

  const run = async (): Promise<void> => {
    if (isRunning) return;
    const hasWrites = statements.some((one) => isWrite(one.text));
    const isMixed = hasWrites && statements.some((one) => !isWrite(one.text));
    if (statements.length === 0) return setFault(t('fault.none'));
    if (mode !== 'each' && isMixed) return setFault(t('fault.mixed'));
    const most = mode === 'batch' ? 25 : mode === 'transaction' ? 100 : Number.POSITIVE_INFINITY;
    if (statements.length > most) return setFault(t('fault.many', { most }));
    setFault(undefined);
    setIsRunning(true);
    setOutcomes([]);
    setRan(text);
    remember(text.trim());
    setParameters({ statement: text }, { replace: true });
    setOutcomes(await runStatements(client, statements, mode, setOutcomes));
    setIsRunning(false);
  };
  const more = async (at: number): Promise<void> => {
    const one = outcomes[at];
    if (one === undefined) return;
    const next = await runPage(client, one);
    setOutcomes((all) => all.map((known, index) => (index === at ? next : known)));
  };
  // Marks are where the text was that was run: another text has other places.
  const marks = text === ran ? marksOf(outcomes, text) : [];
  const tables = (names ?? []).map((value) => ({ value, label: value }));
  return (
    <Page title={t('title')} description={t('description')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <Container
          header={
            <Header
              variant="h2"
              actions={
                <SpaceBetween direction="horizontal" size="xs">
                  <Button
                    formAction="none"
                    onClick={() => {
                      setText('');
                      setOutcomes([]);
                      setFault(undefined);
                    }}
                  >
                    {t('clear')}
                  </Button>
                  <Button variant="primary" loading={isRunning}>
                    {t('run')}
                  </Button>
                </SpaceBetween>
              }
            >
              {t('statements')}
            </Header>
          }
        >
          <SpaceBetween size="m">
            <SpaceBetween direction="horizontal" size="m">
              <FormField label={t('table')}>
                <Select
                  ariaLabel={t('table')}
                  options={tables}
                  placeholder={t('table.none')}
                  selectedOption={tables.find(({ value }) => value === chosen) ?? null}
                  onChange={({ detail }) => setTable(detail.selectedOption.value)}
                />
              </FormField>
              <FormField label={t('examples')}>
                <ButtonDropdown
                  disabled={described === undefined}
                  items={exampleKinds.map((id) => ({ id, text: t(`example.${id}`) }))}
                  onItemClick={({ detail }) => {
                    const kind = exampleKinds.find((one) => one === detail.id);
                    if (!described || !kind) return;
                    const example = examplesFor(described)[kind];
                    setText((now) =>
                      now.trim() === '' ? example : `${now.trimEnd().replace(/;?$/, ';')}\n${example}`,
                    );
                  }}
                >
                  {t('examples.insert')}
                </ButtonDropdown>
              </FormField>
              <FormField label={t('mode')}>
                <SegmentedControl
                  label={t('mode')}
                  selectedId={mode}
                  options={runModes.map((id) => ({ id, text: t(`mode.${id}`) }))}
                  onChange={({ detail }) => setMode(runModes.find((one) => one === detail.selectedId) ?? 'each')}
                />
              </FormField>
            </SpaceBetween>
            <Problem error={names === undefined ? listError : undefined} />
            {described === undefined && names !== undefined && <Problem error={tableError} />}
            <FormField errorText={fault} constraintText={t('hint', { count: statements.length })} stretch>
              <Code label={t('editor')} language="sql" value={text} onChange={setText} height={180} marks={marks} />
            </FormField>
            <ExpandableSection headerText={`${t('history')} (${before.length})`} variant="footer">
              {before.length === 0 ? (
                <Box color="text-status-inactive">{t('history.none')}</Box>
              ) : (
                <SpaceBetween size="xs">
                  {before.map((one) => (
                    <Link
                      key={one}
                      href="#"
                      onFollow={(event) => {
                        event.preventDefault();
                        setText(one);
                      }}
                    >
                      <code>{one.length > 160 ? `${one.slice(0, 160)}…` : one}</code>
                    </Link>
                  ))}
                  <Button formAction="none" onClick={() => history.set([])}>
                    {t('history.clear')}
                  </Button>
                </SpaceBetween>
              )}
            </ExpandableSection>
          </SpaceBetween>
        </Container>
      </form>
      <div aria-live="polite">
        <SpaceBetween size="l">
          {outcomes.map((one, at) => (
            <OutcomeView
              key={`${one.statement.at}-${one.statement.text}`}
              outcome={one}
              number={at + 1}
              place={placeToSay(one, ran)}
              onMore={() => void more(at)}
            />
          ))}
        </SpaceBetween>
      </div>
    </Page>
  );
}

/** The editor marks the statement's beginning where nothing more is known; that is not worth a word. */
function placeToSay({ error, statement }: Outcome, text: string): ReturnType<typeof placeOfFault> | undefined {
  if (error === undefined) return undefined;
  const { message } = problemOf(error);
  return saysPlace(message) ? placeOfFault(message, statement, text) : undefined;
}

const marksOf = (outcomes: readonly Outcome[], text: string): CodeMark[] =>
  outcomes.flatMap(({ error, statement }) => {
    if (error === undefined) return [];
    const { message } = problemOf(error);
    return [{ ...placeOfFault(message, statement, text), text: message, type: 'error' as const }];
  });
