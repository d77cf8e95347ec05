import SpaceBetween from '@cloudscape-design/components/space-between';
import { policyQuotas, policySize } from '@paddock/policy';
import { useMemo, useRef } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Code, type CodeEditorInstance } from '../../../shared/code-editor.js';
import { Findings, marksOf } from '../editor/findings-list.js';
import { SizeCounter } from '../editor/size-counter.js';
import { editorTexts } from '../editor/texts.js';
import { findingsOf } from '../model/findings.js';
import { roleTexts } from './texts.js';
import '../iam.css';

interface TrustEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** A trust policy as JSON, judged as it is written. */
export function TrustEditor({ text, onChange }: TrustEditorProps) {
  const t = useTexts(roleTexts);
  const words = useTexts(editorTexts);
  const editor = useRef<CodeEditorInstance>(undefined);
  const findings = useMemo(() => findingsOf(text, 'trust'), [text]);
  const marks = useMemo(() => marksOf(findings, text, words), [findings, text, words]);
  return (
    <SpaceBetween size="s">
      <Code
        label={t('custom')}
        language="json"
        value={text}
        onChange={onChange}
        marks={marks}
        height={320}
        onReady={(instance) => {
          editor.current = instance;
        }}
      />
      <SizeCounter text={text} most={policyQuotas.trust} />
      <Findings
        findings={findings}
        text={text}
        onGo={(row, column) => {
          editor.current?.gotoLine(row + 1, column, true);
          editor.current?.focus();
        }}
      />
    </SpaceBetween>
  );
}

/** Whether AWS would refuse the text. */
export const useTrustFault = (text: string): boolean =>
  useMemo(
    () =>
      policySize(text) > policyQuotas.trust ||
      findingsOf(text, 'trust').some(({ code }) => code === 'json' || code === 'fault'),
    [text],
  );
