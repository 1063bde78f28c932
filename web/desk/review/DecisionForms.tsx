import { lazy, Suspense } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { actions } from '#domain/actions/all.ts';
import { CaseFilesField } from '#web/desk/kit/case/CaseFilesField.tsx';
import { ApproveModal } from '#web/desk/kit/decide/ApproveModal.tsx';
import { NoteModal } from '#web/desk/kit/forms/NoteModal.tsx';
import { ReasonModal } from '#web/desk/kit/forms/ReasonModal.tsx';
import { consequenceOf, type Decidable } from './decision-words.ts';
import type { Marks } from './marks/use-marks.ts';
import type { Decision } from './use-decision.tsx';

/** Loaded when it is opened: few reviewers ever need this form and its tables. */
const AmendDrawer = lazy(async () => ({ default: (await import('./AmendDrawer.tsx')).AmendDrawer }));
const CorrectDrawer = lazy(async () => ({ default: (await import('./correct/CorrectDrawer.tsx')).CorrectDrawer }));

interface Props {
  readonly page: CasePage;
  readonly asking: Decidable | undefined;
  readonly sending: Decidable | undefined;
  readonly decide: Decision['decide'];
  readonly onClose: () => void;
  readonly marks: Marks;
}
const reasoned = ['reject', 'return'] as const;

/** What an action asks for before it goes out. */
export function DecisionForms({ page, asking, sending, decide, onClose, marks }: Props) {
  const wordOf = (action: Decidable): string => page.actions.find(one => one.action === action)?.word ?? actions[action].word;
  const has = (action: Decidable) => page.actions.some(one => one.action === action);
  const sent = (action: Decidable) => async (input: object) => {
    const faults = await decide(action, { ...input });
    if (!faults) onClose();
    return faults;
  };
  const consequence = consequenceOf(page, 'approve');
  return (
    <>
      <ApproveModal
        title={`${wordOf('approve')}：${page.graduateName}？`}
        word={wordOf('approve')}
        open={asking === 'approve'}
        sending={sending === 'approve'}
        onCancel={onClose}
        onSend={async () => {
          await decide('approve');
          onClose();
        }}
      >
        <p>{[page.employerName, page.jobTitle].filter(Boolean).join('，')}</p>
        {page.flag ? <p className="fault">预警单位：{page.employerName}。请核实后再审核。</p> : null}
        {consequence ? <p className="quiet">{consequence}</p> : null}
      </ApproveModal>
      {reasoned.map(action =>
        has(action) ? (
          <ReasonModal
            key={action}
            title={`${wordOf(action)}：${page.graduateName}`}
            okText={wordOf(action)}
            note={consequenceOf(page, action)}
            reasons={page.reasons[action] ?? []}
            danger={action === 'reject'}
            naming={actions[action].namesFields ? marks : undefined}
            open={asking === action}
            onCancel={onClose}
            onSend={sent(action)}
          />
        ) : null,
      )}
      {has('noteHelp') ? (
        <NoteModal
          key={`note ${page.version}`}
          title={`记录协助情况：${page.graduateName}`}
          okText="记录"
          note="毕业生会收到通知，并在办理记录中看到全文；用人单位只看到学校做了记录。"
          label="协助情况"
          open={asking === 'noteHelp'}
          onCancel={onClose}
          onSend={sent('noteHelp')}
        />
      ) : null}
      {has('passOn') ? (
        <NoteModal
          key={`pass ${page.version}`}
          title={`单位已同意，转入审核：${page.graduateName}`}
          okText="转入审核"
          note="用人单位在平台以外同意解约的，写明何时、何人、以何种方式同意，并上传佐证；随后从第一级开始审核。"
          label="单位同意解约的情况"
          open={asking === 'passOn'}
          onCancel={onClose}
          onSend={sent('passOn')}
          files={(fault, onBusy) => (
            <CaseFilesField
              page={page}
              purpose="help"
              hint="图片或 PDF，最大 20 MB，最多 8 份，例如：单位同意解约的书面回复"
              fault={fault}
              onBusy={onBusy}
            />
          )}
        />
      ) : null}
      {has('correct') ? (
        <Suspense>
          <CorrectDrawer
            key={`correct ${page.version}`}
            page={page}
            open={asking === 'correct'}
            onCancel={onClose}
            onSend={sent('correct')}
          />
        </Suspense>
      ) : null}
      {has('amend') ? (
        <Suspense>
          <AmendDrawer
            key={`amend ${page.version}`}
            page={page}
            open={asking === 'amend'}
            onCancel={onClose}
            onSend={sent('amend')}
          />
        </Suspense>
      ) : null}
    </>
  );
}
