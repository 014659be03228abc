import { type Conclusion, type Minutes, minutesTexts } from '../../../core/minutes/minutes.ts';
import type { MinutesReply, MinutesSigner } from '../../../protocol/minutes.ts';
import classes from '../../ui/paper.module.css';
import own from './minutes.module.css';
import { dayWords, dueText, hourWords } from './vietnam-time.ts';

const headings = {
  presence: 'I. CHỦ TRÌ VÀ THÀNH PHẦN THAM DỰ',
  sequence: 'II. DIỄN BIẾN CUỘC HỌP',
  opinions: 'III. Ý KIẾN PHÁT BIỂU',
  votes: 'IV. KẾT QUẢ BIỂU QUYẾT',
} as const;

const keyed = (lines: readonly string[]) => lines.map((text, index) => ({ key: `${index}`, text }));

function Text({ text }: { readonly text: string }) {
  const lines = keyed(text.split('\n').filter((line) => line.trim() !== ''));
  return lines.length === 0 ? <p>Không có.</p> : lines.map((line) => <p key={line.key}>{line.text}</p>);
}

function Conclusions({ conclusions }: { readonly conclusions: readonly Conclusion[] }) {
  if (conclusions.length === 0) return <p>Không có.</p>;
  return (
    <table className={`${classes.list} ${own.table}`}>
      <thead>
        <tr>
          <th scope="col">STT</th>
          <th scope="col">Nội dung</th>
          <th scope="col">Đơn vị chủ trì</th>
          <th scope="col">Đơn vị phối hợp</th>
          <th scope="col">Hạn</th>
        </tr>
      </thead>
      <tbody className={own.rows}>
        {conclusions.map(({ content, leadUnit, supportingUnits, due }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
          <tr key={index}>
            <td className={classes.figure}>{index + 1}</td>
            <td className={own.lines}>{content}</td>
            <td>{leadUnit}</td>
            <td>{supportingUnits.join('; ')}</td>
            <td className={`${classes.figure} ${own.day}`}>{due === null ? '' : dueText(due)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export type PaperProps = {
  readonly reply: MinutesReply;
  readonly minutes: Minutes;
  readonly secretary: MinutesSigner | null;
  /** Whoever approved just this; null: nobody has, it is a draft. */
  readonly chair: MinutesSigner | null;
};

/**
 * Biên bản cuộc họp on A4, laid out as administrative papers are (Decree 30/2020, form 1.9). The paper is signed and
 * filed in Vietnam, so its words are Vietnamese whatever the screen's language.
 */
export function MinutesPaper({ reply, minutes, secretary, chair }: PaperProps) {
  const { title, unitName, openedAt, closedAt } = reply;
  return (
    <article className={classes.paper} lang="vi">
      <header className={classes.head}>
        <div>
          <p className={classes.body}>{unitName}</p>
          <p>Số: ………/BB-……</p>
        </div>
        <div>
          <p className={classes.country}>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
          <p className={classes.motto}>Độc lập - Tự do - Hạnh phúc</p>
        </div>
      </header>
      <h1 className={classes.title}>BIÊN BẢN</h1>
      <p className={classes.subject}>{title}</p>
      {chair === null && <p className={own.unsigned}>(DỰ THẢO)</p>}
      {openedAt !== null && (
        <p>
          Thời gian bắt đầu: {hourWords(openedAt)}, {dayWords(openedAt)}.
        </p>
      )}
      <p>Địa điểm: điểm cầu chính tại {unitName} và các điểm cầu trực tuyến.</p>
      {minutesTexts.map((part) => (
        <section key={part}>
          <h2>{headings[part]}</h2>
          <Text text={minutes[part]} />
        </section>
      ))}
      <h2>V. KẾT LUẬN</h2>
      <Conclusions conclusions={minutes.conclusions} />
      {closedAt !== null && (
        <p>
          Cuộc họp kết thúc vào {hourWords(closedAt)}, {dayWords(closedAt)}./.
        </p>
      )}
      <div className={classes.signatures}>
        <div>
          <p className={classes.side}>THƯ KÝ</p>
          <p className={classes.sign}>(Ký, ghi rõ họ tên)</p>
          <p className={classes.signatory}>{secretary?.name}</p>
        </div>
        <div>
          <p className={classes.side}>CHỦ TRÌ</p>
          <p className={classes.sign}>(Ký, ghi rõ họ tên, đóng dấu)</p>
          <p className={classes.signatory}>{chair?.name}</p>
        </div>
      </div>
      <div className={own.filed}>
        <b>Nơi nhận:</b>
        <br />- ……………;
        <br />- Lưu: VT, Hồ sơ.
      </div>
    </article>
  );
}
