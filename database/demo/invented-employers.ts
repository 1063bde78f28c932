import { completeUscc } from '#domain/identifiers/uscc.ts';
import { seedRegions } from '../regions/regions.ts';
import { seededRandom } from './random.ts';

export interface InventedEmployer {
  readonly name: string;
  readonly uscc: string;
  readonly nature: string;
  readonly industry: string;
  readonly regionCode: string;
  readonly address: string;
  readonly contactName: string;
  readonly contactMobile: string;
  readonly contactLandline: string;
  readonly contactEmail: string;
}

const cities = seedRegions.filter(region => region.level === 'city' && region.name.endsWith('市'));
const countyOf = new Map(seedRegions.filter(region => region.level === 'county').map(region => [region.parent, region.code]));

/** Names that nobody would give a company, so that no real one is met. */
const brands = ['纸鹤星球', '第七座桥', '云上烧饼', '明日灯塔', '半盏鲸落', '不打烊的海', '十二只橘猫', '会飞的算盘'];
const trades = [
  { industry: 'I', words: ['软件技术', '人工智能研究', '网络科技'] },
  { industry: 'C', words: ['精密制造', '新能源材料', '生物制药'] },
  { industry: 'P', words: ['教育咨询', '职业培训'] },
  { industry: 'E', words: ['建设工程', '市政设计'] },
  { industry: 'F', words: ['跨境贸易', '食品销售'] },
] as const;
const forms = [
  { ending: '有限公司', nature: '39' },
  { ending: '股份有限公司', nature: '39' },
  { ending: '（中外合资）有限公司', nature: '32' },
  { ending: '集团有限责任公司', nature: '31' },
  { ending: '集团股份有限公司高新技术产业开发区软件园二期研发与客户联合创新中心分公司', nature: '39' },
] as const;

/**
 * Invented employers with a right check character in their USCC, whose organisation part begins with QX (no register gives that).
 * The same seed gives the same employers.
 */
export function inventEmployers(count: number, seed: number): readonly InventedEmployer[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, place) => {
    const city = random.pick(cities);
    const regionCode = countyOf.get(city.code) ?? city.code;
    const trade = random.pick(trades);
    const form = random.pick(forms);
    const number = String(place + 1).padStart(6, '0');
    return {
      name: `${city.name.replace(/市$/, '')}${random.pick(brands)}${random.pick(trade.words)}${form.ending}`,
      uscc: completeUscc(`91${regionCode}QX${number}X`),
      nature: form.nature,
      industry: trade.industry,
      regionCode,
      address: `演示路 ${random.whole(1, 999)} 号 ${random.whole(1, 30)} 层`,
      contactName: random.pick(['陈经理', '林老师', '王主管', '黄女士', '吴先生']),
      contactMobile: `139${String(20_000_000 + place)}`,
      contactLandline: `0592-618${String(place % 10_000).padStart(4, '0')}`,
      contactEmail: `hr${number}@employer.example`,
    };
  });
}
