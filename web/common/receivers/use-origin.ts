import { useState } from 'react';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { fillOrigin } from './fill-origin.ts';

type Form = Readonly<Record<string, string>>;

/** What the server sends of a form of archive or hukou, as far as 转回生源地 needs it. */
interface OfForm {
  readonly fields: readonly { readonly key: string }[];
  /** The code of 转回生源地. */
  readonly originType: string;
  readonly origin: { readonly provinceCode: string | null; readonly receiver: Form | null } | null;
}

/** 转回生源地 on a form: what a change of type does to the receiver, and where its region has to stay. */
export function useOrigin(kind: TransferKind, { fields, origin, originType }: OfForm) {
  const { typeKey, receiverRegionKey } = transferDetails[kind];
  const [before, setBefore] = useState<Form>({});
  const receiver = origin?.receiver ?? null;
  return {
    /** What changes in the form, the type included. */
    chooseType(form: Form, from: string, to: string): Form {
      const keys = fields.map(({ key }) => key).filter(key => key !== typeKey && key !== 'explanation');
      const filled = fillOrigin(form, { from, to, originType, receiver, keys, before });
      setBefore(filled.before);
      return { ...filled.values, [typeKey]: to };
    },
    /** The province that the receiver may not leave. */
    provinceOf: (type: string): string | undefined =>
      receiverRegionKey && type === originType ? (origin?.provinceCode ?? undefined) : undefined,
    /** What the receiver's fields had before 转回生源地 filled them in. */
    before,
    /** Something that a person typed gave way to the receiver; another type brings it back. */
    isKept: Object.entries(before).some(([key, value]) => value !== '' && value !== (receiver?.[key] ?? '')),
  };
}
