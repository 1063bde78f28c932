import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { flagKindName } from '#domain/codes/flag-kinds.ts';
import { flagLines } from '#domain/rules/employer-flag.ts';
import { type Answer, addressOf, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { FlagNotice } from '#web/desk/kit/case/FlagNotice.tsx';
import type { Faults } from '#web/desk/kit/forms/form-faults.ts';
import { NoteModal } from '#web/desk/kit/forms/NoteModal.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { FlagForm } from './FlagForm.tsx';
import { flagQuery } from './queries.ts';

type Employer = Answer<'GET /api/flagged-employers/{uscc}'>;
const Back = () => <Link {...backToList('/flagged-employers')}>返回列表</Link>;

/** One employer that this school warns of: the mark, and its whole history. */
export default function FlaggedEmployerPage() {
  const { uscc = '' } = useParams<{ uscc: string }>();
  const found = useQuery(flagQuery(uscc));
  return (
    <Loaded query={found} back={<Back />}>
      {employer => (
        <>
          <PageHead
            title={employer.mark?.name ?? employer.knownName ?? '未在平台注册的单位'}
            note={`统一社会信用代码 ${employer.uscc}`}
          >
            <Back />
          </PageHead>
          <Known employer={employer} />
          <div className="two-columns">
            <FlagForm key={`${employer.uscc} ${employer.version}`} employer={employer}>
              {employer.mark ? <Unflag employer={employer} /> : null}
            </FlagForm>
            <History employer={employer} />
          </div>
        </>
      )}
    </Loaded>
  );
}

function Known({ employer }: { readonly employer: Employer }) {
  const { mark, schools, agreements, knownName } = employer;
  const flag = { kind: mark?.kind ?? null, schools, text: null };
  return (
    <section className="card" aria-label="已知情况">
      {flagLines(flag).length === 0 ? <p>本校没有标记该单位。</p> : <FlagNotice flag={flag} />}
      <p className="quiet">
        {knownName ? `在平台注册的名称：${knownName}。` : '没有在平台注册。'}与本校毕业生已签协议 {agreements} 份。
      </p>
    </section>
  );
}

function Unflag({ employer: { uscc, version } }: { readonly employer: Employer }) {
  const [open, setOpen] = useState(false);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();

  const send = async ({ text = '' }: { readonly text?: string }): Promise<Faults | undefined> => {
    try {
      await press(`${uscc} ${version} ${text}`, key =>
        call('POST /api/flagged-employers/{uscc}/removal', { params: { uscc }, body: { version, text }, key }),
      );
      setOpen(false);
      message.success('已取消标记');
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['flagged-employer', uscc] }),
        queryClient.invalidateQueries({ queryKey: ['flagged-employers'] }),
      ]);
      return undefined;
    } catch (error) {
      const faults = fieldFaultsOf(error);
      return Object.keys(faults).length > 0 ? faults : { text: sentenceFor(error) };
    }
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        取消标记
      </Button>
      <NoteModal
        title="取消标记"
        okText="取消标记"
        note="取消后，本校不再提醒；历史保留。"
        label="原因"
        danger
        open={open}
        onCancel={() => setOpen(false)}
        onSend={send}
      />
    </>
  );
}

const words: Readonly<Record<Employer['history'][number]['action'], string>> = {
  flagged: '标记',
  changed: '修改标记',
  unflagged: '取消标记',
};

function History({ employer: { uscc, history } }: { readonly employer: Employer }) {
  return (
    <section className="card">
      <h2>历史</h2>
      {history.length === 0 ? <p className="quiet">没有记录。</p> : null}
      <ol className="history">
        {history.map(step => (
          <li key={step.id}>
            <p>
              <strong>{words[step.action]}</strong> {step.who}
              {step.action === 'unflagged' ? null : <span className="quiet">（{flagKindName(step.kind)}）</span>}
            </p>
            <p className="quiet">
              <Moment at={step.at} exact />
            </p>
            <p className="wrap">{step.text}</p>
            {step.evidenceFileId && step.action !== 'unflagged' ? (
              <a
                href={addressOf('GET /api/flagged-employers/{uscc}/evidence/{id}', { uscc, id: step.evidenceFileId })}
                target="_blank"
                rel="noreferrer"
              >
                查看佐证材料
              </a>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
