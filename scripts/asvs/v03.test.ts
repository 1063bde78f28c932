import { runChapter } from './run-chapter.ts';
import { closeSite } from './site.ts';
import { v03 } from './v03.ts';

runChapter(v03, closeSite);
