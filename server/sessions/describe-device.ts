type Name = readonly [pattern: RegExp, name: string];

// In this order: a browser names those that it wants to be taken for as well.
const browsers: readonly Name[] = [
  [/MicroMessenger/, '微信'],
  [/Edg/, 'Edge'],
  [/Firefox/, 'Firefox'],
  [/HuaweiBrowser/, '华为浏览器'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const systems: readonly Name[] = [
  [/iPhone|iPad/, 'iOS'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];
const nameIn = (names: readonly Name[], agent: string): string | undefined => names.find(([pattern]) => pattern.test(agent))?.[1];

/** What a person recognises a browser by. The user agent itself is not kept: it tells apart more people than needed. */
export function describeDevice(userAgent: string): string {
  const parts = [nameIn(browsers, userAgent), nameIn(systems, userAgent)].filter(part => part !== undefined);
  return parts.join(' · ') || '未知设备';
}
