import { runChapter } from './run-chapter.ts';
import { v16 } from './v16.ts';

runChapter(v16);
