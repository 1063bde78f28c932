const codes: readonly string[] = ['already-moved', 'not-possible-here', 'too-late', 'not-yours', 'lapsed', 'already-decided'];

/** Refusals that say another person, or the clock, was first: the reviewer goes on with the next one. */
export const movedOn = (code: string | undefined): boolean => code !== undefined && codes.includes(code);

/** What is said of it: a graduate who was deleted has not been decided by somebody else. */
export const headOf = (code: string | undefined): string =>
  code === 'lapsed' ? '毕业生已从学生名单中删除' : movedOn(code) ? '未重复办理' : '没有办理成功';
