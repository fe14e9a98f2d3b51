package furong.sense.mqtt;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.PermissionType;
import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import furong.sense.ingest.ClientCertificates;
import furong.sense.ingest.WriteAccess;
import furong.sense.ingest.Writer;
import furong.sense.sta.SensorThings;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the broker asks us: who may do what, what becomes of a message, who listens to what. Anyone
 * may listen, as anyone may read over HTTP; who may write is decided by {@link WriteAccess}.
 */
final class MqttExtension implements ExtensionMain {

  private final Publishes publishes;
  private final WriteAccess access;
  private final Subscriptions subscriptions;

  MqttExtension(SensorThings service, WriteAccess access, Subscriptions subscriptions) {
    this.publishes = new Publishes(service, access);
    this.access = access;
    this.subscriptions = subscriptions;
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    SimpleAuthenticator authenticator = this::authenticate;
    Services.securityRegistry().setAuthenticatorProvider(provider -> authenticator);
    Services.initializerRegistry()
        .setClientInitializer((client, context) -> {
          context.addPublishInboundInterceptor(publishes);
          context.addSubscribeInboundInterceptor((in, out) ->
              in.getSubscribePacket()
                  .getSubscriptions()
                  .forEach(s -> subscriptions.add(s.getTopicFilter())));
        });
  }

  private void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
    ConnectPacket packet = input.getConnectPacket();
    ConnectionInformation connection = input.getConnectionInformation();
    String from = connection.getInetAddress().map(InetAddress::getHostAddress).orElse("");
    boolean named = packet.getUserName().isPresent() || packet.getPassword().isPresent();
    String password = packet.getPassword().map(MqttExtension::text).orElse("");
    Optional<Writer> known =
        named ? access.writer(packet.getUserName().orElse(""), password, from) : Optional.empty();
    Optional<String> certificate =
        connection
            .getClientTlsInformation()
            .flatMap(ClientTlsInformation::getClientCertificate)
            .map(ClientCertificates::fingerprint);
    if (known.isEmpty() && certificate.isPresent()) {
      // who shows a certificate is held to it, also on this machine
      known = access.certified(certificate.get());
      if (known.isEmpty()) {
        output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "unknown certificate");
        return;
      }
      Publishes.rememberCertificate(certificate.get(), connection);
    }
    // the key of a device that is wrong or revoked stays outside, also on this machine
    boolean open = access.openTo(from) && !password.startsWith(WriteAccess.DEVICE_KEY);
    if (named && known.isEmpty() && !open) {
      output.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "wrong credentials");
      return;
    }
    Publishes.remember(password, known.map(Writer::source).orElse(from), connection);
    boolean writer = known.isPresent() || open;
    output
        .getDefaultPermissions()
        .add(
            Builders.topicPermission()
                .topicFilter("#")
                .activity(writer ? MqttActivity.ALL : MqttActivity.SUBSCRIBE)
                .type(PermissionType.ALLOW)
                .build());
    output.authenticateSuccessfully();
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
    // everything it holds ends with the broker
  }
}
