import type { PolicyPrincipal } from '@paddock/policy';
import type { Verdict } from './authorization/verdict.js';
import type { Principal } from './identity/principal.js';

export type { Principal };

/** What is known of a request beside its input. */
export interface RequestContext {
  readonly requestId: string;
  readonly region: string;
  readonly principal: Principal;
  /** ms since the epoch, when the request had arrived whole. */
  readonly arrived: number;
  /** The same moment on the clock that only runs forward, ms: latency is measured from it. */
  readonly started: number;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  /** How the client sent it: SubscribeToShard needs HTTP/2. */
  readonly http: '1.0' | '1.1' | '2';
  /** Calls the listener if the client goes away before the answer is through. */
  readonly onClose: (listener: () => void) => void;
  /** What was asked of the policies so far, and what they said: the request log shows it. */
  readonly verdicts: Verdict[];
}

/** An IAM action on resources: the principal must be allowed it on every one of them. */
export interface AuthorizationNeed {
  /** `kinesis:PutRecord` */
  readonly action: string;
  /** ARNs, or `*` where the action knows no resource. */
  readonly resources: readonly string[];
  /** How AWS's denial names the resource where it does not by its ARN: `role reader`. */
  readonly called?: string | undefined;
  /** Whether a resource's policy can allow it to principals of the resource's account alone, whatever its patterns match. */
  readonly withinAccount?: boolean;
  /** Condition keys beside the global ones, by name in lower case. Called only when a policy asks for one. */
  readonly keys?: NeedKeys;
  /** Who asks, where it is not the sender: the bearer of a token, who has no policies of its own. */
  readonly as?: PolicyPrincipal;
}

/** @returns the key's values in text form; undefined when the request lacks it */
export type NeedKeys = (key: string) => readonly string[] | undefined;
