import { type ThemeConfig, theme } from 'antd';
import { useSyncExternalStore } from 'react';
import { dark, fontFamily, fontFamilyCode, light, radius } from '#web/common/tokens/tokens.ts';

const { darkAlgorithm, defaultAlgorithm } = theme;
const darkWanted = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void) {
  darkWanted.addEventListener('change', listener);
  return () => darkWanted.removeEventListener('change', listener);
}

function themeOf(isDark: boolean): ThemeConfig {
  const palette = isDark ? dark : light;
  const { waiting, inForce, refused } = palette.tones;
  return {
    algorithm: isDark ? darkAlgorithm : defaultAlgorithm,
    token: {
      colorPrimary: palette.button,
      colorInfo: palette.primary,
      colorLink: palette.primary,
      colorLinkHover: palette.primary,
      colorLinkActive: palette.primary,
      colorPrimaryText: palette.primary,
      colorPrimaryTextHover: palette.primary,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surface,
      colorBgLayout: palette.ground,
      colorText: palette.text,
      colorTextHeading: palette.text,
      colorTextSecondary: palette.description,
      colorTextTertiary: palette.description,
      colorTextDescription: palette.description,
      colorTextPlaceholder: palette.placeholder,
      colorTextDisabled: palette.placeholder,
      colorIcon: palette.description,
      colorBorder: palette.edge,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      colorError: refused.text,
      colorErrorText: refused.text,
      colorErrorBg: refused.soft,
      colorWarningText: waiting.text,
      colorWarning: waiting.text,
      colorWarningBg: waiting.soft,
      colorSuccess: inForce.text,
      colorSuccessBg: inForce.soft,
      colorInfoBg: palette.primarySoft,
      borderRadius: radius,
      fontFamily,
      fontFamilyCode,
      fontSize: 14,
      // antd places what drops down when its motion ends, and the style sheet ends every motion for them.
      motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      // In the dark the danger hue is light, and takes dark text.
      Button: {
        ...(isDark ? { dangerColor: palette.ground } : {}),
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        colorPrimaryHover: palette.button,
        // A pressed button under the pointer must be legible too.
        defaultHoverColor: palette.primary,
        defaultHoverBorderColor: palette.primary,
        defaultActiveColor: palette.primary,
        defaultActiveBorderColor: palette.primary,
      },
      Alert: { withDescriptionPadding: '10px 12px', withDescriptionIconSize: 16 },
      Dropdown: { colorPrimary: palette.primary },
      Form: { labelColor: palette.text, itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
      Select: { optionSelectedColor: palette.text, optionSelectedBg: palette.primarySoft },
      Cascader: { optionSelectedColor: palette.text, optionSelectedBg: palette.primarySoft },
    },
  };
}

const [lightTheme, darkTheme] = [themeOf(false), themeOf(true)];

/** antd's theme after the system's wish for light or dark. */
export function useAntdTheme(): ThemeConfig {
  return useSyncExternalStore(subscribe, () => darkWanted.matches) ? darkTheme : lightTheme;
}
