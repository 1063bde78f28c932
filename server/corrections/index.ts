export { changeNoteOf } from './change-note-data.ts';
export { obstacleOfCorrection } from './file-change-request.ts';
export { correctionsModule } from './module.ts';
export { readCorrection } from './read-correction.ts';
export { openRequestOf } from './store.ts';
