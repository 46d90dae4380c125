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
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.config.core.ParameterOption;

/**
 * What a form offers for the neighbours of a location.
 */
class AdjacentOptionProviderTest {

    private static final URI LOCATION = URI.create("thing-type:occupancy:place");

    private final OccupancyService service = mock(OccupancyService.class);
    private final AdjacentOptionProvider provider = new AdjacentOptionProvider(service);

    @BeforeEach
    void setUp() {
        List<LocationView> locations = List.of(view("occupancy:home:home", null, "Home"),
                view("occupancy:location:up", "occupancy:home:home", "Upstairs"),
                view("occupancy:location:bath1", "occupancy:home:home", "Bath"),
                view("occupancy:location:bath2", "occupancy:location:up", "Bath"));
        lenient().when(service.locations()).thenReturn(locations);
    }

    @Test
    void locationsAreOfferedByLabelAndByParentWhereThatIsNotEnough() {
        assertThat(provider.getParameterOptions(LOCATION, "adjacent", null, Locale.ENGLISH))
                .extracting(ParameterOption::getValue, ParameterOption::getLabel)
                .containsExactly(tuple("occupancy:home:home", "Home"), tuple("occupancy:location:up", "Upstairs"),
                        tuple("occupancy:location:bath1", "Bath (Home)"),
                        tuple("occupancy:location:bath2", "Bath (Upstairs)"));
    }

    @Test
    void aLocationIsNotOfferedToItself() {
        assertThat(provider.getParameterOptions(URI.create("thing:occupancy:location:up"), "adjacent", null,
                Locale.ENGLISH)).extracting(ParameterOption::getValue)
                .containsExactly("occupancy:home:home", "occupancy:location:bath1", "occupancy:location:bath2");
    }

    @ParameterizedTest
    @CsvSource({ "thing-type:occupancy:place, vacancy", "thing-type:hue:lamp, adjacent", "thing:hue:lamp:1, adjacent",
            "thing-type:occupancy:person, adjacent" })
    void otherSettingsAreNotItsBusiness(String uri, String setting) {
        assertThat(provider.getParameterOptions(URI.create(uri), setting, null, Locale.ENGLISH)).isNull();
    }

    /** openHAB refuses a thing whose value is none of the options; a neighbour may come later than the thing. */
    @Test
    void aNeighbourThatIsNotThereYetPassesTheValidation() {
        assertThat(provider.getParameterOptions(LOCATION, "adjacent", null, null)).isNull();
    }

    private static LocationView view(String id, String parent, String label) {
        OccupancyEngine engine = new OccupancyEngine();
        engine.configure(LocationConfig.builder(id).build(), Instant.EPOCH);
        return new LocationView(id, parent, label, null, engine.state(id), null, null, null, false, Map.of(),
                List.of());
    }
}
