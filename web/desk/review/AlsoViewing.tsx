import { EyeOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

/** Half of the silence after which the server takes a page for gone. */
const everyMs = 30_000;

/** 正在查看: so that two people do not decide the same case at once. */
export function AlsoViewing({ caseRef }: { readonly caseRef: string }) {
  const { data } = useQuery({
    queryKey: ['case-viewing', caseRef],
    queryFn: ({ signal }) => call('POST /api/cases/{ref}/viewing', { params: { ref: caseRef }, signal }),
    // A page in the background is nobody's who decides.
    refetchInterval: everyMs,
    refetchOnWindowFocus: true,
    staleTime: everyMs,
    gcTime: 0,
    retry: false,
  });
  const names = data?.others ?? [];
  return (
    <div role="status">
      {names.length > 0 ? (
        <p className="also-viewing">
          <EyeOutlined aria-hidden /> {names.join('、')}正在查看此件
        </p>
      ) : null}
    </div>
  );
}
