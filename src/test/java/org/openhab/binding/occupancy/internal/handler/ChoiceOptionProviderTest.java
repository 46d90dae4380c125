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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.config.core.ParameterOption;
import org.openhab.core.i18n.TranslationProvider;
import org.osgi.framework.BundleContext;

/** What a form offers where there is something to choose. */
class ChoiceOptionProviderTest {

    private static final URI LOCATION = URI.create("thing-type:occupancy:place");

    private final TranslationProvider translations = mock(TranslationProvider.class);
    private ChoiceOptionProvider provider;

    @BeforeEach
    void setUp() {
        when(translations.getText(any(), anyString(), any(), eq(Locale.ENGLISH)))
                .thenAnswer(call -> new TestOpenHab().translate("@text/" + call.getArgument(1)));
        provider = new ChoiceOptionProvider(translations, mock(BundleContext.class));
    }

    @Test
    void choicesAreOfferedInTheWordsOfTheForm() {
        assertThat(provider.getParameterOptions(LOCATION, "vacancy", null, Locale.ENGLISH))
                .extracting(ParameterOption::getValue, ParameterOption::getLabel)
                .containsExactly(tuple("TIMEOUT", "Time runs out"), tuple("DEPARTURE", "Somebody left"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "vacancy", "strategy", "kind" })
    void everyChoiceHasAText(String setting) {
        assertThat(
                provider.getParameterOptions(URI.create("thing:occupancy:location:a"), setting, null, Locale.ENGLISH))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(option.getLabel()).doesNotContain("@text", option.getValue()));
    }

    /** openHAB would stop a thing with vacancy=departure, and all things that belong to it. */
    @ParameterizedTest
    @ValueSource(strings = { "vacancy", "strategy", "kind" })
    void whatIsWrittenInAnotherWayPassesTheValidation(String setting) {
        assertThat(provider.getParameterOptions(LOCATION, setting, null, null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "thing-type:occupancy:place, timeout", "thing-type:hue:lamp, kind", "thing:hue:lamp:1, kind" })
    void otherSettingsAreNotItsBusiness(String uri, String setting) {
        assertThat(provider.getParameterOptions(URI.create(uri), setting, null, Locale.ENGLISH)).isNull();
    }
}
