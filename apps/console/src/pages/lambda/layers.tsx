import {
  LambdaClient,
  paginateListLayers,
  UpdateFunctionConfigurationCommand,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { ProblemText } from '../../shared/problem.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { collect, useAction, useAws } from '../../shared/use-aws.js';
import { Dialog } from './dialog.js';
import { keysOf } from './keys.js';
import { codeTexts } from './texts-code.js';

const mostLayers = 5;

export function useLayers() {
  const client = useClient(LambdaClient);
  return useAws(['lambda', 'layers'], ({ signal }) =>
    collect(paginateListLayers({ client }, {}, { abortSignal: signal }), (page) => page.Layers),
  );
}

/** The layers of a function, in the order in which they are merged. */
export function Layers({ configuration }: { readonly configuration: FunctionConfiguration }) {
  const t = useTexts(codeTexts);
  const format = useFormat();
  const client = useClient(LambdaClient);
  const { FunctionName: name = '', Layers: layers = [] } = configuration;
  const [isAdding, setIsAdding] = useState(false);
  const arns = layers.map(({ Arn = '' }) => Arn);
  const save = useAction<readonly string[]>(
    (next) => client.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Layers: [...next] })),
    {
      changes: [keysOf(name).configuration],
      done: () => t('layers.done', { name }),
      tellsFailure: !isAdding,
    },
  );
  const rows = layers.map(({ Arn: arn = '', CodeSize: size }, index) => ({ arn, size, index }));
  return (
    <>
      <ResourceTable
        title={t('layers')}
        things={t('layers')}
        items={rows}
        isLoading={false}
        id={({ arn }) => arn}
        hasNoFilter
        sortedBy="order"
        actions={
          <Button disabled={layers.length >= mostLayers} onClick={() => setIsAdding(true)}>
            {t('layers.add')}
          </Button>
        }
        columns={[
          { id: 'order', header: t('layers.order'), by: ({ index }) => index, cell: ({ index }) => index + 1 },
          { id: 'name', header: t('layers.name'), cell: ({ arn }) => arn.split(':')[6] ?? arn },
          { id: 'version', header: t('layers.version'), cell: ({ arn }) => arn.split(':')[7] ?? '–' },
          { id: 'size', header: t('size'), cell: ({ size }) => format.bytes(size) },
          { id: 'arn', header: 'ARN', cell: ({ arn }) => arn },
          {
            id: 'actions',
            header: '',
            cell: ({ arn, index }) => (
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  variant="inline-icon"
                  iconName="angle-up"
                  ariaLabel={t('layers.up', { name: arn })}
                  disabled={index === 0 || save.isRunning}
                  onClick={() => void save.run(arns.toSpliced(index, 1).toSpliced(index - 1, 0, arn))}
                />
                <Button
                  variant="inline-icon"
                  iconName="remove"
                  ariaLabel={t('layers.remove', { name: arn })}
                  disabled={save.isRunning}
                  onClick={() => void save.run(arns.filter((one) => one !== arn))}
                />
              </SpaceBetween>
            ),
          },
        ]}
      />
      {isAdding && (
        <AddLayer
          isRunning={save.isRunning}
          error={save.error}
          onDismiss={() => setIsAdding(false)}
          onAdd={(arn) => void save.run([...arns, arn]).then((done) => done !== undefined && setIsAdding(false))}
        />
      )}
    </>
  );
}

interface AddLayerProps {
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly onAdd: (arn: string) => void;
  readonly onDismiss: () => void;
}

function AddLayer({ isRunning, error, onAdd, onDismiss }: AddLayerProps) {
  const t = useTexts(codeTexts);
  const shared = useTexts(sharedTexts);
  const layers = useLayers();
  const [arn, setArn] = useState('');
  const [isTried, setIsTried] = useState(false);
  const isFault = !/^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:layer:[\w-]+:\d+$/.test(arn);
  return (
    <Dialog
      title={t('layers.add')}
      action={shared('action.add')}
      isRunning={isRunning}
      error={error}
      onDismiss={onDismiss}
      onSubmit={() => {
        setIsTried(true);
        if (!isFault) onAdd(arn);
      }}
    >
      <FormField
        label={t('layers.arn')}
        description={t('layers.hint')}
        errorText={isTried && isFault ? t('layers.fault') : undefined}
        constraintText={layers.error === null ? undefined : <ProblemText error={layers.error} />}
      >
        <Autosuggest
          value={arn}
          placeholder={t('layers.choose')}
          enteredTextLabel={(text) => text}
          onChange={({ detail }) => setArn(detail.value.trim())}
          options={(layers.data ?? []).flatMap(({ LatestMatchingVersion: latest }) =>
            latest?.LayerVersionArn === undefined
              ? []
              : [{ value: latest.LayerVersionArn, description: latest.Description ?? '' }],
          )}
        />
      </FormField>
    </Dialog>
  );
}
