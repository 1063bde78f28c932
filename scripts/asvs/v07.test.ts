import { runChapter } from './run-chapter.ts';
import { v07 } from './v07.ts';

runChapter(v07);
