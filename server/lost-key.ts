import { existsSync } from 'node:fs';
import type { ConfigFault } from '../config/fault.ts';
import type { HubConfig } from '../config/schema.ts';
import type { Packages } from './archive-ports.ts';

/**
 * What is wrong where the key that signed packages of the archive is gone (PACKAGE-10): another, made in its place, would
 * call every one of them falsely signed, and none could be exported. Nothing, where nothing was signed here yet.
 */
export async function lostKeyFaults(
  { eventLog: { keyFile } }: Pick<HubConfig, 'eventLog'>,
  { packages }: { readonly packages: Pick<Packages, 'all'> },
): Promise<readonly ConfigFault[]> {
  if (existsSync(keyFile)) return [];
  if (!(await packages.all()).some(({ sealedAt }) => sealedAt !== null)) return [];
  const remedy = `openssl genpkey -algorithm ed25519 -out ${keyFile}`;
  return [
    {
      key: 'eventLog.keyFile',
      problem: {
        vi: `không có tệp ${keyFile}, mà kho lưu trữ có hồ sơ đã ký bằng khóa trong tệp đó`,
        en: `there is no file ${keyFile}, and the archive holds packages that the key in it signed`,
      },
      expected: {
        vi: `tệp đó, lấy lại từ bản sao lưu (ổ đĩa chứa tệp đã được gắn chưa?). Nếu khóa đã mất hẳn: tạo khóa mới bằng lệnh ${remedy}; từ đó mọi hồ sơ cũ bị báo chữ ký không hợp lệ và không tải trọn bộ được`,
        en: `that file, from its backup (is the disk that it lies on mounted?). Where the key is lost for good: a new one, made by ${remedy}; from then on every older package is reported as falsely signed, and cannot be exported`,
      },
    },
  ];
}
