import { runChapter } from './run-chapter.ts';
import { v01 } from './v01.ts';

runChapter(v01);
