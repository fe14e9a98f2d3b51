package furong.app;

import furong.base.Text;
import java.util.Locale;

/**
 * Everything that can be configured, asked once: the command line option, the environment variable
 * and the page docs/configuration.md all come from here.
 *
 * <p>The option {@code --port} is the variable {@code FURONG_PORT}; the command line wins over the
 * environment, the environment over the default.
 */
public enum Setting {
  CITY(
      "city",
      "DIR",
      "cities/chengdu",
      Text.of("城市画像所在文件夹", "folder of the city profile"),
      "Divisions, organisations and calendar of one city; other cities stand beside it."),
  PACKS(
      "packs",
      "DIR",
      "packs",
      Text.of("场景包所在文件夹", "folder of the scene packs"),
      "Every folder in it with a pack.yaml is loaded."),
  DATA(
      "data",
      "DIR",
      "data",
      Text.of("数据文件夹，系统的一切状态都在其中", "data folder; everything that the system keeps is in it"),
      "Belongs to one city and one process at a time. A copy made while furong is stopped is a backup."),
  WEB(
      "web",
      "DIR",
      "web/dist",
      Text.of("网页文件夹", "folder of the built web pages"),
      "Without it the API works and pages answer 404."),
  HOST(
      "host",
      "ADDRESS",
      "127.0.0.1",
      Text.of("监听地址；0.0.0.0 表示对外开放", "address to listen on; 0.0.0.0 opens it to the network"),
      "Loopback, because a fresh installation should be seen by nobody else."),
  PORT(
      "port",
      "N",
      "8080",
      Text.of("HTTP 端口", "HTTP port"),
      "The common alternative port for HTTP, free of root rights."),
  MQTT_PORT(
      "mqtt-port",
      "N",
      "1883",
      Text.of("MQTT 端口；0 表示不启用", "MQTT port; 0 switches MQTT off"),
      "The port registered for MQTT."),
  MQTT_TLS_KEYS(
      "mqtt-tls-keys",
      "FILE",
      "",
      Text.of(
          "MQTT 加密（TLS）所用的私钥与证书文件；缺省时不启用",
          "private key and certificate for MQTT over TLS; no TLS without it"),
      "PKCS 12; a new file in its place is taken within ten seconds."),
  MQTT_TLS_PASSWORD(
      "mqtt-tls-password",
      "PASSWORD",
      "",
      Text.of("上述文件的口令", "password of that file"),
      "Better in the environment than on the command line, where others see it."),
  MQTT_TLS_DEVICES(
      "mqtt-tls-devices",
      "FILE",
      "",
      Text.of(
          "设备证书的签发机构（PEM）；缺省时 MQTT 不认设备证书",
          "authorities of devices' certificates (PEM); no certificates over MQTT without"),
      "A device that shows a certificate of theirs writes as the key that it is registered with on /sensing/keys, without a password."),
  MQTT_TLS_PORT(
      "mqtt-tls-port",
      "N",
      "8883",
      Text.of("MQTT 加密（TLS）端口", "port of MQTT over TLS"),
      "The port registered for it; open only when there are keys."),
  DB(
      "db",
      "URL",
      "",
      Text.of(
          "外部 PostgreSQL 的 JDBC 地址；缺省时自带",
          "JDBC URL of an external PostgreSQL; embedded when absent"),
      "jdbc:postgresql://host:5432/furong?user=...&password=...; PostgreSQL 17 or newer."),
  KAFKA(
      "kafka",
      "SERVERS",
      "",
      Text.of("外部 Kafka 的地址；缺省时自带", "bootstrap servers of an external Kafka; embedded when absent"),
      "host:9092,host:9092; the topics are made when they are missing."),
  FLINK(
      "flink",
      "JOBMANAGER",
      "",
      Text.of(
          "外部 Flink JobManager 的地址；缺省时自带",
          "REST address of an external Flink JobManager; embedded when absent"),
      "host:8081; of the same Flink version, with a checkpoint folder that its machines share."),
  SHARDS(
      "shards",
      "N",
      "4",
      Text.of(
          "观测日志的分片数；数据文件夹建立后不可更改",
          "shards of the observation log; fixed when the data folder is made"),
      "Twice the cores of the smallest machine meant for it; more shards let more machines share the work."),
  LOG_DURABILITY(
      "log-durability",
      "process|disk",
      "process",
      Text.of("应答前日志写到何处", "how far the log is written before an answer"),
      "process: page cache, survives kill -9; a loss of power can take the last 10 s. disk: survives a loss of power, at about 17 us per observation in batches of 1,000."),
  INGEST_OPEN(
      "ingest-open",
      "loopback|all|none",
      "loopback",
      Text.of("哪些来源可以免登录上报观测", "from where observations are taken without credentials"),
      "Others send HTTP Basic of a user with the role DEVICE or ADMIN, or an ingest key."),
  INGEST_RATE(
      "ingest-rate",
      "N",
      "0",
      Text.of(
          "每个来源每秒最多上报的观测数；0 表示不限",
          "observations a second that one source may send; 0 for no limit"),
      "A source is a device key, a user or an address; it may catch up on ten seconds at once, and is told 429 beyond. No limit, because only the city knows its gateways."),
  CERT_PROXIES(
      "cert-proxies",
      "ADDRESSES",
      "",
      Text.of(
          "可代为报告设备证书的代理地址，逗号分隔；缺省时不认证书",
          "proxies that are believed when they tell a device's certificate; none without"),
      "IP addresses with commas between them. The proxy ends TLS, checks the certificate and says it in X-Forwarded-Client-Cert, which it must overwrite; whoever can connect from such an address can claim any certificate."),
  NO_SIM(
      "no-sim",
      "",
      "false",
      Text.of("不启动城市模拟器", "do not start the city simulator"),
      "The simulator feeds labelled simulated things through the public API."),
  SIM_SENSORS(
      "sim-sensors",
      "N",
      "2000",
      Text.of("模拟传感器数量", "how many sensors the simulator plays"),
      "Enough that every county shows every kind."),
  REPORT_RETENTION(
      "report-retention",
      "DAYS",
      "1095",
      Text.of(
          "案件办结后市民个人信息保留天数", "days that personal data of reports are kept after the case ended"),
      "Three years: as long as a claim out of the matter can be brought (Civil Code, article 188). After that name, number, words and photos are removed."),
  OPEN311_OPEN(
      "open311-open",
      "",
      "false",
      Text.of("Open311 是否接受没有密钥的程序", "Open311 takes reports from programs without a key"),
      "A key names who brings reports and can be taken back; without one only the rate per address limits abuse."),
  CAP_SENDER(
      "cap-sender",
      "NAME",
      "furong@localhost",
      Text.of("本平台在 CAP 报文中的发送方标识", "who we are in CAP messages"),
      "A name in a domain of the city, such as ops@city.example; no spaces, commas, < or &. Others know our messages by it."),
  CAP_OPEN(
      "cap-open",
      "loopback|all|none",
      "loopback",
      Text.of("哪些来源可以免登录读取 CAP 报文", "from where our CAP messages are read without a login"),
      "all makes them public (scope Public); otherwise they are Restricted to staff, who log in."),
  CAP_FEEDS(
      "cap-feeds",
      "URLS",
      "",
      Text.of("外部预警的 CAP/Atom 信息源，逗号分隔", "CAP feeds of warning services, with commas between them"),
      "Each is asked every minute; certificates of the senders stand in the folder cap-trust of the data folder."),
  SMTP(
      "smtp",
      "URL",
      "",
      Text.of("发送邮件的服务器；缺省时不发邮件", "mail server; no mail without one"),
      "smtp://user:password@host:587?from=ops@city.example (STARTTLS) or smtps://...; better in the environment than on the command line, where others see it.");

  private final String option;
  private final String value;
  private final String otherwise;
  private final Text summary;
  private final String remark;

  Setting(String option, String value, String otherwise, Text summary, String remark) {
    this.option = option;
    this.value = value;
    this.otherwise = otherwise;
    this.summary = summary;
    this.remark = remark;
  }

  /** Name on the command line, without the dashes. */
  public String option() {
    return option;
  }

  /** What stands behind the option in the help; empty for a switch. */
  public String value() {
    return value;
  }

  public boolean isSwitch() {
    return value.isEmpty();
  }

  /** The value when nothing is said; empty means absent. */
  public String otherwise() {
    return otherwise;
  }

  public Text summary() {
    return summary;
  }

  /** Why the default is what it is, or what else one should know. */
  public String remark() {
    return remark;
  }

  /** Name of the environment variable. */
  public String variable() {
    return "FURONG_" + option.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
