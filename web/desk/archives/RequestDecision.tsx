import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { actions } from '#domain/actions/all.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { call, codeOf } from '#web/desk/kit/api/api.ts';
import { DecideBar } from '#web/desk/kit/decide/DecideBar.tsx';
import { movedOn } from '#web/desk/kit/decide/moved-on.ts';
import { useListWalk } from '#web/desk/kit/decide/use-list-walk.ts';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { pathsOf, wordsOf } from './data/kind.ts';
import { changedQueries, homeQuery, type RequestDetail, requestFormQuery, requestQuery } from './data/queries.ts';
import { FormDrawer } from './FormDrawer.tsx';
import { walkedRequests } from './walked-requests.ts';

interface Props {
  readonly kind: TransferKind;
  readonly page: RequestDetail;
}
const decisions = ['approve', 'reject'] as const;

/** The decision, always in sight; after it, the next request that waits. */
export function RequestDecision({ kind, page }: Props) {
  const { id, version, graduateName, reasons } = page;
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [, navigate] = useLocation();
  const paths = pathsOf(kind);
  const { title } = wordsOf(kind);
  const count = useQuery(homeQuery(kind)).data?.waiting ?? 0;
  const { previous, next } = useListWalk(String(id), walkedRequests(kind, backToList(paths.requests)));
  useEffect(() => {
    if (next) void queryClient.prefetchQuery(requestQuery(kind, Number(next)));
  }, [next, kind, queryClient]);
  const to = (target: string | undefined) => (target ? () => navigate(`${paths.requests}/${target}`) : undefined);

  const refresh = () => {
    for (const key of changedQueries) void queryClient.invalidateQueries({ queryKey: [key] });
  };
  const goOn = () => {
    if (next) return to(next)?.();
    message.success(count > 1 ? '已到名单末尾，另有待您审核的申请' : '待您审核的申请已全部办理');
    const { href, state } = backToList(paths.requests);
    navigate(href, { state });
  };
  const choices = decisions.flatMap(action => {
    const key = actions[action].reviewer?.key;
    return page.actions
      .filter(one => one.action === action)
      .map(({ word, obstacle }) => ({ action, word, obstacle: obstacle?.sentence ?? null, ...(key ? { key } : {}) }));
  });
  const correct = page.actions.find(({ action }) => action === 'correct');
  return (
    <DecideBar
      label="审核操作"
      name={graduateName}
      choices={choices}
      adverse={{
        action: 'reject',
        title: `审核不通过：${graduateName}`,
        okText: '审核不通过',
        note: `毕业生会看到原因，可以重新提交申请${page.reported ? `；已登记的${title}保持不变` : ''}。`,
        reasons,
      }}
      approval={`${page.word}：${page.transferType}`}
      notes={choices.length === 0 ? [`${page.label}，此件现在不需要您办理。`] : []}
      walk={{ noun: '申请', waiting: count, onPrevious: to(previous), onNext: to(next), files: page.files.length }}
      content={{ id, version }}
      send={(action, reason, key) =>
        call('POST /api/archives/{kind}/requests/{id}/{action}', {
          params: { kind, id, action },
          body: { version, ...(reason ? { reason } : {}) },
          key,
        })
      }
      onDone={after => {
        queryClient.setQueryData(requestQuery(kind, id).queryKey, after);
        refresh();
        if (!after.mine) goOn();
      }}
      onRefused={error => {
        refresh();
        if (movedOn(codeOf(error))) to(next)?.();
      }}
    >
      {correct ? <Correct kind={kind} page={page} obstacle={correct.obstacle?.sentence} onDone={refresh} /> : null}
    </DecideBar>
  );
}

interface CorrectProps extends Props {
  readonly obstacle: string | undefined;
  readonly onDone: () => void;
}

/** 修改申请内容 before deciding: it decides nothing. */
function Correct({ kind, page: { id, version, graduateName }, obstacle, onDone }: CorrectProps) {
  const [open, setOpen] = useState(false);
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const form = useQuery({ ...requestFormQuery(kind, id, version), enabled: open, refetchOnWindowFocus: false });
  return (
    <>
      <Button disabled={obstacle !== undefined} title={obstacle} onClick={() => setOpen(true)}>
        修改信息
      </Button>
      <FormDrawer
        kind={kind}
        title={`修改申请内容：${graduateName}`}
        okText="保存修改"
        note="不作审核决定；修改前后都留在办理记录中，修改后仍需审核。"
        query={form}
        open={open}
        onClose={() => setOpen(false)}
        onSend={async (body, key) => {
          const after = await call('PUT /api/archives/{kind}/requests/{id}', { params: { kind, id }, body, key });
          queryClient.setQueryData(requestQuery(kind, id).queryKey, after);
          onDone();
          message.success(`${graduateName}：申请内容已修改，尚未审核`);
        }}
      />
    </>
  );
}
