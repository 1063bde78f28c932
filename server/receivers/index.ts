export { type OriginOffice, originOffice, originOffices } from './find-office.ts';
export { receiversModule } from './module.ts';
export { pinyinOf } from './pinyin-of.ts';
