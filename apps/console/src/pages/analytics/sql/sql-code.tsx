import { useEffect, useRef } from 'react';
import { Code, type CodeEditorInstance, type CodeMark } from '../../../shared/code-editor.js';
import '../analytics.css';
import type { SqlProblem } from './check.js';
import type { Completion } from './completions.js';

interface SqlCodeProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly problems: readonly SqlProblem[];
  /** Of problems that another server's engine may not have. */
  readonly isSure: boolean;
  readonly completions: readonly Completion[];
  /** Ctrl+S. */
  readonly onSave: () => void;
  readonly onReady: (editor: CodeEditorInstance) => void;
}

interface AceRange {
  readonly start: unknown;
}

/** As much more of Ace's editor as SQL takes. */
interface AceEditor extends CodeEditorInstance {
  completers: readonly Completer[];
  readonly commands: {
    addCommand(command: {
      readonly name: string;
      readonly bindKey: { readonly win: string; readonly mac: string };
      readonly exec: () => void;
    }): void;
  };
  readonly session: {
    getLine(row: number): string;
    addMarker(range: AceRange, css: string, type: 'text'): number;
    removeMarker(id: number): void;
    setMode(mode: unknown): void;
  };
  getSelectionRange(): AceRange;
  setOptions(options: Readonly<Record<string, boolean>>): void;
}

interface Completer {
  getCompletions(
    editor: AceEditor,
    session: AceEditor['session'],
    at: { readonly row: number; readonly column: number },
    prefix: string,
    done: (error: null, found: readonly Completion[]) => void,
  ): void;
}

/** The program, with its mistakes at their places and what can stand there. */
export function SqlCode(props: SqlCodeProps) {
  const { label, value, onChange, problems, isSure, completions, onSave, onReady } = props;
  const editor = useRef<AceEditor>(undefined);
  const latest = useRef({ completions, onSave });
  useEffect(() => {
    latest.current = { completions, onSave };
  });
  useEffect(() => {
    const ace = editor.current;
    if (ace === undefined) return undefined;
    const Range = ace.getSelectionRange().constructor as new (...places: number[]) => AceRange;
    const ids = problems.flatMap(({ at }) =>
      at === undefined
        ? []
        : [
            ace.session.addMarker(
              new Range(at.line - 1, at.column - 1, at.endLine - 1, at.endColumn),
              'analytics-sql-mark',
              'text',
            ),
          ],
    );
    return () => {
      for (const id of ids) ace.session.removeMarker(id);
    };
  }, [problems]);
  const marks = problems.flatMap(({ text, at }): CodeMark[] =>
    at === undefined ? [] : [{ row: at.line - 1, column: at.column - 1, text, type: isSure ? 'error' : 'warning' }],
  );
  return (
    <Code
      label={label}
      language="sql"
      value={value}
      onChange={onChange}
      height={380}
      marks={marks}
      onReady={(instance) => {
        const ace = instance as AceEditor;
        editor.current = ace;
        ace.setOptions({ enableBasicAutocompletion: true, enableLiveAutocompletion: true });
        // The generic colours stay when this cannot be loaded.
        import('./sql-mode.js').then(
          ({ analyticsSql }) => ace.session.setMode(analyticsSql()),
          () => undefined,
        );
        ace.completers = [
          {
            getCompletions(_, session, { row, column }, prefix, done) {
              const line = session.getLine(row);
              done(null, fitting(latest.current.completions, line, column, prefix));
            },
          },
        ];
        ace.commands.addCommand({
          name: 'save',
          bindKey: { win: 'Ctrl-S', mac: 'Command-S' },
          exec: () => latest.current.onSave(),
        });
        onReady(instance);
      }}
    />
  );
}

/** Within quotes that are there already a name comes without its own. */
function fitting(all: readonly Completion[], line: string, column: number, prefix: string): readonly Completion[] {
  const start = column - prefix.length;
  if (line[start - 1] !== '"') return all;
  const end = line[column] === '"' ? -1 : undefined;
  return all
    .filter(({ value }) => value.startsWith('"'))
    .map((completion) => ({ ...completion, value: completion.value.slice(1, end) }));
}
