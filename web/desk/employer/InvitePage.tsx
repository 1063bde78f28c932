import { useQuery } from '@tanstack/react-query';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { useMe } from '#web/desk/kit/session/session.ts';
import { InvitationForm } from './InvitationForm.tsx';
import { NotQualified } from './NotQualified.tsx';
import { invitationDefaultsQuery } from './queries.ts';

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
