/**
 * The closed list of reasons a command can be refused for. The code travels and stays; the sentence is what a person reads.
 * `{name}` is filled from what the refusal is about.
 */
export const refusalSentences = {
  // flows
  'not-yours': '这一步不由您办理。',
  'not-possible-here': '当前状态下不能进行这项操作，请刷新后查看最新状态。',
  'already-moved': '{who}已于{when}办理，当前状态为「{state}」。',
  'already-decided': '学校（院系）已开始审核，不能再撤回或修改。',
  'too-late': '已过截止时间，不能再操作。',
  'not-due': '尚未到期。',
  'other-hold': '您已有一项毕业去向「{label}」，只能同时保留一项。{freedBy}',
  lapsed: '该毕业生信息已从学生名单中删除，相关事项暂停办理。',
  'other-cohort': '这是您 {cohort} 届的记录，请切换到该届查看。',
  'cohort-not-open': '该届别不在办理时间内，不能发起或提交。',
  'cohort-not-over': '该届别尚未截止。',
  'cohort-over': '该届别已截止，只能查看，不能再办理。',
  'module-closed': '学校尚未开放「毕业去向填报」。',
  'mode-may-not-sign': '培养方式为定向/委培（不可网签），只能办理定向/委培毕业去向补充登记。',
  'employer-not-qualified': '贵单位尚未通过资质审核，通过后即可发送签约邀请。',
  'invitation-open': '贵单位对该毕业生的签约邀请仍在应约有效期内，到期或被拒绝后方可再次邀请。',
  'key-fields-differ': '毕业生的关键信息与学生名单不一致：{fields}。请审核不通过，由毕业生按学生名单重新办理。',
  'roster-has-no-news': '学生名单中没有可获取的新信息：关键信息以外的各项都一致。',
  'signing-not-in-force': '该签约当前不在生效状态，不能申请解约。',
  'termination-open': '该签约已有一项解约正在办理，请先等待其结束。',
  'not-yet': '对方收到申请未满 {days} 天，满 {days} 天后可请求学校协助。',
  'explanation-only': '学生上传的是情况说明，只能退回修改或审核不通过。',
  'type-does-not-fit': '该去向类型不适用于该毕业生的学历层次或培养方式，请选择其他类型。',
  'type-not-proved': '老师修改了去向类型，还没有新类型所需的证明材料：{evidence}。请上传材料，或退回修改，由毕业生补充。',
  'unit-changed': '学生名单中的定向、委培单位现为「{unit}」，与登记的不同。请先获取最新学生信息，核对后再审核。',
  'mode-change-holds': '该毕业生已有毕业去向「{label}」，不能改为定向、委培（不可网签）。请先办理解约或作废，再申请修改。',
  'mode-request-open': '该毕业生已有一项培养方式修改申请待审核，请等待其结束。',
  'mode-unchanged': '申请的培养方式和单位与学生名单相同，无需修改。',
  // archive and hukou
  'transfer-module-closed': '学校尚未开放「{module}」。',
  'hukou-not-at-school':
    '您的户口未转入学校（学生名单中为「否」或未注明），不能使用户口信息登记。如与实际不符，请联系学校就业部门更正。',
  'already-registered': '已登记{what}，如有变动请申请修改。',
  'not-registered': '尚未登记{what}，请先登记。',
  'transfer-request-open': '已有一项{what}申请待审核，请等待其结束；院校均未审核之前，可以修改申请。',
  'evidence-missing': '请上传所需的证明材料。',
  'one-pdf': '这一项可以上传 1–8 张图片，或 1 份 PDF，不能混用。请先移除已上传的，再换一种。',
  'too-many-files': '最多上传 {limit} 份。',
  // confirmation
  'confirmation-closed': '学校尚未开放「去向登记确认」。',
  'not-reported': '您的毕业去向尚未上报，完成登记并审核通过后才能确认。',
  'report-on-its-way': '您的登记信息正在上报，请稍候片刻再核对确认。',
  'record-changed': '您核对期间，登记信息有更新。请核对最新的信息后再提交，已填写的内容仍保留。',
  // authorization
  'authorization-closed': '学校尚未开放「核验授权」。',
  'authorization-over': '核验授权的服务期已结束（毕业当月起六个月），不能再授权。',
  'nothing-reported': '您还没有已上报的毕业去向。登记毕业去向并审核通过、完成去向登记确认后，可以办理核验授权。',
  'confirm-first': '请先完成「去向登记确认」，确认信息无误后再办理核验授权。',
  'confirmed-wrong': '您已反映登记信息有误。更正后请重新确认无误，再办理核验授权。',
  'confirmed-otherwise': '您的登记信息在确认后有更新。请重新核对并确认无误，再办理核验授权。',
  'identity-unproven': '请先完成实人认证，再继续。',
  'identity-not-matched': '姓名与证件号码未通过认证，请核对后重试。',
  'identity-check-down': '实人认证服务暂时无法使用，请稍后再试；本次不计入尝试次数。',
  'code-over': '该核验编号已失效，请刷新后查看。',
  'form-not-ready': '登记信息表尚未生成，请稍候刷新。',
  // transfer codes
  'transfer-service-over': '{cohort} 届的转递编号服务已于{day}截止，不能再生成或重新生成。',
  'no-form-yet': '该毕业生没有已上报的毕业去向，没有去向登记信息表。',
  'no-transfer-code': '该毕业生没有有效的转递编号，请先生成转递编号。',
  'no-transfer-codes': '当前查询结果中没有有效的转递编号，请先生成转递编号。',
  'too-many-forms': '一次最多下载 {most} 份去向登记信息表，请缩小查询范围。',
  // people
  'wrong-credentials': '账号或密码不正确。',
  'account-disabled': '该账号已停用，不能登录。停用由{who}办理，如需恢复请与其联系。',
  'totp-required': '请输入动态口令。',
  'wrong-totp': '动态口令不正确或已失效，请输入最新的 6 位数字，或一个没有用过的恢复码。',
  'try-later': '尝试次数过多，请在 {wait}后再试。',
  'wrong-sms-code': '短信验证码不正确或已过期，请重新获取。',
  'sms-not-sent': '短信暂时发送不出去，请稍后再试。',
  'no-phone': '没有您的手机号码。请在学信网补充手机号码后重新登录，或改为输入本人姓名确认。',
  'phone-taken': '该手机号已注册，请直接登录。',
  'weak-password': '{why}，请换一个。',
  'password-to-change': '请先修改初始密码。',
  'initial-password-over': '初始密码已超过 {days} 天有效期，不能再使用。请联系为您开通账号的管理员重新生成。',
  'prove-again': '为保护账号安全，请先验证身份。',
  'second-factor-to-set-up': '请先绑定动态口令。',
  'own-account': '不能对自己的账号进行这项操作，请由另一位管理员办理。',
  'login-taken': '该账号已被使用，请换一个。',
  'own-proposal': '须由另一位运维人员确认，提出的人不能自己确认。',
  'last-admin': '这是学校唯一可用的管理员账号，请先新建或启用另一位管理员。',
  'second-factor-required': '您的账号必须使用动态口令，不能解除。',
  'nothing-to-reveal': '学生名单中没有这一项。',
  'ticket-expired': '绑定已超时，请重新开始。',
  'no-second-factor': '该账号没有绑定动态口令。',
  'not-signed-in': '登录已失效，请重新登录。',
  'not-allowed': '您的账号没有此项权限。',
  'not-found': '未找到，或不在您的权限范围内。',
  'not-sealed-yet': '这条记录尚未封存，请一分钟后再试。',
  'not-on-roster': '学生名单中没有您的信息。',
  'basic-information-unchecked': '请先核对基本信息。',
  'wechat-bound-elsewhere': '该微信已绑定另一位毕业生。',
  'name-does-not-match': '输入的姓名与您的姓名不一致。',
  // public check
  'check-proof-needed': '核验次数较多，需要完成一次安全验证后再核验。',
  'checks-too-many': '核验次数过多，请在 {wait}后再试。',
  // roster
  'count-differs': '符合条件的毕业生现有 {count} 人，与您确认的人数不一致，请核对后重新确认。',
  'too-many-chosen': '一次最多选择 {limit} 人，请改用筛选条件，或分几次办理。',
  'taken-over': '{names}{more}在失效期间已由{schools}上传到学生名单，不能恢复。如有疑问，请与该校联系。',
  'nobody-to-restore': '所选毕业生已在学生名单中，无需恢复。',
  // employers
  'uscc-taken': '该统一社会信用代码已有单位通过资质审核，请联系该单位管理员加入；管理员无法联系的，请联系平台运维。',
  'employer-not-registered': '该统一社会信用代码尚无通过资质审核的单位，请核对，或改为注册新单位。',
  'members-need-qualification': '通过资质审核后才能添加成员。',
  'member-phone-taken': '该手机号已注册为单位用户，不能再次加入。',
  'member-waits': '该手机号已受邀请或正在申请加入，请在「等待加入」中处理。',
  'last-employer-admin': '这是最后一位管理员，请先把管理员移交给其他成员。',
  'organisation-incomplete': '请先完善单位信息并提交资质审核。',
  'already-qualified': '该单位的资质已由他人处理，请刷新后查看。',
  'graduate-not-matched': '未找到姓名与身份证号都匹配的毕业生，请与毕业生核对。',
  'invitation-code-unknown': '签约码不正确、已过期或已被毕业生撤回，请与毕业生核对。',
  'invited-often': '{days} 天内已向该毕业生发出 {times} 次邀请，请先与毕业生本人联系，约定后凭签约码邀请。',
  'look-ups-used-up': '今日查找次数已用完，请明天再试。',
  // files and sheets
  'file-too-large': '文件过大，最大 {limit}。',
  'file-kind': '文件不是可接受的类型，请上传{kinds}。',
  'seal-too-small': '图片太小，印章打印后不清晰，请上传边长不少于 150 像素的图片。',
  'picture-too-small': '图片太小，上面的文字无法辨认，请上传短边不少于 {points} 像素的图片。',
  'file-broken': '文件无法打开，可能已损坏，请重新拍摄或导出后上传。',
  'file-pages': 'PDF 页数过多，最多 {limit} 页。',
  'file-scripts': '文件含有脚本或附件，不能接收，请打印为普通 PDF 或拍照后上传。',
  'file-encrypted': '文件设有密码，请去除密码后上传。',
  'file-too-complex': '文件内容过于复杂，没能在限定时间内读完，请打印为普通 PDF 或拍照后上传。',
  'files-waiting': '您上传的文件还有几份正在检查，请等它们完成后再上传这一份。',
  'file-infected': '病毒扫描在文件中发现问题（{name}），文件没有接收。请查杀后重新导出，或改为拍照上传。',
  'virus-scan-down': '文件的安全检查暂时无法进行，文件没有保存，请稍后重试；您填写的内容没有丢失。',
  'file-not-asked': '这一项不需要上传材料，请刷新后查看。',
  'file-deleted': '证明材料已按保存期限删除。',
  'upload-offset': '上传的位置不一致，正在重新核对。',
  'upload-busy': '这份文件正在另一个页面上传，请稍候。',
  'upload-incomplete': '文件还没有传完，请继续上传。',
  'upload-broken': '文件在传输中损坏，请重新上传。',
  'desks-open': '您打开的工作台页面过多，这一页不会自动更新，请关闭不用的页面后刷新。',
  'reveals-used-up': '今天查看完整号码已达 {limit} 次，请明天再查看。',
  'files-used-up': '今天上传图片已达 {limit} 份，请明天再上传。',
  'wishes-used-up': '同时最多请 {limit} 家单位线上邀请，请先撤回不再需要的请求。',
  'links-used-up': '今天请单位协助回传的短信已达 {limit} 条，请明天再发，或先与单位联系人确认号码。',
  'link-dead': '链接已失效：可能已使用、已被新链接替换、超过 7 天，或该协议已有新进展。请联系毕业生重新发送。',
  'change-request-open': '该登记已有一项变更申请待学校处理，请等待其结束。',
  'objection-open': '您对这一条的异议正在等待学校答复，请勿重复提交。',
  'file-missing': '文件不存在或已过期，请重新上传。',
  'sheet-refused': '文件无法读取：{why}',
  // long work
  'too-many-jobs': '您已有 {most} 项任务正在进行，请待其中一项完成或停止后再试。',
  'batch-off': '学校未开放批量审核，请逐条办理。',
  'batch-empty': '没有可以批量办理的记录，请刷新列表后重新选择。',
  'batch-too-large': '一次最多批量办理 {most} 条，请用筛选条件缩小范围。',
  'nothing-to-export': '没有符合条件的记录，请调整筛选条件。',
  'too-many-agreements': '一次最多打包 {most} 份协议书，请用筛选条件缩小范围。',
  'no-agreement': '没有可下载的就业协议书：尚未生成，或该事项不产生协议书。',
  'export-grew': '符合条件的记录已超过 {most} 条，请重新点击下载，将在后台生成。',
  // all
  'invalid-input': '有内容填写不正确，请按提示修改。',
  'changed-meanwhile': '内容已被他人修改，请刷新后重试。',
  'same-key-other-content': '同一请求编号不能用于不同内容。',
  'media-type': '请求的内容格式不正确，请刷新页面后重试。',
  'body-too-slow': '网络过慢，内容没有传完，请检查网络后重试；您填写的内容没有丢失。',
  'storage-full': '服务器存储空间不足，文件没有保存，请稍后重试；您填写的内容没有丢失。',
  'starting-again': '系统正在恢复，请稍候自动重试。',
  overloaded: '当前访问人数较多，请稍候自动重试。',
  internal: '系统出错了，您的内容没有丢失，请稍后重试。',
} as const;

export type RefusalCode = keyof typeof refusalSentences;
/** What fills a sentence's blanks, and what a screen may link to. */
export type About = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** A command's answer when it may not be done: a value, never an exception. */
export interface Refused {
  readonly refused: { readonly code: RefusalCode; readonly about?: About };
  readonly instead?: readonly string[];
}

export const refuse = (code: RefusalCode, about?: About): Refused => ({ refused: about ? { code, about } : { code } });
export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;

/** The sentence of a refusal, its blanks filled; a blank without a filling is left out. */
export const sentenceOf = (code: RefusalCode, about: About = {}): string =>
  refusalSentences[code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const filling = about[name];
    return Array.isArray(filling) ? filling.join('、') : String(filling ?? '');
  });
