import { Link } from 'wouter';
import type { CasePage } from '#contract/routes/cases.ts';

interface Props {
  readonly page: CasePage;
  /** The URL of the other case for this reader. */
  readonly signingPath: (ref: string) => string;
  readonly terminationPath: (ref: string) => string;
}

/** Links from a termination to its signing, and from a signing to the termination that is under way. */
export function Related({ page, signingPath, terminationPath }: Props) {
  const open = page.termination?.open;
  return (
    <>
      {page.signing ? (
        <span>
          所解除的签约：<Link href={signingPath(page.signing.ref)}>{page.signing.label}</Link>
        </span>
      ) : null}
      {open ? (
        <span>
          正在解约：<Link href={terminationPath(open)}>查看解约申请</Link>
        </span>
      ) : null}
    </>
  );
}
