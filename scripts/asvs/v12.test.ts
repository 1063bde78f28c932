import { runChapter } from './run-chapter.ts';
import { v12 } from './v12.ts';

runChapter(v12);
