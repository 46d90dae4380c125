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
package org.openhab.binding.occupancy.internal.service.item;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.config.core.Configuration;

/**
 * Replaces environment variables in settings, written <code>${ENV:NAME}</code> as in openHAB 5.2. openHAB itself does
 * so only for the settings of a thing that its handler reads, not for those of channels.
 */
@NonNullByDefault
public final class Environment {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{ENV:([^}]+)}");

    private Environment() {
    }

    /**
     * {@return settings with the values of variables in their place; a text with a variable that is not set stays as it
     * is, so that an error can quote what was written}
     *
     * @param settings the settings as the user wrote them; not changed
     */
    public static Configuration resolve(Configuration settings) {
        Configuration resolved = null;
        for (Map.Entry<String, Object> each : settings.getProperties().entrySet()) {
            Object value = each.getValue();
            Object known = value(value);
            if (known != value) {
                resolved = resolved == null ? new Configuration(settings.getProperties()) : resolved;
                resolved.put(each.getKey(), known);
            }
        }
        return resolved == null ? settings : resolved;
    }

    /** {@return the same object if there is nothing to replace in it} */
    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Collection<?> values
                && values.stream().anyMatch(each -> each instanceof String text && text(text) != text)) {
            return values.stream().map(each -> value(each)).toList();
        }
        return value;
    }

    private static String text(String text) {
        if (!text.contains("${ENV:")) {
            return text;
        }
        StringBuilder resolved = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            String value = System.getenv(matcher.group(1));
            if (value == null) {
                return text;
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return resolved.isEmpty() ? text : matcher.appendTail(resolved).toString();
    }
}
