import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  InfoCircleFilled,
  LoadingOutlined,
} from '@ant-design/icons';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as Antd, ConfigProvider } from 'antd';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type AroundNavHandler, Router } from 'wouter';
import { queryClient } from '#web/desk/kit/api/query-client.ts';
import { navigateAsking } from '#web/desk/kit/leave/unsaved.ts';
import { Crash } from '#web/desk/kit/page/Crash.tsx';
import { Entrance } from './Entrance.tsx';
import { nonce } from './nonce.ts';
import { useAntdTheme } from './theme.ts';

/** antd's pictures would be read aloud by their English names. */
const button = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden /> };
const alert = {
  successIcon: <CheckCircleFilled aria-hidden />,
  infoIcon: <InfoCircleFilled aria-hidden />,
  warningIcon: <ExclamationCircleFilled aria-hidden />,
  errorIcon: <CloseCircleFilled aria-hidden />,
};
const still = { disabled: true };

/** Lists that drop down belong to the landmark that they were opened in, as a screen reader walks the page. */
const popupContainer = (trigger?: HTMLElement): HTMLElement => trigger?.closest<HTMLElement>('main, header') ?? document.body;

/** A page with something typed is asked before a link leaves it. */
const aroundNav: AroundNavHandler = (navigate, to, options) => navigateAsking(window.location.pathname)(navigate, to, options);

export function App() {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={useAntdTheme()}
      csp={{ nonce }}
      button={button}
      alert={alert}
      wave={still}
      getPopupContainer={popupContainer}
    >
      <QueryClientProvider client={queryClient}>
        <Router base="/desk" aroundNav={aroundNav}>
          {/* Inside the router: notices carry links. */}
          <Antd component={false} notification={{ placement: 'topRight', top: 60, duration: 6 }}>
            <Crash>
              <Entrance />
            </Crash>
          </Antd>
        </Router>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
