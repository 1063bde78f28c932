import { runChapter } from './run-chapter.ts';
import { v09 } from './v09.ts';

runChapter(v09);
