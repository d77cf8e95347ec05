import { createContext, useContext } from 'react';
import type { ClientSettings, Session } from './session.js';

export interface SessionControls {
  readonly session: Session;
  /** @throws what the endpoint answers; the session is then what it was */
  readonly signIn: (signIn: Session['signIn'], place?: Session['place']) => Promise<void>;
  readonly signOut: () => void;
  readonly changeRegion: (region: string) => Promise<void>;
}

export const SessionContext = createContext<SessionControls | undefined>(undefined);

export function useSessionControls(): SessionControls {
  const controls = useContext(SessionContext);
  if (controls === undefined) throw new Error('nobody is signed in here');
  return controls;
}

export const useSession = (): Session => useSessionControls().session;

/** The SDK's client with the session's credentials: `const kinesis = useClient(KinesisClient)`. */
export const useClient = <C extends object>(Client: new (settings: ClientSettings) => C): C =>
  useSession().client(Client);
