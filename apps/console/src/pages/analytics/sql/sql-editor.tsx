import type { ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useBlocker } from 'react-router';
import { useNotify } from '../../../app/notifications.js';
import { applicationHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useSession } from '../../../session/use-session.js';
import { problemOf } from '../../../shared/aws-problem.js';
import type { CodeEditorInstance } from '../../../shared/code-editor.js';
import { Problem } from '../../../shared/problem.js';
import { Go } from '../overview.js';
import { usualPosition, useStart } from '../parts/start-dialog.js';
import { isAboutCode, placeIn, type SqlProblem } from './check.js';
import { CheckLine } from './check-line.js';
import { completionsOf } from './completions.js';
import { ConflictDialog } from './conflict-dialog.js';
import { Question } from './question.js';
import { SqlCode } from './sql-code.js';
import { templateIds, templateOf, type TemplateId } from './templates.js';
import { sqlTexts } from './texts.js';
import { useCheck } from './use-check.js';
import { useProgram } from './use-program.js';

const longest = 102_400;

/** Writes, checks, saves and runs an application's program. */
export function SqlEditor({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(sqlTexts);
  const notify = useNotify();
  const { isHere } = useSession();
  const name = application.ApplicationName ?? '';
  const program = useProgram(application);
  const { code, setCode, isChanged, save, update } = program;
  const start = useStart(application);
  const { checked, given, program: compiled } = useCheck(code, application);
  const editor = useRef<CodeEditorInstance>(undefined);
  /** The text that the service's latest answer is about. */
  const [tried, setTried] = useState<string>();
  const [template, setTemplate] = useState<TemplateId>();
  const isReady = application.ApplicationStatus === 'READY';
  const hasInput = (application.InputDescriptions?.length ?? 0) > 0;
  const isTooLong = code.length > longest;
  const blocker = useLeaving(isChanged);

  const error = update.error ?? start.error;
  const refused = tried === code ? refusalOf(error) : undefined;
  const found = refused ?? checked?.problem;
  const problems = useMemo(() => (found === undefined ? [] : [found]), [found]);
  const completions = useMemo(
    () =>
      completionsOf(code, given, compiled, {
        stream: t('kind.stream'),
        table: t('kind.table'),
        column: t('kind.column'),
        function: t('kind.function'),
        keyword: t('kind.keyword'),
      }),
    [code, given, compiled, t],
  );

  const run = async (version?: number): Promise<void> => {
    setTried(code);
    start.reset();
    const after = isChanged || version !== undefined ? await save(version) : application;
    if (after === undefined) return;
    const isStarted =
      after.ApplicationStatus !== 'READY' || !hasInput || (await start.run(usualPosition(after))) === true;
    if (isStarted && after !== application)
      notify({ type: 'success', content: hasInput ? t('savedAndRun') : t('saved') });
  };
  const saveOnly = async (): Promise<void> => {
    setTried(code);
    if (isChanged && (await save()) !== undefined) notify({ type: 'success', content: t('saved') });
  };
  const applyTemplate = (id: TemplateId): void => {
    setTemplate(undefined);
    const input = application.InputDescriptions?.[0];
    const source = input?.InAppStreamNames?.[0] ?? 'SOURCE_SQL_STREAM_001';
    setCode(templateOf(id, source, input?.InputSchema?.RecordColumns ?? []));
    editor.current?.focus();
  };

  return (
    <>
      <Container
        header={
          <Header
            variant="h2"
            description={isChanged ? t('state.changed') : t('state.clean')}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <ButtonDropdown
                  items={templateIds.map((id) => ({ id, text: t(`template.${id}`) }))}
                  onItemClick={({ detail }) => {
                    const id = templateIds.find((one) => one === detail.id);
                    if (id === undefined) return;
                    if (isChanged) setTemplate(id);
                    else applyTemplate(id);
                  }}
                >
                  {t('template')}
                </ButtonDropdown>
                <Button iconName="download" onClick={() => download(`${name}.sql`, code)}>
                  {t('download')}
                </Button>
                {isReady && (
                  <Button loading={update.isRunning} disabled={!isChanged || isTooLong} onClick={() => void saveOnly()}>
                    {t('save')}
                  </Button>
                )}
                <Button
                  variant="primary"
                  loading={update.isRunning || start.isRunning}
                  disabled={isTooLong || (!isChanged && !isReady)}
                  onClick={() => void run()}
                >
                  {t('saveAndRun')}
                </Button>
                <Go to={applicationHref(name)}>{t('close')}</Go>
              </SpaceBetween>
            }
          >
            SQL
          </Header>
        }
      >
        <SpaceBetween size="s">
          {error !== undefined && refused === undefined && <Problem error={error} />}
          {refused !== undefined && (
            <Alert
              type="error"
              header={t('check.api')}
              action={refused.at && <Button onClick={() => goTo(editor.current, refused)}>{t('check.go')}</Button>}
            >
              {refused.text}
            </Alert>
          )}
          {isTooLong && <Box color="text-status-error">{t('length')}</Box>}
          <SqlCode
            label={t('editor', { name })}
            value={code}
            onChange={setCode}
            problems={problems}
            isSure={isHere || refused !== undefined}
            completions={completions}
            onSave={() => void (isReady ? saveOnly() : run())}
            onReady={(instance) => (editor.current = instance)}
          />
          <CheckLine code={code} checked={checked} onGo={(problem) => goTo(editor.current, problem)} />
        </SpaceBetween>
      </Container>
      {program.theirs !== undefined && (
        <ConflictDialog
          base={program.base}
          theirs={program.theirs}
          mine={code}
          onReload={program.reload}
          onOverwrite={() => {
            const { version } = program.theirs ?? program.base;
            program.forgetTheirs();
            void run(version);
          }}
          onDismiss={program.forgetTheirs}
        />
      )}
      {template !== undefined && (
        <Question
          title={t('template.replace')}
          body={t('template.replace.body')}
          yes={t('template.replace.yes')}
          onYes={() => applyTemplate(template)}
          onNo={() => setTemplate(undefined)}
        />
      )}
      {blocker.state === 'blocked' && (
        <Question
          title={t('leave.title')}
          body={t('leave.body')}
          yes={t('leave.yes')}
          no={t('leave.no')}
          onYes={() => blocker.proceed()}
          onNo={() => blocker.reset()}
        />
      )}
    </>
  );
}

/** Asks before one leaves the page while something is not saved. */
function useLeaving(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isChanged]);
  return useBlocker(
    ({ currentLocation, nextLocation }) => isChanged && currentLocation.pathname !== nextLocation.pathname,
  );
}

/** What the service says of the program; undefined where it says something else. */
function refusalOf(error: Error | undefined): SqlProblem | undefined {
  if (error === undefined) return undefined;
  const { code, message } = problemOf(error);
  if (!isAboutCode(code, message)) return undefined;
  const at = placeIn(message);
  return at === undefined ? { text: message } : { text: message, at };
}

function goTo(editor: CodeEditorInstance | undefined, { at }: SqlProblem): void {
  if (at !== undefined) editor?.gotoLine(at.line, at.column - 1);
  editor?.focus();
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/sql' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
