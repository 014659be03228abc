import type { DossierReply } from '../../../protocol/archive.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { formatBytes, formatMoment, formatNumber } from '../../ui/format.ts';
import classes from '../../ui/paper.module.css';
import { type HandOverList, numberWords } from './hand-over-record.ts';

type Custody = NonNullable<DossierReply['custody']>;
type HandOverFormProps = {
  readonly dossier: DossierReply;
  readonly custody: Custody;
  readonly list: HandOverList;
};

/** Dots to be written upon. */
const blank = '……………………';

/** `ngày 23 tháng 11 năm 2026`, as papers have it; on the device's calendar. */
function dayWords(at: number): string {
  const on = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `ngày ${two(on.getDate())} tháng ${two(on.getMonth() + 1)} năm ${on.getFullYear()}`;
}

type SideProps = {
  readonly office: string;
  readonly name: string;
  readonly position: string;
};

/** One of the two who sign. */
function Side({ office, name, position }: SideProps) {
  return (
    <>
      <p>
        Cơ quan: <b>{office}</b>
      </p>
      <p>
        Đại diện, ông (bà): <b>{name}</b>
      </p>
      <p>Chức vụ: {position === '' ? blank : position}</p>
    </>
  );
}

function Head({ dossier, custody }: Omit<HandOverFormProps, 'list'>) {
  return (
    <header className={classes.head}>
      <div>
        <p className={classes.body}>{dossier.unitName}</p>
        <p>Số: ………/BBGN</p>
      </div>
      <div>
        <p className={classes.country}>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
        <p className={classes.motto}>Độc lập - Tự do - Hạnh phúc</p>
        <p className={classes.date}>…………, {dayWords(custody.at)}</p>
      </div>
    </header>
  );
}

function List({ list }: { readonly list: HandOverList }) {
  return (
    <table className={classes.list}>
      <thead>
        <tr>
          <th scope="col">STT</th>
          <th scope="col">Bản ghi hình</th>
          <th scope="col">Bắt đầu ghi</th>
          <th scope="col">Thời lượng</th>
          <th scope="col">Số tệp</th>
          <th scope="col">Dung lượng</th>
        </tr>
      </thead>
      {list.lines.map((line) => (
        <tbody key={line.recording}>
          <tr>
            <td className={classes.figure}>{line.number}</td>
            <td>
              <bdi>{line.title}</bdi>
            </td>
            <td className={classes.figure}>
              {line.startedAt === null ? '' : formatMoment(line.startedAt, 'vi')}
            </td>
            <td className={classes.figure}>{line.durationMs === null ? '' : clockFace(line.durationMs)}</td>
            <td className={classes.figure}>{formatNumber(line.files, 'vi')}</td>
            <td className={classes.figure}>{formatBytes(line.bytes, 'vi')}</td>
          </tr>
          <tr>
            <td />
            <td colSpan={5} className={classes.digest}>
              Mã SHA-256 của danh mục: <code>{line.sha256}</code>
            </td>
          </tr>
        </tbody>
      ))}
      <tfoot>
        <tr>
          <td />
          <td colSpan={3}>Tổng cộng: {formatNumber(list.lines.length, 'vi')} bản ghi hình</td>
          <td className={classes.figure}>{formatNumber(list.files, 'vi')}</td>
          <td className={classes.figure}>{formatBytes(list.bytes, 'vi')}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/**
 * Biên bản giao nhận hồ sơ, laid out as administrative papers are (quốc hiệu, tiêu ngữ, số, hai bên). The paper is
 * signed and filed in Vietnam, so its words are Vietnamese whatever the screen's language.
 */
export function HandOverForm({ dossier, custody, list }: HandOverFormProps) {
  const { by, receiver, receiverPosition, to, note } = custody;
  return (
    <article className={classes.paper} lang="vi">
      <Head dossier={dossier} custody={custody} />
      <h1 className={classes.title}>BIÊN BẢN GIAO NHẬN HỒ SƠ</h1>
      <p className={classes.subject}>Hồ sơ ghi hình cuộc họp nộp vào lưu trữ lịch sử</p>
      <p>Hôm nay, {dayWords(custody.at)}, chúng tôi gồm:</p>
      <h2>I. BÊN GIAO</h2>
      <Side office={dossier.unitName} name={by.name} position={by.position} />
      <h2>II. BÊN NHẬN</h2>
      <Side office={to} name={receiver} position={receiverPosition} />
      <p>Hai bên thống nhất giao, nhận hồ sơ với các nội dung sau:</p>
      <h2>III. NỘI DUNG GIAO NHẬN</h2>
      <p>
        1. Cuộc họp: <b>{dossier.title}</b>
        {dossier.closedAt !== null && <>, kết thúc lúc {formatMoment(dossier.closedAt, 'vi')}</>}.
      </p>
      <p>2. Thời hạn bảo quản: {dossier.retention?.name ?? blank}.</p>
      <p>3. Danh mục hồ sơ:</p>
      <List list={list} />
      <p>
        Tổng số: {formatNumber(list.lines.length, 'vi')} bản ghi hình (bằng chữ:{' '}
        {numberWords(list.lines.length)}), gồm {formatNumber(list.files, 'vi')} tệp (bằng chữ:{' '}
        {numberWords(list.files)}).
      </p>
      <p>
        4. Bên nhận đối chiếu mã SHA-256 của danh mục tệp trong từng bản ghi với danh mục trên trước khi ký.
        Các mã khớp nghĩa là hồ sơ còn nguyên vẹn như lúc giao.
      </p>
      <p>5. Ghi chú: {note === '' ? blank : note}</p>
      <p>Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản./.</p>
      <div className={classes.signatures}>
        <div>
          <p className={classes.side}>ĐẠI DIỆN BÊN GIAO</p>
          <p className={classes.sign}>(Ký, ghi rõ họ tên, đóng dấu)</p>
          <p className={classes.signatory}>{by.name}</p>
        </div>
        <div>
          <p className={classes.side}>ĐẠI DIỆN BÊN NHẬN</p>
          <p className={classes.sign}>(Ký, ghi rõ họ tên, đóng dấu)</p>
          <p className={classes.signatory}>{receiver}</p>
        </div>
      </div>
    </article>
  );
}
