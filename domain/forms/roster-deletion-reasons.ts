/** Why a graduate is taken off the roster. */
export const rosterDeletionReasons: readonly string[] = [
  '重复上传',
  '信息有误，重新上传',
  '延期毕业',
  '退学、转学或取消学籍',
  '不属于本届毕业生',
  '其他',
];
