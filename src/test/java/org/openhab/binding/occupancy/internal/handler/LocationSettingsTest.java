/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.parsers.DocumentBuilderFactory;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.engine.model.AnotherValue;
import org.openhab.binding.occupancy.internal.engine.model.LocationSetting;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingUID;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A setting that is in the form is read: whoever types nonsense into it is told so.
 */
@NonNullByDefault
class LocationSettingsTest {

    private static final Path FORMS = Path.of("src", "main", "resources", "OH-INF", "config");

    /** {@return the names of the settings that are a number or a choice of two} */
    static Set<String> settings() throws Exception {
        Set<String> names = new TreeSet<>();
        for (String form : List.of("home.xml", "place.xml")) {
            NodeList parameters = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(FORMS.resolve(form).toFile()).getElementsByTagName("parameter");
            for (int i = 0; i < parameters.getLength(); i++) {
                Element parameter = (Element) parameters.item(i);
                if (!"text".equals(parameter.getAttribute("type"))) {
                    names.add(parameter.getAttribute("name"));
                }
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingOfTheFormIsRead(String setting) {
        assertThat(read(Map.of(setting, "nonsense")).problems())
                .as("what LocationSettings says of nonsense in the setting %s", setting).singleElement()
                .satisfies(problem -> assertThat(problem.arguments()).contains(LocationProblem.label(setting),
                        "nonsense"));
    }

    static List<LocationSetting> settingsOfLocations() {
        return LocationSetting.ALL;
    }

    @ParameterizedTest
    @MethodSource("settingsOfLocations")
    void everySettingOfALocationArrives(LocationSetting setting) throws ReflectiveOperationException {
        AnotherValue another = AnotherValue.of(setting);
        LocationSetup read = read(Map.of(setting.name(), another.inForm()));
        assertThat(read.problems()).isEmpty();
        assertThat(setting == LocationSetting.VACANCY ? read.vacancy() : AnotherValue.shown(setting, read.config()))
                .as("%s of a location whose thing says it", setting).asString().contains(another.shown());
    }

    private static LocationSetup read(Map<String, Object> settings) {
        Thing thing = mock(Thing.class);
        when(thing.getUID()).thenReturn(new ThingUID("occupancy:location:home:kitchen"));
        when(thing.getConfiguration()).thenReturn(new Configuration(settings));
        when(thing.getChannels()).thenReturn(List.of());
        when(thing.getProperties()).thenReturn(Map.of());
        return LocationSettings.read(thing, true);
    }
}
