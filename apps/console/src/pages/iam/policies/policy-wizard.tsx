import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isPolicyDocument, parsePolicy, policySize } from '@paddock/policy';
import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { Page, type Crumb } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import type { Draft } from '../editor/draft.js';
import { PolicyEditor } from '../editor/policy-editor.js';
import { SizeCounter } from '../editor/size-counter.js';
import { SummaryTable } from '../editor/policy-summary.js';
import { iamHref } from '../hrefs.js';
import { iamTexts } from '../texts.js';
import { policyTexts } from './texts.js';

interface PolicyWizardProps {
  readonly title: string;
  readonly crumbs: readonly Crumb[];
  readonly draft: Draft;
  readonly kind: 'managed' | 'identity';
  readonly most: number;
  readonly others?: number;
  readonly submitText: string;
  readonly cancelHref: string;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly onSubmit: () => void;
  /** The second step's fields. */
  readonly children: ReactNode;
}

/** The way of all policies: permissions, then a review with what else is asked. The browser's back leads back to the first step. */
export function PolicyWizard(props: PolicyWizardProps) {
  const { title, crumbs, draft, kind, most, others = 0, submitText, cancelHref, isRunning, error, onSubmit } = props;
  const t = useTexts(policyTexts);
  const iam = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const [query, setQuery] = useSearchParams();
  const [isTried, setIsTried] = useState(false);
  const parsed = parsePolicy(draft.text, kind);
  const isTooLong = policySize(draft.text) + others > most;
  const isReady = isPolicyDocument(parsed) && !isTooLong;
  const isReview = query.get('step') === 'review' && isReady;
  const fault = isPolicyDocument(parsed)
    ? undefined
    : isUnfinished(draft)
      ? t('create.empty')
      : t('create.faulty', { fault: parsed.fault });
  const review = (): void => {
    setIsTried(true);
    if (!isReady) return;
    setQuery((before) => {
      before.set('step', 'review');
      return before;
    });
    scrollTo(0, 0);
  };
  const back = (): void =>
    setQuery((before) => {
      before.delete('step');
      return before;
    });
  const way = [{ text: iam('iam'), href: iamHref }, ...crumbs];
  if (!isReview)
    return (
      <Page title={title} crumbs={way}>
        <Container
          header={
            <Header variant="h2" description={t('create.permissions.hint')}>
              {t('create.permissions')}
            </Header>
          }
        >
          <PolicyEditor draft={draft} kind={kind} most={most} others={others} />
        </Container>
        {isTried && (fault !== undefined || isTooLong) && (
          <Alert type="error">{fault ?? <SizeCounter text={draft.text} most={most} others={others} />}</Alert>
        )}
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" href={cancelHref}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" onClick={review}>
              {t('create.review')}
            </Button>
          </SpaceBetween>
        </Box>
      </Page>
    );
  return (
    <Page title={title} crumbs={way}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Form
          header={<Header variant="h2">{t('create.review.title')}</Header>}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" href={cancelHref}>
                {shared('action.cancel')}
              </Button>
              <Button formAction="none" onClick={back}>
                {iam('previous')}
              </Button>
              <Button variant="primary" loading={isRunning}>
                {submitText}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Problem error={error} />
            {props.children}
            <Container>
              <SummaryTable text={draft.text} kind={kind} />
            </Container>
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}

/** Whether a block lacks its actions or its resources: that is said in other words than AWS's. */
const isUnfinished = ({ model }: Draft): boolean =>
  model?.blocks.some(
    (block) =>
      block.kind === 'visual' && (block.actions.length === 0 || (!block.everywhere && block.arns.length === 0)),
  ) ?? false;
