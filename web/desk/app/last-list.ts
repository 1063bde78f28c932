/** The filters that a list had when it was last on screen: where 返回列表 leads. Kept for the life of the page only. */
const searches = new Map<string, string>();

export function rememberList(path: string, params: URLSearchParams): void {
  searches.set(path, params.toString());
}

export function backToList(path: string): string {
  const search = searches.get(path);
  return search ? `${path}?${search}` : path;
}
