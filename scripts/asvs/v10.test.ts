import { runChapter } from './run-chapter.ts';
import { v10 } from './v10.ts';

runChapter(v10);
