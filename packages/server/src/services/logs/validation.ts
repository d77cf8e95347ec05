import type { ValidationWording } from '@paddock/wire';

/** How Logs words what breaks the constraints of its shapes. */
export const logsWording: ValidationWording = {
  code: 'InvalidParameterException',
  tellsValue: true,
  tellsMembers: true,
  own: (member, trait) =>
    trait === 'max' && (member === 'logGroupName' || member === 'logStreamName')
      ? 'Invalid LogGroup or LogStream, both must have length less than or equal to 512.'
      : undefined,
};
