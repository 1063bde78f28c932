export const countWords = (count: number): string => count.toLocaleString('zh-CN');
