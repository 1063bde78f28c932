/** Conditions that flows share. Each names the one code that it refuses with. */
import type { Rule } from '../flow/table.ts';
import { mayOnlyFileSupplement } from './training-mode.ts';

export const notLapsed: Rule = { code: 'lapsed', isMet: facts => !facts.isLapsed };
export const due: Rule = { code: 'not-due', isMet: (facts, kase) => kase.dueAt !== undefined && facts.now >= kase.dueAt };
export const cohortOpen: Rule = { code: 'cohort-not-open', isMet: facts => facts.isCohortOpen };
export const cohortStillOpen: Rule = { code: 'cohort-over', isMet: facts => !facts.isCohortOver };
export const cohortOver: Rule = { code: 'cohort-not-over', isMet: facts => facts.isCohortOver };
export const moduleOpen: Rule = { code: 'module-closed', isMet: facts => facts.isModuleOpen };
export const maySign: Rule = { code: 'mode-may-not-sign', isMet: facts => !mayOnlyFileSupplement(facts.trainingMode) };
/** Rules for everything that a graduate or an employer starts or submits. What is under way is not stopped by them. */
export const mayStart: readonly Rule[] = [cohortOpen, moduleOpen, maySign];

/** One destination at a time. */
export const noOtherHold: Rule = {
  code: 'other-hold',
  isMet: facts => facts.hold === undefined,
  about: ({ hold }) => ({ ref: hold?.ref ?? '', label: hold?.label ?? '', freedBy: hold?.freedBy ?? '' }),
};
/** A graduate who may no longer sign cannot keep a signed agreement. */
export const keepsDestination: Rule = {
  code: 'mode-change-holds',
  isMet: facts => !facts.losesSigning || facts.hold === undefined,
  about: ({ hold }) => ({ label: hold?.label ?? '' }),
};
export const employerQualified: Rule = { code: 'employer-not-qualified', isMet: facts => facts.isEmployerQualified };
export const noOpenInvitation: Rule = { code: 'invitation-open', isMet: facts => !facts.hasOpenInvitation };
/** A key field that changed since the graduate signed cannot be copied: the agreement would name somebody else. */
export const keyFieldsAgree: Rule = {
  code: 'key-fields-differ',
  isMet: facts => facts.keyFieldsThatDiffer.length === 0,
  about: facts => ({ fields: facts.keyFieldsThatDiffer }),
};
/** There is something to take over; key fields are never taken over. */
export const rosterHasNews: Rule = { code: 'roster-has-no-news', isMet: facts => facts.rosterHasNews };

export const signingIsEffective: Rule = { code: 'signing-not-in-force', isMet: facts => facts.isSigningInForce };
export const noOpenTermination: Rule = { code: 'termination-open', isMet: facts => !facts.hasOpenTermination };
export const longUnanswered: Rule = {
  code: 'not-yet',
  isMet: facts => facts.waitedDays >= facts.helpAfterDays,
  about: facts => ({ days: facts.helpAfterDays }),
};
export const noExplanation: Rule = { code: 'explanation-only', isMet: facts => !facts.isExplanation };
export const unemployedOnly: Rule = { code: 'not-possible-here', isMet: facts => facts.isUnemployed };
/** Of two people, each sees what the other does. */
export const proposedByAnother: Rule = { code: 'own-proposal', isMet: facts => !facts.isOwnProposal };
export const typeFits: Rule = { code: 'type-does-not-fit', isMet: facts => facts.typeFits };
/** A type that a reviewer has chosen is proved like one that the graduate has: nobody is found a place on paper. */
export const evidenceOfTypeIsThere: Rule = {
  code: 'type-not-proved',
  isMet: facts => facts.missingEvidence.length === 0,
  about: facts => ({ evidence: facts.missingEvidence }),
};
export const unitIsOfRoster: Rule = {
  code: 'unit-changed',
  isMet: facts => facts.otherUnit === undefined,
  about: facts => ({ unit: facts.otherUnit ?? '' }),
};
/** The same for other destinations, where the type decides whether the training mode allows it. */
export const mayRegister: readonly Rule[] = [cohortOpen, moduleOpen, typeFits];
