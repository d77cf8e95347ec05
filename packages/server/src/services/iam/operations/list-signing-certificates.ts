import { boolean, required, structure } from '@paddock/wire';
import { CertificateListType } from '../absent-structures.js';
import { noneOfUser } from '../absent.js';
import { operation } from '../context.js';
import { onUserOrCaller } from '../lookup.js';
import { ExistingUserNameType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';

/**
 * None of any user, nor of root. Terraform asks before it deletes a user.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSigningCertificates.html
 */
export const listSigningCertificates = operation({
  name: 'ListSigningCertificates',
  input: structure('ListSigningCertificatesRequest', {
    UserName: ExistingUserNameType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListSigningCertificatesResponse', {
    Certificates: required(CertificateListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onUserOrCaller('ListSigningCertificates'),
  run(context, input, request) {
    const { items, ...rest } = noneOfUser(context, request, input);
    return { Certificates: items, ...rest };
  },
});
