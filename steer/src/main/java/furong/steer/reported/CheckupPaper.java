package furong.steer.reported;

import furong.base.Period;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.paper.Block;
import furong.paper.Block.Heading;
import furong.paper.Block.Note;
import furong.paper.Block.PageBreak;
import furong.paper.Block.Paragraph;
import furong.paper.Paper;
import furong.paper.TableOf;
import furong.plan.Supervised;
import furong.reported.Checkup;
import furong.reported.Checkup.Dimension;
import furong.reported.Checkup.Item;
import furong.reported.Diagnosis.Rule;
import furong.steer.reported.CheckupReader.Known;
import furong.steer.reported.CheckupReader.Part;
import furong.steer.reported.CheckupReader.Reading;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The report of a year's health check: cover, how to read it, each dimension with its table, charts
 * and maps, the list of ailments with what is done about them, and what is not known. Chinese, as
 * offices file it. A number that nobody has stays a dash.
 */
final class CheckupPaper {

  /** Chinese numerals of chapters; four dimensions and three more are seven. */
  private static final String NUMERALS = "一二三四五六七八九十";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.ROOT);

  private static final String NOTHING = "–";

  private final CityProfile city;
  private final Checkup system;
  private final String division;
  private final Period year;
  private final Instant made;
  private final List<Part> parts;
  private final CheckupFigures figures;
  private final List<Block> blocks = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private int chapter;

  CheckupPaper(CheckupReader reader, CityProfile city, String division, Period year, Instant made) {
    this.city = city;
    this.system = reader.system();
    this.division = city.history().find(division).map(d -> d.name().zh()).orElse(division);
    this.year = year;
    this.made = made;
    this.parts = reader.parts(division, year);
    this.figures = new CheckupFigures(reader, city, division, year);
  }

  Paper paper() {
    cover();
    reading();
    parts.forEach(this::dimension);
    ailments();
    unknown();
    boolean simulated =
        figures.simulated()
            || parts.stream().flatMap(p -> p.readings().stream()).anyMatch(Reading::simulated);
    return new Paper(
        year.text() + "年城市体检报告",
        List.of(
            "区划：" + division,
            "年度：" + year.text(),
            "指标体系：%s（%s 版，%s）".formatted(system.title().zh(), system.version(), system.source()),
            "生成日期：" + day(made)),
        issuer(),
        made,
        simulated,
        blocks);
  }

  private String issuer() {
    return city.organisations().stream()
        .filter(o -> o.division().equals(city.divisions().root().code()))
        .map(o -> o.name().zh())
        .findFirst()
        .orElse(city.name().zh());
  }

  private void chapter(String title) {
    chapter++;
    String number =
        chapter <= NUMERALS.length()
            ? NUMERALS.substring(chapter - 1, chapter)
            : Integer.toString(chapter);
    blocks.add(new Heading(1, number + "、" + title));
  }

  private static long count(Part part, Known known) {
    return part.readings().stream().filter(r -> r.known() == known).count();
  }

  private static long ailing(Part part) {
    return part.readings().stream().filter(r -> !r.findings().isEmpty()).count();
  }

  private void cover() {
    long all = parts.stream().mapToLong(p -> p.readings().size()).sum();
    long known = parts.stream().mapToLong(p -> count(p, Known.ESTABLISHED)).sum();
    long ailing = parts.stream().mapToLong(CheckupPaper::ailing).sum();
    blocks.add(
        new Paragraph(
            "本年度体检 %d 项指标中，%d 项已掌握，%d 项待逐级填报审定，%d 项公式尚未确定；已掌握的指标中 %d 项存在问题。"
                .formatted(
                    all,
                    known,
                    parts.stream().mapToLong(p -> count(p, Known.TO_REPORT)).sum(),
                    parts.stream().mapToLong(p -> count(p, Known.NO_FORMULA)).sum(),
                    ailing)));
    blocks.add(
        new TableOf<Part>()
            .text("维度", 2.4, p -> p.dimension().title().zh())
            .number("指标", 1, p -> Integer.toString(p.readings().size()))
            .number("已掌握", 1, p -> Long.toString(count(p, Known.ESTABLISHED)))
            .number("待填报审定", 1.3, p -> Long.toString(count(p, Known.TO_REPORT)))
            .number("公式未定", 1.2, p -> Long.toString(count(p, Known.NO_FORMULA)))
            .number("存在问题", 1.2, p -> Long.toString(ailing(p)))
            .of(parts));
    blocks.add(new Note(system.rhythm().zh() + "。"));
    blocks.add(new PageBreak());
  }

  private void reading() {
    chapter("怎样阅读本报告");
    blocks.add(
        new Paragraph(
            "“已掌握”指区划内应报单位均已上报并逐级审定，或由系统数据计算得出；“待填报审定”指公式已定而数尚未报齐；“公式尚未确定”指没有公开来源给出算法，本报告不作推算。"
                + "没有值的指标以“–”表示，既不算好，也不算坏。"));
    blocks.add(
        new Paragraph(
            "诊断规则四条：%s——计数即问题的指标大于零；%s——劣于来源给出的底线；%s——劣于上一年；%s——比率类指标劣于四分之三以上的同级区划（同级不足五个有值的区划时不比较）。没有来源给出底线的指标不设底线；计数即问题的指标以“无”为目标。"
                .formatted(
                    Rule.PROBLEMS.title().zh(),
                    Rule.LINE.title().zh(),
                    Rule.TREND.title().zh(),
                    Rule.PEERS.title().zh())));
    blocks.add(
        new Paragraph(
            "分布图按值由浅到深分为五级，级距相等，灰色为尚不掌握；数量类指标随区划大小而变，图上颜色的深浅不等于问题的轻重。历年变化图各用各的刻度，不可互相比较高低。"));
    figures.overview().ifPresent(blocks::add);
  }

  private void dimension(Part part) {
    chapter(part.dimension().title().zh());
    blocks.add(
        new TableOf<Reading>()
            .text("指标", 3.3, r -> r.item().indicator().title().zh())
            .number("值", 0.9, r -> number(r.value()))
            .text("单位", 1, r -> UnitWords.of(r.item().indicator().unit()))
            .number("底线", 0.9, r -> line(r.item()))
            .number("上年", 0.9, r -> number(r.before()))
            .text("状态", 1.6, this::state)
            .text("诊断", 2.6, CheckupPaper::says)
            .text("来源", 0.7, r -> "[" + source(r.item().indicator().source()) + "]")
            .of(part.readings()));
    blocks.add(
        new Note(
            part.readings().stream()
                .map(r -> r.item().indicator().source())
                .distinct()
                .sorted(Comparator.comparing(this::source))
                .map(s -> "[" + source(s) + "] " + s)
                .collect(Collectors.joining("\n"))));
    blocks.addAll(figures.of(part, division));
  }

  private static String line(Item item) {
    return item.line() != null ? number(item.line()) : item.problems() ? "无" : "未给出";
  }

  /** What is known, and of how many divisions below where the whole is not. */
  private String state(Reading r) {
    int known = r.known() == Known.TO_REPORT ? figures.known(r) : 0;
    return r.known().title().zh()
        + (known > 0 ? "\n（下级 %d／%d）".formatted(known, figures.below()) : "");
  }

  /** Number of a source in this report. */
  private int source(String text) {
    if (!sources.contains(text)) {
      sources.add(text);
    }
    return sources.indexOf(text) + 1;
  }

  private static String says(Reading r) {
    return r.findings().stream().map(f -> f.says().zh()).collect(Collectors.joining("；"));
  }

  private static String number(@Nullable Double value) {
    return value == null ? NOTHING : CheckupFigures.number(value);
  }

  /** A reading that has findings, in its dimension. */
  private record Ailing(Dimension dimension, Reading reading) {}

  private void ailments() {
    chapter("问题清单与处置");
    List<Ailing> ailing =
        parts.stream()
            .flatMap(part ->
                part.readings().stream()
                    .filter(r -> !r.findings().isEmpty())
                    .map(r -> new Ailing(part.dimension(), r)))
            .toList();
    if (ailing.isEmpty()) {
      blocks.add(new Paragraph("已掌握的指标没有发现问题。这不说明尚不掌握的指标也没有问题。"));
      return;
    }
    blocks.add(
        new TableOf<Ailing>()
            .text("维度", 1.2, a -> a.dimension().title().zh())
            .text("问题", 3, a -> a.reading().item().indicator().title().zh())
            .number(
                "值",
                1.2,
                a ->
                    number(a.reading().value())
                        + UnitWords.of(a.reading().item().indicator().unit()))
            .text("依据", 2.6, a -> says(a.reading()))
            .text(
                "处置",
                3,
                a ->
                    a.reading().task().map(this::done).orElse("尚未交办")
                        + a.reading().lastTask().map(CheckupPaper::last).orElse(""))
            .of(ailing));
    blocks.add(new Note("交办的问题成为督办事项，由责任单位凭证明申请办结、由他人核查销号；期限按工作日计。"));
  }

  /** What was handed out a year ago and has not ended the ailment. */
  private static String last(Supervised task) {
    return "\n上年 " + task.number() + " " + task.state().title().zh() + "，今年仍存在";
  }

  private String done(Supervised task) {
    @Nullable Instant closed = task.closedAt();
    return task.number()
        + " "
        + city.findOrganisation(task.unit())
            .map(Organisation::name)
            .map(n -> n.zh())
            .orElse(task.unit())
        + "\n"
        + task.state().title().zh()
        + (closed == null
            ? "，期限 " + day(task.dueAt()) + (task.overdue(made) ? "（已超期）" : "")
            : "，" + day(closed) + "销号")
        + (task.proof().isEmpty() ? "" : "\n" + task.proof());
  }

  private String day(Instant at) {
    return DAY.format(at.atZone(city.zone()));
  }

  private void unknown() {
    chapter("尚不掌握的指标");
    boolean any = false;
    for (Known known : List.of(Known.TO_REPORT, Known.NO_FORMULA)) {
      List<String> lines = new ArrayList<>();
      for (Part part : parts) {
        String names =
            part.readings().stream()
                .filter(r -> r.known() == known)
                .map(r -> r.item().indicator().title().zh())
                .collect(Collectors.joining("、"));
        if (!names.isEmpty()) {
          lines.add(part.dimension().title().zh() + "：" + names + "。");
        }
      }
      if (!lines.isEmpty()) {
        any = true;
        blocks.add(new Heading(2, known.title().zh()));
        lines.forEach(line -> blocks.add(new Paragraph(line)));
      }
    }
    if (!any) {
      blocks.add(new Paragraph("全部指标均已掌握。"));
    }
  }
}
