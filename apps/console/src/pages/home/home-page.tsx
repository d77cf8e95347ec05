import Alert from '@cloudscape-design/components/alert';
import { useTexts } from '../../i18n/language.js';
import { ProblemText } from '../../shared/problem.js';
import { Page } from '../../shared/page.js';
import { Checklist } from './checklist-part.js';
import type { Facts } from './model/facts.js';
import { PipelinePart } from './pipeline-part.js';
import { homeTexts } from './texts.js';
import { useFacts } from './use-pipeline.js';

/** The whole pipeline, live, and the workshop's steps. On an empty server the steps come first. */
export function HomePage() {
  const t = useTexts(homeTexts);
  const { data: facts, error, isLoading, refetch } = useFacts();
  const isEmpty =
    facts !== undefined &&
    facts.problems.length === 0 &&
    [facts.streams, facts.applications, facts.functions, facts.tables].every(({ length }) => length === 0);
  const pipeline = (
    <PipelinePart
      key="pipeline"
      facts={facts}
      error={error}
      isLoading={isLoading}
      isEmpty={isEmpty}
      onRetry={() => void refetch()}
    />
  );
  const checklist = facts && <Checklist key="checklist" facts={facts} />;
  return (
    <Page title={t('title')}>
      {facts && facts.problems.length > 0 && <Unseen problems={facts.problems} />}
      {isEmpty ? [checklist, pipeline] : [pipeline, checklist]}
    </Page>
  );
}

/** What is missing from the page, and why. */
function Unseen({ problems }: { readonly problems: Facts['problems'] }) {
  const t = useTexts(homeTexts);
  const parts = [...new Set(problems.map(({ part }) => t(`part.${part}`)))].join(', ');
  return (
    <Alert type="warning" header={t('unseen')}>
      <p>{t('unseen.part', { parts })}</p>
      <ProblemText error={problems[0]?.error} />
    </Alert>
  );
}
