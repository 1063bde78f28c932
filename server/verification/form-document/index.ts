export { type FormDocument, type FormSignature, lastDay, renderForm, renderForms } from './form-document.ts';
