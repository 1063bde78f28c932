import { runChapter } from './run-chapter.ts';
import { v02 } from './v02.ts';

runChapter(v02);
