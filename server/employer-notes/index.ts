export { employerNotes } from './employer-notes.ts';
export { employerNotesModule } from './module.ts';
