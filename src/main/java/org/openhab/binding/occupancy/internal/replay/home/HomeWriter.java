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
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.LeaveTimeout;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationKind;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
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
     * @param labels what people call a location of an id, which is noted beside it; the id where they do not
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
        setting("kind", location.kind() == LocationKind.AREA ? null : location.kind().name());
        setting("strategy", location.strategy() == Strategy.INDEPENDENT ? null : location.strategy().name());
        setting("contributesToParent", location.contributesToParent() ? null : "false");
        Map<String, Duration> timeouts = new TreeMap<>(location.ownTimeouts());
        List<String> entries = new ArrayList<>();
        timeouts.forEach((category, timeout) -> entries.add(text(category) + ": " + Durations.format(timeout)));
        setting("timeouts", entries.isEmpty() ? null : "{" + String.join(", ", entries) + "}");
        setting("linger", location.linger().isZero() ? null : Durations.format(location.linger()));
        setting("identityHolds", location.identityHolds() ? "true" : null);
        setting("adjacent", location.adjacent().isEmpty() ? null : list(location.adjacent()));
        setting("vacancy", location.vacancy().name());
        setting("stayTimeout", location.isStayTimeoutSet() ? Durations.format(location.stayTimeout()) : null);
        setting("leaveTimeout", location.leaveTimeout().equals(LeaveTimeout.DEFAULT) ? null
                : Durations.format(location.leaveTimeout().usual()));
        setting("passage", location.passage() ? "true" : null);
        if (!sources.isEmpty()) {
            line(2, "sources:");
            sources.forEach(source -> line(3, "- {" + String.join(", ", settings(source)) + "}"));
        }
    }

    private static List<String> settings(SourceConfig source) {
        Settings settings = new Settings(source);
        settings.always("item", text(source.item()));
        settings.always("type", source.type().id());
        settings.put("id", source.id().equals(source.item()) ? null : text(source.id()));
        settings.put("timeout", source.timeout());
        String occupant = source.occupant();
        settings.put("occupant", occupant == null ? null : text(occupant));
        settings.put("sustainOnly", source.sustainOnly() ? "true" : null);
        settings.put("activeStates", source.activeStates().isEmpty() ? null : list(source.activeStates()));
        settings.put("invert", source.invert() ? "true" : null);
        settings.put("pulseOnly", source.pulseOnly() ? "true" : null);
        settings.put("maxActive", source.maxActive());
        settings.put("lostTimeout", source.lostTimeout());
        settings.put("boundary", source.boundary() ? null : "false");
        Boolean exit = source.exit();
        settings.put("exit", exit == null ? null : exit.toString());
        settings.put("ignoreStates", source.ignoreStates().isEmpty() ? null : list(source.ignoreStates()));
        Quantity on = source.on();
        Quantity off = source.off();
        settings.put("on", on == null ? null : text(number(on)));
        settings.put("off", off == null || off.equals(on) ? null : text(number(off)));
        settings.put("minDuration", source.minDuration().isZero() ? null : source.minDuration());
        settings.put("confirm", source.confirm());
        List<String> map = new ArrayList<>();
        source.map().forEach((state, meaning) -> map.add(text(state) + ": " + text(meaning)));
        settings.put("map", map.isEmpty() ? null : "{" + String.join(", ", map) + "}");
        if (source.rollershutter()) {
            settings.always(HomeParser.ROLLERSHUTTER, "true");
        }
        return settings.entries;
    }

    /** The settings of a source, of which each type takes its own. */
    private static final class Settings {

        final List<String> entries = new ArrayList<>();
        private final Set<String> taken;

        Settings(SourceConfig source) {
            taken = source.type().settings();
        }

        void always(String key, String value) {
            entries.add(key + ": " + value);
        }

        void put(String key, @Nullable String value) {
            if (value != null && taken.contains(key)) {
                always(key, value);
            }
        }

        void put(String key, @Nullable Duration value) {
            put(key, value == null ? null : Durations.format(value));
        }
    }

    /** {@return a number as it was written, so that it is read as the same number and not only as an equal one} */
    private static String number(Quantity quantity) {
        BigDecimal value = quantity.value();
        String digits = value.scale() < 0 ? value.unscaledValue() + "e" + -value.scale()
                : value.scale() <= MOST_DIGITS ? value.toPlainString() : value.toString();
        return quantity.unit().isEmpty() ? digits : digits + " " + quantity.unit();
    }

    private static String list(Collection<String> values) {
        return "[" + String.join(", ", values.stream().map(HomeWriter::text).toList()) + "]";
    }

    private void setting(String key, @Nullable String value) {
        if (value != null) {
            line(2, key + ": " + value);
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    /** {@return a text as YAML has it, in quotes unless it cannot be read as anything else} */
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
