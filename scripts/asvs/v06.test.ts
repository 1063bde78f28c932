import { runChapter } from './run-chapter.ts';
import { v06 } from './v06.ts';

runChapter(v06);
