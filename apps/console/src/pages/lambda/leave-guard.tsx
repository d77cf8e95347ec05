import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect } from 'react';
import { useBlocker, useNavigate } from 'react-router';
import { functionHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { pathOf } from './hrefs.js';
import { lambdaTexts } from './texts.js';
import type { CodeSession } from './use-code.js';

/** Asks before code that is not deployed is lost: on the way to another page, and when the browser's tab is closed. */
export function LeaveGuard({ name, code }: { readonly name: string; readonly code: CodeSession }) {
  const t = useTexts(lambdaTexts);
  const shared = useTexts(sharedTexts);
  const here = pathOf(functionHref(name));
  const { isChanged, deploy } = code;
  const navigate = useNavigate();
  const blocker = useBlocker(
    ({ nextLocation: { pathname } }) => isChanged && pathname !== here && !pathname.startsWith(`${here}/`),
  );
  useEffect(() => {
    if (!isChanged) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    // The router cannot stop what a link does to the address by itself: links are followed by the router here.
    const follow = (event: MouseEvent): void => {
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
      if (!isPlain || link === null) return;
      event.preventDefault();
      void navigate(pathOf(link.getAttribute('href') ?? ''));
    };
    addEventListener('beforeunload', ask);
    document.addEventListener('click', follow, { capture: true });
    return () => {
      removeEventListener('beforeunload', ask);
      document.removeEventListener('click', follow, { capture: true });
    };
  }, [isChanged, navigate]);
  if (blocker.state !== 'blocked') return null;
  const leaveDeployed = async (): Promise<void> => {
    if ((await deploy.run()) !== undefined) blocker.proceed();
  };
  return (
    <Modal
      visible
      header={t('leave.title')}
      closeAriaLabel={shared('action.close')}
      onDismiss={() => blocker.reset()}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => blocker.reset()}>
              {t('leave.stay')}
            </Button>
            <Button onClick={() => blocker.proceed()}>{t('leave.leave')}</Button>
            <Button variant="primary" loading={deploy.isRunning} onClick={() => void leaveDeployed()}>
              {t('leave.deploy')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>{t('leave.text', { name })}</Box>
        <Problem error={deploy.error} />
      </SpaceBetween>
    </Modal>
  );
}
