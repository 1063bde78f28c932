import type { CodeTable } from './code-table.ts';
import rows from './countries.json' with { type: 'json' };

/**
 * 国家和地区: the 249 officially assigned two-letter codes of ISO 3166-1 (GB/T 2659.1-2022), in the order of their pinyin, China first.
 * The short Chinese names follow the Unicode CLDR, but for 中国香港, 中国澳门, 中国台湾 and 巴勒斯坦.
 */
export const countries: CodeTable = rows;

/** Where one can be who went abroad or across the border: 香港, 澳门 and 台湾 among them, the mainland not. */
export const countriesAbroad: CodeTable = countries.filter(country => country.code !== 'CN');
