import { Button } from 'antd';

/** The way through what waits for the reviewer; its keys are J and K. */
export interface Walking {
  /** What one of them is called. */
  readonly noun: string;
  readonly waiting: number;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

export function WalkButtons({ noun, waiting, onPrevious, onNext }: Walking) {
  return (
    <>
      <span className="top-space" />
      <span className="quiet">
        {noun}待我处理 {waiting} 件
      </span>
      <Button disabled={!onPrevious} onClick={onPrevious} aria-keyshortcuts="K">
        上一件 <kbd>K</kbd>
      </Button>
      <Button disabled={!onNext} onClick={onNext} aria-keyshortcuts="J">
        下一件 <kbd>J</kbd>
      </Button>
    </>
  );
}
