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

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a module was given. What cannot be read is written to the log once, in a sentence that names the rule, the
 * setting as the form calls it, and the value.
 */
@NonNullByDefault
final class ModuleSettings {

    private final Logger logger = LoggerFactory.getLogger(ModuleSettings.class);
    private final String rule;
    private final Configuration configuration;
    private final RuleTexts texts;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    ModuleSettings(String rule, Configuration configuration, RuleTexts texts) {
        this.rule = rule;
        this.configuration = configuration;
        this.texts = texts;
    }

    /** {@return a text, or {@code null} if it is not set} */
    @Nullable
    String text(Parameter parameter) {
        Object value = configuration.get(parameter.id());
        // where nothing was filled in, openHAB leaves the reference of the template in place
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() || text.equals(parameter.reference()) ? null : text;
    }

    /** {@return several texts} */
    List<String> texts(Parameter parameter) {
        Object value = configuration.get(parameter.id());
        String text = text(parameter);
        Stream<?> all = value instanceof Collection<?> several ? several.stream()
                : text == null ? Stream.empty() : Arrays.stream(text.split(","));
        return all.map(each -> String.valueOf(each).strip())
                .filter(each -> !each.isEmpty() && !each.equals(parameter.reference())).distinct().toList();
    }

    boolean flag(Parameter parameter) {
        return Boolean.parseBoolean(text(parameter));
    }

    /** {@return a number, or another if it is not set or cannot be read} */
    double number(Parameter parameter, double otherwise) {
        String text = text(parameter);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            tell(parameter, text, "is no number; " + otherwise + " is taken");
            return otherwise;
        }
    }

    /** {@return a duration, or zero if it is not set or cannot be read} */
    Duration duration(Parameter parameter) {
        String text = text(parameter);
        if (text == null) {
            return Duration.ZERO;
        }
        try {
            return Durations.parse(parameter.id(), text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
        } catch (RejectedException e) {
            tell(parameter, text, "is no duration such as 90s, 10m or 1h30m; it is left out");
            return Duration.ZERO;
        }
    }

    /** {@return the item of a setting if it fits, or {@code null} if it is not set, not there or of another type} */
    @Nullable
    Item item(ItemRegistry items, Parameter parameter) {
        String name = text(parameter);
        return name == null ? null : item(items, parameter, name);
    }

    /**
     * {@return an item that fits, or {@code null} if it is not there or of another type}
     *
     * @param items where to look
     * @param parameter the setting
     * @param name the name of the item
     */
    @Nullable
    Item item(ItemRegistry items, Parameter parameter, String name) {
        Item item = items.get(name);
        if (item == null) {
            tell(parameter, name, "is no item");
            return null;
        }
        String type = type(item);
        if (type.equals(GroupItem.TYPE) || parameter.itemTypes.contains(type)) {
            return item;
        }
        tell(parameter, name,
                "is an item of the type " + type + "; it has to be one of " + String.join(", ", parameter.itemTypes));
        return null;
    }

    /** {@return the location, or {@code null} if it is not set or not at work} */
    @Nullable
    LocationView location(OccupancyService service) {
        String id = text(Parameter.LOCATION);
        LocationView view = id == null ? null : service.location(id);
        if (view == null) {
            tell(Parameter.LOCATION, String.valueOf(id), "is no location that is online");
        }
        return view;
    }

    /**
     * Checks the items when the rule is loaded, because its author is still there. Items that do not exist yet are
     * checked when they are used.
     */
    void check(ItemRegistry items) {
        for (Parameter parameter : Parameter.values()) {
            if (!parameter.itemTypes.isEmpty()) {
                texts(parameter).stream().filter(name -> items.get(name) != null)
                        .forEach(name -> item(items, parameter, name));
            }
        }
    }

    /** {@return what an item is, or what the members of a group are} */
    static String type(Item item) {
        Item base = item instanceof GroupItem group ? group.getBaseItem() : null;
        return base == null ? dimensionless(item.getType()) : dimensionless(base.getType());
    }

    private static String dimensionless(String type) {
        int colon = type.indexOf(':');
        return colon < 0 ? type : type.substring(0, colon);
    }

    /** Writes to the log, once, what is wrong with a setting. */
    void tell(Parameter parameter, String value, String wrong) {
        if (told.add(parameter + " " + value + " " + wrong)) {
            logger.warn("The rule {}: the setting {}: {} {}.", rule, texts.text(null, parameter.labelKey()),
                    Printable.brief(value), wrong);
        }
    }
}
