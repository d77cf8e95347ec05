import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isPolicyDocument, parsePolicy, type PolicyKind } from '@paddock/policy';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { Code } from '../../../shared/code-editor.js';
import { serviceName } from '../model/services.js';
import { resourceLabel, summarize, type SummaryRow } from '../model/summary.js';
import { editorTexts } from './texts.js';

interface PolicySummaryProps {
  readonly text: string;
  readonly kind?: Extract<PolicyKind, 'managed' | 'identity'>;
}

/** What a policy allows and denies, by service; and its text. */
export function PolicySummary({ text, kind = 'identity' }: PolicySummaryProps) {
  const t = useTexts(editorTexts);
  const [view, setView] = useState('table');
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label={t('summary.title')}
        selectedId={view}
        options={[
          { id: 'table', text: t('summary.table') },
          { id: 'json', text: t('summary.json') },
        ]}
        onChange={({ detail }) => setView(detail.selectedId)}
      />
      {view === 'json' ? (
        <Code label={t('summary.json')} language="json" value={pretty(text)} readOnly height={320} />
      ) : (
        <SummaryTable text={text} kind={kind} />
      )}
    </SpaceBetween>
  );
}

/** Laid out, where it is JSON at all. */
export function pretty(text: string): string {
  try {
    return text.includes('\n') ? text : JSON.stringify(JSON.parse(text), null, 4);
  } catch {
    return text;
  }
}

export function SummaryTable({ text, kind }: Required<PolicySummaryProps>) {
  const t = useTexts(editorTexts);
  const parsed = useMemo(() => parsePolicy(text, kind), [text, kind]);
  const rows = useMemo(() => (isPolicyDocument(parsed) ? summarize(parsed) : []), [parsed]);
  if (!isPolicyDocument(parsed)) return <Alert type="error">{t('summary.unreadable', { fault: parsed.fault })}</Alert>;
  const serviceText = ({ service, exceptActions, actions }: SummaryRow): string => {
    if (exceptActions) return t('summary.except', { actions: actions.join(', ') });
    if (service === undefined) return t('summary.pattern');
    return service === '*' ? t('summary.allServices') : serviceName(service);
  };
  const levels = (names: readonly (keyof typeof levelKeys)[]): string =>
    names.map((one) => t(levelKeys[one])).join(', ');
  const accessText = ({ access }: SummaryRow): string => {
    if (access.kind === 'full') return t('summary.full');
    if (access.kind === 'some') return t('summary.some');
    return [
      ...(access.full.length > 0 ? [t('summary.fullLevels', { levels: levels(access.full) })] : []),
      ...(access.limited.length > 0 ? [t('summary.limited', { levels: levels(access.limited) })] : []),
    ].join(' ');
  };
  const resourceText = ({ resources, exceptResources }: SummaryRow): string => {
    if (exceptResources) return t('summary.exceptResources', { resources: resources.join(', ') });
    if (resources.length === 1 && resources[0] === '*') return t('summary.all');
    const [only] = resources;
    return resources.length === 1 && only !== undefined ? named(only) : t('summary.multiple');
  };
  return (
    <ResourceTable
      title={t('summary.title')}
      things={t('summary.services')}
      headingLevel="h3"
      variant="embedded"
      hasNoFilter={rows.length < 8}
      items={rows}
      isLoading={false}
      id={(row) => `${row.effect} ${serviceText(row)} ${row.resources.join()} ${row.conditions.join()}`}
      columns={[
        { id: 'service', header: t('summary.service'), cell: serviceText, by: serviceText },
        {
          id: 'effect',
          header: t('summary.effect'),
          cell: ({ effect }) => (
            <Box variant="span" color={effect === 'Deny' ? 'text-status-error' : 'inherit'}>
              {t(`effect.${effect}`)}
            </Box>
          ),
          by: ({ effect }) => effect,
        },
        {
          id: 'access',
          header: t('summary.access'),
          by: accessText,
          cell: (row) => (
            <ExpandableSection headerText={accessText(row)} variant="inline">
              <Box fontSize="body-s">
                <span className="iam-arn">{row.actions.join(', ')}</span>
              </Box>
            </ExpandableSection>
          ),
        },
        {
          id: 'resource',
          header: t('summary.resource'),
          by: resourceText,
          cell: (row) =>
            row.resources.length > 1 ? (
              <ExpandableSection headerText={resourceText(row)} variant="inline">
                {row.resources.map((arn) => (
                  <div key={arn} className="iam-arn">
                    {arn}
                  </div>
                ))}
              </ExpandableSection>
            ) : (
              <span className="iam-arn">{resourceText(row)}</span>
            ),
        },
        {
          id: 'condition',
          header: t('summary.condition'),
          cell: ({ conditions }) => conditions.join(', ') || t('summary.none'),
          by: ({ conditions }) => conditions.join(', '),
        },
      ]}
    />
  );
}

const levelKeys = {
  List: 'level.List',
  Read: 'level.Read',
  Write: 'level.Write',
  Tagging: 'level.Tagging',
  'Permissions management': 'level.Permissions management',
} as const;

function named(arn: string): string {
  const { type, name } = resourceLabel(arn);
  return type === undefined ? arn : `${type}: ${name}`;
}
