import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../../i18n/language.js';
import type { Translate } from '../../../i18n/texts.js';
import type { CodeMark } from '../../../shared/code-editor.js';
import { placesIn, type Finding } from '../model/findings.js';
import { editorTexts } from './texts.js';

type Say = Translate<(typeof editorTexts)['en']>;

const words = (t: Say, { code, about }: Finding): string => t(`finding.${code}` as const, { about });

const icons: Readonly<Record<Finding['severity'], StatusIndicatorProps.Type>> = {
  error: 'error',
  security: 'warning',
  warning: 'warning',
  suggestion: 'info',
};

/** The findings as marks in the text. */
export function marksOf(findings: readonly Finding[], text: string, t: Say): readonly CodeMark[] {
  const placeOf = placesIn(text);
  return findings.map((finding) => ({
    ...placeOf(finding.at),
    text: words(t, finding),
    type: finding.severity === 'error' ? 'error' : finding.severity === 'suggestion' ? 'info' : 'warning',
  }));
}

/** More would only hide the first ones, and each is a button. */
const mostShown = 50;

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly text: string;
  /** Goes to a place, row and column from 0. */
  readonly onGo?: (row: number, column: number) => void;
}

/** What there is to say of a policy, the worst first, each with its place. */
export function Findings({ findings, text, onGo }: FindingsProps) {
  const t = useTexts(editorTexts);
  const placeOf = placesIn(text);
  const more = findings.length - mostShown;
  return (
    <section aria-label={t('findings.title')} aria-live="polite">
      {findings.length === 0 ? (
        <StatusIndicator type="success">{t('findings.none')}</StatusIndicator>
      ) : (
        <SpaceBetween size="xs">
          {findings.slice(0, mostShown).map((finding) => {
            const { row, column } = placeOf(finding.at);
            return (
              <div key={`${finding.code} ${finding.at} ${finding.about}`} className="iam-finding">
                <StatusIndicator type={icons[finding.severity]}>{t(`severity.${finding.severity}`)}</StatusIndicator>{' '}
                {onGo && (
                  <Button variant="inline-link" onClick={() => onGo(row, column)}>
                    {t('findings.line', { line: row + 1, column: column + 1 })}
                  </Button>
                )}{' '}
                <Box variant="span">{words(t, finding)}</Box>
              </div>
            );
          })}
          {more > 0 && <Box color="text-body-secondary">{t('findings.more', { count: more })}</Box>}
        </SpaceBetween>
      )}
    </section>
  );
}
