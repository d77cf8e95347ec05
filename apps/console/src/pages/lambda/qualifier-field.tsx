import { LambdaClient, paginateListAliases, paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useClient } from '../../session/use-session.js';
import { ProblemText } from '../../shared/problem.js';
import { collect, useAws } from '../../shared/use-aws.js';
import { keysOf } from './keys.js';

export function useVersions(name: string) {
  const client = useClient(LambdaClient);
  return useAws(
    keysOf(name).versions,
    ({ signal }) =>
      collect(
        paginateListVersionsByFunction({ client }, { FunctionName: name }, { abortSignal: signal }),
        (page) => page.Versions,
      ),
    { every: 15_000 },
  );
}

export function useAliases(name: string) {
  const client = useClient(LambdaClient);
  return useAws(
    keysOf(name).aliases,
    ({ signal }) =>
      collect(paginateListAliases({ client }, { FunctionName: name }, { abortSignal: signal }), (page) => page.Aliases),
    { every: 15_000 },
  );
}

interface QualifierFieldProps {
  readonly label: string;
  readonly name: string;
  /** Empty is the function itself: $LATEST. */
  readonly value: string;
  readonly onChange: (qualifier: string) => void;
  /** Without $LATEST. */
  readonly publishedOnly?: boolean;
  readonly errorText?: string | undefined;
}

/** What a function can be called as. */
export function QualifierField({
  label,
  name,
  value,
  onChange,
  publishedOnly = false,
  errorText,
}: QualifierFieldProps) {
  const versions = useVersions(name);
  const aliases = useAliases(name);
  const error = versions.error ?? aliases.error;
  const numbers = (versions.data ?? []).flatMap(({ Version }) =>
    Version === undefined || Version === '$LATEST' ? [] : [Version],
  );
  return (
    <FormField
      label={label}
      errorText={errorText}
      constraintText={error === null ? undefined : <ProblemText error={error} />}
    >
      <Select
        selectedOption={
          value === '' ? (publishedOnly ? null : { value: '', label: '$LATEST' }) : { value, label: value }
        }
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        options={[
          ...(publishedOnly ? [] : [{ value: '', label: '$LATEST' }]),
          ...(aliases.data ?? []).map(({ Name: alias = '', FunctionVersion }) => ({
            value: alias,
            label: alias,
            description: `→ ${FunctionVersion ?? ''}`,
          })),
          ...numbers.toReversed().map((version) => ({ value: version, label: version })),
        ]}
      />
    </FormField>
  );
}
