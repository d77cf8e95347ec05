import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useTexts } from '../i18n/language.js';
import { requestHref } from '../hrefs.js';
import { problemOf } from './aws-problem.js';
import { sharedTexts } from './texts.js';

/** What went wrong, in AWS's words, with what to do about it. Nothing when nothing did. */
export function Problem({ error, onRetry }: { readonly error: unknown; readonly onRetry?: (() => void) | undefined }) {
  const t = useTexts(sharedTexts);
  if (error === undefined || error === null) return null;
  const { code, isDenied, isUnreachable } = problemOf(error);
  const title = isDenied ? t('problem.denied') : isUnreachable ? t('problem.unreachable') : code;
  return (
    <Alert
      type={isDenied ? 'warning' : 'error'}
      header={title}
      action={onRetry && <Button onClick={onRetry}>{t('problem.retry')}</Button>}
    >
      <ProblemText error={error} bare />
    </Alert>
  );
}

/** The same as a text. @param bare without the error's code, where it stands above already */
export function ProblemText({ error, bare = false }: { readonly error: unknown; readonly bare?: boolean }) {
  const t = useTexts(sharedTexts);
  const { code, message, requestId, isDenied, isUnreachable } = problemOf(error);
  const words = isUnreachable ? t('problem.unreachable.hint', { message }) : message || code;
  return (
    <>
      {!bare && code !== 'Error' && <Box variant="strong">{code}: </Box>}
      <span className="problem-message">{words}</span>
      {isDenied && requestId !== undefined && (
        <>
          {' '}
          <Link href={requestHref(requestId)}>{t('problem.why')}</Link>
        </>
      )}
    </>
  );
}
