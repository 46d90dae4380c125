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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;

import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationKind;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.core.config.core.ConfigOptionProvider;
import org.openhab.core.config.core.ParameterOption;
import org.openhab.core.i18n.TranslationProvider;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers the values of settings of locations to forms, but not to openHAB's validation. The validation would stop a
 * thing with any other value, and all things inside it: a value in lower case could take down a whole floor. The
 * handler reads values in any case instead, and reports those that it cannot read.
 */
@NonNullByDefault
@Component(service = ConfigOptionProvider.class)
public final class ChoiceOptionProvider implements ConfigOptionProvider {

    private static final Set<String> OWN_TYPES = Set.of("thing-type:occupancy:place", "thing-type:occupancy:home",
            "thing-type:occupancy:location");
    private static final Map<String, List<String>> CHOICES = Map.of(CONFIG_VACANCY, names(Vacancy.values()),
            CONFIG_STRATEGY, names(Strategy.values()), CONFIG_KIND, names(LocationKind.values()));

    private final TranslationProvider translations;
    private final Bundle bundle;

    @Activate
    public ChoiceOptionProvider(final @Reference TranslationProvider translations, final BundleContext context) {
        this.translations = translations;
        bundle = context.getBundle();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    @Override
    public @Nullable Collection<ParameterOption> getParameterOptions(URI uri, String param, @Nullable String context,
            @Nullable Locale locale) {
        String asked = uri.toString();
        List<String> choices = CHOICES.get(param);
        // a form asks in a language, the validation of settings in none
        if (locale == null || choices == null
                || !OWN_TYPES.contains(asked) && !asked.startsWith("thing:" + BINDING_ID + ":")) {
            return null;
        }
        return choices.stream().map(choice -> {
            String label = translations.getText(bundle,
                    "thing-type.config.occupancy.place." + param + ".option." + choice, null, locale);
            return new ParameterOption(choice, label == null ? choice : label);
        }).toList();
    }
}
