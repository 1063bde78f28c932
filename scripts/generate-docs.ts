/**
 * Writes the documents that are made from the program's own tables: docs/flows.md, access.md, refusals.md, asvs.md, openapi.json.
 * With `--check` it writes nothing, and ends with 1 when one of them no longer says what the tables say.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openApi } from '#contract/open-api.ts';
import { allRoutes } from '#contract/routes/all.ts';
import { type AccountKind, accountKinds, permissions, type Reach, reachOf } from '#domain/access.ts';
import { actions } from '#domain/actions/all.ts';
import type { Ask } from '#domain/actions/row.ts';
import { confirmationChanges } from '#domain/confirmation/changes.ts';
import { flowDiagram } from '#domain/flow/diagram.ts';
import type { Effect } from '#domain/flow/effects.ts';
import type { Flow, Move } from '#domain/flow/flow.ts';
import { type Place, start } from '#domain/flow/table.ts';
import { caseFlows, requestFlows } from '#domain/flows/all.ts';
import { type RefusalCode, refusalSentences, refuse } from '#domain/refusals.ts';
import { allLevels, levelSettings, roleWords } from '#domain/roles.ts';
import { problemOf } from '#server/platform/http/problems.ts';
import { asvsParts } from './asvs/document.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const flows: readonly Flow[] = [...Object.values(caseFlows), ...Object.values(requestFlows)];

const notice = '<!-- Made by `npm run docs` from the program itself: do not edit. -->';
const page = (...parts: readonly string[]): string => `${[notice, ...parts].join('\n\n')}\n`;
const code = (text: string): string => `\`${text}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

// flows.md

const kindWords: Readonly<Record<Place['kind'], string>> = {
  start: 'the start',
  waits: 'waits',
  inForce: 'in force',
  ends: 'the end',
};
const formWords: Readonly<Record<Ask, string>> = {
  invitation: 'the invitation with the whole agreement',
  consent: '意愿确认',
  note: 'a reason, if wanted',
  remark: 'a text',
  reason: 'a reason and a text',
  form: "the type's form, with its evidence",
  scan: 'the stamped scan, or a 情况说明',
  termination: 'a reason and a text; on paper the signed letter too',
  help: 'what the employer agreed to outside the platform',
  correction: 'the fields that change, a reason and a text',
  amendment: 'another type, or another content',
  phone: 'a mobile number, where only a landline is known',
};

function effectWords(effect: Effect): string {
  switch (effect.kind) {
    case 'takeSnapshot':
      return 'take the snapshot';
    case 'refreshSnapshot':
      return 'refresh the snapshot';
    case 'drawAgreementNumber':
      return 'draw the agreement number';
    case 'confirmation':
      return `confirmation: ${confirmationChanges[effect.change].becomes}${effect.ifImportant ? ', if an important field changed' : ''}`;
    case 'appointAuditor':
      return 'make the account';
    case 'renewAuditorPassword':
      return 'a new initial password, end its sessions';
    case 'dismissAuditor':
      return 'close the account, end its sessions';
    case 'report':
      return 'report';
    case 'clearReport':
      return 'clear what was reported';
    case 'remindAfter':
      return `remind ${effect.whom} after ${effect.days.join(', ')} days`;
    case 'alsoOnSigning':
      return `on the signing: ${effect.action}`;
    case 'sendLink':
      return 'send the link';
    case 'certify':
      return 'what was handed in counts';
    case 'writeTransfer':
      return 'the record says what was asked';
    case 'correctRecord':
      return 'the record is corrected';
    case 'changeTrainingMode':
      return 'the roster row changes';
    case 'make':
      return `make: ${effect.document}`;
    case 'tell':
      return `tell: ${effect.whom}`;
    case 'remindBeforeDue':
      return `remind ${effect.whom} ${effect.hours} h before`;
  }
}

const stateRow = ({ id, label, kind, waitsFor, holds, runsOut }: Place): string[] => [
  code(id),
  label,
  kindWords[kind],
  waitsFor.map(role => roleWords[role]).join('、'),
  holds ? 'yes' : '',
  runsOut ? 'yes' : '',
];

/** What follows when it leads to this place, over the settings a school may have. */
function effectsTo(move: Move, place: Place): readonly Effect[] {
  const settings = levelSettings.filter(levels => !allLevels.some(level => level === move.from.at && !levels.includes(level)));
  return settings.map(levels => move.land(levels)).find(({ to }) => to === place)?.effects ?? [];
}

const moveRows = (move: Move): string[][] =>
  move.landings.map(to => [
    actions[move.action].word,
    roleWords[move.by],
    code(move.from.id),
    code(to.id),
    move.asks ? formWords[move.asks] : '',
    move.needs.map(rule => `[${code(rule.code)}](refusals.md#${rule.code})`).join(', '),
    effectsTo(move, to).map(effectWords).join(', '),
  ]);

function flowsDocument(): string {
  const chapters = flows.map(flow =>
    [
      `## ${flow.title} ${code(flow.name)}`,
      table(
        ['State', 'Label', 'Kind', 'Waits for', 'Holds', 'Runs out'],
        [...flow.places.values()].filter(place => place.id !== start).map(stateRow),
      ),
      `\`\`\`mermaid\n${flowDiagram(flow)}\n\`\`\``,
      table(['Action', 'By', 'From', 'To', 'Asks for', 'Refused with', 'Then'], flow.moves.flatMap(moveRows)),
    ].join('\n\n'),
  );
  return page(
    '# Flows',
    'Every state and every move of every flow, as the program runs them (`domain/flows/`). *Holds*: in this state the case occupies what there is only one of: the graduate’s destination or, in a termination, the signing’s one termination. *Runs out*: a case that enters here carries a deadline, and from that moment on `too-late` refuses every person. *Refused with* names the rules in the order in which they are asked. What 系统 and 系统（到期） do is never offered to a person. Where a move is listed with two targets, the school’s review levels decide.',
    ...chapters,
  );
}

// access.md

const kindNames: Readonly<Record<AccountKind, string>> = {
  anyone: 'anyone',
  graduate: 'graduate',
  employerAdmin: 'employer admin',
  employerStaff: 'employer staff',
  department: 'department',
  school: 'school',
  schoolAdmin: 'school admin',
  province: 'province',
  operator: 'operator',
  auditor: 'auditor',
};
const reachWords: Readonly<Record<Reach, string>> = {
  public: 'public',
  own: 'own',
  employer: 'own employer',
  department: 'own departments',
  school: 'own school',
  province: 'own province',
  platform: 'platform',
};

function accessDocument(): string {
  const routes = [...allRoutes].sort((a, b) => order(a.path, b.path) || order(a.method, b.method));
  const grants = permissions.map(permission => [
    code(permission),
    ...accountKinds.map(kind => {
      const reach = reachOf(permission, kind);
      return reach ? reachWords[reach] : '';
    }),
  ]);
  return page(
    '# Access',
    'Who may do what, and how far (`domain/access.ts`). An empty cell is a refusal. A reach narrows every query: what lies outside it does not exist for that person. A graduate who has not yet confirmed 核对基本信息 may use only `session.own`, `graduate.own`, `public.read` and `public.signIn`.',
    table(['Permission', ...accountKinds.map(kind => kindNames[kind])], grants),
    '## Routes',
    'Each names one permission; one without a row above stops the start. Those with ● touch security: whoever asks has to have shown within the last ten minutes who they are.',
    table(
      ['Method', 'Path', 'Permission', 'Proof', 'What it does'],
      routes.map(route => [
        route.method,
        code(route.path),
        code(route.permission),
        'needsProof' in route ? '●' : '',
        route.summary,
      ]),
    ),
  );
}

/** Not by locale: the same on every machine. */
const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

// refusals.md

const isRefusal = (text: string): text is RefusalCode => Object.hasOwn(refusalSentences, text);

function refusalsDocument(): string {
  const codes = Object.keys(refusalSentences).filter(isRefusal);
  return page(
    '# Refusals',
    'The closed list of reasons for which something is refused (`domain/refusals.ts`). The code travels in the answer’s `code` (RFC 9457) and stays; the sentence is what a person reads, `{…}` is filled with what the refusal is about.',
    table(
      ['Code', 'Status', 'Sentence'],
      codes.map(one => [`<a id="${one}"></a>${code(one)}`, String(problemOf(refuse(one)).status), refusalSentences[one]]),
    ),
  );
}

async function openApiDocument(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  return `${JSON.stringify(openApi(allRoutes, version), null, 2)}\n`;
}

/** Every generated document, by its path from the root. The same program gives the same bytes. */
export async function generatedDocs(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['docs/flows.md', flowsDocument()],
    ['docs/access.md', accessDocument()],
    ['docs/refusals.md', refusalsDocument()],
    ['docs/asvs.md', page(...asvsParts(table))],
    ['docs/openapi.json', await openApiDocument()],
  ]);
}

/** The paths of those that on disk say something else, or are missing. */
export async function staleDocs(folder = root): Promise<string[]> {
  const docs = [...(await generatedDocs())];
  const onDisk = await Promise.all(docs.map(([path]) => readFile(join(folder, path), 'utf8').catch(() => undefined)));
  return docs.flatMap(([path, text], index) => (onDisk[index] === text ? [] : [path]));
}

async function writeDocs(): Promise<void> {
  await mkdir(join(root, 'docs'), { recursive: true });
  for (const [path, text] of await generatedDocs()) await writeFile(join(root, path), text);
}

if (import.meta.main) {
  const stale = await staleDocs();
  if (!process.argv.includes('--check')) {
    await writeDocs();
    console.log(stale.length > 0 ? `written: ${stale.join(', ')}` : 'nothing has changed');
  } else if (stale.length > 0) {
    console.error(`out of date, run npm run docs: ${stale.join(', ')}`);
    process.exitCode = 1;
  }
}
