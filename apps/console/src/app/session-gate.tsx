import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { signIn as kept, type SignIn as Credential } from '../session/credentials.js';
import { openDefaultSession, openSession } from '../session/open-session.js';
import type { Session } from '../session/session.js';
import { place } from '../session/settings.js';
import { SessionContext, type SessionControls } from '../session/use-session.js';
import { connection } from './connection.js';
import { FirstPaint } from './first-paint.js';

const SignIn = lazy(() => import('./sign-in.js'));

type State =
  | { readonly is: 'opening' }
  /** `failed` cannot sign in any more, `error` says why. */
  | { readonly is: 'out'; readonly error?: unknown; readonly failed?: Credential }
  | { readonly is: 'in'; readonly session: Session };

/** Shows the console to who is signed in, and the form to who is not. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<State>({ is: 'opening' });
  const queries = useQueryClient();
  const hasBegun = useRef(false);

  const enter = useCallback(
    async (signIn: Session['signIn'], at: Session['place'] = place.get()) => {
      const session = await openSession(at, signIn);
      place.set(at);
      kept.set(signIn);
      connection.begin();
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
  if (state.is !== 'out') return <FirstPaint />;
  return (
    <Suspense fallback={<FirstPaint />}>
      <SignIn onSignIn={enter} error={state.error} failed={state.failed} />
    </Suspense>
  );
}

async function begin(enter: SessionControls['signIn'], setState: (state: State) => void): Promise<void> {
  const before = kept.get();
  if (before === 'out') return setState({ is: 'out' });
  if (before !== null) return enter(before).catch((error: unknown) => setState({ is: 'out', error, failed: before }));
  const session = await openDefaultSession(place.get());
  setState(session === undefined ? { is: 'out' } : { is: 'in', session });
}
