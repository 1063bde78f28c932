import { Component, type ReactNode } from 'react';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';

/** A page that breaks says so, and what was typed is still kept as draft. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  static getDerivedStateFromError = (error: unknown) => ({ error });
  override state = { error: undefined };

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <main className="page">
        <h1 className="unseen">页面出错</h1>
        <ProblemNotice error={this.state.error} onRetry={() => location.reload()} retryWord="刷新" />
      </main>
    );
  }
}
