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
package org.openhab.binding.occupancy.internal.rule;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.service.item.PersonThing;
import org.openhab.binding.occupancy.internal.service.text.LocationNames;
import org.openhab.core.config.core.ConfigDescriptionParameter;
import org.openhab.core.config.core.ConfigDescriptionParameterBuilder;
import org.openhab.core.config.core.ParameterOption;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.thing.ThingRegistry;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Describes settings to forms: labels, help and what there is to choose from, as they are at the moment.
 */
@NonNullByDefault
@Component(service = Forms.class)
public final class Forms {

    /** A setting of a module or template: whether it has to be given, and its default. */
    record Field(Parameter parameter, boolean required, @Nullable String preset) {

        static Field required(Parameter parameter) {
            return new Field(parameter, true, null);
        }

        static Field required(Parameter parameter, String preset) {
            return new Field(parameter, true, preset);
        }

        static Field optional(Parameter parameter) {
            return new Field(parameter, false, null);
        }

        static Field optional(Parameter parameter, String preset) {
            return new Field(parameter, false, preset);
        }
    }

    private final OccupancyService service;
    private final ThingRegistry things;
    private final RuleTexts texts;

    @Activate
    public Forms(final @Reference OccupancyService service, final @Reference ThingRegistry things,
            final @Reference TranslationProvider translations, final @Reference LocaleProvider locales,
            final BundleContext context) {
        this(service, things, new RuleTexts(translations, locales, context.getBundle()));
    }

    Forms(OccupancyService service, ThingRegistry things, RuleTexts texts) {
        this.service = service;
        this.things = things;
        this.texts = texts;
    }

    /** {@return a text} @param locale the language, or {@code null} for that of the system */
    String text(@Nullable Locale locale, String key) {
        return texts.text(locale, key);
    }

    /**
     * {@return the settings as forms show them, at the moment each is read} openHAB's registries keep what they are
     * given when the add-on starts, before there is a location, and ask again only for a form; what they have kept goes
     * into each rule that is made of a template.
     *
     * @param fields the settings
     * @param locale the language, or {@code null} for that of the system
     */
    List<ConfigDescriptionParameter> of(List<Field> fields, @Nullable Locale locale) {
        return new AbstractList<>() {

            @Override
            public ConfigDescriptionParameter get(int index) {
                return of(fields.get(index), locale);
            }

            @Override
            public int size() {
                return fields.size();
            }
        };
    }

    private ConfigDescriptionParameter of(Field field, @Nullable Locale locale) {
        Parameter parameter = field.parameter();
        ConfigDescriptionParameterBuilder builder = parameter.builder().withLabel(text(locale, parameter.labelKey()))
                .withDescription(text(locale, parameter.descriptionKey(field.required())))
                .withRequired(field.required());
        String preset = field.preset();
        if (preset != null) {
            builder.withDefault(preset);
        }
        switch (parameter) {
            case LOCATION -> builder.withOptions(LocationNames.options(service.locations())).withLimitToOptions(true);
            case PERSON -> builder.withOptions(people()).withLimitToOptions(false);
            case MODE -> choice(builder, locale, parameter, LockMode.KEEP_OCCUPIED.name(), LockMode.KEEP_VACANT.name(),
                    LockMode.FREEZE.name());
            case SAY -> choice(builder, locale, parameter, RuleActions.SAY_OCCUPIED, RuleActions.SAY_VACANT);
            case COMMAND -> choice(builder, locale, parameter, "ON", "OFF");
            default -> {
                // free
            }
        }
        return builder.build();
    }

    private void choice(ConfigDescriptionParameterBuilder builder, @Nullable Locale locale, Parameter parameter,
            String... values) {
        builder.withOptions(Arrays.stream(values)
                .map(value -> new ParameterOption(value,
                        text(locale, "rule.parameter." + parameter.id() + ".option." + value)))
                .toList()).withLimitToOptions(true);
    }

    private List<ParameterOption> people() {
        return things.getAll().stream()
                .filter(thing -> OccupancyBindingConstants.THING_TYPE_PERSON.equals(thing.getThingTypeUID()))
                .map(PersonThing::name).distinct().sorted().map(name -> new ParameterOption(name, name)).toList();
    }
}
