import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { controlsHref } from '../hrefs.js';
import { useTexts } from '../i18n/language.js';
import { beforeRole } from '../session/credentials.js';
import { roleNameOf } from '../session/recent-roles.js';
import { useServerClock } from '../session/server-clock.js';
import { useSessionControls } from '../session/use-session.js';
import { whoAmI } from '../session/who-am-i.js';
import { useFormat } from '../shared/format.js';
import { connection, useTrouble } from './connection.js';
import { useNotify } from './notifications.js';
import { appTexts } from './texts.js';

/** Lines below the top bar that are there only when something is unusual: in a role, elsewhere, another time, no answer. */
export function StatusStrip() {
  const trouble = useTrouble();
  return (
    <>
      <output className="strips">{trouble === 'unreachable' && <Unreachable />}</output>
      <div role="alert">{trouble === 'expired' && <Expired />}</div>
      <Who />
      <Clock />
    </>
  );
}

const Strip = ({ kind, children }: { readonly kind: 'bad' | 'role' | 'plain'; readonly children: ReactNode }) => (
  <div className={`strip strip-${kind}`}>{children}</div>
);

function Who() {
  const t = useTexts(appTexts);
  const { session, signIn } = useSessionControls();
  const notify = useNotify();
  const { signIn: as, place } = session;
  return (
    <>
      {as.kind === 'role' && (
        <Strip kind="role">
          <Badge color="severity-medium">{t('app.role')}</Badge>
          <span>
            {t.rich('app.inRole', {
              name: <strong key="name">{roleNameOf(as.roleArn)}</strong>,
              session: as.sessionName,
            })}
          </span>
          <Button
            variant="inline-link"
            onClick={() => void signIn(beforeRole(as)).catch((error: unknown) => notify({ type: 'error', error }))}
          >
            {t('app.switchBack')}
          </Button>
        </Strip>
      )}
      {as.kind === 'guest' && <Strip kind="role">{t('app.guest', { pool: as.identityPoolId })}</Strip>}
      {place.endpoint !== 'here' && (
        <Strip kind="plain">
          {t('app.elsewhere', { endpoint: place.endpoint === 'aws' ? t('app.aws') : place.endpoint })}
        </Strip>
      )}
    </>
  );
}

/** A second's difference is the way; this much is not. */
const isOff = (ms: number): boolean => Math.abs(ms) > 5000;

function Clock() {
  const t = useTexts(appTexts);
  const format = useFormat();
  const { session } = useSessionControls();
  const clock = useServerClock(session.clock);
  const [now, setNow] = useState(() => clock.now());
  const isUnusual = clock.isFrozen || isOff(clock.now() - Date.now());
  useEffect(() => {
    if (!isUnusual) return undefined;
    const timer = setInterval(() => setNow(clock.now()), 1000);
    return () => clearInterval(timer);
  }, [clock, isUnusual]);
  useEffect(() => {
    // Others may turn it: a script, a test.
    if (!clock.hasTestControls) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && void clock.refresh(), 2_000);
    return () => clearInterval(timer);
  }, [clock]);
  if (!isUnusual) return null;
  return (
    <Strip kind="plain">
      <span>
        {t(clock.isFrozen ? 'app.clock.frozen' : 'app.clock.off', {
          time: format.time(clock.isFrozen ? clock.now() : now),
        })}
      </span>
      <Link href={controlsHref} color="inverted">
        {t('app.clock.controls')}
      </Link>
    </Strip>
  );
}

function Unreachable() {
  const t = useTexts(appTexts);
  const { session } = useSessionControls();
  const queries = useQueryClient();
  useEffect(() => {
    const aborter = new AbortController();
    const ask = async (): Promise<void> => {
      await whoAmI(session.place, session.credentials, aborter.signal).catch((error: unknown) => {
        // Any answer is one.
        if (error instanceof TypeError || aborter.signal.aborted) throw error;
      });
      connection.answered();
      await queries.invalidateQueries();
    };
    const timer = setInterval(() => void ask().catch(() => undefined), 2000);
    return () => {
      clearInterval(timer);
      aborter.abort();
    };
  }, [session, queries]);
  return <Strip kind="bad">{t('app.trouble.unreachable')}</Strip>;
}

function Expired() {
  const t = useTexts(appTexts);
  const { session, signIn, signOut } = useSessionControls();
  const notify = useNotify();
  const queries = useQueryClient();
  const { signIn: as } = session;
  useEffect(() => {
    if (as.kind === 'keys') return undefined;
    const aborter = new AbortController();
    // A role's can be had anew, when it is known that the server's clock was turned.
    const renew = async (): Promise<void> => {
      await session.clock.refresh();
      await whoAmI(session.place, session.credentials, aborter.signal);
      connection.begin();
      await queries.invalidateQueries();
    };
    renew().catch(() => undefined);
    return () => aborter.abort();
  }, [as, session, queries]);
  return (
    <Strip kind="bad">
      <span>{t('app.trouble.expired')}</span>
      {as.kind === 'role' && (
        <Button
          variant="inline-link"
          onClick={() => void signIn(beforeRole(as)).catch((error: unknown) => notify({ type: 'error', error }))}
        >
          {t('app.switchBack')}
        </Button>
      )}
      <Button variant="inline-link" onClick={signOut}>
        {t('app.trouble.signIn')}
      </Button>
    </Strip>
  );
}
