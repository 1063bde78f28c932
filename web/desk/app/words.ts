/** 824 KB, 3.2 MB. */
export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export const countWords = (count: number): string => count.toLocaleString('zh-CN');
