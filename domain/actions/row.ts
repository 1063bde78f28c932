/** One row per action: the words on the screens, the form that it asks for, and its messages to the parties. */
import type { FlowName, RequestName } from '../flow-names.ts';
import type { Role } from '../roles.ts';
import type { Party, Template } from './messages.ts';

/** The forms that an action may ask for; each is a schema in `domain/forms`. */
export const asks = [
  'invitation',
  'consent',
  'note',
  'remark',
  'reason',
  'form',
  'scan',
  'termination',
  'help',
  'amendment',
  'correction',
  'phone',
] as const;
export type Ask = (typeof asks)[number];

/** What a state is about where it is not the flow's own subject: the agreement before the signing, the voiding of what was registered, help. */
export const topics = ['agreement', 'voiding', 'help'] as const;
export type Topic = (typeof topics)[number];
/** What is reviewed in such a state. */
export const topicTitles: Readonly<Record<Topic, string>> = {
  agreement: '就业协议审核',
  voiding: '去向作废审核',
  help: '请求学校协助解约',
};

/** A list of reasons, by the flow and the action under which a school keeps its own. */
export interface ReasonKey {
  readonly flow: FlowName;
  readonly action: string;
}

/** What the graduate reads, on the phone. */
export interface GraduateWords {
  /** What follows from it, in one sentence, before it is done. */
  readonly means?: string;
  /** On the button that does it. */
  readonly confirm?: string;
  readonly done: string;
  readonly next: string;
  /** It brings the case forward: the largest button. */
  readonly isMain?: true;
}

/** What a reviewer reads, on the desk. */
export interface ReviewerWords {
  readonly key?: string;
  readonly look: 'primary' | 'danger' | 'plain';
  /** When it is done; the page says where the case went. */
  readonly said: string;
  /** The page stays: there is no next case to go on to. */
  readonly stays?: true;
}

export interface Details {
  /** On the button. */
  readonly word: string;
  /** In the history, where the word on the button says too little of what was done. */
  readonly step?: string;
  readonly asks?: Ask;
  /** The reasons to choose from until a school changes them; or the list of another action, which it shares. */
  readonly reasons?: readonly string[] | ReasonKey;
  /** What the parties are told, where a flow has the effect `tell`. */
  readonly tells?: Readonly<Partial<Record<Party, Template>>>;
  /** What they are told again, where a flow has a reminder. */
  readonly reminds?: Template;
  /** Who reads in the history that it was done, and not what was written with it. */
  readonly hidesNoteFrom?: Party;
  readonly graduate?: GraduateWords;
  readonly reviewer?: ReviewerWords;
  /** What a reviewer's decision brings about, in one sentence, where the word on the button does not say it all. */
  readonly consequence?: string;
}

/** Where something differs. What is left out is left open. */
export interface Where {
  readonly flow?: FlowName | RequestName | readonly (FlowName | RequestName)[] | undefined;
  readonly topic?: Topic | undefined;
  readonly role?: Role | undefined;
  /** The school witnesses what it decides here (鉴证). */
  readonly witnessed?: true;
}

export interface ActionRow extends Details {
  /** Differences, laid over the row in this order. */
  readonly where?: readonly (Where & Partial<Details>)[];
  /** The page does it by itself: it has no button, and a route of its own. */
  readonly hasNoButton?: true;
  /** It turns down what was asked for. The screens show the reason until somebody acts again. */
  readonly isAdverse?: true;
  /** It may name the fields of the form that are wrong, each with a sentence. */
  readonly namesFields?: true;
}
