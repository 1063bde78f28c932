/** WeChat's browser opens and saves no PDF. */
export const inWechat = /MicroMessenger/i.test(navigator.userAgent);
