import {
  GetFunctionEventInvokeConfigCommand,
  GetFunctionUrlConfigCommand,
  LambdaClient,
  paginateListEventSourceMappings,
  type EventSourceMappingConfiguration,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import * as tokens from '@cloudscape-design/design-tokens';
import type { ReactNode } from 'react';
import { functionHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { isCode } from '../../shared/aws-problem.js';
import { Copyable } from '../../shared/copy.js';
import { ProblemText } from '../../shared/problem.js';
import { collect, useAws } from '../../shared/use-aws.js';
import './designer.css';
import { addTriggerHref, configurationHref, editTriggerHref } from './hrefs.js';
import { keysOf } from './keys.js';
import { lambdaTexts } from './texts.js';
import { isPassing, sourceOf } from './trigger-form-model.js';
import { sourceLabel } from './source-label.js';

/** All mappings of a function and its aliases. */
export function useMappings(name: string) {
  const client = useClient(LambdaClient);
  return useAws(
    keysOf(name).mappings,
    ({ signal }) =>
      collect(
        paginateListEventSourceMappings({ client }, { FunctionName: name }, { abortSignal: signal }),
        (page) => page.EventSourceMappings,
      ),
    { every: (data) => (data?.some(({ State }) => isPassing(State)) === true ? 1000 : 2000) },
  );
}

/** Undefined is none: asking for what is not there is answered with an error. */
export const orNone = async <T,>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked;
  } catch (error) {
    if (isCode(error, 'ResourceNotFoundException')) return null;
    throw error;
  }
};

export function useEventInvoke(name: string) {
  const client = useClient(LambdaClient);
  return useAws(keysOf(name).async, ({ signal }) =>
    orNone(client.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: name }), { abortSignal: signal })),
  );
}

export function useFunctionUrl(name: string) {
  const client = useClient(LambdaClient);
  return useAws(keysOf(name).url, ({ signal }) =>
    orNone(client.send(new GetFunctionUrlConfigCommand({ FunctionName: name }), { abortSignal: signal })),
  );
}

const mostShown = 6;

/** What calls the function, the function, and where its results go: each leads to its settings. */
export function Designer({ of }: { readonly of: FunctionConfiguration }) {
  const t = useTexts(lambdaTexts);
  const { FunctionName: name = '', FunctionArn = '', Layers = [], Description } = of;
  const mappings = useMappings(name);
  const invoke = useEventInvoke(name);
  const url = useFunctionUrl(name);
  const triggers = mappings.data ?? [];
  const { OnFailure, OnSuccess } = invoke.data?.DestinationConfig ?? {};
  const destinations = [
    ...(OnSuccess?.Destination
      ? [{ arn: OnSuccess.Destination, when: t('designer.onSuccess'), href: configurationHref(name, 'async') }]
      : []),
    ...(OnFailure?.Destination
      ? [{ arn: OnFailure.Destination, when: t('designer.onFailure'), href: configurationHref(name, 'async') }]
      : []),
    ...triggers.flatMap(({ UUID = '', DestinationConfig }) => {
      const arn = DestinationConfig?.OnFailure?.Destination;
      return arn ? [{ arn, when: t('designer.onFailure'), href: editTriggerHref(name, UUID) }] : [];
    }),
  ];
  return (
    <Container
      header={
        <Header variant="h2" description={Description && <span className="designer-text">{Description}</span>}>
          {t('designer')}
        </Header>
      }
    >
      <div className="designer">
        <section className="designer-side" aria-label={t('designer.triggers')}>
          {triggers.slice(0, mostShown).map((mapping) => (
            <TriggerNode key={mapping.UUID} mapping={mapping} name={name} />
          ))}
          {triggers.length > mostShown && (
            <Link href={configurationHref(name, 'triggers')}>
              {t('designer.more', { count: triggers.length - mostShown })}
            </Link>
          )}
          {url.data && (
            <Node>
              <Link href={configurationHref(name, 'url')}>{t('designer.url')}</Link>
            </Node>
          )}
          {mappings.error !== null && mappings.data === undefined ? (
            <ProblemText error={mappings.error} />
          ) : (
            mappings.data?.length === 0 &&
            !url.data && <Box color="text-body-secondary">{t('designer.none.triggers')}</Box>
          )}
          <Button iconName="add-plus" href={addTriggerHref(name)}>
            {t('designer.add.trigger')}
          </Button>
        </section>
        <Wire active={triggers.length > 0 || Boolean(url.data)} />
        <section className="designer-middle" aria-label={name}>
          <Node strong>
            <Link href={functionHref(name, 'code')} fontSize="heading-s">
              <b>λ {name}</b>
            </Link>
          </Node>
          <Node>
            <Link href={functionHref(name, 'code')}>{t('designer.layers', { count: Layers.length })}</Link>
          </Node>
        </section>
        <Wire active={destinations.length > 0} />
        <section className="designer-side" aria-label={t('designer.destinations')}>
          {destinations.slice(0, mostShown).map(({ arn, when, href }) => (
            <Node key={`${href} ${when}`}>
              <Link href={href}>{arn.split(':').slice(5).join(':')}</Link>
              <Box color="text-body-secondary" fontSize="body-s">
                {arn.split(':')[2]} · {when}
              </Box>
            </Node>
          ))}
          {invoke.error !== null && invoke.data === undefined ? (
            <ProblemText error={invoke.error} />
          ) : (
            destinations.length === 0 && <Box color="text-body-secondary">{t('designer.none.destinations')}</Box>
          )}
          <Button iconName="add-plus" href={configurationHref(name, 'async')}>
            {t('designer.add.destination')}
          </Button>
        </section>
      </div>
      <Box padding={{ top: 'm' }}>
        <Box variant="awsui-key-label">{t('designer.arn')}</Box>
        <Copyable text={FunctionArn} />
      </Box>
    </Container>
  );
}

function TriggerNode({ mapping, name }: { readonly mapping: EventSourceMappingConfiguration; readonly name: string }) {
  const source = sourceOf(mapping.EventSourceArn);
  return (
    <Node>
      <Link href={editTriggerHref(name, mapping.UUID ?? '')}>
        {sourceLabel[source.kind]}: {source.name}
      </Link>
      <div>
        <MappingState of={mapping} />
      </div>
    </Node>
  );
}

/** States are AWS's words. */
export function MappingState({ of }: { readonly of: EventSourceMappingConfiguration }) {
  const { State = '', LastProcessingResult = '' } = of;
  const isProblem = LastProcessingResult.startsWith('PROBLEM');
  const type = isPassing(State) ? 'in-progress' : State === 'Disabled' ? 'stopped' : isProblem ? 'warning' : 'success';
  return (
    <StatusIndicator type={type}>
      {isProblem && State === 'Enabled' ? `${State} · ${LastProcessingResult}` : State}
    </StatusIndicator>
  );
}

function Node({ children, strong = false }: { readonly children: ReactNode; readonly strong?: boolean }) {
  const color = strong ? tokens.colorBorderItemFocused : tokens.colorBorderDividerDefault;
  const background = strong ? tokens.colorBackgroundItemSelected : tokens.colorBackgroundContainerContent;
  return (
    <div className="designer-node" style={{ border: `${strong ? 2 : 1}px solid ${color}`, background }}>
      {children}
    </div>
  );
}

function Wire({ active }: { readonly active: boolean }) {
  const color = active ? tokens.colorBorderItemFocused : tokens.colorBorderDividerDefault;
  return (
    <div className="designer-wire" aria-hidden="true">
      <div style={{ background: color }} />
      <span style={{ color }}>▸</span>
    </div>
  );
}
