import Tabs from '@cloudscape-design/components/tabs';
import Box from '@cloudscape-design/components/box';
import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PolicyKind } from '@paddock/policy';
import { useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { Code, type CodeEditorInstance } from '../../../shared/code-editor.js';
import { findingsOf } from '../model/findings.js';
import type { Draft } from './draft.js';
import { Findings, marksOf } from './findings-list.js';
import { SizeCounter } from './size-counter.js';
import { editorTexts } from './texts.js';
import { VisualEditor } from './visual-editor.js';

interface PolicyEditorProps {
  readonly draft: Draft;
  readonly kind: Extract<PolicyKind, 'managed' | 'identity'>;
  /** Characters that IAM takes. */
  readonly most: number;
  /** Characters that other policies have used of them. */
  readonly others?: number;
}

/** A policy by mouse or by hand: the same draft under two tabs, judged as it is written. */
export function PolicyEditor({ draft, kind, most, others = 0 }: PolicyEditorProps) {
  const t = useTexts(editorTexts);
  const [query, setQuery] = useSearchParams();
  const view = query.get('view') === 'json' ? 'json' : 'visual';
  const editor = useRef<CodeEditorInstance>(undefined);
  const findings = useMemo(() => findingsOf(draft.text, kind), [draft.text, kind]);
  const marks = useMemo(() => marksOf(findings, draft.text, t), [findings, draft.text, t]);
  const show = (next: string): void =>
    setQuery(
      (before) => {
        before.set('view', next);
        return before;
      },
      { replace: true },
    );
  const visual =
    draft.model === undefined ? (
      <Alert type="warning">{t('noModel')}</Alert>
    ) : (
      <VisualEditor model={draft.model} onChange={draft.setModel} onJson={() => show('json')} />
    );
  const json = (
    <Code
      label={t('tabs.label')}
      language="json"
      value={draft.text}
      onChange={draft.setText}
      marks={marks}
      height={420}
      onReady={(instance) => {
        editor.current = instance;
      }}
    />
  );
  return (
    <SpaceBetween size="m">
      <Tabs
        ariaLabel={t('tabs.label')}
        activeTabId={view}
        onChange={({ detail }) => show(detail.activeTabId)}
        tabs={[
          { id: 'visual', label: t('tab.visual'), content: visual },
          { id: 'json', label: t('tab.json'), content: json },
        ]}
      />
      <Box>
        <SizeCounter text={draft.text} most={most} others={others} />
      </Box>
      {view === 'json' && (
        <Findings
          findings={findings}
          text={draft.text}
          onGo={(row, column) => {
            editor.current?.gotoLine(row + 1, column, true);
            editor.current?.focus();
          }}
        />
      )}
    </SpaceBetween>
  );
}
