import { boolean, structure } from '@paddock/wire';
import { ServiceName, ServiceSpecificCredentialsListType } from '../absent-structures.js';
import { noneOfUser } from '../absent.js';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import { allUsersOrOne, serviceNotSupported } from '../errors.js';
import { onUserOrCaller } from '../lookup.js';
import { emptyPage } from '../paging.js';
import { MarkerType, MaxItemsType, ResponseMarkerType, UserNameType } from '../shapes.js';

/**
 * None of any user. Terraform asks before it deletes one.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html
 */
export const listServiceSpecificCredentials = operation({
  name: 'ListServiceSpecificCredentials',
  input: structure('ListServiceSpecificCredentialsRequest', {
    UserName: UserNameType,
    ServiceName,
    AllUsers: boolean,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListServiceSpecificCredentialsResponse', {
    ServiceSpecificCredentials: ServiceSpecificCredentialsListType,
    Marker: ResponseMarkerType,
    IsTruncated: boolean,
  }),
  errors: ['NoSuchEntity', 'NotSupportedService'],
  needs: (context, input, request) => {
    const need = onUserOrCaller('ListServiceSpecificCredentials')(context, input, request);
    if (!input.AllUsers || input.UserName !== undefined) return need;
    const everyone = entityArn('user', { account: request.principal.account, path: '/', name: '*' });
    return { action: need.action, resources: [everyone] };
  },
  run(context, input, request) {
    if (input.AllUsers && input.UserName !== undefined) throw allUsersOrOne();
    if (input.ServiceName !== undefined && !services.has(input.ServiceName))
      throw serviceNotSupported(input.ServiceName);
    const { items, ...rest } = input.AllUsers ? emptyPage(input) : noneOfUser(context, request, input);
    return { ServiceSpecificCredentials: items, ...rest };
  },
});

/** Those that AWS documents for CreateServiceSpecificCredential. */
const services: ReadonlySet<string> = new Set(
  ['bedrock', 'cassandra', 'codecommit', 'logs'].map((name) => `${name}.amazonaws.com`),
);
