import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { colorBackgroundItemSelected, colorBorderItemSelected } from '@cloudscape-design/design-tokens';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { pretty } from '../editor/policy-summary.js';
import { groupBy } from '../model/group-by.js';
import { markedLines, statementAt } from '../model/simulation.js';
import type { Answer } from './simulate.js';
import { simulatorTexts } from './texts.js';
import '../iam.css';

const icons = { allowed: 'success', explicitDeny: 'error', implicitDeny: 'stopped' } as const;
const keyOf = ({ action, resource }: Answer): string => `${action} ${resource}`;

interface ResultsProps {
  readonly answers: readonly Answer[] | undefined;
  /** Whether something was changed since. */
  readonly isStale: boolean;
}

/** What was decided, action by action; of a chosen one the statements that did. */
export function Results({ answers, isStale }: ResultsProps) {
  const t = useTexts(simulatorTexts);
  const [[chosen], setChosen] = useState<readonly Answer[]>([]);
  const [first] = answers ?? [];
  const shown = answers?.find((answer) => chosen !== undefined && keyOf(answer) === keyOf(chosen)) ?? first;
  if (answers === undefined) return <Box color="text-body-secondary">{t('results.none')}</Box>;
  const allowed = answers.filter(({ decision }) => decision === 'allowed').length;
  return (
    <SpaceBetween size="l">
      <div aria-live="polite">
        {isStale ? (
          <StatusIndicator type="warning">{t('stale')}</StatusIndicator>
        ) : (
          <StatusIndicator type="info">{t('summary', { allowed, denied: answers.length - allowed })}</StatusIndicator>
        )}
      </div>
      <ResourceTable<Answer>
        title={t('results')}
        things={t('results.things')}
        items={answers}
        isLoading={false}
        id={keyOf}
        selection={{ type: 'single', selected: shown === undefined ? [] : [shown], onSelect: setChosen }}
        columns={[
          { id: 'action', header: t('results.action'), by: ({ action }) => action, cell: ({ action }) => action },
          {
            id: 'resource',
            header: t('results.resource'),
            by: ({ resource }) => resource,
            cell: ({ resource }) => <span className="iam-arn">{resource}</span>,
          },
          {
            id: 'decision',
            header: t('results.decision'),
            by: ({ decision }) => t(`decision.${decision}`),
            cell: ({ decision, missing, isBounded }) => (
              <SpaceBetween size="xxs">
                <StatusIndicator type={icons[decision]}>{t(`decision.${decision}`)}</StatusIndicator>
                {missing.length > 0 && (
                  <Box fontSize="body-s">{t('results.missing', { keys: missing.join(', ') })}</Box>
                )}
                {isBounded && <Box fontSize="body-s">{t('results.boundary')}</Box>}
              </SpaceBetween>
            ),
          },
          {
            id: 'statements',
            header: t('results.statements'),
            by: ({ statements }) => statements.length,
            cell: ({ statements }) => statements.length,
          },
        ]}
      />
      {shown !== undefined && <Detail answer={shown} />}
    </SpaceBetween>
  );
}

function Detail({ answer }: { readonly answer: Answer }) {
  const t = useTexts(simulatorTexts);
  const { action, resource, decision, statements } = answer;
  const policies = groupBy(statements, ({ policy }) => policy.id);
  return (
    <Container header={<Header variant="h3">{t('detail', { action, resource })}</Header>}>
      <SpaceBetween size="m">
        <Box>
          {t(
            statements.length === 0
              ? 'decision.hint.implicitDeny'
              : `decision.hint.${decision === 'implicitDeny' ? 'explicitDeny' : decision}`,
          )}
        </Box>
        {Array.from(policies, ([id, matches]) => {
          const [one] = matches;
          if (one === undefined) return null;
          const indexes = new Set(
            matches.flatMap(
              ({ text, statement: { StartPosition: start } }) =>
                statementAt(text, { line: start?.Line ?? 0, column: start?.Column ?? 0 }) ?? [],
            ),
          );
          return (
            <section key={id} aria-label={one.policy.title}>
              <Box variant="awsui-key-label">{one.policy.title}</Box>
              <pre className="mono iam-json" tabIndex={0}>
                {markedLines(pretty(one.text), indexes).map(({ text, isMarked }, index) =>
                  isMarked ? (
                    <mark
                      // eslint-disable-next-line react/no-array-index-key
                      key={index}
                      className="iam-line"
                      style={{
                        background: colorBackgroundItemSelected,
                        borderInlineStart: `3px solid ${colorBorderItemSelected}`,
                        color: 'inherit',
                      }}
                    >
                      {text}
                    </mark>
                  ) : (
                    // eslint-disable-next-line react/no-array-index-key
                    <span key={index} className="iam-line">
                      {text}
                    </span>
                  ),
                )}
              </pre>
            </section>
          );
        })}
      </SpaceBetween>
    </Container>
  );
}
