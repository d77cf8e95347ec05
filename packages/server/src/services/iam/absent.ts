import type { RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import { loginProfileNotFound } from './errors.js';
import { findUserOrCaller, namedUserOrCaller } from './lookup.js';
import { emptyPage, type Page, type PageRequest } from './paging.js';

/** What users have on AWS and never here: there is no console to sign in to with a password, and no operation that makes a device or a certificate. */

interface OfUser {
  readonly UserName?: string | undefined;
}

/**
 * The page of a user's devices, keys or certificates. Root, too, has none.
 * @throws ValidationError when neither the request nor the caller is a user or root, NoSuchEntity
 */
export function noneOfUser(context: IamContext, request: RequestContext, input: OfUser & PageRequest): Page<never> {
  const isOfRoot = request.principal.kind === 'root' && namedUserOrCaller(input, request) === undefined;
  if (!isOfRoot) findUserOrCaller(context, request, input);
  return emptyPage(input);
}

/**
 * The password of a user.
 * @throws NoSuchEntity always: of the user, or else of its password; ValidationError when neither the request nor the caller is a user
 */
export function findLoginProfile(context: IamContext, request: RequestContext, input: OfUser): never {
  const { value: user } = findUserOrCaller(context, request, input);
  throw loginProfileNotFound(input.UserName ?? user.name);
}
