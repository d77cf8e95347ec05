import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { cloned, emptyBlock, splitByService, type Block, type JsonBlock, type PolicyModel } from '../model/blocks.js';
import { BlockEditor } from './block-editor.js';
import { editorTexts } from './texts.js';
import '../iam.css';

interface VisualEditorProps {
  readonly model: PolicyModel;
  readonly onChange: (model: PolicyModel) => void;
  readonly onJson: () => void;
}

/** A policy's statements as blocks. */
export function VisualEditor({ model, onChange, onJson }: VisualEditorProps) {
  const t = useTexts(editorTexts);
  const latest = useRef({ model, onChange, onJson });
  useEffect(() => {
    latest.current = { model, onChange, onJson };
  });
  const replace = useCallback((id: number, blocks: readonly Block[]): void => {
    const { model: now, onChange: tell } = latest.current;
    tell({ ...now, blocks: now.blocks.flatMap((block) => (block.id === id ? blocks : [block])) });
  }, []);
  const goToJson = useCallback(() => latest.current.onJson(), []);
  const allowedText = JSON.stringify(allowedBy(model));
  const allowed = useMemo(() => JSON.parse(allowedText) as readonly string[], [allowedText]);
  return (
    <SpaceBetween size="m">
      {model.blocks.map((block, index) => (
        <OneBlock
          key={block.id}
          block={block}
          number={index + 1}
          isOnly={model.blocks.length === 1}
          allowed={allowed}
          replace={replace}
          onJson={goToJson}
        />
      ))}
      <Button iconName="add-plus" onClick={() => onChange({ ...model, blocks: [...model.blocks, emptyBlock()] })}>
        {t('block.add')}
      </Button>
    </SpaceBetween>
  );
}

/** Every action that some block allows, once. */
const allowedBy = ({ blocks }: PolicyModel): readonly string[] => [
  ...new Set(blocks.flatMap((block) => (block.kind === 'visual' && block.effect === 'Allow' ? block.actions : []))),
];

interface OneBlockProps {
  readonly block: Block;
  /** From 1. */
  readonly number: number;
  readonly isOnly: boolean;
  readonly allowed: readonly string[];
  readonly replace: (id: number, blocks: readonly Block[]) => void;
  readonly onJson: () => void;
}

/** Of a hundred blocks only those that change are drawn again. */
const OneBlock = memo(function OneBlock({ block, number, isOnly, allowed, replace, onJson }: OneBlockProps) {
  const t = useTexts(editorTexts);
  const buttons = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={() => replace(block.id, [block, cloned(block)])}>{t('block.clone')}</Button>
      <Button disabled={isOnly} onClick={() => replace(block.id, [])}>
        {t('block.remove')}
      </Button>
    </SpaceBetween>
  );
  return block.kind === 'json' ? (
    <JsonOnly block={block} buttons={buttons} onJson={onJson} onSplit={(all) => replace(block.id, all)} />
  ) : (
    <BlockEditor
      block={block}
      number={number}
      allowed={allowed}
      buttons={buttons}
      onChange={(next) => replace(block.id, [next])}
    />
  );
});

interface JsonOnlyProps {
  readonly block: JsonBlock;
  readonly buttons: React.ReactNode;
  readonly onJson: () => void;
  readonly onSplit: (blocks: readonly Block[]) => void;
}

function JsonOnly({ block, buttons, onJson, onSplit }: JsonOnlyProps) {
  const t = useTexts(editorTexts);
  return (
    <Container
      header={
        <Header variant="h3" actions={buttons}>
          {t('json.title')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Alert
          type="info"
          action={
            block.why === 'services' ? (
              <Button onClick={() => onSplit(splitByService(block))}>{t('json.split')}</Button>
            ) : (
              <Button onClick={onJson}>{t('json.open')}</Button>
            )
          }
        >
          {t(`json.${block.why}`)}
        </Alert>
        <Box>
          <pre className="mono iam-json">{JSON.stringify(block.raw, null, 2)}</pre>
        </Box>
      </SpaceBetween>
    </Container>
  );
}
