import { Link } from 'wouter';
import { countWords } from '../page/count-words.ts';

export interface Counted {
  readonly state: string;
  readonly label: string;
  readonly count: number;
}
interface Props {
  readonly path: string;
  readonly current: string;
  /** The list opens on the first. */
  readonly states: readonly Counted[];
  readonly hasAll?: boolean;
  readonly label: string;
}

/** One chip for each state with its number, and one for all of them. */
export function StateChips({ path, current, states, hasAll = true, label }: Props) {
  const all = { state: 'all', label: '全部', count: states.reduce((sum, { count }) => sum + count, 0) };
  return (
    <nav className="chips" aria-label={label}>
      {(hasAll ? [...states, all] : states).map((one, index) => (
        <Link
          key={one.state}
          href={index === 0 ? path : `${path}?state=${one.state}`}
          aria-current={one.state === current ? 'page' : undefined}
        >
          {one.label}（{countWords(one.count)}）
        </Link>
      ))}
    </nav>
  );
}
