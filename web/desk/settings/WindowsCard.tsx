import { Form, Input } from 'antd';
import { nationalWindow } from '#domain/rules/cohort-window.ts';
import { cohortsWorthSetting } from './windows.ts';

/** When each cohort may be worked on, inside the national window. */
export function WindowsCard() {
  return (
    <section className="card">
      <h2>各届毕业生的办理时间</h2>
      <p className="quiet form-note">
        在全国办理时间之内设置，首尾两天均可办理。时间之外，毕业生和用人单位不能发起或提交；已提交的，院系和学校仍可审核。
      </p>
      {cohortsWorthSetting(new Date()).map(cohort => {
        const { from, to } = nationalWindow(cohort);
        return (
          <div key={cohort} className="form-grid">
            <Form.Item name={['windows', String(cohort), 'from']} label={`${cohort} 届：开始日期`} extra={`最早 ${from}`}>
              <Input type="date" max="2099-12-31" />
            </Form.Item>
            <Form.Item name={['windows', String(cohort), 'to']} label={`${cohort} 届：结束日期`} extra={`最晚 ${to}`}>
              <Input type="date" max="2099-12-31" />
            </Form.Item>
          </div>
        );
      })}
    </section>
  );
}
