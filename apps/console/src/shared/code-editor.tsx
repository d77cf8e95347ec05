import CloudscapeCodeEditor, { type CodeEditorProps } from '@cloudscape-design/components/code-editor';
import { useEffect, useState } from 'react';
import { useIsDark } from '../app/use-theme.js';
import { useTexts } from '../i18n/language.js';
import { stored } from './stored.js';
import { sharedTexts } from './texts.js';

export type CodeLanguage = 'javascript' | 'json' | 'python' | 'sql' | 'text' | 'typescript' | 'yaml' | 'html';

/** Something to say about a place in the text. */
export interface CodeMark {
  /** From 0. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  readonly text: string;
  readonly type: 'error' | 'warning' | 'info';
}

interface CodeProps {
  readonly label: string;
  readonly language: CodeLanguage;
  readonly value: string;
  readonly onChange?: (value: string) => void;
  /** px */
  readonly height?: number;
  readonly readOnly?: boolean;
  readonly marks?: readonly CodeMark[];
  /** The editor itself, when it is there. */
  readonly onReady?: (editor: CodeEditorInstance) => void;
}

/** As much of Ace's editor as pages use. */
export interface CodeEditorInstance {
  focus(): void;
  gotoLine(line: number, column?: number, animate?: boolean): void;
  insert(text: string): void;
  setReadOnly(readOnly: boolean): void;
  getSession(): { setAnnotations(marks: readonly CodeMark[]): void; setUseWorker(use: boolean): void };
}

/** The editor is as light as the page. */
const light = 'dawn';
const dark = 'tomorrow_night_bright';

const preferences = stored<Partial<CodeEditorProps.Preferences>>(
  'code-editor',
  () => ({}),
  (value) =>
    typeof value === 'object' && value !== null ? (value as Partial<CodeEditorProps.Preferences>) : undefined,
);

/** A text with colours, line numbers and marks at places. Loaded when it is first shown. */
export function Code({ label, language, value, onChange, height = 320, readOnly = false, marks, onReady }: CodeProps) {
  const t = useTexts(sharedTexts);
  const [ace, setAce] = useState<{ readonly edit: (element: HTMLElement) => CodeEditorInstance }>();
  const [failed, setFailed] = useState(false);
  const [dragged, setDragged] = useState<number>();
  const [editor, setEditor] = useState<CodeEditorInstance>();
  const chosen = preferences.use();
  const isDark = useIsDark();
  useEffect(() => {
    let isHere = true;
    import('./ace.js').then(
      (loaded) => isHere && setAce(() => loaded.aceFor((instance) => isHere && setEditor(instance))),
      () => isHere && setFailed(true),
    );
    return () => {
      isHere = false;
    };
  }, []);
  useEffect(() => {
    if (editor === undefined) return;
    editor.setReadOnly(readOnly);
    onReady?.(editor);
    // Once for each editor.
    // eslint-disable-next-line react/exhaustive-deps
  }, [editor, readOnly]);
  useEffect(() => {
    if (editor !== undefined && marks !== undefined) editor.getSession().setAnnotations(marks);
  }, [editor, marks]);
  return (
    <CloudscapeCodeEditor
      ace={ace}
      loading={ace === undefined && !failed}
      language={language}
      value={value}
      onDelayedChange={() => undefined}
      onChange={({ detail }) => onChange?.(detail.value)}
      preferences={{ wrapLines: chosen.wrapLines ?? true, theme: isDark ? dark : light }}
      themes={{ light: [light], dark: [dark] }}
      onPreferencesChange={({ detail }) => preferences.set(detail)}
      editorContentHeight={dragged ?? height}
      onEditorContentResize={({ detail }) => setDragged(detail.height)}
      ariaLabel={label}
      i18nStrings={{
        loadingState: t('code.loading'),
        errorState: t('code.failed'),
        errorStateRecovery: t('problem.retry'),
      }}
    />
  );
}
