import { runChapter } from './run-chapter.ts';
import { v05 } from './v05.ts';

runChapter(v05);
