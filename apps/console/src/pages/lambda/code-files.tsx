import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Grid from '@cloudscape-design/components/grid';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { Code, type CodeLanguage } from '../../shared/code-editor.js';
import { useFormat } from '../../shared/format.js';
import { FileTree } from './file-tree.js';
import { moduleAdvice } from './module-advice.js';
import { codeTexts } from './texts-code.js';
import type { CodeSession } from './use-code.js';
import { changeText, handlerFile, isChanged, renamePath, visibleName, type Workspace } from './workspace.js';

interface CodeFilesProps {
  readonly configuration: FunctionConfiguration;
  readonly code: CodeSession;
  readonly workspace: Workspace;
  readonly onEditRuntime: () => void;
}

/** The package's files: the tree, and those that are open as tabs. */
export function CodeFiles({ configuration, code, workspace, onEditRuntime }: CodeFilesProps) {
  const t = useTexts(codeTexts);
  const session = useSession();
  const first = handlerFile(workspace, configuration.Handler) ?? firstFile(workspace);
  const [opened, setOpened] = useState<readonly string[]>(first === undefined ? [] : [first]);
  const [chosen, setChosen] = useState(first);
  const open = opened.filter((path) => workspace.files.has(path));
  const active = chosen !== undefined && open.includes(chosen) ? chosen : open.at(-1);
  const show = (path: string): void => {
    setOpened((paths) => (paths.includes(path) ? paths : [...paths, path]));
    setChosen(path);
  };
  const rename = (from: string, to: string): void => {
    code.edit((now) => renamePath(now, from, to));
    const moved = (path: string): string =>
      path === from ? to : from.endsWith('/') && path.startsWith(from) ? to + path.slice(from.length) : path;
    setOpened((paths) => paths.map(moved));
    setChosen((path) => path && moved(path));
  };
  return (
    <SpaceBetween size="m">
      <Advice configuration={configuration} workspace={workspace} onRename={rename} onEditRuntime={onEditRuntime} />
      <Grid gridDefinition={[{ colspan: { default: 12, s: 3 } }, { colspan: { default: 12, s: 9 } }]}>
        <FileTree workspace={workspace} active={active} edit={code.edit} onOpen={show} onRename={rename} />
        {active === undefined ? (
          <Box padding="xl" textAlign="center" color="text-body-secondary">
            {t(workspace.files.size === 0 ? 'empty' : 'choose')}
          </Box>
        ) : (
          <Tabs
            ariaLabel={t('files')}
            activeTabId={active}
            onChange={({ detail }) => setChosen(detail.activeTabId)}
            disableContentPaddings
            tabs={open.map((path) => ({
              id: path,
              label: isChanged(workspace, path) ? (
                <span title={t('unsaved')}>{visibleName(path.split('/').at(-1) ?? '')} ●</span>
              ) : (
                visibleName(path.split('/').at(-1) ?? '')
              ),
              dismissible: true,
              dismissLabel: t('close', { path }),
              onDismiss: () => setOpened((paths) => paths.filter((one) => one !== path)),
              content: path === active && (
                <FileEditor
                  key={path}
                  path={path}
                  workspace={workspace}
                  onChange={(text) => code.edit((now) => changeText(now, path, text, new Date(session.clock.now())))}
                />
              ),
            }))}
          />
        )}
      </Grid>
    </SpaceBetween>
  );
}

const firstFile = ({ files }: Workspace): string | undefined =>
  [...files.values()].find(({ text }) => text !== undefined)?.path;

interface FileEditorProps {
  readonly path: string;
  readonly workspace: Workspace;
  readonly onChange: (text: string) => void;
}

function FileEditor({ path, workspace, onChange }: FileEditorProps) {
  const t = useTexts(codeTexts);
  const format = useFormat();
  const file = workspace.files.get(path);
  if (file?.text === undefined)
    return <Box padding="l">{t('binary', { size: format.bytes(file?.data.length ?? 0) })}</Box>;
  return (
    <Code
      label={t('editor', { path })}
      language={languageOf(path)}
      value={file.text}
      height={420}
      onChange={onChange}
    />
  );
}

const languages: Readonly<Record<string, CodeLanguage>> = {
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  json: 'json',
  py: 'python',
  yml: 'yaml',
  yaml: 'yaml',
  html: 'html',
  sql: 'sql',
};
const languageOf = (path: string): CodeLanguage => languages[path.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'text';

interface AdviceProps {
  readonly configuration: FunctionConfiguration;
  readonly workspace: Workspace;
  readonly onRename: (from: string, to: string) => void;
  readonly onEditRuntime: () => void;
}

/** Says before the function fails why its handler would not be found or loaded. */
function Advice({ configuration, workspace, onRename, onEditRuntime }: AdviceProps) {
  const t = useTexts(codeTexts);
  const advice = moduleAdvice(workspace, configuration.Handler, configuration.Runtime);
  if (advice === undefined) return null;
  if (advice.kind === 'no-handler' || advice.kind === 'callback')
    return (
      <Alert type="warning" action={<Button onClick={onEditRuntime}>{t('advice.runtime')}</Button>}>
        {advice.kind === 'callback'
          ? t('advice.callback', { path: advice.path })
          : t('advice.missing', { handler: advice.handler })}
      </Alert>
    );
  const { kind, path, rename } = advice;
  return (
    <Alert
      type="warning"
      action={
        <Button disabled={workspace.files.has(rename)} onClick={() => onRename(path, rename)}>
          {t('advice.rename', { rename })}
        </Button>
      }
    >
      {t(kind === 'commonjs-in-module' ? 'advice.commonjs' : 'advice.module', { path, rename })}
    </Alert>
  );
}
