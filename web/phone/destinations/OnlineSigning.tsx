import { Link } from 'wouter';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { Page } from '#web/phone/kit/Page.tsx';

const steps = [
  [
    '用人单位发送签约邀请',
    '单位在系统中注册并通过资质审核后，用您的姓名和身份证号，或用您给出的签约码发送邀请，写明岗位、薪酬、档案与户口等内容。',
  ],
  ['您在应约有效期内回应', '邀请出现在「登记记录」中。请核对全部内容，在应约截止时间之前接受或拒绝；逾期未回应，邀请失效。'],
  ['学校（院系）审核', '接受后由学校（院系）审核。审核时间与应约有效期无关，进度可随时查看。'],
  ['签约完成', '审核通过后协议生效，生成协议编号和电子就业协议书，可预览、下载。'],
] as const;
const notes = [
  '您只能与一家用人单位签约。接受一份邀请后，其他单位的邀请只能查看，不能回应。',
  '您签约与否，不影响其他单位向您发送邀请。',
  '邀请被拒绝、逾期或被撤回后，该单位可以再次向您发送邀请。',
  '审核不通过时签约失败。请根据原因与单位协商，由单位重新发送邀请。',
] as const;

/** How 与用人单位线上签约 works. Graduate guide §4. */
export const OnlineSigning = () => (
  <Page title="与用人单位线上签约" back="/destinations">
    <section className="card stack">
      <h2 className="card-title">适用于</h2>
      <p>用人单位已在本系统注册，可以与单位在线签约的毕业生。您不需要自己填写协议，请联系单位向您发送邀请。</p>
    </section>
    <Link href="/destinations/invitation-code" className="card card-link">
      <Icon name="paper" />
      <span className="card-link-words">
        <span className="card-title">我的签约码</span>
        <span className="note">不必告诉单位身份证号，单位凭码或扫码即可邀请您</span>
      </span>
      <Icon name="onward" />
    </Link>
    <section className="card stack">
      <h2 className="card-title">签约步骤</h2>
      <ol className="walk">
        {steps.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <p className="soft">{text}</p>
          </li>
        ))}
      </ol>
    </section>
    <section className="card stack">
      <h2 className="card-title">请注意</h2>
      <ul className="dotted">
        {notes.map(note => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  </Page>
);
