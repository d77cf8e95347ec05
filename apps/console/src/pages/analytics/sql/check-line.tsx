import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../../i18n/language.js';
import type { Checked, SqlProblem } from './check.js';
import { sqlTexts } from './texts.js';

interface CheckLineProps {
  readonly code: string;
  readonly checked: Checked | undefined;
  readonly onGo: (problem: SqlProblem) => void;
}

/** Below the editor: whether the program compiles, and if not, what is wrong where. */
export function CheckLine({ code, checked, onGo }: CheckLineProps) {
  const t = useTexts(sqlTexts);
  const problem = checked?.problem;
  return (
    <div aria-live="polite">
      {checked === undefined ? (
        <StatusIndicator type="pending">{t('check.waiting')}</StatusIndicator>
      ) : problem === undefined ? (
        isEmpty(code) ? (
          <StatusIndicator type="info">{t('check.empty')}</StatusIndicator>
        ) : (
          <StatusIndicator type="success">{t('check.fine')}</StatusIndicator>
        )
      ) : (
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <StatusIndicator type="error">{problem.text}</StatusIndicator>
          {problem.at && (
            <Button variant="inline-link" onClick={() => onGo(problem)}>
              {t('check.problem', { line: problem.at.line, column: problem.at.column })}
            </Button>
          )}
        </SpaceBetween>
      )}
    </div>
  );
}

/** Comments alone are no program. */
const isEmpty = (code: string): boolean => code.replace(/\/\*[\s\S]*?\*\/|--[^\n]*/g, '').trim() === '';
