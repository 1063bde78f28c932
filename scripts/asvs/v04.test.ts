import { runChapter } from './run-chapter.ts';
import { closeSite } from './site.ts';
import { v04 } from './v04.ts';

runChapter(v04, closeSite);
