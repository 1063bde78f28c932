/** A PDF is kept as it came; what is reviewed are pictures of its pages. */
export const originalNote = '审核以页面图像为准。原件（PDF）由上传人提供，可能含有图像中看不到的内容，请谨慎打开。';
