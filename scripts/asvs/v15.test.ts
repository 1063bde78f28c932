import { runChapter } from './run-chapter.ts';
import { closeSite } from './site.ts';
import { v15 } from './v15.ts';

runChapter(v15, closeSite);
