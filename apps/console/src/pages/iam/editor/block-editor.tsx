import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { changed, type VisualBlock } from '../model/blocks.js';
import { serviceName } from '../model/services.js';
import { ActionsPart, ActionsSummary } from './actions-part.js';
import { ConditionsPart, ConditionsSummary } from './conditions-part.js';
import { Part } from './part.js';
import { ResourcesPart, ResourcesSummary } from './resources-part.js';
import { ServicePart } from './service-part.js';
import { editorTexts } from './texts.js';

type PartName = 'service' | 'actions' | 'resources' | 'conditions';

interface BlockEditorProps {
  readonly block: VisualBlock;
  /** From 1. */
  readonly number: number;
  /** All that the policy's blocks allow. */
  readonly allowed: readonly string[];
  readonly buttons: ReactNode;
  readonly onChange: (block: VisualBlock) => void;
}

/** One statement: a service, its actions, their resources, conditions. */
export function BlockEditor({ block, number, allowed, buttons, onChange }: BlockEditorProps) {
  const t = useTexts(editorTexts);
  const [open, setOpen] = useState<ReadonlySet<PartName>>(
    () => new Set(block.service === undefined ? ['service'] : []),
  );
  const { service } = block;
  const change = (some: Parameters<typeof changed>[1]): void => onChange(changed(block, some));
  const show = (...names: readonly PartName[]): void => setOpen((before) => new Set([...before, ...names]));
  const hide = (name: PartName): void => setOpen((before) => new Set([...before].filter((one) => one !== name)));
  const part = (name: PartName) => ({
    isOpen: open.has(name),
    onOpen: () => show(name),
    onClose: () => hide(name),
  });
  const name =
    service === undefined
      ? t('block.number', { number })
      : service === '*'
        ? t('block.allServices')
        : serviceName(service);
  const choose = (next: string): void => {
    if (next !== service)
      change({ service: next, actions: next === '*' ? ['*'] : [], arns: [], everywhere: next === '*', conditions: [] });
    setOpen(new Set(['actions']));
  };
  return (
    <Container
      header={
        <Header variant="h3" actions={buttons}>
          {service === undefined ? name : t('block.title', { service: name, count: block.actions.length })}
        </Header>
      }
    >
      <SpaceBetween size="xs">
        <SegmentedControl
          label={t('effect')}
          selectedId={block.effect}
          options={(['Allow', 'Deny'] as const).map((id) => ({ id, text: t(`effect.${id}`) }))}
          onChange={({ detail }) => change({ effect: detail.selectedId === 'Deny' ? 'Deny' : 'Allow' })}
        />
        <div>
          <Part
            title={t('service')}
            summary={service === undefined ? <Box color="text-body-secondary">{t('service.choose')}</Box> : name}
            {...part('service')}
          >
            <ServicePart onChoose={choose} />
          </Part>
          <Part
            title={t('actions')}
            summary={<ActionsSummary block={block} allowed={allowed} />}
            isDisabled={service === undefined}
            {...part('actions')}
          >
            {service !== undefined && (
              <ActionsPart service={service} actions={block.actions} onChange={(actions) => change({ actions })} />
            )}
          </Part>
          <Part
            title={t('resources')}
            summary={<ResourcesSummary block={block} />}
            isDisabled={block.actions.length === 0}
            {...part('resources')}
          >
            <ResourcesPart block={block} onChange={change} />
          </Part>
          <Part
            title={t('conditions')}
            summary={<ConditionsSummary conditions={block.conditions} />}
            isDisabled={service === undefined}
            {...part('conditions')}
          >
            <ConditionsPart
              service={service ?? '*'}
              actions={block.actions}
              conditions={block.conditions}
              onChange={(conditions) => change({ conditions })}
            />
          </Part>
        </div>
      </SpaceBetween>
    </Container>
  );
}
