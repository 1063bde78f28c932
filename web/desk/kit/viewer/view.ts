/** How a picture is looked at: enlarged, turned. Plain numbers, so that buttons, keys and the wheel all do the same. */

export interface View {
  /** 1 fills the width of the frame. */
  readonly zoom: number;
  /** Degrees, clockwise; any multiple of 90. */
  readonly turn: number;
}
export type Look = 'in' | 'out' | 'whole' | 'left' | 'right';

export const asItIs: View = { zoom: 1, turn: 0 };
const [least, most, step] = [0.25, 6, 1.25];

/** The view after one press. */
export function lookedAt({ zoom, turn }: View, look: Look): View {
  switch (look) {
    case 'in':
      return { turn, zoom: Math.min(most, zoom * step) };
    case 'out':
      return { turn, zoom: Math.max(least, zoom / step) };
    case 'whole':
      return { turn, zoom: 1 };
    case 'left':
      return { zoom, turn: turn - 90 };
    case 'right':
      return { zoom, turn: turn + 90 };
  }
}

export const isAtEnd = ({ zoom }: View, look: 'in' | 'out'): boolean => (look === 'in' ? zoom >= most : zoom <= least);

interface Size {
  readonly width: number;
  readonly height: number;
}
/**
 * The room that the turned picture takes in the frame, and the size of the picture itself before it is turned.
 * @param ratio height over width of the picture
 * @param frame width of the frame, in CSS pixels
 */
export function sizesOf({ zoom, turn }: View, ratio: number, frame: number): { readonly room: Size; readonly picture: Size } {
  const lies = turn % 180 !== 0;
  const width = zoom * frame;
  const height = lies ? width / ratio : width * ratio;
  return { room: { width, height }, picture: lies ? { width: height, height: width } : { width, height } };
}

const keys: Readonly<Record<string, Look>> = { '+': 'in', '=': 'in', '-': 'out', '0': 'whole', '[': 'left', ']': 'right' };
export const lookOfKey = (key: string): Look | undefined => keys[key];
