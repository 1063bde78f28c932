import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { Notice } from './Notice.tsx';

interface State {
  readonly failed: boolean;
}

/** A page that throws, or a chunk that a new release has replaced: say so and offer to load anew. React asks for a class here. */
export class Crash extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="alone">
        <Notice
          kind="warning"
          title="页面没有加载成功"
          text="可能是网络中断，或系统刚刚更新。重新加载后可继续；已填写的表单内容保存在本浏览器标签页中。"
        >
          <Button type="primary" onClick={() => window.location.reload()}>
            重新加载
          </Button>
        </Notice>
      </main>
    );
  }
}
