/** Offices that receive archives, one for each province and for the cities of a few. All invented: names, streets and numbers. */
import { type RegionTable, regionChain } from '#domain/codes/regions.ts';
import type { OwnReceiverForm, ReceiverForm } from '#domain/forms/receiver.ts';

/** Provinces by their code, with the area code and the postcode of their capital. */
const provinces: readonly (readonly [code: string, areaCode: string, postcode: string])[] = [
  ['110000', '010', '100000'],
  ['120000', '022', '300000'],
  ['130000', '0311', '050000'],
  ['140000', '0351', '030000'],
  ['150000', '0471', '010000'],
  ['210000', '024', '110000'],
  ['220000', '0431', '130000'],
  ['230000', '0451', '150000'],
  ['310000', '021', '200000'],
  ['320000', '025', '210000'],
  ['330000', '0571', '310000'],
  ['340000', '0551', '230000'],
  ['350000', '0591', '350000'],
  ['360000', '0791', '330000'],
  ['370000', '0531', '250000'],
  ['410000', '0371', '450000'],
  ['420000', '027', '430000'],
  ['430000', '0731', '410000'],
  ['440000', '020', '510000'],
  ['450000', '0771', '530000'],
  ['460000', '0898', '570000'],
  ['500000', '023', '400000'],
  ['510000', '028', '610000'],
  ['520000', '0851', '550000'],
  ['530000', '0871', '650000'],
  ['540000', '0891', '850000'],
  ['610000', '029', '710000'],
  ['620000', '0931', '730000'],
  ['630000', '0971', '810000'],
  ['640000', '0951', '750000'],
  ['650000', '0991', '830000'],
];
/** Area codes of the cities that have an office of their own; those of the other provinces have no telephone in the directory. */
const areaCodes: Readonly<Record<string, string>> = {
  350100: '0591',
  350200: '0592',
  350300: '0594',
  350400: '0598',
  350500: '0595',
  350600: '0596',
  350700: '0599',
  350800: '0597',
  350900: '0593',
};
const withCities = ['33', '35', '36', '44'];

/** The right length and plainly invented. */
const phone = (areaCode: string, place: number): string => `${areaCode}-555${String(place).padStart(4, '0')}`;
const firstBelow = (regions: RegionTable, code: string): string =>
  [...regions.values()].find(region => region.leaf && regionChain(regions, region.code).some(above => above.code === code))
    ?.code ?? code;

/** Entries of the directory as they hold from 2025 on. */
export function demoOffices(regions: RegionTable): readonly ReceiverForm[] {
  const nameOf = (code: string) => regions.get(code)?.name ?? code;
  const entry = (code: string, name: string, place: number) => ({
    ...{ servedRegionCode: code, name, regionCode: firstBelow(regions, code), address: `演示路 ${place} 号` },
    ...{ contact: '档案管理科', validFrom: '2025-01-01' },
  });
  const cities = [...regions.values()].filter(({ code, level }) => level === 'city' && withCities.includes(code.slice(0, 2)));
  return [
    ...provinces.map(([code, areaCode, postcode], at) => ({
      ...entry(code, `${nameOf(code)}高校毕业生就业服务中心（演示）`, at + 1),
      ...{ postcode, phone: phone(areaCode, at + 1) },
    })),
    ...cities.map(({ code, name }, at) => ({
      ...entry(code, `${name}人才服务中心（演示）`, at + 101),
      ...(areaCodes[code] ? { phone: phone(areaCodes[code], at + 101) } : {}),
    })),
  ];
}

/** What the demo school has arranged for itself. */
export const demoOwnOffices: readonly OwnReceiverForm[] = [
  {
    servedRegionCode: '350500',
    name: '泉州市人才发展中心毕业生档案室（演示）',
    regionCode: '350503',
    address: '演示路 901 号 3 楼',
    postcode: '362000',
    contact: '毕业生档案室',
    phone: '0595-5559001',
  },
  {
    servedRegionCode: '360000',
    name: '江西省人才服务中心流动档案部（演示）',
    regionCode: '360102',
    address: '演示路 902 号',
    postcode: '330000',
    contact: '流动档案部',
    phone: '0791-5559002',
  },
];
