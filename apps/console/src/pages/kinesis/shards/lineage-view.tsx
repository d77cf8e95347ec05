import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { boxesInView, scaleFor, type Lineage, type Scale, type ShardBox, type View } from '../model/lineage.js';
import { shortShardId, type ShardInfo } from '../model/shard.js';
import { shardTexts } from './texts.js';
import '../kinesis.css';

interface LineageViewProps {
  readonly lineage: Lineage;
  /** How many shards are open. */
  readonly open: number;
  readonly chosen: string | undefined;
  readonly onChoose: (shard: ShardInfo) => void;
}

/** Generations from left to right, hash keys from top to bottom. What is in view is drawn, however many shards there are. */
export function LineageView({ lineage, open, chosen, onChoose }: LineageViewProps) {
  const t = useTexts(shardTexts);
  const scroller = useRef<HTMLElement>(null);
  const [view, setView] = useState<View>({ left: 0, top: 0, width: 600, height: 420 });
  const scale = useMemo(() => scaleFor(lineage, open, view.width), [lineage, open, view.width]);
  const width = scale.columnWidth * lineage.generations;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void =>
      setView({
        left: element.scrollLeft,
        top: element.scrollTop,
        width: element.clientWidth,
        height: element.clientHeight,
      });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  useScrollTo(scroller, lineage, scale, chosen);
  return (
    <Container
      header={
        <Header variant="h2" description={t('lineage.hint')}>
          {t('lineage')}
        </Header>
      }
    >
      <section
        ref={scroller}
        className="lineage"
        aria-label={t('lineage.label', { count: lineage.boxes.length, generations: lineage.generations })}
        tabIndex={0}
      >
        {lineage.boxes.length === 0 ? (
          <Box color="text-status-inactive">{t('shard.none')}</Box>
        ) : (
          <svg width={width} height={scale.height} aria-hidden>
            {boxesInView(lineage, scale, view).map((box) => (
              <Rectangle
                key={box.shard.id}
                box={box}
                scale={scale}
                isChosen={box.shard.id === chosen}
                onChoose={onChoose}
              />
            ))}
          </svg>
        )}
      </section>
    </Container>
  );
}

/** A shard that is chosen in the list comes into view. */
function useScrollTo(
  scroller: { readonly current: HTMLElement | null },
  lineage: Lineage,
  { height, columnWidth }: Scale,
  chosen: string | undefined,
): void {
  useEffect(() => {
    const element = scroller.current;
    const box = lineage.boxes.find(({ shard }) => shard.id === chosen);
    if (element === null || box === undefined) return;
    const [top, bottom, left] = [box.top * height, box.bottom * height, box.from * columnWidth];
    if (bottom < element.scrollTop || top > element.scrollTop + element.clientHeight) {
      element.scrollTop = Math.max(0, (top + bottom - element.clientHeight) / 2);
    }
    if (left < element.scrollLeft || left > element.scrollLeft + element.clientWidth) element.scrollLeft = left;
  }, [scroller, lineage, height, columnWidth, chosen]);
}

interface RectangleProps {
  readonly box: ShardBox;
  readonly scale: Scale;
  readonly isChosen: boolean;
  readonly onChoose: (shard: ShardInfo) => void;
}

const Rectangle = memo(function Rectangle({ box, scale, isChosen, onChoose }: RectangleProps) {
  const { shard, from, to, top, bottom } = box;
  const x = from * scale.columnWidth + 1;
  const y = top * scale.height;
  const width = (to - from) * scale.columnWidth - 3;
  const height = Math.max(1, (bottom - top) * scale.height - 1);
  return (
    // The list beside it is for the keyboard.
    <g
      className={`lineage-shard ${shard.isOpen ? 'open' : 'closed'} ${isChosen ? 'chosen' : ''}`}
      data-shard={shard.id}
      onClick={() => onChoose(shard)}
    >
      <title>{shard.id}</title>
      <rect x={x} y={y} width={width} height={height} rx={Math.min(3, height / 2)} />
      {height >= 13 && (
        <text x={x + 6} y={y + Math.min(height / 2 + 4, 16)}>
          {shortShardId(shard.id)}
        </text>
      )}
    </g>
  );
});
