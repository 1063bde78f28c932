// How node's tests are told here: a line per file, what failed in full, what was skipped and why, and at the end `N passed, N failed`.
import { relative } from 'node:path';

const seconds = milliseconds => `${(milliseconds / 1000).toFixed(1)} s`;
const pathOf = file => (file ? relative(process.cwd(), file) : '');
// A suite that only holds what failed says nothing new.
const isEcho = ({ details }) => details.error?.failureType === 'subtestsFailed';

function whatFailed(error) {
  const cause = error?.cause instanceof Error ? error.cause : error;
  return (cause?.stack ?? String(cause)).replace(/^/gm, '    ');
}

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === 'test:fail' && !isEcho(data))
      yield `✖ ${data.name}  ${pathOf(data.file)}:${data.line ?? ''}\n${whatFailed(data.details.error)}\n`;
    else if (type === 'test:pass' && data.skip !== undefined)
      yield `○ skipped: ${data.name}${typeof data.skip === 'string' && data.skip ? ` (${data.skip})` : ''}\n`;
    else if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    else if (type === 'test:summary') {
      const { counts, duration_ms: took, file, success } = data;
      const failed = counts.tests - counts.passed - counts.skipped - counts.todo;
      if (file) yield `${success ? '✔' : '✖'} ${pathOf(file)} (${counts.tests}, ${seconds(took)})\n`;
      // A file that breaks before its first test fails the run without a failed test.
      else yield `${counts.passed} passed, ${success ? 0 : Math.max(1, failed)} failed\n`;
    }
  }
}
