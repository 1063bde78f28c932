/** What reviewers do, in the order in which the desk offers it. */
import { because, saysHowFar, saysWhere, typeChanged, whatChanged } from './messages.ts';
import type { ActionRow } from './row.ts';

const other = '其他';
const wrongUnit = '单位信息有误';
const wrongArchive = '档案转递信息有误';
const wrongHukou = '户口迁移信息有误';
const rosterDiffers = '关键信息与学生名单不一致';
const doubtfulEmployer = '单位资质存疑';
const badTerms = '协议条款不符合规定';
const notSettled = '双方尚未协商一致';
const notPaid = '违约责任未履行';
const onRequest = '学生本人申请';
const unclear = '材料图像不清晰或不完整';
const untrue = '材料真实性存疑';
const badSeal = '未加盖公章或公章不符';

export const reviewerActions = {
  approve: {
    word: '审核通过',
    tells: saysHowFar,
    reviewer: { key: 'A', look: 'primary', said: '审核通过' },
    where: [
      {
        flow: 'online-signing',
        tells: {
          graduate: told =>
            told.isInReview
              ? {
                  title: '学院审核已通过',
                  text: `您与${told.employerName}的签约已通过学院审核，等待学校审核。`,
                  push: 'wechat',
                }
              : { title: '签约完成', text: `您与${told.employerName}的签约已审核通过，协议生效，可下载电子就业协议书。` },
          employer: told => ({
            title: '签约完成',
            text: `贵单位与${told.graduateName}的签约已审核通过，协议生效，可下载电子就业协议书。`,
          }),
        },
      },
      {
        flow: ['online-termination', 'offline-termination'],
        consequence: '最后一级通过后解约完成，已报送的去向信息随之清除，毕业生可以重新签约。',
      },
      { flow: 'auditor-appointment', word: '确认' },
      { flow: 'training-mode-change', role: 'school', word: '上报省级' },
      { witnessed: true, word: '鉴证通过', reviewer: { key: 'A', look: 'primary', said: '鉴证通过' } },
      { topic: 'voiding', consequence: '最后一级通过后该去向作废，已报送的去向信息随之清除。' },
    ],
  },
  passOn: {
    word: '单位已同意，转入审核',
    asks: 'help',
    tells: saysWhere,
    reviewer: { look: 'primary', said: '已转入审核' },
  },
  return: {
    word: '退回修改',
    asks: 'reason',
    isAdverse: true,
    namesFields: true,
    tells: saysWhere,
    reviewer: { key: 'X', look: 'plain', said: '已退回修改' },
    consequence: '毕业生会看到原因，修改后重新提交，届时从第一级重新审核。',
    where: [
      {
        flow: 'offline-signing',
        reasons: [unclear, badSeal, '上传的协议书版本不符', other],
      },
      {
        flow: 'offline-signing',
        topic: 'agreement',
        reasons: [wrongUnit, '协议条款填写有误', wrongArchive, wrongHukou, other],
      },
      {
        flow: 'paper-signing',
        reasons: [wrongUnit, '填写内容与纸质协议不一致', wrongArchive, wrongHukou, unclear, badSeal, other],
      },
      { flow: 'offline-termination', reasons: ['解约材料不清晰或不完整', '解约函未加盖公章', '解约理由填写不完整', other] },
      {
        flow: 'other-destination',
        reasons: ['填写内容与证明材料不一致', '证明材料不清晰或不完整', wrongUnit, wrongArchive, wrongHukou, other],
      },
      {
        flow: 'employer-qualification',
        reasons: [
          '单位信息与证照不一致',
          '统一社会信用代码有误',
          '证照图片不清晰或不完整',
          '证照已过期或已注销',
          '联系方式有误',
          doubtfulEmployer,
          other,
        ],
      },
    ],
  },
  reject: {
    word: '审核不通过',
    asks: 'reason',
    isAdverse: true,
    tells: saysWhere,
    reviewer: { key: 'R', look: 'danger', said: '审核不通过' },
    where: [
      {
        flow: 'online-signing',
        consequence: '签约随即失败，毕业生与用人单位都会看到原因；双方协商一致后，由用人单位重新发起邀请。',
        reasons: [
          wrongUnit,
          '岗位信息与专业或实际不符',
          badTerms,
          rosterDiffers,
          wrongArchive,
          wrongHukou,
          doubtfulEmployer,
          onRequest,
          other,
        ],
        tells: {
          graduate: told => ({
            title: '签约失败（审核不通过）',
            text: `您与${told.employerName}的签约未通过审核。${because(told)}如仍需签约，请与单位协商后由单位重新邀请。`,
          }),
          employer: told => ({
            title: '签约失败（审核不通过）',
            text: `贵单位与${told.graduateName}的签约未通过学校审核。${because(told)}`,
          }),
        },
      },
      {
        flow: 'offline-signing',
        consequence: '本次签约随即结束，毕业生会看到原因，可以重新填写或登记其他去向。',
        reasons: [doubtfulEmployer, badTerms, rosterDiffers, untrue, '学生已提交情况说明，申请重新签约', other],
      },
      {
        flow: 'offline-signing',
        topic: 'agreement',
        reasons: [doubtfulEmployer, badTerms, rosterDiffers, onRequest, other],
      },
      {
        flow: 'paper-signing',
        consequence: '本次补登随即结束，毕业生会看到原因，可以重新填写或登记其他去向。',
        reasons: [doubtfulEmployer, untrue, rosterDiffers, badTerms, other],
      },
      {
        flow: 'online-termination',
        consequence: '解约失败，原签约继续有效，毕业生与用人单位都会看到原因。',
        reasons: [notSettled, notPaid, untrue, other],
      },
      {
        flow: 'offline-termination',
        consequence: '解约失败，原签约继续有效，毕业生会看到原因。',
        reasons: [notSettled, untrue, notPaid, other],
      },
      {
        flow: 'other-destination',
        consequence: '本次登记随即结束，毕业生会看到原因，可以重新登记。',
        reasons: [untrue, '去向类型选择有误', '不符合该去向类型的要求', rosterDiffers, onRequest, other],
      },
      {
        topic: 'voiding',
        consequence: '该去向继续有效，毕业生会看到原因。',
        tells: {
          ...saysWhere,
          graduate: told => ({
            title: '作废申请未通过',
            text: `您对「${told.employerName}」的作废申请未通过审核，该去向继续有效。${because(told)}`,
          }),
        },
      },
      { flow: 'other-destination', topic: 'voiding', reasons: ['去向没有变化', '作废理由不充分', onRequest, other] },
      {
        flow: 'training-mode-change',
        reasons: ['佐证材料不完整或不清晰', '定向、委培单位信息有误', '不符合培养方式修改规定', '定向、委培单位未同意', other],
      },
      { flow: 'training-mode-change', role: 'school', word: '不予上报' },
      { witnessed: true, word: '鉴证不通过', reviewer: { key: 'R', look: 'danger', said: '鉴证不通过' } },
      {
        flow: 'change-request',
        reasons: ['申请内容与证明材料不一致', '缺少证明材料', '应通过解约或作废办理', '信息无须变更', other],
      },
      {
        flow: 'archive-request',
        reasons: [wrongArchive, '接收单位不能接收档案', '转递类型选择有误', unclear, '与毕业去向不一致', onRequest, other],
      },
      {
        flow: 'hukou-request',
        reasons: [wrongHukou, '迁移类型选择有误', unclear, '与毕业去向不一致', onRequest, other],
      },
    ],
  },
  amend: {
    word: '修改去向',
    asks: 'amendment',
    // Never in other words: who is not told from what to what can be found a place without knowing it.
    tells: {
      graduate: told => ({
        title: `${told.who}修改了您登记的去向`,
        text: `${whatChanged(told)}。改动尚待审核；不是您的意思的，请马上撤回修改，或联系${told.who}。`,
      }),
    },
    reviewer: { look: 'plain', said: '已修改去向，毕业生会收到通知' },
  },
  correct: {
    word: '更正信息',
    asks: 'correction',
    // The record stays in force, and something about it is new.
    tells: {
      graduate: told => ({
        title: '登记信息已更正',
        text: `学校更正了您的${told.flowTitle}「${told.employerName}」的信息${typeChanged(told)}。${because(told)}请查看更正前后的内容，有异议可向学校提出。`,
        push: 'all',
      }),
      employer: told => ({
        title: '登记信息已更正',
        text: `学校更正了${told.graduateName}的${told.flowTitle}（${told.jobTitle || told.employerName}）的信息，协议继续有效。${because(told)}`,
      }),
    },
    reviewer: { look: 'plain', said: '已更正，有关各方会收到通知', stays: true },
    // What is asked for, before it is decided.
    where: [{ flow: ['archive-request', 'hukou-request'], word: '修改信息', asks: 'form' }],
  },
  noteHelp: {
    word: '记录协助情况',
    asks: 'remark',
    hidesNoteFrom: 'employer',
    tells: {
      graduate: told => ({
        title: '学校正在协助您解约',
        text: `学校记录了您与${told.employerName}解约的协助情况：${told.reason}`,
      }),
    },
    reviewer: { look: 'plain', said: '已记录协助情况，毕业生会收到通知' },
  },
  refreshSnapshot: { word: '获取最新学生信息', reviewer: { look: 'plain', said: '已获取最新学生信息（关键信息以提交时为准）' } },
  answer: { word: '答复', asks: 'note' },
} satisfies Readonly<Record<string, ActionRow>>;
