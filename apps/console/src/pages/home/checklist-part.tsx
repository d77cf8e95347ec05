import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { mapHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { stored } from '../../shared/stored.js';
import { sharedTexts } from '../../shared/texts.js';
import { checklistOf, workshop, type Step } from './model/checklist.js';
import type { Facts } from './model/facts.js';
import { homeTexts } from './texts.js';
import { mapOpened, useSeen } from './use-seen.js';

const isHidden = stored<boolean>(
  'checklist-hidden',
  () => false,
  (value) => (typeof value === 'boolean' ? value : undefined),
);

const modules = [1, 2, 3] as const;
const indicator = { done: 'success', open: 'pending', unseen: 'info' } as const;

/** The workshop's modules 1 to 3: what is done, and where the rest is done. */
export function Checklist({ facts }: { readonly facts: Facts }) {
  const t = useTexts(homeTexts);
  const hidden = isHidden.use();
  const seen = useSeen(facts, !hidden);
  const { isHere } = useSession();
  if (hidden)
    return (
      <Button variant="link" onClick={() => isHidden.set(false)}>
        {t('checklist.show')}
      </Button>
    );
  const steps = checklistOf(facts, seen, location.origin).filter(({ id }) => isHere || id !== 'map');
  const done = steps.filter(({ state }) => state === 'done').length;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('checklist.about')}
          actions={<Button onClick={() => isHidden.set(true)}>{t('checklist.hide')}</Button>}
        >
          {t('checklist')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ProgressBar
          value={(done / steps.length) * 100}
          ariaLabel={t('checklist')}
          additionalInfo={t('checklist.progress', { done, total: steps.length })}
        />
        <ColumnLayout columns={3}>
          {modules.map((module) => (
            <div key={module}>
              <Box variant="h3">{t(`module.${module}`)}</Box>
              <ol className="step-list">
                {steps
                  .filter((step) => step.module === module)
                  .map((step) => (
                    <StepLine key={step.id} step={step} facts={facts} />
                  ))}
              </ol>
            </div>
          ))}
        </ColumnLayout>
      </SpaceBetween>
    </Container>
  );
}

function StepLine({ step, facts }: { readonly step: Step; readonly facts: Facts }) {
  const t = useTexts(homeTexts);
  const shared = useTexts(sharedTexts);
  const { isHere } = useSession();
  const text = t(`step.${step.id}`);
  const pool = facts.pools.find(({ takesGuests }) => takesGuests)?.id;
  const map = `${mapHref}?${pool === undefined ? '' : `pool=${pool}&`}stream=${workshop.stream}&region=${facts.region}`;
  return (
    <li>
      <StatusIndicator type={indicator[step.state]} iconAriaLabel={t(`checklist.${step.state}`)} />
      <span className="step-text">
        {step.id === 'map' ? (
          <Link href={map} external onFollow={() => mapOpened.set(true)}>
            {text}
          </Link>
        ) : step.href === undefined ? (
          text
        ) : (
          <Link href={step.href}>{text}</Link>
        )}
      </span>
      {step.command !== undefined && step.state !== 'done' && isHere && (
        <div className="step-command">
          <CopyToClipboard
            variant="inline"
            textToCopy={step.command}
            textToDisplay={step.command}
            copyButtonAriaLabel={`${shared('action.copy')}: ${step.command}`}
            copySuccessText={shared('action.copied')}
            copyErrorText={shared('action.copyFailed')}
          />
        </div>
      )}
    </li>
  );
}
