import { KinesisClient } from '@aws-sdk/client-kinesis';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useClient, useSession } from '../../../session/use-session.js';
import { positionParameters, type Position } from '../model/position.js';
import { TailSession, type TailView } from './tail-session.js';

export interface Tail {
  readonly view: TailView | undefined;
  readonly isPaused: boolean;
  readonly setPaused: (isPaused: boolean) => void;
  readonly clear: () => void;
}

const noSubscription = (): (() => void) => () => undefined;
const noView = (): undefined => undefined;

/** Reads as long as the page is there and in sight. @param position undefined: not at all. @param run another one begins anew */
export function useTail(stream: string, shard: string | undefined, position: Position | undefined, run: number): Tail {
  const kinesis = useClient(KinesisClient);
  const { clock } = useSession();
  const [tail, setTail] = useState<TailSession>();
  const [isPaused, setPaused] = useState(false);
  const key = position && JSON.stringify(positionParameters(position));
  const stable = useMemo(() => position, [key]); // eslint-disable-line react/exhaustive-deps
  useEffect(() => {
    setPaused(false);
    if (stable === undefined) return undefined;
    const session = new TailSession({ kinesis, stream, shard, position: stable, now: () => clock.now() });
    setTail(session);
    return () => {
      session.close();
      setTail(undefined);
    };
  }, [kinesis, clock, stream, shard, stable, run]);
  useEffect(() => {
    // Nobody looks: the shard's reads are for others. Nothing is lost, it goes on from there.
    const look = (): void => tail?.run(!isPaused && document.visibilityState === 'visible');
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [tail, isPaused]);
  const view = useSyncExternalStore(tail?.subscribe ?? noSubscription, tail?.view ?? noView);
  return { view, isPaused, setPaused, clear: useCallback(() => tail?.clear(), [tail]) };
}
