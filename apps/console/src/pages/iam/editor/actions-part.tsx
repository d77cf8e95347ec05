import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { actionsOf } from '@paddock/policy/reference';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { actionChoices, missingDependents, toggled, type ActionChoice } from '../model/actions.js';
import type { VisualBlock } from '../model/blocks.js';
import { serviceName } from '../model/services.js';
import { ManualActions } from './manual-actions.js';
import { Note } from './note.js';
import { editorTexts } from './texts.js';

interface ActionsPartProps {
  readonly service: string;
  readonly actions: readonly string[];
  readonly onChange: (actions: readonly string[]) => void;
}

/** A service's actions, by access level. */
export function ActionsPart({ service, actions, onChange }: ActionsPartProps) {
  const t = useTexts(editorTexts);
  const [filter, setFilter] = useState('');
  const everything = service === '*' ? '*' : `${service}:*`;
  const levels = useMemo(() => actionChoices(service, actions), [service, actions]);
  const isKnown = actionsOf(service).length > 0;
  const wanted = filter.trim().toLowerCase();
  const shown = Array.from(levels, ([level, choices]) => ({
    level,
    all: choices,
    choices: choices.filter(({ action }) => action.name.toLowerCase().includes(wanted)),
  })).filter(({ choices }) => choices.length > 0);
  return (
    <SpaceBetween size="s">
      {isKnown && (
        <Input
          type="search"
          value={filter}
          placeholder={t('actions.filter')}
          ariaLabel={t('actions.filter')}
          onChange={({ detail }) => setFilter(detail.value)}
        />
      )}
      <Checkbox
        checked={actions.includes(everything)}
        onChange={({ detail }) => onChange(detail.checked ? [everything] : actions.filter((one) => one !== everything))}
      >
        {service === '*'
          ? t('actions.everything')
          : t('actions.all', { service: serviceName(service), pattern: everything })}
      </Checkbox>
      {service !== '*' && <ManualActions service={service} actions={actions} onChange={onChange} />}
      {!isKnown && service !== '*' && <Box color="text-body-secondary">{t('actions.unknown')}</Box>}
      {isKnown && <Box variant="awsui-key-label">{t('actions.level')}</Box>}
      {shown.map(({ level, all, choices }) => (
        <Level
          key={level}
          name={t(`level.${level}`)}
          all={all}
          choices={choices}
          isFiltered={wanted !== ''}
          onToggle={(ids, isOn) => onChange(toggled(actions, ids, isOn))}
        />
      ))}
      {isKnown && shown.length === 0 && <Box color="text-body-secondary">{t('actions.noMatch')}</Box>}
    </SpaceBetween>
  );
}

interface LevelProps {
  readonly name: string;
  readonly all: readonly ActionChoice[];
  readonly choices: readonly ActionChoice[];
  readonly isFiltered: boolean;
  readonly onToggle: (ids: readonly string[], isOn: boolean) => void;
}

function Level({ name, all, choices, isFiltered, onToggle }: LevelProps) {
  const t = useTexts(editorTexts);
  const [isOpen, setIsOpen] = useState(false);
  const chosen = all.filter(({ isChosen }) => isChosen).length;
  const isFull = chosen === all.length;
  const isShown = isFiltered || isOpen;
  return (
    <section aria-label={name}>
      <div className="iam-level">
        <Button
          variant="inline-icon"
          iconName={isShown ? 'caret-down-filled' : 'caret-right-filled'}
          ariaExpanded={isShown}
          ariaLabel={`${name}: ${t('actions')}`}
          onClick={() => setIsOpen(!isOpen)}
        />
        <Checkbox
          checked={isFull}
          indeterminate={chosen > 0 && !isFull}
          disabled={all.every(({ by }) => by !== undefined)}
          description={t('actions.selected', { chosen, total: all.length })}
          onChange={() =>
            onToggle(
              all.map(({ id }) => id),
              !isFull,
            )
          }
        >
          {name}
        </Checkbox>
      </div>
      {isShown && (
        <div className="iam-actions">
          {choices.map(({ action, id, isChosen, by }) => (
            <Checkbox
              key={id}
              checked={isChosen}
              disabled={by !== undefined}
              {...(by === undefined ? {} : { description: t('actions.by', { pattern: by }) })}
              onChange={({ detail }) => onToggle([id], detail.checked)}
            >
              {action.name}
            </Checkbox>
          ))}
        </div>
      )}
    </section>
  );
}

const shownNames = 6;

/** What is chosen, and what else it needs. */
export function ActionsSummary({
  block,
  allowed,
}: {
  readonly block: VisualBlock;
  readonly allowed: readonly string[];
}) {
  const t = useTexts(editorTexts);
  const { service, actions, effect } = block;
  if (service === undefined) return <Box color="text-body-secondary">{t('actions.first')}</Box>;
  if (actions.length === 0) return <Note type="warning">{t('actions.none')}</Note>;
  const names = actions.map((action) => action.slice(action.indexOf(':') + 1));
  const needed = effect === 'Allow' ? missingDependents(service, actions, allowed) : [];
  return (
    <SpaceBetween size="xxs">
      <span>
        {names.slice(0, shownNames).join(', ')}
        {names.length > shownNames && ` … +${names.length - shownNames}`}
      </span>
      {needed.slice(0, 4).map(({ action, needs }) => (
        <Note key={action} type="info">
          {t('actions.needs', { action, needs: needs.join(', ') })}
        </Note>
      ))}
    </SpaceBetween>
  );
}
