import { RotateLeftOutlined, RotateRightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';

const [least, most] = [0.5, 4];

interface Props {
  readonly address: string;
  readonly alt: string;
  /** As it was kept, where the picture is of its pages. */
  readonly original?: string;
}

/** A picture of evidence, to be enlarged and turned; turned or not, every corner of it can be scrolled to. */
export function PictureFrame({ address, alt, original = address }: Props) {
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const [failed, setFailed] = useState(false);
  /** Height over width. */
  const [ratio, setRatio] = useState(1);
  const [room, setRoom] = useState(0);
  const frame = useRef<HTMLElement>(null);

  const lies = turn % 180 !== 0;
  const width = zoom * room;
  const height = lies ? width / ratio : width * ratio;

  return (
    <>
      <div className="buttons below">
        <Button
          icon={<ZoomInOutlined aria-hidden />}
          onClick={() => setZoom(now => Math.min(most, now * 1.25))}
          disabled={zoom >= most}
        >
          放大
        </Button>
        <Button
          icon={<ZoomOutOutlined aria-hidden />}
          onClick={() => setZoom(now => Math.max(least, now / 1.25))}
          disabled={zoom <= least}
        >
          缩小
        </Button>
        <Button icon={<RotateLeftOutlined aria-hidden />} onClick={() => setTurn(now => now - 90)}>
          左转
        </Button>
        <Button icon={<RotateRightOutlined aria-hidden />} onClick={() => setTurn(now => now + 90)}>
          右转
        </Button>
        <a href={original} target="_blank" rel="noreferrer">
          在新窗口打开
        </a>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section ref={frame} className="licence" tabIndex={0} aria-label="图片，可滚动">
        {failed ? (
          <p className="empty">图片没有加载成功，请在新窗口打开或刷新重试。</p>
        ) : (
          <div style={{ width, height }}>
            <img
              src={address}
              alt={alt}
              onLoad={({ currentTarget: { naturalHeight, naturalWidth } }) => {
                setRatio(naturalHeight / naturalWidth || 1);
                setRoom(frame.current?.clientWidth ?? naturalWidth);
              }}
              onError={() => setFailed(true)}
              style={{ width: lies ? height : width, transform: `translate(-50%, -50%) rotate(${turn}deg)` }}
            />
          </div>
        )}
      </section>
    </>
  );
}
