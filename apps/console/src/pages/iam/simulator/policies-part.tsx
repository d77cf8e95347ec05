import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Code } from '../../../shared/code-editor.js';
import { Findings, marksOf } from '../editor/findings-list.js';
import { editorTexts } from '../editor/texts.js';
import { findingsOf } from '../model/findings.js';
import type { Simulated } from './simulate.js';
import { simulatorTexts } from './texts.js';
import '../iam.css';

interface PoliciesPartProps {
  readonly hasPrincipal: boolean;
  readonly policies: readonly Simulated[];
  readonly boundary: Simulated | undefined;
  readonly onChange: (policies: readonly Simulated[]) => void;
  readonly onBoundary: (boundary: Simulated) => void;
}

const beginning = JSON.stringify(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['kinesis:Get*'], Resource: '*' }] },
  null,
  4,
);

/** The policies that take part: those of the principal, changed or left out as one likes, and others. */
export function PoliciesPart({ hasPrincipal, policies, boundary, onChange, onBoundary }: PoliciesPartProps) {
  const t = useTexts(simulatorTexts);
  const added = policies.filter(({ stored }) => stored === undefined).length;
  const add = (): void =>
    onChange([
      ...policies,
      {
        id: `new ${added + 1}`,
        title: t('policies.new', { number: added + 1 }),
        stored: undefined,
        text: beginning,
        before: beginning,
        isUsed: true,
        sourceId: '',
      },
    ]);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('policies.hint')}
          counter={`(${policies.length})`}
          actions={
            <Button formAction="none" onClick={add}>
              {t('policies.add')}
            </Button>
          }
        >
          {t('policies')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {policies.length === 0 && hasPrincipal && <Box color="text-body-secondary">{t('policies.none')}</Box>}
        {policies.map((policy) => (
          <OnePolicy
            key={policy.id}
            policy={policy}
            title={policy.title}
            onChange={(next) => onChange(policies.map((one) => (one.id === next.id ? next : one)))}
          />
        ))}
        {boundary !== undefined && (
          <OnePolicy policy={boundary} title={t('policies.boundary', { name: boundary.title })} onChange={onBoundary} />
        )}
      </SpaceBetween>
    </Container>
  );
}

interface OnePolicyProps {
  readonly policy: Simulated;
  readonly title: string;
  readonly onChange: (policy: Simulated) => void;
}

function OnePolicy({ policy, title, onChange }: OnePolicyProps) {
  const t = useTexts(simulatorTexts);
  const words = useTexts(editorTexts);
  const [isOpen, setIsOpen] = useState(policy.stored === undefined);
  const { text, before, isUsed } = policy;
  const findings = useMemo(() => findingsOf(text, 'identity'), [text]);
  const marks = useMemo(() => marksOf(findings, text, words), [findings, text, words]);
  return (
    <div>
      <Checkbox
        checked={isUsed}
        ariaLabel={`${title}: ${t('policies.used')}`}
        onChange={({ detail }) => onChange({ ...policy, isUsed: detail.checked })}
      >
        {title}
        {text !== before && ` · ${t('policies.changed')}`}
      </Checkbox>
      <ExpandableSection
        variant="inline"
        headerText="JSON"
        headerAriaLabel={`${title}: JSON`}
        expanded={isOpen}
        onChange={({ detail }) => setIsOpen(detail.expanded)}
      >
        {isOpen && (
          <SpaceBetween size="xs">
            <Code
              label={title}
              language="json"
              value={text}
              height={220}
              marks={marks}
              onChange={(next) => onChange({ ...policy, text: next })}
            />
            {findings.length > 0 && <Findings findings={findings} text={text} />}
            {text !== before && (
              <Button formAction="none" onClick={() => onChange({ ...policy, text: before })}>
                {t('policies.reset')}
              </Button>
            )}
          </SpaceBetween>
        )}
      </ExpandableSection>
    </div>
  );
}
