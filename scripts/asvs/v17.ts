import { type Chapter, idsOf, without } from './requirement.ts';
import { absent } from './sources.ts';

const none = absent(/RTCPeerConnection|webrtc/i);
const titles: Readonly<Record<string, string>> = {
  'V17.1.1': 'A relay (TURN) opens no addresses that are reserved',
  'V17.2.1': 'Keys of DTLS certificates are managed as the policy says',
  'V17.2.2': 'Media servers use approved DTLS suites and profiles',
  'V17.2.3': 'Media packets are authenticated',
  'V17.2.4': 'Malformed media packets do not stop the server',
  'V17.3.1': 'Signalling goes on during a flood',
  'V17.3.2': 'Malformed signalling does not stop it',
};

export const v17: Chapter = {
  number: 17,
  title: 'WebRTC',
  requirements: idsOf(17, 2).map(id => without(id, titles[id] ?? '', 'There is no WebRTC.', none)),
};
