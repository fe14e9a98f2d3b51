package furong.sense.sta;

/** The certificate of a meter, and its SHA-256 as openssl prints it. */
public final class MeterCertificate {

  public static final String PEM =
      """
      -----BEGIN CERTIFICATE-----
      MIIBejCCASGgAwIBAgIUYdpjN+WFVDF6HYy9a6VsIGowGw8wCgYIKoZIzj0EAwIw
      EjEQMA4GA1UEAwwHbWV0ZXItNzAgFw0yNjExMjYwODAzMjJaGA8yMTI2MTEwMjA4
      MDMyMlowEjEQMA4GA1UEAwwHbWV0ZXItNzBZMBMGByqGSM49AgEGCCqGSM49AwEH
      A0IABFuuHJ9s2k5nyt+1QN76jg4rOLO1d45ZayU2eQMRB5DhYxYxjGaoNHm48DpD
      hFcCNNmE3dy5PrtcL+lzJv/MamSjUzBRMB0GA1UdDgQWBBRHx/ZQzrTnABrdU72Y
      a1MkHPJYFzAfBgNVHSMEGDAWgBRHx/ZQzrTnABrdU72Ya1MkHPJYFzAPBgNVHRMB
      Af8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIH0QjCjC9q+H9VSqLHFjbCCR3RRL
      jBbXzi1a5fOm2oFWAiAS9G5BqMDlSCLGvEEJ5LrYSvHwngSYk9VYLpl6/tx/+g==
      -----END CERTIFICATE-----
      """;

  /** {@code openssl x509 -noout -fingerprint -sha256} without the colons, in small letters. */
  public static final String SHA_256 =
      "d7a4fb206ffe7afe8d90a4d1e9513fbfe1f3a7ddafe1abb85ae6cc484b34ea94";

  private MeterCertificate() {}
}
