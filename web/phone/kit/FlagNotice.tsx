import { useQuery } from '@tanstack/react-query';
import { checkUscc, normalizeUscc } from '#domain/identifiers/uscc.ts';
import { type EmployerFlag, flagLines } from '#domain/rules/employer-flag.ts';
import { call } from '#web/common/client.ts';

/** 预警单位: what is known of the employer, and what to do. Nothing where nothing is known. */
export function FlagNotice({ flag }: { readonly flag: EmployerFlag | null | undefined }) {
  const lines = flag ? flagLines(flag) : [];
  if (lines.length === 0) return null;
  return (
    <div className="notice tone-refused" role="status">
      <p className="notice-title">请注意：预警单位</p>
      {lines.map(line => (
        <p key={line}>{line}</p>
      ))}
      <p>请核实单位和岗位信息，签约前可咨询学校就业部门。</p>
    </div>
  );
}

/** The same while a code is being typed, once it has its 18 characters. */
export function TypedFlagNotice({ uscc }: { readonly uscc: string }) {
  const code = normalizeUscc(uscc);
  const fault = checkUscc(code);
  const whole = fault === undefined || fault === 'check-character';
  const { data } = useQuery({
    queryKey: ['employer-flag', code],
    queryFn: ({ signal }) => call('GET /api/employer-flags/{uscc}', { params: { uscc: code }, signal }),
    enabled: whole,
    staleTime: 60_000,
  });
  return whole ? <FlagNotice flag={data} /> : null;
}
