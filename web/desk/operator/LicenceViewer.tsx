import { RotateLeftOutlined, RotateRightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { addressOf } from '../app/api.ts';

const [least, most] = [0.5, 4];

/** A picture of evidence, to be enlarged and turned. */
export function LicenceViewer({ fileId }: { readonly fileId: string }) {
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const [failed, setFailed] = useState(false);
  const address = addressOf('GET /api/files/{id}', { id: fileId });
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
        <a href={address} target="_blank" rel="noreferrer">
          在新窗口打开
        </a>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="licence" tabIndex={0} aria-label="证照图片，可滚动">
        {failed ? (
          <p className="empty">图片没有加载成功，请在新窗口打开或刷新重试。</p>
        ) : (
          <img
            src={address}
            alt="单位上传的营业执照（或法人证书）"
            onError={() => setFailed(true)}
            style={{ transform: `rotate(${turn}deg)`, width: `${zoom * 100}%`, maxWidth: 'none' }}
          />
        )}
      </section>
    </>
  );
}
