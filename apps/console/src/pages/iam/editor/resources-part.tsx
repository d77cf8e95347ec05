import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { actionsOf, resourceTypeOf } from '@paddock/policy/reference';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useSession } from '../../../session/use-session.js';
import { meantActions, typesOf, type TypeUse } from '../model/actions.js';
import { arnForm } from '../model/arn-form.js';
import { needsEverything, type VisualBlock } from '../model/blocks.js';
import { AddArn, type ArnToEdit } from './add-arn.js';
import { TypeResources } from './type-resources.js';
import { Note } from './note.js';
import { editorTexts } from './texts.js';

interface ResourcesPartProps {
  readonly block: VisualBlock;
  readonly onChange: (change: { readonly everywhere?: boolean; readonly arns?: readonly string[] }) => void;
}

/** What a block's actions are allowed on: everything, or ARNs by the kinds that the actions know. */
export function ResourcesPart({ block, onChange }: ResourcesPartProps) {
  const t = useTexts(editorTexts);
  const { account } = useSession().identity;
  const [adding, setAdding] = useState<ArnToEdit>();
  const { service = '', actions, arns, everywhere } = block;
  const uses = typesOf(service, actions);
  const isOf = (arn: string, { type }: TypeUse): boolean => isTypes(arn, type.service, type.name, type.arnFormat);
  const rest = arns.filter((arn) => !uses.some((use) => isOf(arn, use)));
  const isKnown = actionsOf(service).length > 0;
  const isStarOnly = isKnown && uses.length === 0 && actions.every(needsEverything);
  const put = (arn: string, before: string | undefined): void => {
    const next = before === undefined ? [...arns, arn] : arns.map((one) => (one === before ? arn : one));
    onChange({ everywhere: false, arns: [...new Set(next)] });
    setAdding(undefined);
  };
  const remove = (gone: string): void => onChange({ arns: arns.filter((arn) => arn !== gone) });
  if (isStarOnly) return <Note type="info">{t('resources.only')}</Note>;
  return (
    <SpaceBetween size="m">
      <RadioGroup
        ariaLabel={t('resources.which')}
        value={everywhere ? 'all' : 'specific'}
        onChange={({ detail }) => onChange({ everywhere: detail.value === 'all' })}
        items={[
          { value: 'specific', label: t('resources.specific') },
          { value: 'all', label: t('resources.all'), description: t('resources.all.hint') },
        ]}
      />
      {!everywhere &&
        uses.map((use) => (
          <TypeResources
            key={use.type.name}
            use={use}
            arns={arns.filter((arn) => isOf(arn, use))}
            anyArn={anyArn(use.type.arnFormat, account)}
            onAdd={() => setAdding({ type: use.type, before: undefined })}
            onEdit={(before) => setAdding({ type: use.type, before })}
            onPut={(arn) => put(arn, undefined)}
            onRemove={remove}
          />
        ))}
      {!everywhere && (uses.length === 0 || rest.length > 0) && (
        <div>
          <SpaceBetween size="xs">
            <Box variant="awsui-key-label">{t('resources.others')}</Box>
            {rest.map((arn) => (
              <div key={arn} className="iam-arn">
                <Box variant="code">{arn}</Box>{' '}
                <Button
                  variant="inline-icon"
                  iconName="close"
                  ariaLabel={t('resources.remove', { arn })}
                  onClick={() => remove(arn)}
                />
              </div>
            ))}
            <Button onClick={() => setAdding({ type: undefined, before: undefined })}>{t('resources.add')}</Button>
          </SpaceBetween>
        </div>
      )}
      {adding !== undefined && (
        <AddArn {...adding} onAdd={(arn) => put(arn, adding.before)} onDismiss={() => setAdding(undefined)} />
      )}
    </SpaceBetween>
  );
}

/** The kind that an ARN most likely names, or, where wildcards hide it, any whose form it has. */
function isTypes(arn: string, service: string, name: string, arnFormat: string): boolean {
  const named = resourceTypeOf(arn);
  if (named !== undefined && named.service === service) return named.name === name;
  return arnForm(arnFormat, arn.split(':', 2)[1]).parse(arn) !== undefined;
}

function anyArn(arnFormat: string, account: string): string {
  const form = arnForm(arnFormat);
  return form.format(form.fields.map(({ variable }) => (variable === 'Account' ? account : '*')));
}

/** What is chosen, and what is missing. */
export function ResourcesSummary({ block }: { readonly block: VisualBlock }) {
  const t = useTexts(editorTexts);
  const { service = '', actions, arns, everywhere } = block;
  if (actions.length === 0) return <Box color="text-body-secondary">{t('resources.first')}</Box>;
  if (everywhere) return <>{t('resources.all')}</>;
  const uses = typesOf(service, actions);
  const alone = actions.filter(needsEverything);
  const mixed = actions.filter(
    (pattern) =>
      !alone.includes(pattern) &&
      meantActions(service, [pattern]).some(({ resourceTypes }) => resourceTypes.length === 0),
  );
  const isNamed = ({ type }: TypeUse): boolean =>
    arns.some((arn) => arn === '*' || isTypes(arn, type.service, type.name, type.arnFormat));
  return (
    <SpaceBetween size="xxs">
      {arns.slice(0, 4).map((arn) => (
        <span key={arn} className="iam-arn">
          {arn}
        </span>
      ))}
      {arns.length > 4 && <span>… +{arns.length - 4}</span>}
      {uses
        .filter((use) => use.isRequired && !isNamed(use))
        .map(({ type, actions: [action = '', ...more] }) => (
          <Note key={type.name} type="warning">
            {more.length === 0
              ? t('resources.missing', { type: type.name, action })
              : t('resources.missing.more', { type: type.name, action, count: more.length })}
          </Note>
        ))}
      {alone.length > 0 && uses.length > 0 && (
        <Note type="info">
          {t('resources.star', { actions: alone.map((one) => one.slice(one.indexOf(':') + 1)).join(', ') })}
        </Note>
      )}
      {mixed.slice(0, 3).map((pattern) => (
        <Note key={pattern} type="warning">
          {t('resources.starPattern', { pattern })}
        </Note>
      ))}
    </SpaceBetween>
  );
}
