import { useEffect, useRef } from 'react';
import { Code, type CodeEditorInstance, type CodeMark } from '../../../shared/code-editor.js';

interface QueryEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onRun: () => void;
  readonly marks: readonly CodeMark[];
  /** Names that are completed beside the language's words. */
  readonly fields: readonly string[];
  readonly onReady?: (editor: CodeEditorInstance) => void;
}

/** An editor that knows the query language's words. */
export function QueryEditor({ label, value, onChange, onRun, marks, fields, onReady }: QueryEditorProps) {
  const known = useRef({ fields, onRun });
  useEffect(() => {
    known.current = { fields, onRun };
  }, [fields, onRun]);
  return (
    <Code
      label={label}
      language="text"
      value={value}
      onChange={onChange}
      height={160}
      marks={marks}
      onReady={(editor) => {
        onReady?.(editor);
        // Ace is there by now; this adds the mode to it.
        void import('./ace-insights.js').then(({ speakInsights }) =>
          speakInsights(
            editor,
            () => known.current.fields,
            () => known.current.onRun(),
          ),
        );
      }}
    />
  );
}
