import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { useBlocker, useNavigate, type Blocker } from 'react-router';
import { useTexts } from '../i18n/language.js';
import { leaveTexts } from './leave-texts.js';
import { Problem } from './problem.js';
import { sharedTexts } from './texts.js';

interface LeaveGuardProps {
  /** Whether there is something to lose: nothing is asked otherwise. */
  readonly isChanged: boolean;
  /** Whether what was typed is kept on the page of this path. Without it, on every page of the same path as now. */
  readonly stays?: ((pathname: string) => boolean) | undefined;
  readonly title: string;
  /** What is lost. */
  readonly text: ReactNode;
  /** What saves it; one leaves when it has resolved to anything but undefined. */
  readonly save?: LeaveGuardSave | undefined;
}

interface LeaveGuardSave {
  /** `Deploy and leave` */
  readonly label: string;
  readonly run: () => Promise<unknown>;
  readonly isRunning: boolean;
  readonly error: unknown;
}

/** Asks before what was typed is lost: on the way to another page, back in the history, and when the browser's tab is closed. One a page. */
export function LeaveGuard({ isChanged, stays, title, text, save }: LeaveGuardProps) {
  const t = useTexts(leaveTexts);
  const shared = useTexts(sharedTexts);
  const blocker = useLeaveGuard(isChanged, stays);
  if (blocker.state !== 'blocked') return null;
  const leaveSaved = async (): Promise<void> => {
    if ((await save?.run()) !== undefined) blocker.proceed();
  };
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={shared('action.close')}
      onDismiss={() => blocker.reset()}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => blocker.reset()}>
              {t('stay')}
            </Button>
            <Button {...(save ? {} : { variant: 'primary' as const })} onClick={() => blocker.proceed()}>
              {t('leave')}
            </Button>
            {save && (
              <Button variant="primary" loading={save.isRunning} onClick={() => void leaveSaved()}>
                {save.label}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>{text}</Box>
        <Problem error={save?.error} />
      </SpaceBetween>
    </Modal>
  );
}

/**
 * The same for those who ask in their own words: show a dialog while its state is `blocked`.
 * @param stays whether a page of this path keeps what was typed: that of now, unless it is given
 */
export function useLeaveGuard(isChanged: boolean, stays?: (pathname: string) => boolean): Blocker {
  const navigate = useNavigate();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation: { pathname } }) =>
      isChanged && pathname !== currentLocation.pathname && stays?.(pathname) !== true,
  );
  // The router cannot stop what a link does to the address by itself: links are followed by the router here.
  const follow = useEffectEvent((event: MouseEvent) => {
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
    if (!isPlain || link === null || /^_(?!self)/.test(link.getAttribute('target') ?? '')) return;
    event.preventDefault();
    void navigate((link.getAttribute('href') ?? '').slice(1));
  });
  useEffect(() => {
    if (!isChanged) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    const listener = (event: MouseEvent): void => follow(event);
    addEventListener('beforeunload', ask);
    document.addEventListener('click', listener, { capture: true });
    return () => {
      removeEventListener('beforeunload', ask);
      document.removeEventListener('click', listener, { capture: true });
    };
  }, [isChanged]);
  return blocker;
}
