import { runChapter } from './run-chapter.ts';
import { v11 } from './v11.ts';

runChapter(v11);
