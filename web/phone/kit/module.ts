import type { ComponentType, ReactNode } from 'react';
import type { IconName } from './Icon.tsx';
import type { Graduate, Me } from './use-me.ts';

/** What one folder of the graduates' pages adds to them. The frame makes routes, cards and the menu out of a list of these. */
export interface Module {
  readonly pages: readonly ModulePage[];
  /** Its cards on the page where a graduate chooses a module; the others are reached from the menu or from pages. */
  readonly cards?: readonly ModuleCard[];
  readonly menu?: readonly MenuItem[];
}

export interface ModuleCard {
  /** As schools open and close it. */
  readonly key: string;
  readonly to: string;
  readonly what: string;
  /** Where there is something to read although the school has closed it: what. */
  readonly whenClosed?: string;
  /** Takes the place of `what` once it is loaded: what is known of this graduate. */
  readonly Live?: ComponentType<CardProps>;
}
export interface CardProps {
  readonly title: string;
  readonly to: string;
  readonly what: string;
}

export interface SignedIn {
  readonly me: Me;
  readonly graduate: Graduate;
}

export interface ModulePage {
  /** Below /m, as the router writes it: `/cases/:ref`. */
  readonly path: string;
  readonly render: (asked: SignedIn & { readonly params: Readonly<Record<string, string | undefined>> }) => ReactNode;
}

export interface MenuItem {
  readonly to: string;
  readonly icon: IconName;
  readonly word: string;
  readonly aside?: (signedIn: SignedIn) => string | undefined;
}
