/** A connection as the front door keeps it. */
export interface Connection {
  /** Ends what has taken too long; called once in every sweep. */
  sweep(): void;
  /** Takes no more requests; goes when those in flight are answered, at once if there are none. */
  finishUp(): void;
  /** Goes now, with all that is in flight. */
  destroy(): void;
}
