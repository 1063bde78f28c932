import { useQuery } from '@tanstack/react-query';
import { invitationDefaultsQuery } from '../app/queries.ts';
import { useMe } from '../app/session.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { InvitationForm } from './InvitationForm.tsx';
import { NotQualified } from './NotQualified.tsx';

/** 签约邀请: open to qualified employers; to the others it says why not and where to go. */
export default function InvitePage() {
  const { employer } = useMe();
  const defaults = useQuery({ ...invitationDefaultsQuery, enabled: employer?.qualified ?? false });
  if (!employer?.qualified)
    return (
      <>
        <PageHead title="签约邀请" />
        <NotQualified />
      </>
    );
  return <Loaded query={defaults}>{data => <InvitationForm employerId={employer.id} defaults={data} />}</Loaded>;
}
