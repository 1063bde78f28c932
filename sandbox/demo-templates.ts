// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the blanks of a provider's template are written so
/** The templates that the demo's providers have approved, as real ones would. */
export const demoSmsTemplates = {
  sms: {
    SMS_QX_REGISTER: '您的注册验证码是 ${code}，5 分钟内有效，请勿告知他人。',
    SMS_QX_SIGN_IN: '您的登录验证码是 ${code}，5 分钟内有效，请勿告知他人。',
    SMS_QX_RESET: '您正在重设登录密码，验证码 ${code}，5 分钟内有效。如非本人操作请忽略。',
    SMS_QX_CONSENT: '您正在确认签约意愿，验证码 ${code}，5 分钟内有效。如非本人操作请忽略。',
    SMS_QX_LINK: '${school}毕业生${name}请贵单位在就业协议书上盖章并回传，7 天内有效：${url}',
    SMS_QX_MEMBER: '${employer}邀请您作为单位成员办理签约，请用本手机号加入：${url}',
    SMS_QX_NOTICE: '${title}：${text} 查看：${url}',
  },
  wechat: { 'qx-notice': '{{thing1.DATA}}：{{thing2.DATA}}' },
} as const;
