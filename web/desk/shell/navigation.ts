/** The areas of the desk and their menus, as far as an account may use them. */
import type { Permission } from '#domain/access.ts';
import type { Area, MenuEntry, Queue } from '#web/desk/kit/matter/matter.ts';
import { type Me, may } from '#web/desk/kit/session/session.ts';
import { matters } from './matters.ts';

/** An entry of a menu, with the page that it opens. */
export interface Entry extends MenuEntry {
  readonly path: string;
}
export interface OpenArea {
  readonly key: Area;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** In the order of the switch; without the permission the area is not shown, whatever its entries would allow. */
const areas: readonly { readonly key: Area; readonly title: string; readonly needs?: Permission }[] = [
  { key: 'signing', title: '毕业去向登记与网签', needs: 'cases.review' },
  { key: 'archive', title: '档案信息管理' },
  { key: 'hukou', title: '户口信息管理' },
  { key: 'confirmation', title: '登记确认信息' },
  { key: 'verification', title: '户档转递与核验信息' },
  { key: 'registry', title: '就业管理系统' },
  { key: 'employer', title: '用人单位签约', needs: 'employer.own' },
  { key: 'province', title: '省级管理', needs: 'trainingModes.decide' },
  { key: 'platform', title: '平台运维' },
];

export const pages = matters.flatMap(matter => matter.pages);

const entries = pages
  .flatMap(({ path, needs, menu = [] }) => menu.map(entry => ({ needs, ...entry, path })))
  .sort((a, b) => a.order - b.order);

export const areasOf = (me: Me): readonly OpenArea[] =>
  areas
    .filter(({ needs }) => needs === undefined || may(me, needs))
    .map(({ key, title }) => ({ key, title, entries: entries.filter(entry => entry.area === key && may(me, entry.needs)) }))
    .filter(area => area.entries.length > 0);

export const queuesOf = (me: Me): readonly Queue[] =>
  matters.flatMap(({ queues = [] }) => queues.filter(({ needs }) => may(me, needs)));

/** Query keys that a live event of the desk makes stale. */
export const liveKeys: readonly string[] = matters.flatMap(({ live = [] }) => live);

/** The page that opens after signing in; undefined when the desk has nothing for this kind of account. */
export const firstPageOf = (me: Me): string | undefined => areasOf(me)[0]?.entries[0]?.path;

const covers = (entry: Entry, location: string) => location === entry.path || location.startsWith(`${entry.path}/`);

/** The entry that a location belongs to: the longest path that begins it. */
export const entryAt = (list: readonly Entry[], location: string): Entry | undefined =>
  list.filter(entry => covers(entry, location)).sort((a, b) => b.path.length - a.path.length)[0];

export const areaAt = (list: readonly OpenArea[], location: string): OpenArea | undefined =>
  list.find(area => entryAt(area.entries, location)) ?? list[0];
