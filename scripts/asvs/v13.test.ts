import { runChapter } from './run-chapter.ts';
import { closeSite } from './site.ts';
import { v13 } from './v13.ts';

runChapter(v13, closeSite);
