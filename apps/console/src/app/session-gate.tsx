import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/language.js';
import { signIn as kept } from '../session/credentials.js';
import { openDefaultSession, openSession } from '../session/open-session.js';
import type { Session } from '../session/session.js';
import { place } from '../session/settings.js';
import { SessionContext, type SessionControls } from '../session/use-session.js';
import { appTexts } from './texts.js';

const SignIn = lazy(() => import('./sign-in.js'));

type State =
  | { readonly is: 'opening' }
  /** @param error why whoever was signed in is not any more */
  | { readonly is: 'out'; readonly error?: unknown }
  | { readonly is: 'in'; readonly session: Session };

/** Shows the console to who is signed in, and the form to who is not. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const t = useTexts(appTexts);
  const [state, setState] = useState<State>({ is: 'opening' });
  const queries = useQueryClient();
  const hasBegun = useRef(false);

  const enter = useCallback(
    async (signIn: Session['signIn'], at: Session['place'] = place.get()) => {
      const session = await openSession(at, signIn);
      place.set(at);
      kept.set(signIn);
      queries.clear();
      setState({ is: 'in', session });
    },
    [queries],
  );

  useEffect(() => {
    // React runs effects twice while one develops.
    if (hasBegun.current) return;
    hasBegun.current = true;
    void begin(enter, setState);
  }, [enter]);

  const controls = useMemo<SessionControls | undefined>(() => {
    if (state.is !== 'in') return undefined;
    const { session } = state;
    return {
      session,
      signIn: enter,
      signOut() {
        kept.set('out');
        queries.clear();
        setState({ is: 'out' });
      },
      changeRegion: (region) => enter(session.signIn, { ...session.place, region }),
    };
  }, [state, enter, queries]);

  if (controls !== undefined) return <SessionContext value={controls}>{children}</SessionContext>;
  const waiting = (
    <Box padding="xxxl" textAlign="center">
      <Spinner size="large" /> <Box variant="span">{t('app.loading')}</Box>
    </Box>
  );
  if (state.is === 'opening') return waiting;
  return (
    <Suspense fallback={waiting}>
      <SignIn onSignIn={enter} error={state.is === 'out' ? state.error : undefined} />
    </Suspense>
  );
}

async function begin(enter: SessionControls['signIn'], setState: (state: State) => void): Promise<void> {
  const before = kept.get();
  if (before === 'out') return setState({ is: 'out' });
  if (before !== null) return enter(before).catch((error: unknown) => setState({ is: 'out', error }));
  const session = await openDefaultSession(place.get());
  setState(session === undefined ? { is: 'out' } : { is: 'in', session });
}
