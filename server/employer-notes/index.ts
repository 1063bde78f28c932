export { employerNotes, noteEmployer } from './employer-notes.ts';
