import { runChapter } from './run-chapter.ts';
import { v08 } from './v08.ts';

runChapter(v08);
