/** antd ships this file as an ES module without saying so; TypeScript would take its default export for a CommonJS one. */
declare module 'antd/es/locale/zh_CN.js' {
  import type { Locale } from 'antd/es/locale/index.js';

  const locale: Locale;
  export default locale;
}
