import {
  ExpandOutlined,
  LeftOutlined,
  RightOutlined,
  RotateLeftOutlined,
  RotateRightOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { originalNote } from '#web/common/original-note.ts';
import { useDragToScroll } from './use-drag-to-scroll.ts';
import { isAtEnd, type Look, sizesOf, type View } from './view.ts';

interface Props {
  readonly shown: string;
  readonly original: string;
  /** Saved, never opened beside the desk. */
  readonly isPdf?: boolean;
  readonly title: string;
  readonly view: View;
  readonly onLook: (look: Look) => void;
  /** Over the whole window. */
  readonly isWhole: boolean;
  readonly onWhole: () => void;
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
  /** Nothing to walk to. */
  readonly isOne?: boolean;
}
const icons: Readonly<Record<Exclude<Look, 'whole'>, ReactNode>> = {
  in: <ZoomInOutlined aria-hidden />,
  out: <ZoomOutOutlined aria-hidden />,
  left: <RotateLeftOutlined aria-hidden />,
  right: <RotateRightOutlined aria-hidden />,
};
const looks = [
  { look: 'in', word: '放大', key: '+' },
  { look: 'out', word: '缩小', key: '-' },
  { look: 'left', word: '左转', key: '[' },
  { look: 'right', word: '右转', key: ']' },
] as const;

/** A picture in a frame: enlarged and turned, every corner of it can be scrolled or dragged to. */
export function PictureViewer(props: Props) {
  const { shown, original, isPdf = false, title, view, onLook, isWhole, onWhole, onPrevious, onNext, isOne = false } = props;
  const frame = useRef<HTMLElement>(null);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  const [ratio, setRatio] = useState(1.4);
  const [width, setWidth] = useState(0);
  useDragToScroll(frame);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // The frame widens in full screen and when the window does.
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const latest = useRef(onLook);
  useEffect(() => {
    latest.current = onLook;
  });
  useEffect(() => {
    const element = frame.current;
    // React listens to the wheel passively; here the page must not scroll along. It does so only after a click on the picture,
    // since a person who scrolls down the page should not be stopped there.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && document.activeElement !== element) return;
      event.preventDefault();
      latest.current(event.deltaY < 0 ? 'in' : 'out');
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  const { room, picture } = sizesOf(view, ratio, width);
  return (
    <div className={isWhole ? 'viewer whole' : 'viewer'}>
      <div className="viewer-bar" role="toolbar" aria-label="查看图像">
        {isOne ? null : (
          <>
            <Button
              icon={<LeftOutlined aria-hidden />}
              aria-label="上一份"
              title="上一份（←）"
              aria-keyshortcuts="ArrowLeft"
              disabled={!onPrevious}
              onClick={onPrevious}
            />
            <Button
              icon={<RightOutlined aria-hidden />}
              aria-label="下一份"
              title="下一份（→）"
              aria-keyshortcuts="ArrowRight"
              disabled={!onNext}
              onClick={onNext}
            />
          </>
        )}
        {looks.map(({ look, word, key }) => (
          <Button
            key={look}
            icon={icons[look]}
            aria-label={word}
            title={`${word}（${key}）`}
            aria-keyshortcuts={key}
            disabled={(look === 'in' || look === 'out') && isAtEnd(view, look)}
            onClick={() => onLook(look)}
          />
        ))}
        <Button
          onClick={() => onLook('whole')}
          title="适应宽度（0）"
          aria-label={`适应宽度，现在 ${Math.round(view.zoom * 100)}%`}
        >
          {Math.round(view.zoom * 100)}%
        </Button>
        <Button
          icon={<ExpandOutlined aria-hidden />}
          aria-label="全屏"
          aria-pressed={isWhole}
          title={isWhole ? '退出全屏（Esc）' : '全屏'}
          onClick={onWhole}
        />
        {isPdf ? (
          <a href={original} download title={originalNote}>
            下载原件（PDF）
          </a>
        ) : (
          <a href={original} target="_blank" rel="noreferrer">
            打开原件
          </a>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section ref={frame} className="viewer-frame" tabIndex={0} aria-label={`${title}，可滚动`} aria-busy={state === 'loading'}>
        {state === 'failed' ? (
          <p className="empty" role="alert">
            图像没有加载成功，请打开原件或刷新重试。
          </p>
        ) : (
          <div className="viewer-room" style={room}>
            <img
              src={shown}
              alt={title}
              draggable={false}
              onLoad={({ currentTarget: { naturalHeight, naturalWidth } }) => {
                setRatio(naturalHeight / naturalWidth || 1);
                setState('shown');
              }}
              onError={() => setState('failed')}
              style={{ ...picture, transform: `translate(-50%, -50%) rotate(${view.turn}deg)` }}
            />
          </div>
        )}
      </section>
    </div>
  );
}
