import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Answer } from '#contract/client.ts';
import type { CasePage } from '#contract/routes/cases.ts';
import { call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';
import { headOf, movedOn } from '#web/desk/kit/decide/moved-on.ts';
import { backFrom } from '#web/desk/kit/list/last-list.ts';
import { type Decidable, saidOf } from './decision-words.ts';
import { casePath, gatheringPaths, listOf } from './lists/case-lists.ts';
import type { Walk } from './use-walk.ts';

export interface Decision {
  readonly sending: Decidable | undefined;
  /** Returns the faults by field, if there are any. */
  readonly decide: (
    action: Decidable,
    input?: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, string>> | undefined>;
  readonly open: (ref: string | undefined) => void;
}

export function useDecision(page: CasePage, walk: Walk): Decision {
  const [sending, setSending] = useState<Decidable>();
  const { notification, message } = App.useApp();
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const press = usePress();
  const list = listOf(page.flow);
  const pathOf = (ref: string) => casePath({ flow: page.flow, ref });

  const open = (ref: string | undefined) => {
    if (ref) navigate(pathOf(ref));
  };
  const refreshLists = () => {
    for (const key of ['desk-home', 'desk-cases']) void queryClient.invalidateQueries({ queryKey: [key] });
  };
  const goOn = () => {
    if (walk.next) open(walk.next);
    else {
      // This one is among those that waited.
      message.success(walk.waiting > 1 ? `已到名单末尾，另有待您处理的${list.noun}` : `待您处理的${list.noun}已全部办理`);
      const { href, state } = backFrom(list.path, gatheringPaths);
      navigate(href, { state });
    }
  };
  const done = (action: Decidable, after: Answer<'POST /api/cases/{ref}/actions/{action}'>) => {
    const { said, stays = false } = saidOf(page, action);
    // The case still waits for the reviewer, as after a note or an amendment.
    if (after.mine || stays) {
      message.success(said);
      return;
    }
    notification.success({
      key: 'decided',
      title: `${page.graduateName}：${said}`,
      description: <Link href={pathOf(page.ref)}>{after.label}</Link>,
    });
    goOn();
  };

  const decide: Decision['decide'] = async (action, input = {}) => {
    setSending(action);
    const { ref, version } = page;
    try {
      const after = await press(`${ref} ${version} ${action} ${JSON.stringify(input)}`, key =>
        call('POST /api/cases/{ref}/actions/{action}', { params: { ref, action }, body: { version, input }, key }),
      );
      queryClient.setQueryData(caseQuery(ref).queryKey, after);
      refreshLists();
      done(action, after);
      return undefined;
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const atFields = Object.fromEntries(Object.entries(faults).map(([path, fault]) => [path.replace(/^input\./, ''), fault]));
      if (Object.keys(atFields).length > 0) return atFields;
      void queryClient.invalidateQueries({ queryKey: caseQuery(ref).queryKey });
      refreshLists();
      const goesOn = movedOn(codeOf(error));
      notification.warning({
        key: ref,
        duration: 12,
        title: `${page.graduateName}：${headOf(codeOf(error))}`,
        description: (
          <>
            {sentenceFor(error)} {goesOn ? <Link href={pathOf(ref)}>查看</Link> : null}
          </>
        ),
      });
      if (goesOn && walk.next) open(walk.next);
      return undefined;
    } finally {
      setSending(undefined);
    }
  };
  return { sending, decide, open };
}
