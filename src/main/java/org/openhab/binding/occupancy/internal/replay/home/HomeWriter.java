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
package org.openhab.binding.occupancy.internal.replay.home;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationSetting;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.source.Quantity;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * Writes a {@link Home} as a home file, which {@link HomeParser} reads as that home again. Defaults are left out,
 * except for {@code vacancy}, whose default depends on the other settings.
 */
@NonNullByDefault
public final class HomeWriter {

    /** What needs no quotes. Nothing that begins with a digit: YAML has many ways to read a number into it. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_:-]*");
    private static final Set<String> WORDS_OF_YAML = Set.of("true", "false", "yes", "no", "on", "off", "y", "n",
            "null");

    private static final int MOST_DIGITS = 40;

    private final StringBuilder out = new StringBuilder();

    private HomeWriter() {
    }

    /**
     * @param home the home; the head count of its first root is that of the home
     * @param labels the label for the id of a location, which is written beside it as a comment; the id if it has none
     * @return the content of a home file
     */
    public static String write(Home home, UnaryOperator<String> labels) {
        HomeWriter writer = new HomeWriter();
        writer.home(home, labels);
        return writer.out.toString();
    }

    private void home(Home home, UnaryOperator<String> labels) {
        home.locations().stream().filter(location -> location.parent() == null).map(LocationConfig::headCount)
                .filter(Objects::nonNull).findFirst().ifPresent(count -> line(0, "headCount: " + count));
        line(0, home.locations().isEmpty() ? "locations: []" : "locations:");
        for (LocationConfig location : home.locations()) {
            String label = labels.apply(location.id());
            location(location, label.equals(location.id()) ? "" : " # " + Printable.brief(label),
                    home.sources().stream().filter(source -> source.location().equals(location.id())).toList());
        }
    }

    private void location(LocationConfig location, String comment, List<SourceConfig> sources) {
        line(1, "- id: " + text(location.id()) + comment);
        String parent = location.parent();
        setting("parent", parent == null ? null : text(parent));
        for (LocationSetting setting : LocationSetting.ALL) {
            Object given = setting == LocationSetting.VACANCY ? location.vacancy() : setting.given(location);
            setting(setting.name(), given == null ? null : written(given));
        }
        if (!sources.isEmpty()) {
            line(2, "sources:");
            sources.forEach(source -> line(3, "- {" + String.join(", ", settings(source)) + "}"));
        }
    }

    private static List<String> settings(SourceConfig source) {
        List<String> entries = new ArrayList<>();
        entries.add("item: " + text(source.item()));
        entries.add("type: " + source.type().id());
        source.given().forEach((setting, value) -> {
            if (source.type().settings().contains(setting)) {
                entries.add(setting + ": " + written(value));
            }
        });
        if (source.rollershutter()) {
            entries.add(HomeParser.ROLLERSHUTTER + ": true");
        }
        return entries;
    }

    private static String written(Object value) {
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        } else if (value instanceof Quantity quantity) {
            return text(number(quantity));
        } else if (value instanceof Collection<?> texts) {
            return "[" + texts.stream().map(HomeWriter::written).collect(Collectors.joining(", ")) + "]";
        } else if (value instanceof Map<?, ?> entries) {
            return "{" + entries.entrySet().stream()
                    .map(entry -> written(entry.getKey()) + ": " + written(entry.getValue()))
                    .collect(Collectors.joining(", ")) + "}";
        }
        return value instanceof String text ? text(text) : value.toString();
    }

    /** {@return a number as it was written, so that it is read as the same number and not only as an equal one} */
    private static String number(Quantity quantity) {
        BigDecimal value = quantity.value();
        String digits = value.scale() < 0 ? value.unscaledValue() + "e" + -value.scale()
                : value.scale() <= MOST_DIGITS ? value.toPlainString() : value.toString();
        return quantity.unit().isEmpty() ? digits : digits + " " + quantity.unit();
    }

    private void setting(String key, @Nullable String value) {
        if (value != null) {
            line(2, key + ": " + value);
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    /** {@return a text as YAML has it: in quotes, unless it can only be read as a text} */
    private static String text(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !text.endsWith(":")
                && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(each -> {
            if (each == '"' || each == '\\') {
                quoted.append('\\').appendCodePoint(each);
            } else if (Printable.isVisible(each)) {
                quoted.appendCodePoint(each);
            } else {
                quoted.append(String.format(Locale.ROOT, Character.isBmpCodePoint(each) ? "\\u%04X" : "\\U%08X", each));
            }
        });
        return quoted.append('"').toString();
    }
}
