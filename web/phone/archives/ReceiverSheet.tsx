import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FoundReceiver } from '#contract/routes/receivers.ts';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Skeleton } from '#web/common/Skeleton.tsx';
import { useDraft } from '#web/common/use-draft.ts';
import { Field } from '#web/phone/kit/Field.tsx';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import type { Form } from '#web/phone/kit/use-saved-draft.ts';

interface Props {
  /** A code of a region: only what serves it, and what lies in it. */
  readonly within: string | undefined;
  readonly onChosen: (values: Form) => void;
  readonly onClose: () => void;
}

/** A pause in typing after which it is looked for. */
const pauseMs = 350;
const atMost = 20;

/** The entry as the form has it; what it leaves open is emptied, so that nothing of another office stays. */
const valuesOf = ({ name, regionCode, address, postcode, contact, phone }: FoundReceiver): Form => ({
  archiveReceiverName: name,
  archiveRegionCode: regionCode,
  archiveAddress: address,
  archivePostcode: postcode ?? '',
  archiveContact: contact ?? '',
  archivePhone: phone ?? '',
});

/** 查找档案接收机构: by a part of the name, its pinyin or initials; the one that is chosen fills in the receiver. */
export function ReceiverSheet({ within, onChosen, onClose }: Props) {
  const [text, setText] = useDraft('receiver');
  const [asked, setAsked] = useState(text.trim());
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['receivers', within ?? '', asked],
    queryFn: ({ signal }) =>
      call('GET /api/receivers', { query: { ...(asked && { q: asked }), ...(within && { region: within }) }, signal }),
    enabled: asked !== '' || within !== undefined,
    staleTime: 60_000,
  });
  const rows = data?.rows ?? [];
  return (
    <Sheet title="查找档案接收机构" onClose={onClose}>
      <div className="stack">
        <Field
          label="机构名称"
          hint="可输入名称的一部分、拼音或拼音首字母"
          type="search"
          autoComplete="off"
          maxLength={60}
          value={text}
          onValue={setText}
        />
        {asked === '' && !within ? (
          <p className="soft">选中后，名称、地址、邮编、电话一并填入，可以修改。</p>
        ) : error ? (
          <ProblemNotice error={error} onRetry={refetch} />
        ) : isPending ? (
          <Skeleton lines={3} />
        ) : (
          <p className="note" role="status">
            {rows.length === 0
              ? '没有找到。请换一个说法，或关闭后自行填写。'
              : rows.length < atMost
                ? `找到 ${rows.length} 个，点一个填入`
                : `只列出前 ${atMost} 个，请把名称写得更完整`}
          </p>
        )}
        <ul className="menu">
          {rows.map(office => (
            <li key={`${office.servedRegionCode} ${office.name}`}>
              <button
                type="button"
                className="menu-item"
                onClick={() => {
                  onChosen(valuesOf(office));
                  onClose();
                }}
              >
                <span className="card-link-words">
                  <span>{office.name}</span>
                  <span className="note">
                    {office.region}
                    {office.address}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}
