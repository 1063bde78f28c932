// Known to everybody, on purpose: they open nothing but the demonstration's stand-ins. Production refuses a sandbox by
// its header, not by these values.
export const demoChsi = { clientId: 'quxiang-demo', clientSecret: 'demo-only-chsi-client-secret-0001' } as const;
export const demoWechat = { appId: 'wx0demo0quxiang0001', secret: 'demo-only-wechat-app-secret-0001' } as const;
export const demoSms = {
  accessKeyId: 'LTAIdemoQuxiang0001',
  accessKeySecret: 'demo-only-sms-access-key-0001',
  signName: '去向登记演示',
} as const;
export const demoIdentityCheck = { key: 'demo-only-identity-check-key-0001' } as const;
export const demoS3 = {
  bucket: 'quxiang-demo',
  region: 'sandbox-1',
  accessKeyId: 'AKIADEMOQUXIANG00001',
  secretAccessKey: 'demo-only-s3-secret-access-key-0001',
} as const;

/** Where each outside party of a sandbox at `base` (no slash at its end) is reached. */
export function sandboxAddresses(base: string) {
  return {
    chsiIssuer: `${base}/chsi`,
    wechatBaseUrl: `${base}/wechat`,
    smsEndpoint: `${base}/sms`,
    identityCheckUrl: `${base}/identity-check`,
    timestampAuthorityUrl: `${base}/tsa`,
    s3Endpoint: `${base}/s3`,
    inbox: `${base}/`,
  };
}
