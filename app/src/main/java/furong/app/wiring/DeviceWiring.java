package furong.app.wiring;

import furong.cases.Dispatcher;
import furong.city.CityProfile;
import furong.observe.Catalogue;
import furong.observe.Summaries;
import furong.pack.PackBook;
import furong.sense.devices.DeviceDesk;
import furong.sense.devices.DeviceRegister;
import furong.sense.devices.ReadingsHub;
import furong.sense.ingest.ObservationDoor;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health of devices. */
@Configuration(proxyBeanMethods = false)
public class DeviceWiring {

  @Bean
  DeviceRegister deviceRegister(
      Catalogue catalogue, Summaries summaries, PackBook packs, InstantSource clock) {
    return new DeviceRegister(
        catalogue,
        summaries,
        packs,
        clock,
        task -> Thread.ofVirtual().name("device-look").start(task));
  }

  @Bean
  DeviceDesk deviceDesk(
      DeviceRegister register,
      Catalogue catalogue,
      PackBook packs,
      CityProfile city,
      Dispatcher.Facts facts,
      InstantSource clock) {
    return new DeviceDesk(
        register,
        catalogue,
        packs,
        city,
        id -> facts.owned(id).map(Dispatcher.Owned::organisation),
        clock);
  }

  @Bean
  ReadingsHub readingsHub(ObservationDoor door) {
    ReadingsHub hub = new ReadingsHub();
    door.listen(hub);
    return hub;
  }
}
