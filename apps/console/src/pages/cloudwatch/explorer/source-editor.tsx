import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Code } from '../../../shared/code-editor.js';
import { readSource, writeSource, type GraphSource } from '../../../shared/metrics/graph-source.js';
import { explorerTexts } from './texts.js';

interface SourceEditorProps {
  readonly graph: GraphSource;
  readonly onChange: (graph: GraphSource) => void;
}

/** The graph as text, in the form that CloudWatch's dashboards have. */
export function SourceEditor({ graph, onChange }: SourceEditorProps) {
  const t = useTexts(explorerTexts);
  const written = JSON.stringify(writeSource(graph), undefined, 2);
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const update = (): void => {
    try {
      onChange(readSource(JSON.parse(draft ?? written)));
      setDraft(undefined);
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <SpaceBetween size="s">
      <Code label={t('source.label')} language="json" value={draft ?? written} onChange={setDraft} height={300} />
      {problem !== undefined && <Alert type="error">{t('source.bad', { reason: problem })}</Alert>}
      <Button onClick={update} disabled={draft === undefined || draft === written}>
        {t('source.update')}
      </Button>
    </SpaceBetween>
  );
}
