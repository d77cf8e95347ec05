import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient, useSession } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { collect, useAws } from '../../../shared/use-aws.js';
import { isArn, nameOfArn, type ResourceKind } from '../application.js';
import { texts } from '../texts.js';

interface ResourceFieldProps {
  readonly label: string;
  readonly kind: ResourceKind;
  /** An ARN, or nothing yet. */
  readonly value: string;
  readonly onChange: (arn: string) => void;
  /** Whether it is time to say what is missing. */
  readonly isChecked: boolean;
  readonly isDisabled?: boolean;
}

/** A stream or a function: chosen from those that there are, or typed as an ARN. */
export function ResourceField({ label, kind, value, onChange, isChecked, isDisabled = false }: ResourceFieldProps) {
  const t = useTexts(texts);
  const resources = useResources(kind);
  const [wantsTyping, setTypes] = useState(false);
  const types = wantsTyping || kind === 'firehose';
  const options = (resources.data ?? []).map((arn) => ({ value: arn, label: nameOfArn(arn) }));
  const error = !isChecked || isArn(value) ? undefined : value === '' ? t('resource.missing') : t('resource.wrong');
  return (
    <SpaceBetween size="xs">
      <FormField
        label={label}
        {...(error === undefined ? {} : { errorText: error })}
        secondaryControl={
          kind === 'firehose' ? undefined : (
            <Button formAction="none" onClick={() => setTypes(!types)}>
              {types ? t('resource.listed') : t('resource.typed')}
            </Button>
          )
        }
      >
        {types ? (
          <Input
            value={value}
            placeholder="arn:aws:…"
            spellcheck={false}
            disabled={isDisabled}
            onChange={({ detail }) => onChange(detail.value.trim())}
          />
        ) : (
          <Select
            selectedOption={value === '' ? null : { value, label: nameOfArn(value) }}
            options={options}
            filteringType={options.length > 8 ? 'auto' : 'none'}
            placeholder={t('resource.choose')}
            statusType={resources.isPending ? 'loading' : 'finished'}
            loadingText={t('resource.loading')}
            empty="–"
            disabled={isDisabled}
            onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
          />
        )}
      </FormField>
      {!types && <Problem error={resources.error} />}
    </SpaceBetween>
  );
}

function useResources(kind: ResourceKind) {
  const kinesis = useClient(KinesisClient);
  const lambda = useClient(LambdaClient);
  const { region, identity } = useSession();
  return useAws<readonly string[]>(
    [kind === 'lambda' ? 'lambda' : 'kinesis', 'arns', kind],
    async ({ signal }) => {
      if (kind === 'lambda') {
        const found = await collect(paginateListFunctions({ client: lambda }, {}), (page) => page.Functions);
        return found.map(({ FunctionArn = '' }) => FunctionArn);
      }
      const arns: string[] = [];
      let token: string | undefined;
      do {
        const page = await kinesis.send(
          new ListStreamsCommand({ Limit: 1000, ...(token === undefined ? {} : { NextToken: token }) }),
          { abortSignal: signal },
        );
        const summaries = page.StreamSummaries ?? [];
        const named = (page.StreamNames ?? []).map(
          (name) => `arn:aws:kinesis:${region}:${identity.account}:stream/${name}`,
        );
        arns.push(...(summaries.length > 0 ? summaries.map(({ StreamARN = '' }) => StreamARN) : named));
        token = page.NextToken;
      } while (token !== undefined);
      return arns;
    },
    { enabled: kind !== 'firehose' },
  );
}
