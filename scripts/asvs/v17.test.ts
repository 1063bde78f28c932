import { runChapter } from './run-chapter.ts';
import { v17 } from './v17.ts';

runChapter(v17);
