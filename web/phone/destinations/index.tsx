import type { Module } from '#web/phone/kit/module.ts';
import { destinationsCard } from './card.ts';
import { Destinations } from './Destinations.tsx';
import { FindWay } from './FindWay.tsx';
import { InvitationCode } from './InvitationCode.tsx';
import { OnlineSigning } from './OnlineSigning.tsx';
import { Ways } from './Ways.tsx';

export { Now } from './Now.tsx';

/** 毕业去向填报: what is registered, and the ways to register. */
export const destinations: Module = {
  pages: [
    { path: '/destinations', render: ({ graduate }) => <Destinations graduate={graduate} /> },
    { path: '/destinations/find', render: () => <FindWay /> },
    { path: '/destinations/online-signing', render: () => <OnlineSigning /> },
    { path: '/destinations/invitation-code', render: () => <InvitationCode /> },
    {
      path: '/destinations/ways/:name',
      render: ({ params: { name = '' } }) => <Ways name={decodeURIComponent(name)} />,
    },
  ],
  cards: [destinationsCard],
};
