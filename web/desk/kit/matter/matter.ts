import type { ComponentType, ReactNode } from 'react';
import type { Permission } from '#domain/access.ts';

/** What one folder of the desk adds to it. The shell makes routes, menus and the home page out of a list of these. */
export interface Matter {
  readonly pages: readonly Page[];
  /** What waits for a decision: rows of the home page. */
  readonly queues?: readonly Queue[];
  /** First words of the query keys that are out of date after a live event of the desk. */
  readonly live?: readonly string[];
}

export interface Page {
  /** Below /desk, as the router writes it: `/changes/:id`. */
  readonly path: string;
  readonly needs: Permission;
  /** Loaded when it is opened: nobody loads what they may not open. */
  readonly component: ComponentType;
  /** Its entries in the menus; a page that another one leads to has none. */
  readonly menu?: readonly MenuEntry[];
}

/** The parts of the desk that the top bar switches between; each has a menu of its own. */
export type Area =
  | 'signing'
  | 'archive'
  | 'hukou'
  | 'confirmation'
  | 'verification'
  | 'registry'
  | 'employer'
  | 'province'
  | 'platform';

export interface MenuEntry {
  readonly area: Area;
  /** Entries of an area are sorted by it. */
  readonly order: number;
  readonly title: string;
  readonly icon: ReactNode;
  readonly group?: string;
  /** Where the entry asks for another permission than the page. */
  readonly needs?: Permission;
  readonly count?: Count;
}

/** The number beside a menu entry. */
export interface Count {
  readonly kind: 'waiting' | 'unread';
  /** A hook: the number for the account that is signed in, once it is known. */
  readonly useCount: () => number | undefined;
}

/** One row of the table of what waits: it opens the list that it counts. */
export interface Queue {
  readonly path: string;
  readonly title: string;
  /** The permission to decide: the row is shown to those for whom something can wait. */
  readonly needs: Permission;
  readonly count: Count;
}
