import { bagFiles } from '../../protocol/recording-package.ts';

/**
 * `KIEM-TRA.txt`: how anybody checks a package with tools that every Linux has. `fingerprint` is that of the key it is
 * signed by.
 */
export function recipeOf(fingerprint: string): string {
  const { manifest, tagManifest, signature, key, log } = bagFiles;
  return `KIỂM TRA GÓI LƯU TRỮ
====================

Mở thư mục này trong cửa sổ dòng lệnh (Linux, hoặc Git Bash trên Windows) rồi chạy lần lượt:

1. Không tệp nào bị sửa hay bị thiếu (không in ra gì là đúng):

   sha256sum --quiet -c ${manifest} ${tagManifest}

2. Danh mục tệp do chính hệ thống Điểm Cầu ký (phải in ra "Signature Verified Successfully"; OpenSSL 3):

   openssl pkeyutl -verify -pubin -inkey ${key} -rawin -in ${tagManifest} -sigfile ${signature}

3. Khóa đúng là khóa của hệ thống đã ghi (so với dấu vân tay mà cơ quan đã ghi lại khi đưa hệ thống vào sử dụng):

   openssl pkey -pubin -in ${key} -outform DER | sha256sum

   Dấu vân tay của khóa đã ký gói này: ${fingerprint}

4. Không có tệp nào được thêm vào (không in ra gì là đúng):

   find . -type f | sed 's|^\\./||' | sort > /tmp/co; cut -c67- ${manifest} ${tagManifest} | sort > /tmp/ke
   comm -23 /tmp/co /tmp/ke | grep -v -e '^${tagManifest}'

${log} là nhật ký cuộc họp: mỗi dòng chứa mã băm của chính nó nối với dòng trước. Thư mục con của data/recordings là
từng bản ghi hình, có danh mục và chữ ký riêng (manifest-sha256.txt, manifest-sha256.txt.sig).


HOW TO CHECK THIS PACKAGE
=========================

Open this folder in a terminal (Linux, or Git Bash on Windows) and run, one after the other:

1. No file was changed or is missing (nothing printed is right):

   sha256sum --quiet -c ${manifest} ${tagManifest}

2. The list of files was signed by a Điểm Cầu hub (it must print "Signature Verified Successfully"; OpenSSL 3):

   openssl pkeyutl -verify -pubin -inkey ${key} -rawin -in ${tagManifest} -sigfile ${signature}

3. The key is the hub's (compare with the fingerprint noted down when the hub was taken into service):

   openssl pkey -pubin -in ${key} -outform DER | sha256sum

   Fingerprint of the key that signed this package: ${fingerprint}

4. No file was added (nothing printed is right): the two commands under 4 above.

${log} is the meeting's log: each line holds the hash of itself joined to the line before. Each folder in
data/recordings is one recording, with a list and a signature of its own (manifest-sha256.txt, manifest-sha256.txt.sig).
`;
}
