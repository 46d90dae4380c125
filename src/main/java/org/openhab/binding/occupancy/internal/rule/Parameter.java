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

import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.config.core.ConfigDescriptionParameter.Type;
import org.openhab.core.config.core.ConfigDescriptionParameterBuilder;
import org.openhab.core.config.core.FilterCriteria;

/**
 * The settings of modules and templates. A setting of a template has the same name as the setting of a module that it
 * fills in, so that they share label and help.
 */
@NonNullByDefault
enum Parameter {

    LOCATION(Type.TEXT),
    INSIDE(Type.BOOLEAN),
    FOR_AT_LEAST(Type.TEXT),
    PERSON(Type.TEXT),
    MODE(Type.TEXT),
    ENDS_AFTER(Type.TEXT),
    SAY(Type.TEXT),
    COMMAND(Type.TEXT),
    ITEM(Type.TEXT, "Number", "String", "Switch", "Group"),
    WHILE_OCCUPIED(Type.TEXT),
    WHEN_VACANT(Type.TEXT),
    LAMP(Type.TEXT, "Switch", "Dimmer", "Color", "Group"),
    ITEMS(Type.TEXT, "Switch", "Dimmer", "Color", "Group"),
    DARK_ITEM(Type.TEXT, "Number", "Switch", "Contact"),
    DARK_BELOW(Type.DECIMAL),
    DIMMED_TO(Type.INTEGER);

    private final Type type;
    /** The types of items that it takes; empty if it takes no item. */
    final List<String> itemTypes;

    Parameter(Type type, String... itemTypes) {
        this.type = type;
        this.itemTypes = List.of(itemTypes);
    }

    /** {@return the name of the setting} */
    String id() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder id = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            id.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return id.toString();
    }

    /** {@return the key of its label} */
    String labelKey() {
        return "rule.parameter." + id() + ".label";
    }

    /** {@return the key of the help below it} @param required whether it has to be given */
    String descriptionKey(boolean required) {
        return "rule.parameter." + id() + (this == LOCATION && !required ? ".any" : "") + ".description";
    }

    /** {@return the placeholder in a module of a template, which openHAB replaces by what was filled in} */
    String reference() {
        return "{{" + id() + "}}";
    }

    /** {@return the start of a description, without texts and options} */
    ConfigDescriptionParameterBuilder builder() {
        ConfigDescriptionParameterBuilder builder = ConfigDescriptionParameterBuilder.create(id(), type)
                .withMultiple(this == ITEMS);
        if (!itemTypes.isEmpty()) {
            builder.withContext("item")
                    .withFilterCriteria(List.of(new FilterCriteria("type", String.join(",", itemTypes))));
        }
        return builder;
    }
}
