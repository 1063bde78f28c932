import { runChapter } from './run-chapter.ts';
import { v14 } from './v14.ts';

runChapter(v14);
